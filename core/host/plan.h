// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/subject.h"
#include "core/mapping/engines.h"
#include "core/protocol/event.h"
#include "core/protocol/task.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace odimo::host {

/// Which given mappings are trained beside those that an engine finds.
enum class Baselines {
    Preset, ///< Those of the preset.
    All,    ///< All of mapping::baselines that keep to the restrictions.
    None,   ///< None, not even all channels on the precise unit.
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
struct Wishes {
    std::vector<std::string> pins; ///< As mapping::pinFromText reads them.
    std::optional<double> mostLatency_ms;
    std::optional<double> mostEnergy_uJ;
    std::optional<double> leastAccuracy; ///< Fraction.
    bool operator==(const Wishes &) const = default;
};

/// Throws Error as mapping::pinFromText does.
mapping::Restrictions restrictionsOf(const Wishes &wishes, const platform::Platform &platform);

/// What the user asks of an exploration: the options of `odimo explore` and the fields of the window.
struct Settings {
    std::string network;
    std::string data;
    std::string platform = "diana";
    mapping::Objective objective = mapping::Objective::Latency;
    std::string preset = "quick";
    std::string engine;            ///< A name of mapping::engines; empty: engineOf decides.
    std::vector<double> strengths; ///< Engine odimo. Empty: the preset's, or `points` of them.
    std::optional<int> points;     ///< So many strengths, or fine-tuned mappings of another engine.
    std::vector<double> targets;   ///< Costs to aim at, as fractions of that of all channels on the precise unit.
    Wishes wishes;                 ///< What every mapping must keep to.
    Baselines baselines = Baselines::Preset;
    std::optional<std::int64_t> startRun; ///< Engine odimo: the run whose mapping the search starts from.
    std::optional<Epochs> epochs;         ///< Instead of the preset's.
    std::optional<int> images;            ///< Training images instead of the preset's; 0 = all.
    double budget_s = 180;                ///< Of the preset `quick`, for the whole front.
    std::uint64_t seed = 1;
    std::string device = "cpu";
    protocol::Precision precision = protocol::Precision::Automatic;
    std::string
        executor;       ///< Words put before the worker's command, for example "srun --gres=gpu:1"; empty: run it here.
    std::string worker; ///< Path of odimo-worker; empty: beside the running program.
    int jobs = 0;       ///< Workers at a time; 0: chosen from the cores. Decides nothing but the time.
    std::optional<Threads> threads; ///< Instead of those that threadsFor chooses.
    bool oneProcess = false;        ///< Their tasks run on threads of one process, as they always do on a GPU.
    bool resume = false;            ///< Go on with the unfinished runs of the project with the plan stored in it.
    protocol::CostRule costRule = protocol::CostRule::JointStaircase;
    protocol::QuantiserStyle style = protocol::QuantiserStyle::Mended;
    bool fit = false; ///< Convert all data to what the network reads; `data` then says so (fitData).
};

/// Cores that this process may use.
int availableCores();

/// How many workers there are at a time, and the threads of each.
struct WorkerCount {
    int jobs = 1;
    int threads = 1;
};
/// All available cores, with as many workers as get the most done; one on a GPU.
WorkerCount workersOn(const std::string &device);

/// Those the user asks for. Else, where a plan is fitted to the machine in any case, what uses all its cores; else the
/// same on every machine of two cores or more, so that a seed repeats everywhere.
Threads threadsFor(const Settings &settings);

/// Workers at a time: settings.jobs, or if that is 0 as many as the cores have threads for; one on a GPU.
int jobsFor(const Settings &settings, int threads);

/// The names for --preset.
std::vector<std::string> presetNames();

/// The engine asked for; where none is, odimo if strengths, a start, the published rules or the preset paper ask for a
/// training of the mapping, else instant.
const mapping::Engine &engineOf(const Settings &settings);

/// Writes the image size into `settings.data` where the network decides it (host::fitted). Throws Error as loadNetwork
/// and takesImageSize do.
void fitData(Settings &settings);

/// Checks every field that can be checked without starting a worker and loads the network for the data: unknown zoo
/// name, platform, data, preset or device; strengths negative or not a number; epochs below 1; restrictions that cannot
/// be met; options of another engine; network input that does not fit the data. Throws Error in clear words.
Subject validate(const Settings &settings, const data::DatasetSummary &data);

/// How an exploration will be done: everything that decides the result, stored in the project.
struct Plan {
    protocol::Schedule warmup;
    protocol::Schedule search;
    protocol::Schedule finetune;
    std::vector<double> strengths;
    std::vector<std::string> baselines; ///< Names of mapping::baselines that are fine-tuned too.
    std::string engine = "odimo";
    int previews = 0;         ///< Proposed mappings that are measured without training.
    int tunings = 0;          ///< The most of them that are fine-tuned.
    int round = 1;            ///< Of those, how many are chosen and fine-tuned at a time.
    int jobs = 1;             ///< Workers at a time; another number of them gives the same results.
    int threads = 1;          ///< Of searches, fine-tunings and previews.
    int warmupThreads = 0;    ///< Of the warm-up and the analysis; 0: all of the worker's machine (earlier versions).
    std::string weights = {}; ///< Digest of the trained weights that the warm-up starts from; empty: anew.
    std::string explanation;  ///< A sentence for the user: epochs, images and where they come from.
};

/// How baselines are fine-tuned: for as many epochs as a found mapping is trained, in search and fine-tuning together,
/// so that the two compare fairly.
protocol::Schedule baselineSchedule(const Plan &plan);

/// True if the preset fits its schedules to the machine: then makePlan needs times.
bool needsTiming(const Settings &settings);

/// `times` are of a batch of the schedule's size: float on all cores; search and fine-tuning as the plan's parallel
/// workers together get them done.
Plan makePlan(const Settings &settings, const Subject &subject, const std::optional<protocol::StepTimes> &times);

Json toJson(const Plan &plan);
Plan planFromJson(const Json &json, const std::string &where);

/// What decides the result; not where and how it is computed (executor, worker, jobs, resume).
Json toJson(const Settings &settings);
Settings settingsFromJson(const Json &json, const std::string &where);

} // namespace odimo::host
