// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.h"
#include "core/mapping/cost/cost.h"
#include "core/network/network.h"
#include "tests/core/platform/samples.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace odimo::samples {

/// Two units of 8 and 2 weight bits, 7 and 2 cycles a channel, in the layouts "planes", which is common, and "pixels";
/// an element costs 0.5 cycles of the input, 0.25 of another tensor, and 0.75 back. 1 kHz, so that mW * cycles are uJ.
inline platform::Platform twoLayouts()
{
    platform::Platform platform;
    platform.name = "two-layouts";
    platform.clock_Hz = 1e3;
    platform.units = {linearUnit("a", 8, 7), linearUnit("b", 2, 2)};
    platform.units[0].layout = "planes";
    platform.units[1].layout = "pixels";
    platform.power = {{{0}, 3}, {{1}, 2}, {{0, 1}, 4}};
    platform.layout = platform::LayoutCosts{.mode = platform::LayoutMode::HostConversion,
                                            .common = "planes",
                                            .inputCycles = 0.5,
                                            .toCycles = 0.25,
                                            .backCycles = 0.75,
                                            .power_mW = 1.5};
    return platform;
}

/// A third unit in a layout of its own; the common one is that of none.
inline platform::Platform fourLayouts()
{
    platform::Platform platform = threeUnits();
    platform.layout = twoLayouts().layout;
    for (std::size_t unit = 0; unit < platform.units.size(); ++unit)
        platform.units[unit].layout = "of " + platform.units[unit].name;
    return platform;
}

/// A few convolutions of 2 to 4 channels that read one of the tensors before them, with additions and a pool between
/// them, and more behind the ends that would else be read by nothing.
inline network::Network randomNetwork(Random &random, int layers)
{
    network::Network net("random", {.channels = 2 + random.below(2), .height = 4, .width = 4});
    std::vector<int> unread = {0};
    const auto convolve = [&](int source, int channels) {
        network::Convolution convolution{.outChannels = channels, .kernel = {3, 3}, .padding = {1, 1, 1, 1}};
        convolution.relu = network::Relu{};
        const int made = net.add("conv" + std::to_string(net.output() + 1), convolution, {source});
        std::erase(unread, source);
        unread.push_back(made);
        return made;
    };
    const auto combine = [&](const std::string &name, const network::Operator &op, int left, int right) {
        const int made = net.add(name + std::to_string(net.output() + 1), op, {left, right});
        std::erase(unread, left);
        std::erase(unread, right);
        unread.push_back(made);
    };
    for (int layer = 0; layer < layers; ++layer) {
        const int source = random.below(3) == 0 ? random.below(net.output() + 1) : net.output();
        const int made = convolve(source, 2 + random.below(3));
        for (int other = made - 1; other > 0; --other) {
            if (net.node(other).output == net.node(made).output && random.below(2) == 0) {
                combine("add", network::Addition{}, other, made);
                break;
            }
        }
    }
    while (unread.size() > 1)
        combine("cat", network::Concatenation{}, unread[0], unread[1]);
    if (random.below(2) == 0)
        net.add("pool", network::GlobalAveragePool{}, {net.output()});
    return net;
}

/// What conversions cost a mapping in cycles, from the rules about each tensor: docs/diana.md 4.6.
inline double conversionCycles(const network::Network &net, const mapping::CostTable &table,
                               const mapping::Mapping &mapping)
{
    const platform::LayoutCosts &costs = *table.platform.layout;
    const auto layoutsOf = [&](int node) {
        std::multiset<std::string> layouts; // of the channels of a layer
        for (std::size_t layer = 0; layer < table.layers.size(); ++layer) {
            if (table.layers[layer].layer.node == node)
                for (const int unit : mapping.layers[layer].unitOfChannel)
                    layouts.insert(table.platform.units[static_cast<std::size_t>(unit)].layout);
        }
        return layouts;
    };
    double cycles = 0;
    for (int node = 0; node <= net.output(); ++node) {
        const network::Shape &shape = net.node(node).output;
        const double plane = static_cast<double>(shape.height) * shape.width;
        const std::multiset<std::string> written = layoutsOf(node);
        std::set<std::string> there(written.begin(), written.end());
        std::set<std::string> needed;
        if (node == net.output())
            needed.insert(costs.common);
        for (const int reader : net.consumers(node)) {
            const std::multiset<std::string> read = layoutsOf(reader);
            needed.insert(read.begin(), read.end());
            if (!network::isLayer(net.node(reader)))
                needed.insert(costs.common);
        }
        if (there.empty())
            there = {costs.common};
        const bool enough = there.size() == 1 && std::ranges::includes(there, needed);
        if (!enough && !(there == std::set{costs.common})) {
            cycles += static_cast<double>(written.size() - written.count(costs.common)) * plane * costs.backCycles;
            if (there.size() > 1)
                there.clear();
            there.insert(costs.common);
        }
        for (const std::string &layout : needed)
            cycles +=
                there.contains(layout) ? 0 : shape.channels * plane * (node == 0 ? costs.inputCycles : costs.toCycles);
    }
    return cycles;
}

/// Every channel of every layer on a unit at random; of some layers all on one.
inline mapping::Mapping randomMapping(const mapping::CostTable &table, Random &random)
{
    mapping::Mapping mapping;
    const int units = static_cast<int>(table.platform.units.size());
    for (const mapping::LayerTable &layer : table.layers) {
        mapping::LayerMapping &made = mapping.layers.emplace_back();
        made.layer = layer.layer.geometry.name;
        const int whole = random.below(units);
        const bool split = random.below(2) == 0;
        for (int channel = 0; channel < layer.layer.geometry.outChannels; ++channel)
            made.unitOfChannel.push_back(split ? random.below(units) : whole);
    }
    return mapping;
}

} // namespace odimo::samples
