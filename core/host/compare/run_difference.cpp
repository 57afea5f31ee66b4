// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/run_difference.h"

#include "core/base/json_reader.h"
#include "core/mapping/cost/cost_json.h"
#include "core/platform/layout_mode.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace odimo::host {

namespace {

/// Channels of the layer that are on another unit in the second.
int movedChannels(const mapping::LayerMapping &before, const mapping::LayerMapping &after,
                  const std::vector<std::size_t> &places, const std::vector<std::size_t> &placesAfter)
{
    int moved = 0;
    for (std::size_t channel = 0; channel < before.unitOfChannel.size(); ++channel)
        moved += places[static_cast<std::size_t>(before.unitOfChannel[channel])] !=
                         placesAfter[static_cast<std::size_t>(after.unitOfChannel[channel])]
                     ? 1
                     : 0;
    return moved;
}

void addLayers(const ComparedRun &first, const ComparedRun &second, RunDifference &difference)
{
    const mapping::Mapping &before = *first.run.mapping, &after = *second.run.mapping;
    LayersSideBySide both = sideBySide({ComparedMapping{before, first.costs}, ComparedMapping{after, second.costs}});
    const std::vector<std::size_t> places = placesOf(first.costs.platform, both.units);
    const std::vector<std::size_t> placesAfter = placesOf(second.costs.platform, both.units);
    for (LayerRow &row : both.layers) {
        LayerDifference &made = difference.layers.emplace_back(
            LayerDifference{.layer = row.layer, .first = std::move(row.shares[0]), .second = std::move(row.shares[1])});
        const auto one = std::ranges::find(before.layers, row.layer, &mapping::LayerMapping::layer);
        const auto other = std::ranges::find(after.layers, row.layer, &mapping::LayerMapping::layer);
        if (one != before.layers.end() && other != after.layers.end() &&
            one->unitOfChannel.size() == other->unitOfChannel.size())
            made.moved = movedChannels(*one, *other, places, placesAfter);
    }
    difference.units = std::move(both.units);
}

NamedValues settingsOf(const ComparedRun &compared)
{
    const auto &[run, setup, costs] = compared;
    NamedValues values = {
        {"network", setup.networkName},    {"data", setup.data},
        {"platform", costs.platform.name}, {"layout", platform::nameOf(platform::layoutModeOf(costs.platform))},
        {"kind", nameOf(run.kind)},        {"engine", run.engine}};
    if (!run.settings.empty()) {
        Json settings = parseJson(run.settings, "settings of run " + std::to_string(run.id));
        settings.erase("mapping");
        flatten(settings, "", values);
    }
    addProvenance(setup, values);
    return values;
}

std::optional<ScorePair> scoresOf(const ComparedRun &first, const ComparedRun &second)
{
    const std::optional<project::Measurement> before = first.run.test(), after = second.run.test();
    if (!before || !after || before->total == 0 || after->total == 0)
        return std::nullopt;
    return ScorePair{.first = *before,
                     .second = *after,
                     .difference = mapping::accuracyDifference(mapping::Score{before->correct, before->total},
                                                               mapping::Score{after->correct, after->total}),
                     .sameImages = first.setup.data == second.setup.data && before->total == after->total};
}

Json scoreToJson(const project::Measurement &score)
{
    return {{"correct", score.correct}, {"total", score.total}, {"numerics", score.numerics}, {"phase", score.phase}};
}

} // namespace

double LayerDifference::value(mapping::Objective objective) const
{
    const auto of = [&](const std::optional<LayerShare> &share) {
        if (!share)
            return 0.0;
        return objective == mapping::Objective::Latency ? share->latency_cycles : share->energy_uJ;
    };
    return of(second) - of(first);
}

RunDifference differenceOf(const ComparedRun &first, const ComparedRun &second)
{
    RunDifference difference{.notComparable = differentParts(first.setup, second.setup),
                             .settings = paired(settingsOf(first), settingsOf(second))};
    difference.accuracy = scoresOf(first, second);
    if (first.run.mapping && second.run.mapping) {
        addLayers(first, second, difference);
        difference.cost = CostPair{mapping::costOf(first.costs, *first.run.mapping),
                                   mapping::costOf(second.costs, *second.run.mapping)};
    }
    return difference;
}

Json toJson(const RunDifference &difference)
{
    Json layers = Json::array();
    for (const LayerDifference &layer : difference.layers)
        if (!layer.isSame())
            layers.push_back({{"name", layer.layer},
                              {"first", toJson(layer.first, difference.units)},
                              {"second", toJson(layer.second, difference.units)},
                              {"moved_channels", layer.moved},
                              {"latency_cycles", layer.value(mapping::Objective::Latency)},
                              {"energy_uJ", layer.value(mapping::Objective::Energy)}});
    Json cost = nullptr, accuracy = nullptr;
    if (difference.cost)
        cost = {{"first", mapping::toJson(difference.cost->first)},
                {"second", mapping::toJson(difference.cost->second)}};
    if (const auto &scores = difference.accuracy) {
        const mapping::AccuracyDifference &found = scores->difference;
        accuracy = {{"first", scoreToJson(scores->first)},
                    {"second", scoreToJson(scores->second)},
                    {"difference", found.difference},
                    {"interval", {found.interval.low, found.interval.high}},
                    {"clear", found.isClear()},
                    {"same_images", scores->sameImages}};
    }
    return {{"not_comparable", toJson(difference.notComparable)},
            {"cost", cost},
            {"accuracy", accuracy},
            {"layers", layers},
            {"settings", toJson(difference.settings)}};
}

} // namespace odimo::host
