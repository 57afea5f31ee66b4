// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/engines/proposals.h"

namespace odimo::mapping {

namespace {

std::vector<Proposal> proposeFrontOf(const Sensitivity &sensitivity, const ProposalRequest &request, int count)
{
    const std::vector<LayerChoices> layers = layerChoices(request.table, sensitivity, request.restrictions);
    std::vector<Proposal> proposals;
    const std::vector<PredictedPoint> front =
        permittedFront(layers, request.objective, request.restrictions, request.table.platform);
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
