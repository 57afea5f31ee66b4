// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/compare/setting_pairs.h"
#include "core/host/front/comparable.h"
#include "core/host/front/front.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace odimo::host {

/// A project to be compared. What it points to must live as long as it is compared.
struct ComparedProject {
    const project::Setup &setup;
    const Front &latency;
    const Front &energy;
    std::string settings; ///< Of its last exploration, as JSON text; empty if there are none.
};

/// A measured mapping among those of both projects.
struct MergedEntry {
    std::size_t project = 0; ///< 0: the first, 1: the second.
    FrontEntry entry;        ///< `dominated` by its own project.
    bool isOnMergedFront = false;
    /// The run of the other project that dominates it: the most accurate, of equals the cheapest.
    std::optional<std::int64_t> beatenBy = {};
};

/// The fronts of two projects in one picture. All arrays: the first project, then the second.
struct FrontDifference {
    mapping::Objective objective = mapping::Objective::Latency;
    mapping::ReferencePoint reference; ///< The wider of both projects', for all three hypervolumes.
    std::array<double, 2> hypervolume = {};
    double mergedHypervolume = 0;
    std::array<int, 2> onFront = {}; ///< Mappings on the front of the project itself,
    std::array<int, 2> beaten = {};  ///< of which the other project dominates so many.
    std::vector<MergedEntry> points; ///< The merged front first, by ascending cost; then the others, likewise.

    /// As a share of the rectangle up to the reference point and accuracy 1.
    double share(double volume) const { return volume / (reference.cost * (1 - reference.accuracy)); }
};

/// What sets two projects apart.
struct ProjectDifference {
    std::vector<PartDifference> notComparable = {};
    std::optional<FrontDifference> latency, energy = {}; ///< Absent unless everything can be compared.
    std::vector<SettingPair> settings = {};              ///< All, also what both share.
};

/// Throws Error if settings are no JSON.
ProjectDifference differenceOf(const ComparedProject &first, const ComparedProject &second);

/// The document of `odimo compare --json` for two projects: of settings those that differ.
Json toJson(const ProjectDifference &difference);

} // namespace odimo::host
