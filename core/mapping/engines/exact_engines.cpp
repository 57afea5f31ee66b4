// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/engines/proposals.h"

#include "core/platform/left_out.h"

#include <algorithm>
#include <cmath>

namespace odimo::mapping {

namespace {

/// Where channels may be left out, the cheap end of a front computes next to nothing: mappings whose loss is expected
/// to rise above that of guessing are proposed only where the restrictions leave no others.
std::vector<PredictedPoint> withoutGuessing(std::vector<PredictedPoint> front, const CostTable &table)
{
    if (std::ranges::none_of(table.platform.units, platform::leavesOut))
        return front;
    double lossOfGuessing = 0;
    for (const LayerTable &layer : table.layers)
        if (layer.layer.givesOutput)
            lossOfGuessing = std::max(lossOfGuessing, std::log(layer.layer.geometry.outChannels));
    const auto guesses = [&](const PredictedPoint &point) {
        return point.penalty > lossOfGuessing;
    };
    if (!std::ranges::all_of(front, guesses))
        std::erase_if(front, guesses);
    return front;
}

std::vector<Proposal> proposeFrontOf(const Sensitivity &sensitivity, const ProposalRequest &request, int count)
{
    const std::vector<LayerChoices> layers = layerChoices(request.table, sensitivity, request.restrictions);
    std::vector<Proposal> proposals;
    const std::vector<PredictedPoint> front = withoutGuessing(
        permittedFront(layers, request.objective, request.restrictions, request.table.platform), request.table);
    for (const PredictedPoint &point : spreadOver(front, request.objective, count))
        proposals.push_back(proposalOf(request, mappingOf(layers, point)));
    return proposals;
}

} // namespace

Proposal proposalOf(const ProposalRequest &request, Mapping mapping)
{
    const Cost cost = costOf(request.table, mapping);
    const double penalty = penaltyOf(request.sensitivity, mapping);
    return {.mapping = std::move(mapping), .cost = cost, .penalty = penalty};
}

std::vector<Proposal> proposeExactFront(const ProposalRequest &request, int count)
{
    return proposeFrontOf(request.sensitivity, request, count);
}

std::vector<Proposal> proposeByWeightCount(const ProposalRequest &request, int count)
{
    return proposeFrontOf(weightCountSensitivity(request.table), request, count);
}

} // namespace odimo::mapping
