// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/front/front.h"
#include "core/host/plan/settings.h"

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

/// The names that can be compared: the engines; "baselines", the given mappings fine-tuned; and the gradient search as
/// the authors have it, "odimo-published-cost" with the gradient of their cost, "odimo-published" with their quantisers
/// as well, whose accuracies are not those of the units' integers.
std::vector<std::string> methodNames();
std::string methodList(); ///< Separated by commas.

/// What one of them made of one warm-up.
struct MethodResult {
    std::string engine;
    std::uint64_t seed = 1;
    bool isSearch = true;   ///< False for the given mappings, which nobody has to look for: times mean nothing then.
    double wall_s = 0;      ///< From the warm weights to the end.
    host::Front front = {}; ///< selectedFront().
    std::vector<Progress> progress = {};
    mapping::Interval hypervolume = {}; ///< 95 %, from the intervals of the accuracies.
    double reference_cost = 0;          ///< All channels on the reference unit.
};

/// What is compared: the settings of every exploration but for engine, seed, points and baselines.
struct ComparisonRequest {
    host::Settings settings;
    int points = 8;                   ///< Mappings that every engine has measured; even, 6 or more.
    std::vector<std::string> engines; ///< Of methodNames().
    std::vector<std::uint64_t> seeds;
    std::filesystem::path folder; ///< Keeps the projects: <engine>-<seed>.odimo.
};

/// One engine after the other on the same warm-up of each seed, on the same terms: as many measured mappings, all of
/// them recalibrated, no training of baselines, and a front that validation accuracies select. `say` gets a line about
/// each. Throws Error as host::Exploration does, naming an engine that is none of methodNames(), on a number of points
/// that not all can keep to, and if an exploration does not end well.
std::vector<MethodResult> compare(const ComparisonRequest &request,
                                  const std::function<void(const std::string &)> &say);

/// The 95 % interval of the hypervolume of the mappings that were selected (host::intervalAround).
mapping::Interval hypervolumeInterval(const host::Front &front);

} // namespace odimo::cli
