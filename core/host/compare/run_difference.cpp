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

std::size_t placeOf(std::vector<std::string> &names, const std::string &name)
{
    const auto found = std::ranges::find(names, name);
    if (found != names.end())
        return static_cast<std::size_t>(found - names.begin());
    names.push_back(name);
    return names.size() - 1;
}

/// By unit of the platform its place among the units of both.
std::vector<std::size_t> unitPlaces(const platform::Platform &platform, std::vector<std::string> &units)
{
    std::vector<std::size_t> places;
    for (const platform::ComputeUnit &unit : platform.units)
        places.push_back(placeOf(units, unit.name));
    return places;
}

class LayerComparison {
public:
    LayerComparison(const ComparedRun &first, const ComparedRun &second)
    {
        m_places = {unitPlaces(first.costs.platform, m_units), unitPlaces(second.costs.platform, m_units)};
        add(first, 0, &LayerDifference::first);
        add(second, 1, &LayerDifference::second);
        countMoves(*first.run.mapping, *second.run.mapping);
    }

    void moveInto(RunDifference &difference)
    {
        difference.units = std::move(m_units);
        difference.layers = std::move(m_layers);
    }

private:
    LayerDifference &layerNamed(const std::string &name)
    {
        const auto found = std::ranges::find(m_layers, name, &LayerDifference::layer);
        if (found != m_layers.end())
            return *found;
        m_layers.push_back({.layer = name});
        return m_layers.back();
    }

    void add(const ComparedRun &compared, std::size_t side, std::optional<LayerShare> LayerDifference::*share)
    {
        const mapping::MappingCost cost = mapping::costOf(compared.costs, *compared.run.mapping);
        const int units = static_cast<int>(compared.costs.platform.units.size());
        for (std::size_t i = 0; i < cost.layers.size(); ++i) {
            const mapping::LayerMapping &layer = compared.run.mapping->layers[i];
            LayerShare made{.channels = std::vector<int>(m_units.size(), 0),
                            .latency_cycles = cost.layers[i].latency_cycles,
                            .energy_uJ = cost.layers[i].energy_uJ};
            const std::vector<int> channels = mapping::channelsPerUnit(layer, units);
            for (std::size_t unit = 0; unit < channels.size(); ++unit)
                made.channels[m_places[side][unit]] = channels[unit];
            layerNamed(layer.layer).*share = std::move(made);
        }
    }

    void countMoves(const mapping::Mapping &first, const mapping::Mapping &second)
    {
        for (const mapping::LayerMapping &before : first.layers) {
            const auto after = std::ranges::find(second.layers, before.layer, &mapping::LayerMapping::layer);
            if (after == second.layers.end() || after->unitOfChannel.size() != before.unitOfChannel.size())
                continue;
            int &moved = layerNamed(before.layer).moved;
            for (std::size_t channel = 0; channel < before.unitOfChannel.size(); ++channel)
                moved += m_places[0][static_cast<std::size_t>(before.unitOfChannel[channel])] !=
                                 m_places[1][static_cast<std::size_t>(after->unitOfChannel[channel])]
                             ? 1
                             : 0;
        }
    }

    std::vector<std::string> m_units;
    std::vector<std::vector<std::size_t>> m_places;
    std::vector<LayerDifference> m_layers;
};

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
                     .difference =
                         mapping::accuracyDifference(mapping::Score{before->correct, before->total},
                                                     mapping::Score{after->correct, after->total}),
                     .sameImages = first.setup.data == second.setup.data && before->total == after->total};
}

Json shareToJson(const std::optional<LayerShare> &share, const std::vector<std::string> &units)
{
    if (!share)
        return nullptr;
    Json channels = Json::object();
    for (std::size_t unit = 0; unit < units.size(); ++unit)
        channels[units[unit]] = share->channels[unit];
    return {{"channels", channels}, {"latency_cycles", share->latency_cycles}, {"energy_uJ", share->energy_uJ}};
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
        LayerComparison(first, second).moveInto(difference);
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
                              {"first", shareToJson(layer.first, difference.units)},
                              {"second", shareToJson(layer.second, difference.units)},
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
