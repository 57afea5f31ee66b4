// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/combinations.h"
#include "core/mapping/front/extension.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>

namespace odimo::mapping {

namespace {

/// By how much of itself the cost of a point may exceed that of a combination that it stands for.
constexpr double mostExcess = 0.001;
constexpr double mostExcessInTwoCosts = 0.05;

constexpr State noLimits{.cost = std::numeric_limits<double>::infinity(),
                         .secondCost = std::numeric_limits<double>::infinity()};

State limitsIn(Criteria criteria, const CostLimits &limits)
{
    const double latency = limits.latency_cycles.value_or(noLimits.cost);
    const double energy = limits.energy_uJ.value_or(noLimits.cost);
    switch (criteria) {
    case Criteria::Latency:
        return {.cost = latency, .secondCost = noLimits.secondCost};
    case Criteria::Energy:
        return {.cost = energy, .secondCost = noLimits.secondCost};
    case Criteria::LatencyAndEnergy:
        return {.cost = latency, .secondCost = energy};
    case Criteria::Costs:
        break;
    }
    return noLimits;
}

/// The choices of a layer that use units of the same layouts.
struct ChoiceGroup {
    LayoutSet layouts = 0;
    std::vector<State> choices; ///< Non-dominated, ascending cost.
};

std::vector<ChoiceGroup> contributions(const LayerChoices &layer, Criteria criteria)
{
    std::map<LayoutSet, std::vector<State>> byLayouts;
    for (std::size_t choice = 0; choice < layer.choices.size(); ++choice) {
        std::vector<State> &added = byLayouts[layer.choices[choice].layouts];
        added.push_back(contribution(layer, layer.choices[choice], criteria));
        added.back().choice = static_cast<int>(choice);
    }
    std::vector<ChoiceGroup> groups;
    for (auto &[layouts, added] : byLayouts)
        groups.push_back({layouts, nonDominated(std::move(added), {})});
    return groups;
}

/// What a layer adds at most and, with std::less, at least to each value.
template <typename Compare>
State extreme(const std::vector<ChoiceGroup> &groups, Compare better)
{
    State found = groups.front().choices.front();
    for (const ChoiceGroup &group : groups) {
        for (const State &choice : group.choices) {
            found.cost = std::max(found.cost, choice.cost, better);
            found.secondCost = std::max(found.secondCost, choice.secondCost, better);
            found.penalty = std::max(found.penalty, choice.penalty, better);
        }
    }
    return found;
}

State largestSums(std::span<const LayerChoices> layers, const std::vector<std::vector<ChoiceGroup>> &choices,
                  Criteria criteria)
{
    State sum;
    const auto add = [&sum](const State &more) {
        sum.cost += more.cost;
        sum.secondCost += more.secondCost;
        sum.penalty += more.penalty;
    };
    for (std::size_t i = 0; i < layers.size(); ++i) {
        add(extreme(choices[i], std::less{}));
        if (const std::optional<LayerTensors> &tensors = layers[i].tensors) {
            const double cycles = tensors->toCycles + tensors->backCycles;
            add(stateOf(cycles, cycles * tensors->energy_uJ_perCycle, 0, criteria));
        }
    }
    return sum;
}

/// By layer the least that the layers behind it add to each cost; what they convert comes on top.
std::vector<State> leastSumsAhead(const std::vector<std::vector<ChoiceGroup>> &layers)
{
    std::vector<State> ahead(layers.size());
    for (std::size_t i = layers.size(); i-- > 1;) {
        const State least = extreme(layers[i], std::greater{});
        ahead[i - 1].cost = ahead[i].cost + least.cost;
        ahead[i - 1].secondCost = ahead[i].secondCost + least.secondCost;
    }
    return ahead;
}

/// So many that rounding to them once a layer stays within the bound.
int digitsFor(std::size_t layers, Criteria criteria)
{
    const double bound = criteria == Criteria::LatencyAndEnergy ? mostExcessInTwoCosts : mostExcess;
    return static_cast<int>(
        std::ceil(std::log2(static_cast<double>(std::max(layers, std::size_t{1})) / std::log1p(bound))));
}

/// How a state came about; all that is kept of the states of earlier layers.
struct Link {
    int parent = 0;
    int choice = 0;
};

/// The choices that led to a state of the last layer.
std::vector<int> choicesBehind(int state, const std::vector<std::vector<Link>> &links)
{
    std::vector<int> choices(links.size());
    for (std::size_t layer = links.size(); layer-- > 0;) {
        const Link &link = links[layer][static_cast<std::size_t>(state)];
        choices[layer] = link.choice;
        state = link.parent;
    }
    return choices;
}

/// Combinations of choices of the first layers, by where they leave the tensors that layers to come read: only those
/// that leave them in the same layouts compete.
using States = std::map<TensorPlaces, std::vector<State>>;

/// What leads to each state of the tensors behind a layer.
std::map<TensorPlaces, std::vector<Source>> sourcesOf(const States &states, const LayerChoices &layer,
                                                      const std::vector<ChoiceGroup> &groups, Criteria criteria)
{
    std::map<TensorPlaces, std::vector<Source>> sources;
    int firstParent = 0;
    for (const auto &[before, combinations] : states) {
        for (const ChoiceGroup &group : groups) {
            TensorPlaces places = before;
            Source source{.states = combinations, .firstParent = firstParent, .choices = group.choices};
            if (layer.tensors) {
                const double cycles = passLayer(*layer.tensors, group.layouts, places);
                const State added = stateOf(cycles, cycles * layer.tensors->energy_uJ_perCycle, 0, criteria);
                for (State &choice : source.choices) {
                    choice.cost += added.cost;
                    choice.secondCost += added.secondCost;
                    choice.penalty += added.penalty;
                }
            }
            sources[std::move(places)].push_back(std::move(source));
        }
        firstParent += static_cast<int>(combinations.size());
    }
    checkArrangements(sources.size(), layer.layer);
    return sources;
}

} // namespace

std::vector<PredictedPoint> exactFront(std::span<const LayerChoices> layers, Criteria criteria,
                                       const CostLimits &limits)
{
    std::vector<std::vector<ChoiceGroup>> choices;
    for (const LayerChoices &layer : layers)
        choices.push_back(contributions(layer, criteria));
    const std::vector<State> ahead = leastSumsAhead(choices);
    Extension extension{.sources = {},
                        .leastAhead = {},
                        .most = limitsIn(criteria, limits),
                        .rounding = roundingOf(largestSums(layers, choices, criteria)),
                        .digits = digitsFor(layers.size(), criteria),
                        .twoCosts = criteria == Criteria::LatencyAndEnergy};
    States states{{TensorPlaces{}, {State{}}}};
    std::vector<std::vector<Link>> links;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        extension.leastAhead = ahead[i];
        States next;
        std::vector<Link> &behind = links.emplace_back();
        for (auto &[places, sources] : sourcesOf(states, layers[i], choices[i], criteria)) {
            extension.sources = std::move(sources);
            std::vector<State> combinations = extended(extension);
            for (const State &state : combinations)
                behind.push_back({state.parent, state.choice});
            if (!combinations.empty())
                next.emplace(places, std::move(combinations));
        }
        states = std::move(next);
    }
    std::vector<PredictedPoint> front;
    front.reserve(links.empty() ? 1 : links.back().size());
    // No tensor is read behind the last layer, so all that is left competes.
    for (int state = 0; state < static_cast<int>(states.empty() ? 0 : states.begin()->second.size()); ++state)
        front.push_back(pointOf(layers, choicesBehind(state, links)));
    return front;
}

} // namespace odimo::mapping
