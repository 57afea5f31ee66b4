// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/staircase.h"
#include "core/mapping/front/combinations.h"
#include "core/mapping/front/several_units.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <span>

namespace odimo::mapping {

namespace {

/// What is gained by keeping each channel on the reference unit.
std::vector<double> gains(const LayerSensitivity &sensitivity, int referenceUnit, int otherUnit)
{
    std::vector<double> gain = sensitivity.penalty[static_cast<std::size_t>(otherUnit)];
    const std::vector<double> &reference = sensitivity.penalty[static_cast<std::size_t>(referenceUnit)];
    std::ranges::transform(gain, reference, gain.begin(), std::minus{});
    return gain;
}

void orderFreeChannels(LayerChoices &layer, const std::vector<double> &gain, bool inRuns)
{
    for (std::size_t channel = 0; channel < layer.pinned.size(); ++channel) {
        if (!layer.pinned[channel])
            layer.order.push_back(static_cast<int>(channel));
    }
    if (!inRuns)
        std::ranges::stable_sort(layer.order, std::greater{},
                                 [&](int channel) { return gain[static_cast<std::size_t>(channel)]; });
}

/// Adds the ends of the steps from least to most and the cheapest number there.
void addStepEnds(std::set<int> &numbers, const Staircase &stairs, int least, int most)
{
    for (const int end : stepEndsUpTo(stairs.cost, most)) {
        if (end >= least)
            numbers.insert(end);
    }
    const std::span<const double> costs =
        std::span(stairs.cost).subspan(static_cast<std::size_t>(least), static_cast<std::size_t>(most - least + 1));
    numbers.insert(least + static_cast<int>(std::ranges::min_element(costs) - costs.begin()));
}

/// The numbers of reference channels to look at, within the pins.
std::set<int> candidates(const Staircase &latency, const Staircase &energy, Splits splits, int least, int most)
{
    std::set<int> found{least, most};
    switch (splits) {
    case Splits::All:
        for (int n = least; n <= most; ++n)
            found.insert(n);
        break;
    case Splits::StepEnds:
        addStepEnds(found, latency, least, most);
        addStepEnds(found, energy, least, most);
        break;
    }
    return found;
}

/// Without those that another one with the same layouts beats in both costs and the penalty.
std::vector<LayerChoice> undominatedChoices(const LayerChoices &layer)
{
    std::map<LayoutSet, std::vector<State>> byLayouts;
    for (std::size_t i = 0; i < layer.choices.size(); ++i) {
        std::vector<State> &states = byLayouts[layer.choices[i].layouts];
        states.push_back(contribution(layer, layer.choices[i], Criteria::LatencyAndEnergy));
        states.back().choice = static_cast<int>(i);
    }
    std::vector<State> all;
    for (auto &[layouts, states] : byLayouts)
        std::ranges::move(nonDominated(std::move(states), {}), std::back_inserter(all));
    std::ranges::sort(all, {}, &State::choice);
    std::vector<LayerChoice> kept;
    for (const State &state : all)
        kept.push_back(layer.choices[static_cast<std::size_t>(state.choice)]);
    return kept;
}

/// What layouts add to a choice with so many channels on each unit.
LayerChoice withLayouts(LayerChoice choice, const LayerTable &table, std::span<const int> channels)
{
    if (table.tensors) {
        choice.layouts = layoutsUsed(*table.tensors, channels);
        choice.conversion_cycles = conversionBehind(*table.tensors, channels);
    }
    return choice;
}

/// The penalty of every number of reference channels among the free ones, the first in the order going first. Summed
/// from the end, where it is least, so that small differences are not lost.
std::vector<double> leastPenalties(const LayerChoices &layer, const LayerSensitivity &sensitivity,
                                   const std::vector<double> &gain)
{
    std::vector<double> penalty(layer.order.size() + 1, 0.0);
    for (std::size_t channel = 0; channel < layer.pinned.size(); ++channel) {
        const int unit = layer.pinned[channel].value_or(layer.referenceUnit);
        penalty.back() += sensitivity.penalty[static_cast<std::size_t>(unit)][channel];
    }
    for (std::size_t n = layer.order.size(); n-- > 0;)
        penalty[n] = penalty[n + 1] + gain[static_cast<std::size_t>(layer.order[n])];
    return penalty;
}

LayerChoice onlyChoice(const LayerTable &table, const platform::Platform &platform, int unit, double penalty)
{
    const int channels = table.layer.geometry.outChannels;
    std::vector<int> split(table.cycles.size(), 0);
    split[static_cast<std::size_t>(unit)] = channels;
    const LayerCost cost = costOfLayer(table, platform, split);
    return withLayouts({.referenceChannels = channels,
                        .latency_cycles = cost.latency_cycles,
                        .energy_uJ = cost.energy_uJ,
                        .penalty = penalty},
                       table, split);
}

LayerChoices choicesBetweenMany(const LayerTable &table, const platform::Platform &platform,
                                const LayerSensitivity &sensitivity, const Restrictions &restrictions, Splits splits)
{
    LayerChoices layer{.layer = table.layer.geometry.name,
                       .referenceUnit = table.reference().unit,
                       .otherUnit = table.reference().unit,
                       .pinned = pinnedUnits(restrictions, table),
                       .order = {},
                       .choices = {},
                       .tensors = table.tensors};
    layer.choices = choicesOfSeveralUnits(table, platform, sensitivity, layer.pinned, splits);
    layer.choices = undominatedChoices(layer);
    std::ranges::stable_sort(layer.choices, {}, &LayerChoice::referenceChannels);
    return layer;
}

LayerChoices choicesOf(const LayerTable &table, const platform::Platform &platform, const LayerSensitivity &sensitivity,
                       const Restrictions &restrictions, Splits splits)
{
    if (table.branches.size() > 2)
        return choicesBetweenMany(table, platform, sensitivity, restrictions, splits);
    const auto latency = staircase(table, platform, Objective::Latency);
    const auto energy = staircase(table, platform, Objective::Energy);
    const int onlyUnit = table.reference().unit;
    LayerChoices layer{.layer = table.layer.geometry.name,
                       .referenceUnit = latency ? latency->referenceUnit : onlyUnit,
                       .otherUnit = latency ? latency->otherUnit : onlyUnit,
                       .pinned = pinnedUnits(restrictions, table),
                       .order = {},
                       .choices = {},
                       .tensors = table.tensors};
    const std::vector<double> gain = gains(sensitivity, layer.referenceUnit, layer.otherUnit);
    orderFreeChannels(layer, gain, !table.runs.empty());
    const std::vector<double> penalty = leastPenalties(layer, sensitivity, gain);
    if (!latency || !energy) {
        layer.choices.push_back(onlyChoice(table, platform, onlyUnit, penalty.back()));
        return layer;
    }
    const auto least = static_cast<int>(std::ranges::count(layer.pinned, std::optional(layer.referenceUnit)));
    const int most = least + static_cast<int>(layer.order.size());
    for (const int n : candidates(*latency, *energy, splits, least, most)) {
        std::vector<int> channels(table.cycles.size(), 0);
        channels[static_cast<std::size_t>(layer.referenceUnit)] = n;
        channels[static_cast<std::size_t>(layer.otherUnit)] = table.layer.geometry.outChannels - n;
        layer.choices.push_back(withLayouts({.referenceChannels = n,
                                             .latency_cycles = latency->cost[static_cast<std::size_t>(n)],
                                             .energy_uJ = energy->cost[static_cast<std::size_t>(n)],
                                             .penalty = penalty[static_cast<std::size_t>(n - least)]},
                                            table, channels));
    }
    layer.choices = undominatedChoices(layer);
    return layer;
}

} // namespace

std::vector<LayerChoices> layerChoices(const CostTable &table, const Sensitivity &sensitivity,
                                       const Restrictions &restrictions, Splits splits)
{
    checkRestrictions(restrictions, table);
    checkSensitivity(sensitivity, table);
    std::vector<LayerChoices> layers;
    for (std::size_t i = 0; i < table.layers.size(); ++i)
        layers.push_back(choicesOf(table.layers[i], table.platform, sensitivity.layers[i], restrictions, splits));
    return layers;
}

} // namespace odimo::mapping
