// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/layers/split_values.h"

#include <QCoreApplication>

namespace odimo::widgets {

QString geometryText(const platform::LayerGeometry &layer)
{
    QString text = QCoreApplication::translate("odimo::widgets::split", "%1x%2, %3 to %4 channels, output %5x%6")
                       .arg(layer.kernelX)
                       .arg(layer.kernelY)
                       .arg(layer.inChannels)
                       .arg(layer.outChannels)
                       .arg(layer.outX)
                       .arg(layer.outY);
    if (layer.groups > 1)
        text += QCoreApplication::translate("odimo::widgets::split", ", %1 groups").arg(layer.groups);
    return text;
}

std::optional<double> LayerSplit::idle(std::size_t unit) const
{
    if (!cycles[unit] || latency_cycles <= 0)
        return std::nullopt;
    return 1 - *cycles[unit] / latency_cycles;
}

SplitValues splitOf(const mapping::CostTable &table, const mapping::Mapping &mapping)
{
    const mapping::MappingCost cost = costOf(table, mapping);
    SplitValues split;
    split.latency_cycles = cost.latency_cycles;
    split.latency_ms = cost.latency_ms;
    split.energy_uJ = cost.energy_uJ;
    const int units = static_cast<int>(table.platform.units.size());
    for (const platform::ComputeUnit &unit : table.platform.units)
        split.units << QString::fromStdString(unit.name);
    for (std::size_t index = 0; index < mapping.layers.size(); ++index) {
        const mapping::LayerCost &layer = cost.layers[index];
        split.layers.push_back({.name = QString::fromStdString(mapping.layers[index].layer),
                                .geometry = geometryText(table.layers[index].layer.geometry),
                                .channels = channelsPerUnit(mapping.layers[index], units),
                                .cycles = layer.cycles,
                                .latency_cycles = layer.latency_cycles,
                                .energy_uJ = layer.energy_uJ,
                                .conversion_cycles = layer.conversion_cycles});
    }
    return split;
}

} // namespace odimo::widgets
