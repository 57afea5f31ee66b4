// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/project/project.h"

#include <cstdint>
#include <string>
#include <vector>

namespace odimo::host {

/// Of one figure of several runs: their mean, and the least and the most of them. Few seeds say no more than that.
struct Spread {
    double mean = 0, least = 0, most = 0;
    bool operator==(const Spread &) const = default;
};

/// Measured runs that differ in nothing but the seed.
struct SeedSpread {
    std::vector<std::int64_t> runs; ///< Two or more, each of another seed; ascending.
    std::string title;              ///< "strength 0.2", "all-digital": see project::titleOf.
    Spread accuracy;                ///< Fraction of the test set.
    Spread latency_cycles, latency_ms, energy_uJ;
};

/// By their first run. Runs are one group if their settings are the same text without seeds, and without the runs that
/// they start from; the mapping is what they find, unless it was given. Empty if every run has settings of its own.
/// Throws Error if settings are no JSON.
std::vector<SeedSpread> seedSpreads(const std::vector<project::Run> &runs);

Json toJson(const std::vector<SeedSpread> &spreads);

} // namespace odimo::host
