// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/front.h"
#include "core/host/plan.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace odimo::cli {

/// The hypervolume of the front as it stood after so many seconds.
struct Progress {
    double elapsed_s = 0;
    double hypervolume = 0;
};

/// What one engine made of one warm-up.
struct Contest {
    std::string engine;
    std::uint64_t seed = 1;
    double wall_s = 0; ///< From the warm weights to the end.
    host::Front front = {};
    std::vector<Progress> progress = {};
    mapping::Interval hypervolume = {}; ///< 95 %, from the intervals of the accuracies.
    double precise_cost = 0;            ///< All channels on the precise unit.
};

/// What is compared: the settings of every exploration but for engine and seed.
struct ComparisonRequest {
    host::Settings settings;
    std::vector<std::string> engines;
    std::vector<std::uint64_t> seeds;
    std::filesystem::path folder; ///< Keeps the projects: <engine>-<seed>.odimo.
};

/// One engine after the other on the same warm-up of each seed; the name "baselines" stands for the given mappings,
/// fine-tuned. `say` gets a line about each. Throws Error as host::Exploration does, and if one does not end well.
std::vector<Contest> compare(const ComparisonRequest &request, const std::function<void(const std::string &)> &say);

/// The 95 % interval of a front's hypervolume when every accuracy is drawn anew from as many test images (seeded).
mapping::Interval hypervolumeInterval(const host::Front &front, std::int64_t testImages);

} // namespace odimo::cli
