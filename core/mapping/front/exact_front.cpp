// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/combinations.h"
#include "core/mapping/front/extension.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
    }
    return noLimits;
}

std::vector<State> contributions(const LayerChoices &layer, Criteria criteria)
{
    std::vector<State> added;
    for (std::size_t choice = 0; choice < layer.choices.size(); ++choice) {
        added.push_back(contribution(layer.choices[choice], criteria));
        added.back().choice = static_cast<int>(choice);
    }
    return nonDominated(std::move(added), {});
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

/// By layer the least that the layers behind it add to each cost.
std::vector<State> leastSumsAhead(const std::vector<std::vector<State>> &layers)
{
    std::vector<State> ahead(layers.size());
    for (std::size_t i = layers.size(); i-- > 1;) {
        ahead[i - 1].cost = ahead[i].cost + std::ranges::min(layers[i], {}, &State::cost).cost;
        ahead[i - 1].secondCost = ahead[i].secondCost + std::ranges::min(layers[i], {}, &State::secondCost).secondCost;
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

std::vector<PredictedPoint> exactFront(std::span<const LayerChoices> layers, Criteria criteria,
                                       const CostLimits &limits)
{
    std::vector<std::vector<State>> choices;
    for (const LayerChoices &layer : layers)
        choices.push_back(contributions(layer, criteria));
    const std::vector<State> ahead = leastSumsAhead(choices);
    Extension extension{.choices = {},
                        .leastAhead = {},
                        .most = limitsIn(criteria, limits),
                        .rounding = roundingOf(largestSums(choices)),
                        .digits = digitsFor(layers.size(), criteria),
                        .twoCosts = criteria == Criteria::LatencyAndEnergy};
    std::vector<State> states{State{}};
    std::vector<std::vector<Link>> links;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        extension.choices = choices[i];
        extension.leastAhead = ahead[i];
        states = extended(states, extension);
        links.push_back(linksOf(states));
    }
    std::vector<PredictedPoint> front;
    front.reserve(states.size());
    for (int state = 0; state < static_cast<int>(states.size()); ++state)
        front.push_back(pointOf(layers, choicesBehind(state, links)));
    return front;
}

} // namespace odimo::mapping
