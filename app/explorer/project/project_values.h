// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/front/front.h"
#include "core/host/front/instant_front.h"
#include "core/host/plan/settings.h"
#include "core/mapping/cost/baselines.h"
#include "core/project/project.h"
#include "core/project/run_names.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace odimo::explorer {

/// What was measured, and what that and the analysis predict.
struct Fronts {
    host::Front latency;
    host::Front energy;
    std::shared_ptr<const host::InstantFront> prediction; ///< Null if the project has no analysis.

    const host::Front &on(mapping::Objective objective) const
    {
        return objective == mapping::Objective::Latency ? latency : energy;
    }
};

/// A mapping that can be compared with before anybody has trained it.
struct ComputedBaseline : mapping::Baseline {
    mapping::Cost cost;
};

/// All that the window shows of a project, as values.
struct ProjectValues {
    std::filesystem::path path;
    project::Setup setup;
    mapping::CostTable costs;
    mapping::Cost reference; ///< Of all channels on the reference unit.
    std::vector<ComputedBaseline> baselines;
    std::vector<project::Run> runs;
    project::RunNames runNames;                                          ///< That the user gave.
    std::map<std::int64_t, std::vector<protocol::EpochFinished>> epochs; ///< By run, in the order they were trained.
    std::map<std::int64_t, project::Repetition> repetitions;             ///< By run, of those computed again.
    std::vector<project::LogLine> log;
    std::optional<host::Settings> settings; ///< Of its last exploration, if this version can read them.
    Fronts fronts;
    bool isExplored = false; ///< Some program explored it when it was read: its runs go on.
    /// There if its last writer did not close it, so that all of it was checked: what is damaged, as an error of the
    /// project says it; empty if it is whole.
    std::optional<std::string> checked = {};
    std::string upgrade = {};      ///< What the first change does to a project of an earlier version; empty for others.
    std::string fixedBecause = {}; ///< Why it can be looked at only, as a sentence without an end; empty if it can be
                                   ///< changed.

    const project::Run *find(std::int64_t run) const;
    std::string nameOf(std::int64_t run) const; ///< That the user gave it; empty if none.
};

/// Opens the file read-only and closes it again; slow for large projects. Throws Error, also (Cancelled) soon after
/// `stop` was requested.
ProjectValues readProject(const std::filesystem::path &path, const std::stop_token &stop = {});
Fronts readFronts(const std::filesystem::path &path);
/// Keeps these names; returns true. Throws Error, also if some program explores the project.
bool storeRunNames(const std::filesystem::path &path, const project::RunNames &names);

/// Replaces the run with the same id, or appends it.
void put(ProjectValues &values, const project::Run &run);
/// Replaces the same epoch of the same phase together with all after it, or appends it: a repeated epoch restarts its
/// phase.
void put(ProjectValues &values, const project::Epoch &epoch);

} // namespace odimo::explorer
