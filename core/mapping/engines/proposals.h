// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.h"
#include "core/mapping/engines/engines.h"

namespace odimo::mapping {

// The engines behind the table of engines.cpp; each as Engine::propose says.
std::vector<Proposal> proposeExactFront(const ProposalRequest &request, int count);
std::vector<Proposal> proposeByWeightCount(const ProposalRequest &request, int count);
std::vector<Proposal> proposeByNsga2(const ProposalRequest &request, int count);
std::vector<Proposal> proposeAtRandom(const ProposalRequest &request, int count);

Proposal proposalOf(const ProposalRequest &request, Mapping mapping);

/// A random choice for each layer, of which `fraction` (0 to 1) goes to the reference end in the mean.
std::vector<int> randomChoices(std::span<const LayerChoices> layers, double fraction, Random &random);

} // namespace odimo::mapping
