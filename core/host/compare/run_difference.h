// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/compare/layers_side_by_side.h"
#include "core/host/compare/setting_pairs.h"
#include "core/host/front/comparable.h"
#include "core/mapping/front/accuracy_difference.h"
#include "core/project/project.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::host {

/// A run to be compared, with what it is about. They must live as long as they are compared.
struct ComparedRun {
    const project::Run &run;
    const project::Setup &setup;
    const mapping::CostTable &costs;
};

struct LayerDifference {
    std::string layer;
    std::optional<LayerShare> first = {}, second = {}; ///< Absent if the network of the run has no layer of this name.
    int moved = 0; ///< Channels that are on another unit, of a layer with as many channels in both.

    /// Cycles or uJ, the second minus the first.
    double value(mapping::Objective objective) const;
    bool isSame() const { return first == second && moved == 0; }
};

struct CostPair {
    mapping::Cost first, second;
};

struct ScorePair {
    project::Measurement first, second;
    mapping::AccuracyDifference difference;
    bool sameImages = true; ///< Of the same data and as many; otherwise they say little about each other.
};

/// What sets two runs apart, also of two projects: from the first to the second.
struct RunDifference {
    std::vector<PartDifference> notComparable = {}; ///< Of the projects: what makes figures of both say little.
    std::vector<std::string> units = {};            ///< Of both platforms, by name.
    std::vector<LayerDifference> layers = {}; ///< In the order of the first network, then what only the second has.
    std::optional<CostPair> cost = {};        ///< Absent, as all layers, if one has no mapping.
    std::optional<ScorePair> accuracy = {};   ///< Absent if one was not measured on its test images.
    std::vector<SettingPair> settings = {};   ///< All, also what both share; but for mappings, which `layers` compares.
};

/// Throws Error if a mapping does not fit its network, or the settings of a run are no JSON.
RunDifference differenceOf(const ComparedRun &first, const ComparedRun &second);

/// The document of `odimo compare --json`: of layers and settings those that differ.
Json toJson(const RunDifference &difference);

} // namespace odimo::host
