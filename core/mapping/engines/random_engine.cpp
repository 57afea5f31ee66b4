// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/engines/proposals.h"
#include "core/mapping/front/combinations.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace odimo::mapping {

namespace {

/// Mappings drawn for each that is proposed, so that there are some to spread over the costs.
constexpr int drawsPerProposal = 16;

/// Takes random layers back to the choices of `permitted` until the limits are kept.
PredictedPoint retreated(PredictedPoint point, const PredictedPoint &permitted, const ProposalRequest &request,
                         std::span<const LayerChoices> layers, Random &random)
{
    std::vector<std::size_t> order(layers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    shuffle(order, random);
    for (const std::size_t layer : order) {
        if (constraintViolation(point, request.restrictions, request.table.platform) == 0)
            break;
        point.choice[layer] = permitted.choice[layer];
        point = pointOf(layers, std::move(point.choice));
    }
    return point;
}

/// Ascending cost, no two alike.
std::vector<PredictedPoint> drawPoints(const ProposalRequest &request, std::span<const LayerChoices> layers, int draws,
                                       Random &random)
{
    const PredictedPoint cheapest =
        permittedFront(layers, request.objective, request.restrictions, request.table.platform).front();
    std::vector<PredictedPoint> points;
    for (int draw = 0; draw < draws; ++draw) {
        const double fraction = static_cast<double>(draw) / (draws - 1);
        PredictedPoint point = pointOf(layers, randomChoices(layers, fraction, random));
        points.push_back(retreated(std::move(point), cheapest, request, layers, random));
    }
    const auto byCost = [&](const PredictedPoint &point) {
        return std::pair(costOf(point, request.objective), point.choice);
    };
    std::ranges::sort(points, {}, byCost);
    const auto areAlike = [](const PredictedPoint &a, const PredictedPoint &b) {
        return a.choice == b.choice;
    };
    points.erase(std::unique(points.begin(), points.end(), areAlike), points.end());
    return points;
}

/// Puts channels at random where a choice has them by their penalties. Runs of channels are as they are.
void shuffleChannels(LayerChoices &layer, int choice, bool inRuns, Random &random)
{
    if (inRuns)
        return;
    shuffle(layer.order, random);
    std::vector<std::uint8_t> &units = layer.choices[static_cast<std::size_t>(choice)].units;
    if (units.empty())
        return;
    std::vector<std::uint8_t> ofFree;
    for (std::size_t channel = 0; channel < units.size(); ++channel)
        if (!layer.pinned[channel])
            ofFree.push_back(units[channel]);
    shuffle(ofFree, random);
    auto next = ofFree.begin();
    for (std::size_t channel = 0; channel < units.size(); ++channel)
        if (!layer.pinned[channel])
            units[channel] = *next++;
}

} // namespace

std::vector<int> randomChoices(std::span<const LayerChoices> layers, double fraction, Random &random)
{
    // The power u^((1 - f) / f) of a uniform number has the mean f.
    const double exponent = (1 - fraction) / fraction;
    std::vector<int> choices;
    for (const LayerChoices &layer : layers) {
        const auto count = static_cast<int>(layer.choices.size());
        const double position = std::pow(random.uniform(), exponent);
        choices.push_back(std::min(count - 1, static_cast<int>(count * position)));
    }
    return choices;
}

std::vector<Proposal> proposeAtRandom(const ProposalRequest &request, int count)
{
    Random random(request.seed);
    std::vector<LayerChoices> layers =
        layerChoices(request.table, request.sensitivity, request.restrictions, Splits::StepEnds);
    const std::vector<PredictedPoint> points = drawPoints(request, layers, drawsPerProposal * count, random);
    std::vector<double> costs;
    for (const PredictedPoint &point : points)
        costs.push_back(costOf(point, request.objective));
    std::vector<Proposal> proposals;
    for (const std::size_t position : spreadPositions(costs, count)) {
        for (std::size_t i = 0; i < layers.size(); ++i)
            shuffleChannels(layers[i], points[position].choice[i], !request.table.layers[i].runs.empty(), random);
        proposals.push_back(proposalOf(request, mappingOf(layers, points[position])));
    }
    return proposals;
}

} // namespace odimo::mapping
