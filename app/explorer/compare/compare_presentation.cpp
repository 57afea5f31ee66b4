// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/compare/compare_presentation.h"

namespace odimo::explorer {

namespace {

QList<int> channelsOf(const std::optional<host::LayerShare> &share)
{
    return share ? QList<int>(share->channels.begin(), share->channels.end()) : QList<int>();
}

widgets::CompareLayer layerOf(const host::LayerDifference &layer)
{
    return {.name = QString::fromStdString(layer.layer),
            .first = channelsOf(layer.first),
            .second = channelsOf(layer.second),
            .moved = layer.moved,
            .latency_cycles = layer.value(mapping::Objective::Latency),
            .energy_uJ = layer.value(mapping::Objective::Energy),
            .isSame = layer.isSame()};
}

} // namespace

widgets::CompareValues compareValues(const host::RunDifference &difference)
{
    widgets::CompareValues values;
    for (const std::string &unit : difference.units)
        values.units << QString::fromStdString(unit);
    for (const host::LayerDifference &layer : difference.layers)
        values.layers.push_back(layerOf(layer));
    if (difference.cost) {
        values.first = difference.cost->first;
        values.second = difference.cost->second;
    }
    if (const auto &scores = difference.accuracy)
        values.accuracy = widgets::CompareAccuracy{.first = scores->first.accuracy(),
                                                   .second = scores->second.accuracy(),
                                                   .images = scores->first.total,
                                                   .sameImages = scores->sameImages,
                                                   .difference = scores->difference};
    for (const host::SettingPair &setting : difference.settings)
        values.settings.push_back({QString::fromStdString(setting.name), QString::fromStdString(setting.first),
                                   QString::fromStdString(setting.second)});
    return values;
}

} // namespace odimo::explorer
