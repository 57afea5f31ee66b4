// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/engines/engines.h"
#include "core/protocol/task.h"
#include "core/workers/executor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace odimo::host {

/// Which given mappings are trained beside those that an engine finds.
enum class Baselines {
    Preset, ///< Those of the preset.
    All,    ///< All of mapping::baselines that keep to the restrictions.
    None,   ///< None, not even all channels on the reference unit.
};

const char *nameOf(Baselines baselines); ///< "preset", "all", "none"
/// Throws Error that lists the names.
Baselines baselinesFromName(const std::string &name);

struct Epochs {
    int warmup = 0;
    int search = 0;
    int finetune = 0;
    bool operator==(const Epochs &) const = default;
};

/// Of the tasks on a processor. Their number decides in which order sums are formed and with it the last digits of a
/// result, so that it belongs to the plan; how many tasks run side by side does not.
struct Threads {
    int alone = 2;  ///< Of the warm-up and the analysis.
    int beside = 1; ///< Of searches, fine-tunings and previews.
    bool operator==(const Threads &) const = default;
};

/// Restrictions as the user writes them, before the platform is known.
struct RestrictionSettings {
    std::vector<std::string> pins; ///< As mapping::pinFromText reads them.
    std::optional<double> mostLatency_ms;
    std::optional<double> mostEnergy_uJ;
    std::optional<double> leastAccuracy; ///< Fraction.
    bool operator==(const RestrictionSettings &) const = default;
};

/// Throws Error as mapping::pinFromText does.
mapping::Restrictions restrictionsOf(const RestrictionSettings &restrictions, const platform::Platform &platform);

/// A mapping that the user chose to have measured in a project that has its warm-up.
struct ChosenMapping {
    mapping::Mapping mapping;
    bool fineTune = false; ///< Train it too; else it is recalibrated and measured, as a proposal is.
    std::string name = {}; ///< That its run gets, unless it has one (project/run_names.h); empty: none.
    bool operator==(const ChosenMapping &) const = default;
};

/// What the user asks of an exploration: the options of `odimo explore` and the fields of the window.
struct Settings {
    std::string network;
    std::string data;
    std::string platform = "diana";
    std::string layout; ///< A name of platform::LayoutMode; empty: the platform's.
    mapping::Objective objective = mapping::Objective::Latency;
    std::string preset = "quick";
    std::string engine;               ///< A name of mapping::engines; empty: engineOf decides.
    std::vector<double> strengths;    ///< Engine odimo. Empty: the preset's, or `points` of them.
    std::optional<int> points;        ///< So many strengths, or fine-tuned mappings of another engine.
    std::vector<double> targets;      ///< Costs to aim at, as fractions of that of all channels on the reference unit.
    RestrictionSettings restrictions; ///< What every mapping must keep to.
    Baselines baselines = Baselines::Preset;
    std::optional<std::int64_t> startRun; ///< Engine odimo: the run whose mapping the search starts from.
    std::optional<Epochs> epochs;         ///< Instead of the preset's.
    std::optional<int> images;            ///< Training images instead of the preset's; 0 = all.
    double budget_s = 180;                ///< Of the preset `quick`, for the whole front.
    std::uint64_t seed = 1;
    std::string device = "cpu";
    protocol::Precision precision = protocol::Precision::Automatic;
    /// What starts the workers; empty: this machine. Never stored in a project, nor taken from one.
    std::vector<workers::Executor> executors;
    std::string worker; ///< Path of odimo-worker; empty: beside the running program.
    int jobs = 0;       ///< Workers at a time, on each executor that does not say how many it takes; 0: chosen from the
                        ///< cores. Decides nothing but the time.
    std::optional<Threads> threads; ///< Instead of those that threadsFor chooses.
    bool oneProcess = false;        ///< Their tasks run on threads of one process, as they always do on a GPU.
    bool resume = false;            ///< Go on with the unfinished runs of the project with the plan stored in it.
    protocol::CostRule costRule = protocol::CostRule::JointStaircase;
    protocol::QuantiserStyle style = protocol::QuantiserStyle::Corrected;
    /// Measure these in an existing project, with the settings and the plan that are stored in it, and do nothing else.
    std::vector<ChosenMapping> chosen = {};
    bool fit = false; ///< Convert all data to what the network reads; `data` then says so (fitData).
};

/// The platform with the layout mode asked for. Throws Error as platform::loadPlatform and platform::withLayout do.
platform::Platform platformOf(const Settings &settings);

/// The engine asked for; where none is, odimo if strengths, a start, the published rules or the preset paper ask for a
/// training of the mapping, else instant.
const mapping::Engine &engineOf(const Settings &settings);

/// True if the preset fits its schedules to the machine: then a plan needs step times.
bool needsTiming(const Settings &settings);

/// What decides the result of an exploration; not where and how it is computed (executors, worker, jobs, resume), nor
/// what is chosen.
Json toJson(const Settings &settings);
RestrictionSettings restrictionsFromJson(const Json &json, const std::string &where);
Settings settingsFromJson(const Json &json, const std::string &where);

} // namespace odimo::host
