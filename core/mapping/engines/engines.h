// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/predicted_front.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace odimo::mapping {

/// What an engine proposes mappings for.
struct ProposalRequest {
    const CostTable &table;
    const Sensitivity &sensitivity;
    const Restrictions &restrictions;
    Objective objective = Objective::Latency;
    std::uint64_t seed = 1;
};

struct Proposal {
    Mapping mapping;
    Cost cost;
    double penalty = 0; ///< Predicted increase of the loss, nats.
};

/// A way to find mappings.
struct Engine {
    std::string name;
    std::string summary; ///< A sentence for the user.
    /// `count` mappings that keep to the restrictions, ascending cost, spread over the front as spreadOver does;
    /// repeats with the seed. Empty for an engine that finds mappings by training (odimo).
    std::function<std::vector<Proposal>(const ProposalRequest &, int count)> propose;
    bool trains() const { return !propose; }
};

/// One entry an engine: instant, odimo, nsga2, weight-count, random. The first is the default.
const std::vector<Engine> &engines();

/// Throws Error that lists the names.
const Engine &engineNamed(const std::string &name);

} // namespace odimo::mapping
