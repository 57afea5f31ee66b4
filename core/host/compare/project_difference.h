// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/compare/front_comparison.h"
#include "core/host/compare/layers_side_by_side.h"
#include "core/host/compare/setting_pairs.h"
#include "core/host/front/comparable.h"

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
    /// A mapping of it that is told layer by layer.
    std::optional<ComparedMapping> chosen = {};
};

/// What sets several projects apart. All vectors: by project, in the order in which they are compared.
struct ProjectDifference {
    /// What keeps the figures of a project from being compared with those of the first, which has nothing there.
    std::vector<std::vector<PartDifference>> notComparable = {};
    /// Of the first and the projects that can be compared with it in everything; absent if there is none.
    std::optional<FrontDifference> latency, energy = {};
    LayersSideBySide layers = {};          ///< Of the chosen mappings.
    std::vector<SettingRow> settings = {}; ///< All, also what they share.

    const std::optional<FrontDifference> &on(mapping::Objective objective) const
    {
        return objective == mapping::Objective::Latency ? latency : energy;
    }
};

/// Throws Error if settings are no JSON, or a chosen mapping does not fit its network.
ProjectDifference differenceOf(const std::vector<ComparedProject> &projects);

/// The document of `odimo compare --json` for projects: of settings and layers those that differ.
Json toJson(const ProjectDifference &difference);

} // namespace odimo::host
