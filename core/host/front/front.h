// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::host {

/// One mapping with a measured accuracy.
struct FrontEntry {
    std::int64_t run = 0;
    std::optional<double> strength;
    double accuracy = 0; ///< Fraction of the test set.
    mapping::Interval interval;
    mapping::Cost cost;
    double weight_bytes = 0; ///< mapping::weightBytes
    std::string baseline;    ///< Empty if an engine found it.
    std::string engine;      ///< Of mapping::engines.
    std::string phase;       ///< What was trained before it was measured: "finetune", or "preview" for nothing.
    std::string name = {};   ///< That the user gave it; empty if none.
    bool dominated = false;
};

struct Front {
    mapping::Objective objective = mapping::Objective::Latency;
    platform::LayoutMode layout = platform::LayoutMode::Paper; ///< How costs count layouts.
    mapping::ReferencePoint reference;
    double hypervolume = 0;
    std::optional<std::int64_t> knee = {}; ///< The run there (mapping::kneeOf).
    std::vector<FrontEntry> points;        ///< The front first, by ascending cost; then the dominated ones, likewise.
};

/// All runs with a measured test accuracy and a mapping, but one run for each distinct mapping that was fine-tuned
/// once. The reference point is the project's; where it has none: 1.1 times the all-reference cost and the accuracy of
/// guessing.
Front frontOf(const project::Project &project, mapping::Objective objective);

/// What the searches of the project were after; latency if there is none yet.
mapping::Objective objectiveOf(const project::Project &project);

/// The name of the mapping that costs are told relative to (mapping::referenceCost), for example "all-digital".
std::string referenceName(const platform::Platform &platform);

/// The document of `odimo front --json`, and one point of it.
Json toJson(const Front &front);
Json toJson(const FrontEntry &entry);

} // namespace odimo::host
