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

Criteria criteriaOf(Objective objective)
{
    switch (objective) {
    case Objective::Latency:
        return Criteria::Latency;
    case Objective::Energy:
        return Criteria::Energy;
    }
    return Criteria::LatencyAndEnergy;
}

State stateOf(double latency_cycles, double energy_uJ, double penalty, Criteria criteria)
{
    switch (criteria) {
    case Criteria::Latency:
        return {.cost = latency_cycles, .penalty = penalty};
    case Criteria::Energy:
        return {.cost = energy_uJ, .penalty = penalty};
    case Criteria::LatencyAndEnergy:
        return {.cost = latency_cycles, .secondCost = energy_uJ, .penalty = penalty};
    case Criteria::Costs:
        return {.cost = latency_cycles, .penalty = energy_uJ};
    }
    return {};
}

State contribution(const LayerChoices &layer, const LayerChoice &choice, Criteria criteria)
{
    const double energy = layer.tensors ? choice.conversion_cycles * layer.tensors->energy_uJ_perCycle : 0;
    return stateOf(choice.latency_cycles + choice.conversion_cycles, choice.energy_uJ + energy, choice.penalty,
                   criteria);
}

PredictedPoint pointOf(std::span<const LayerChoices> layers, std::vector<int> choice)
{
    PredictedPoint point{.choice = std::move(choice)};
    TensorPlaces places;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const LayerChoices &layer = layers[i];
        const LayerChoice &chosen = layer.choices[static_cast<std::size_t>(point.choice[i])];
        double latency = chosen.latency_cycles, energy = chosen.energy_uJ;
        if (layer.tensors) {
            const double cycles = passLayer(*layer.tensors, chosen.layouts, places) + chosen.conversion_cycles;
            latency += cycles;
            energy += cycles * layer.tensors->energy_uJ_perCycle;
        }
        point.latency_cycles += latency;
        point.energy_uJ += energy;
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
        const LayerChoice &choice = layer.choices[static_cast<std::size_t>(point.choice[i])];
        if (!choice.units.empty()) {
            units.unitOfChannel.assign(choice.units.begin(), choice.units.end());
            continue;
        }
        for (const std::optional<int> &pin : layer.pinned)
            units.unitOfChannel.push_back(pin.value_or(layer.otherUnit));
        const int reference = choice.referenceChannels;
        const auto pinned = std::ranges::count(layer.pinned, std::optional(layer.referenceUnit));
        for (const int channel : std::span(layer.order).first(static_cast<std::size_t>(reference - pinned)))
            units.unitOfChannel[static_cast<std::size_t>(channel)] = layer.referenceUnit;
    }
    return mapping;
}

} // namespace odimo::mapping
