// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/combinations.h"

#include <algorithm>

namespace odimo::mapping {

double costOf(const PredictedPoint &point, Objective objective)
{
    return LayerCost{.cycles = {}, .latency_cycles = point.latency_cycles, .energy_uJ = point.energy_uJ}.value(
        objective);
}

double costOf(const LayerChoice &choice, Objective objective)
{
    return LayerCost{.cycles = {}, .latency_cycles = choice.latency_cycles, .energy_uJ = choice.energy_uJ}.value(
        objective);
}

State contribution(const LayerChoice &choice, Criteria criteria)
{
    switch (criteria) {
    case Criteria::Latency:
        return {.cost = choice.latency_cycles, .penalty = choice.penalty};
    case Criteria::Energy:
        return {.cost = choice.energy_uJ, .penalty = choice.penalty};
    case Criteria::LatencyAndEnergy:
        return {.cost = choice.latency_cycles, .secondCost = choice.energy_uJ, .penalty = choice.penalty};
    }
    return {};
}

PredictedPoint pointOf(std::span<const LayerChoices> layers, std::vector<int> choice)
{
    PredictedPoint point{.choice = std::move(choice)};
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const LayerChoice &chosen = layers[i].choices[static_cast<std::size_t>(point.choice[i])];
        point.latency_cycles += chosen.latency_cycles;
        point.energy_uJ += chosen.energy_uJ;
        point.penalty += chosen.penalty;
    }
    return point;
}

std::vector<PredictedPoint> nonDominatedIn(Objective objective, std::vector<PredictedPoint> points)
{
    std::ranges::sort(points, {}, [objective](const PredictedPoint &point) {
        return std::pair(costOf(point, objective), point.penalty);
    });
    std::vector<PredictedPoint> kept;
    for (PredictedPoint &point : points) {
        if (kept.empty() || point.penalty < kept.back().penalty)
            kept.push_back(std::move(point));
    }
    return kept;
}

Mapping mappingOf(std::span<const LayerChoices> layers, const PredictedPoint &point)
{
    Mapping mapping;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const LayerChoices &layer = layers[i];
        LayerMapping &units = mapping.layers.emplace_back();
        units.layer = layer.layer;
        for (const std::optional<int> &pin : layer.pinned)
            units.unitOfChannel.push_back(pin.value_or(layer.otherUnit));
        const int reference = layer.choices[static_cast<std::size_t>(point.choice[i])].referenceChannels;
        const auto pinned = std::ranges::count(layer.pinned, std::optional(layer.referenceUnit));
        for (const int channel : std::span(layer.order).first(static_cast<std::size_t>(reference - pinned)))
            units.unitOfChannel[static_cast<std::size_t>(channel)] = layer.referenceUnit;
    }
    return mapping;
}

} // namespace odimo::mapping
