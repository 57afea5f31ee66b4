// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/combinations.h"

#include <algorithm>

namespace odimo::mapping {

namespace {

/// From one choice of a layer to its next on the layer's hull: `multiplier` nats are saved for each unit of cost.
struct Step {
    std::size_t layer = 0;
    int choice = 0;
    double multiplier = 0;
};

/// How much the penalty falls for each unit of cost between two choices.
double fall(const LayerChoice &from, const LayerChoice &to, Objective objective)
{
    return (from.penalty - to.penalty) / (costOf(to, objective) - costOf(from, objective));
}

/// The choices on the lower convex hull of one layer: ascending cost, ever smaller falls of the penalty.
std::vector<int> hull(const LayerChoices &layer, Objective objective)
{
    const auto at = [&](int choice) -> const LayerChoice & {
        return layer.choices[static_cast<std::size_t>(choice)];
    };
    std::vector<int> order;
    for (int choice = 0; choice < static_cast<int>(layer.choices.size()); ++choice)
        order.push_back(choice);
    std::ranges::sort(order, {},
                      [&](int choice) { return std::pair(costOf(at(choice), objective), at(choice).penalty); });
    std::vector<int> kept;
    for (const int choice : order) {
        if (!kept.empty() && at(choice).penalty >= at(kept.back()).penalty)
            continue;
        while (kept.size() > 1 && fall(at(kept.back()), at(choice), objective) >=
                                      fall(at(kept[kept.size() - 2]), at(kept.back()), objective))
            kept.pop_back();
        kept.push_back(choice);
    }
    return kept;
}

/// The corners of a front of ascending cost and descending penalty.
std::vector<PredictedPoint> hull(std::vector<PredictedPoint> front, Objective objective)
{
    const auto fall = [objective](const PredictedPoint &from, const PredictedPoint &to) {
        return (from.penalty - to.penalty) / (costOf(to, objective) - costOf(from, objective));
    };
    std::vector<PredictedPoint> kept;
    for (PredictedPoint &point : front) {
        while (kept.size() > 1 && fall(kept.back(), point) >= fall(kept[kept.size() - 2], kept.back()))
            kept.pop_back();
        kept.push_back(std::move(point));
    }
    return kept;
}

} // namespace

std::vector<PredictedPoint> convexFront(std::span<const LayerChoices> layers, Objective objective)
{
    // Layouts couple the layers, so that the hull of each says nothing of the network's.
    if (!layers.empty() && layers.front().tensors)
        return hull(exactFront(layers, criteriaOf(objective)), objective);
    std::vector<int> choice;
    std::vector<Step> steps;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const std::vector<int> corners = hull(layers[i], objective);
        choice.push_back(corners.front());
        for (std::size_t c = 1; c < corners.size(); ++c) {
            const auto at = [&](std::size_t corner) -> const LayerChoice & {
                return layers[i].choices[static_cast<std::size_t>(corners[corner])];
            };
            steps.push_back({i, corners[c], fall(at(c - 1), at(c), objective)});
        }
    }
    std::ranges::stable_sort(steps, std::greater{}, &Step::multiplier);
    std::vector<PredictedPoint> front{pointOf(layers, choice)};
    for (std::size_t s = 0; s < steps.size(); ++s) {
        choice[steps[s].layer] = steps[s].choice;
        // Between steps of one slope the points lie on an edge, not at a corner.
        if (s + 1 == steps.size() || steps[s + 1].multiplier < steps[s].multiplier)
            front.push_back(pointOf(layers, choice));
    }
    return front;
}

} // namespace odimo::mapping
