// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/combinations.h"
#include "core/mapping/undominated.h"

#include <algorithm>

namespace odimo::mapping {

namespace {

/// The costs and the penalty that a choice adds.
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

std::vector<State> contributions(const LayerChoices &layer, Criteria criteria)
{
    std::vector<State> added;
    for (std::size_t choice = 0; choice < layer.choices.size(); ++choice) {
        added.push_back(contribution(layer.choices[choice], criteria));
        added.back().choice = static_cast<int>(choice);
    }
    return added;
}

/// The undominated sums of a state and a choice. Halves are merged, so that what is dominated goes early.
std::vector<State> extended(const std::vector<State> &states, std::span<const State> choices, const State &rounding)
{
    if (choices.size() > 1) {
        const std::size_t half = choices.size() / 2;
        return undominated(extended(states, choices.first(half), rounding),
                           extended(states, choices.subspan(half), rounding), rounding);
    }
    std::vector<State> grown;
    grown.reserve(states.size());
    for (const State &state : states)
        grown.push_back({.cost = state.cost + choices[0].cost,
                         .secondCost = state.secondCost + choices[0].secondCost,
                         .penalty = state.penalty + choices[0].penalty,
                         .parent = static_cast<int>(grown.size()),
                         .choice = choices[0].choice});
    return grown;
}

State largestSums(const std::vector<std::vector<State>> &layers)
{
    State sum;
    for (const std::vector<State> &choices : layers) {
        sum.cost += std::ranges::max(choices, {}, &State::cost).cost;
        sum.secondCost += std::ranges::max(choices, {}, &State::secondCost).secondCost;
        sum.penalty += std::ranges::max(choices, {}, &State::penalty).penalty;
    }
    return sum;
}

/// How a state came about; all that is kept of the states of earlier layers.
struct Link {
    int parent = 0;
    int choice = 0;
};

std::vector<Link> linksOf(const std::vector<State> &states)
{
    std::vector<Link> links;
    links.reserve(states.size());
    for (const State &state : states)
        links.push_back({state.parent, state.choice});
    return links;
}

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

} // namespace

std::vector<PredictedPoint> exactFront(std::span<const LayerChoices> layers, Criteria criteria)
{
    std::vector<std::vector<State>> choices;
    for (const LayerChoices &layer : layers)
        choices.push_back(contributions(layer, criteria));
    const State largest = largestSums(choices);
    const State rounding = roundingOf(largest);
    std::vector<State> states{State{}};
    std::vector<std::vector<Link>> links;
    for (const std::vector<State> &layer : choices) {
        states = extended(states, layer, rounding);
        thinOut(states, largest);
        links.push_back(linksOf(states));
    }
    std::vector<PredictedPoint> front;
    front.reserve(states.size());
    for (int state = 0; state < static_cast<int>(states.size()); ++state)
        front.push_back(pointOf(layers, choicesBehind(state, links)));
    return front;
}

} // namespace odimo::mapping
