// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/compare/project_difference.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::report {

/// A mapping that is told layer by layer beside those of other projects.
struct ChosenRun {
    std::int64_t run = 0;
    std::string title;  ///< "instant, untrained" or "fast (strength 0.2)".
    std::string reason; ///< Why, of one that nobody asked for: "the knee", "the most accurate".
    mapping::Cost cost = {};
    std::optional<project::Measurement> test = {}; ///< Absent if not measured on the test set.
};

/// A project among those that are compared.
struct ComparedSide {
    std::string mark; ///< "A", "B", ...: what it is called in tables.
    std::string path;
    std::string inputs;                   ///< "resnet8, fashion-mnist, DIANA, 6-bit converters"
    std::optional<ChosenRun> chosen = {}; ///< Absent in a project without a measured mapping.
};

/// Several projects side by side. Names are as the projects hold them: each writer makes them harmless.
struct Comparison {
    mapping::Objective objective = mapping::Objective::Latency; ///< That fronts and layers are told by.
    std::vector<ComparedSide> sides = {};
    host::ProjectDifference difference = {};
    std::string lastRunEnded = {}; ///< Of all projects; ISO 8601, UTC; empty if none has.
};

/// Most projects that are compared at once: the letters from A to Z name them.
inline constexpr std::size_t mostCompared = 26;

/// `runs`: of each project the one that is told layer by layer; none for the knee of each front, or where a front has
/// none for its most accurate mapping. Throws Error on another number of runs, fewer than two projects or more than
/// mostCompared, and on a run that does not exist or has no mapping.
Comparison makeComparison(const std::vector<project::Project> &projects, const std::vector<std::int64_t> &runs,
                          mapping::Objective objective);

/// "A: run 3, instant, the knee".
std::string titleOf(const ComparedSide &side);

/// The document of `odimo compare --json` (docs/command-line-runs.md).
Json toJson(const Comparison &comparison);

} // namespace odimo::report
