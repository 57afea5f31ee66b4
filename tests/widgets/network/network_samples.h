// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "widgets/network/network_panel.h"

#include <memory>

namespace odimo::tests {

inline widgets::NetworkSource networkSource(const std::string &name, bool isAnalysed = false)
{
    const network::Network network = network::simplify(network::zooNetwork(name));
    widgets::NetworkSource source{network, mapping::makeCostTable(network, platform::loadPlatform("diana")), {}};
    if (isAnalysed)
        source.sensitivity = mapping::weightCountSensitivity(source.costs);
    return source;
}

/// The first 5 channels of every layer on the digital unit where the layer has a choice.
inline mapping::Mapping someMapping(const mapping::CostTable &table)
{
    mapping::Mapping mapping = mapping::cheapestMapping(table, mapping::Objective::Latency);
    for (std::size_t layer = 0; layer < mapping.layers.size(); ++layer)
        if (table.layers[layer].branches.size() > 1)
            for (std::size_t channel = 0; channel < mapping.layers[layer].unitOfChannel.size(); ++channel)
                mapping.layers[layer].unitOfChannel[channel] = channel < 5 ? 0 : 1;
    return mapping;
}

inline widgets::NetworkValues networkSample(const std::string &name = "resnet8")
{
    const widgets::NetworkSource source = networkSource(name, true);
    const mapping::Mapping mapping = someMapping(source.costs);
    widgets::NetworkValues values = networkValues(source, &mapping);
    values.run = 3;
    values.mapping = "Search 0.1";
    return values;
}

/// Answers at once what the window computes in the background.
inline void layOutAtOnce(widgets::NetworkPanel &panel)
{
    QObject::connect(&panel, &widgets::NetworkPanel::layoutWanted, &panel,
                     [&panel](int question, const network::BoxGraph &graph, const network::LayoutGaps &gaps) {
                         panel.place(question, layeredLayout(graph, gaps));
                     });
}

/// A panel of the usual size that is shown; empty until it gets a network.
inline std::unique_ptr<widgets::NetworkPanel> shownPanel()
{
    auto panel = std::make_unique<widgets::NetworkPanel>();
    layOutAtOnce(*panel);
    panel->resize(1100, 700);
    panel->show();
    return panel;
}

} // namespace odimo::tests
