// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/pareto.h"
#include "core/mapping/sensitivity.h"
#include "core/mapping/trained_network.h"
#include "core/project/execution.h"
#include "core/protocol/event.h"
#include "core/protocol/task.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace odimo::project {

/// What a project is about; fixed when it is created.
struct Setup {
    std::string networkName; ///< What the user gave, for example "resnet8:stem=2".
    network::Network network;
    std::string data;
    std::vector<std::string> classes;
    platform::Platform platform;
    std::map<std::string, std::string> provenance; ///< Versions, host, device, threads: shown, never used.
};

enum class RunKind {
    Warmup,   ///< The float network that all others start from.
    Search,   ///< A mapping that an engine found: by training at a strength, or by a prediction.
    Baseline, ///< A given mapping, fine-tuned.
};

enum class RunStatus { Queued, Running, Paused, Done, Failed, Stopped };

const char *nameOf(RunKind kind);     ///< "warmup", "search", "baseline"
const char *nameOf(RunStatus status); ///< "queued", "running", "paused", "done", "failed", "stopped"

/// What a worker measured of a run.
struct Measurement : protocol::Measured {
    std::string phase{}; ///< What was trained before: "warmup", "preview" (nothing), "search" or "finetune"; empty if
                         ///< the file is too old.
    bool operator==(const Measurement &) const = default;
};

struct Run {
    std::int64_t id = 0;
    RunKind kind = RunKind::Search;
    std::string engine = "odimo"; ///< Of mapping::engines, for a search.
    std::string baseline{};       ///< "all-digital", ...; empty unless Baseline.
    /// Of a search by training: the current one, which steering changes; the one it began with is in `settings`.
    std::optional<double> strength{};
    mapping::Objective objective = mapping::Objective::Latency;
    std::uint64_t seed = 1;
    std::string settings{}; ///< JSON text of what decides the result; equal text means an equal run.
    RunStatus status = RunStatus::Queued;
    std::string phase{};   ///< The phase that runs or ran last.
    std::string message{}; ///< The last words of a failed run.
    std::optional<mapping::Mapping> mapping{};
    std::optional<std::int64_t> sameMappingAs{}; ///< The run whose fine-tuning this one shares.
    mapping::Cost cost{};                        ///< Of `mapping`.
    std::vector<Measurement> measurements{};
    std::string startedAt{}; ///< ISO 8601, UTC; empty if not started.
    std::string finishedAt{};

    /// The latest measurement on the test set: with quantised values, or float for the warm-up.
    std::optional<Measurement> test() const;
    bool operator==(const Run &) const = default;
};

struct Epoch {
    std::int64_t run = 0;
    protocol::EpochFinished result; ///< But for its checkpoint: a project names no files.
};

struct LogLine {
    std::int64_t run = 0; ///< 0: the exploration itself.
    std::string at;       ///< ISO 8601, UTC.
    std::string level;    ///< "info", "warning", "error" or "finding".
    std::string text;
};

/// What the log says the units cannot do as asked (level "finding") of a run, or of that whose fine-tuning it shares;
/// each sentence once.
std::vector<std::string> findingsOf(const std::vector<LogLine> &log, const Run &run);

enum class Access { ReadOnly, ReadWrite };

struct State;

/// The project file (*.odimo): one SQLite database, always saved, written only by the host (docs/project-file.md).
/// application_id 0x4F44694D, user_version = schema, STRICT tables, WAL while open, documented views v_front, v_layers,
/// v_epochs, v_splits. What was stored is kept under digests: a file that a disk or a hand has changed is an Error that
/// says so, never another number. Not to be shared between threads: each thread opens its own. Every change is on the
/// disk when the call returns. If the file was deleted or replaced meanwhile, the call stores all that the project held
/// in another file, and throws Error (InputOutput) naming it.
class Project {
public:
    /// All of the file comes into being at once, or nothing of it. Throws Error if the file exists or cannot be made.
    static Project create(const std::filesystem::path &path, const Setup &setup);
    /// One that its last writer did not close, be it that it was killed or that the power failed, is checked as a whole
    /// before it is written again (integrity.h), and its log says so.
    /// Throws Error on a file that is missing, no project, damaged, or, to be written, made by a newer version (which
    /// it names). To be read, such a file is shown as far as this version knows what it holds, without a check of
    /// digests.
    static Project open(const std::filesystem::path &path, Access access);
    Project(Project &&) noexcept;
    Project &operator=(Project &&) noexcept;
    ~Project();

    const std::filesystem::path &path() const;
    /// "x.odimo was made by a newer version of ODiMO (project schema 6; this is 0.1.0 with schema 5)": it can be looked
    /// at only. Empty for all others.
    std::string newerVersion() const;
    /// Open to be written, and its last writer had not closed it: it was checked, and the last line of log() said so.
    bool wasLeftOpen() const;
    const Setup &setup() const;
    /// Tables derived from the setup's simplified network and platform.
    const mapping::CostTable &costTable() const;

    /// Inserts (id 0) or updates the run as a whole; returns its id.
    std::int64_t save(const Run &run);
    std::vector<Run> runs() const;
    /// Throws Error naming the id and how many runs there are.
    Run run(std::int64_t id) const;

    void addEpoch(const Epoch &epoch);
    std::vector<Epoch> epochs(std::int64_t run) const;
    /// Forgets epochs of a phase from `firstEpoch` on, before they are trained again.
    void dropEpochs(std::int64_t run, const std::string &phase, int firstEpoch);

    /// Keeps what the analysis of a run's weights found, in place of an older one. Throws Error if it does not fit the
    /// network.
    void storeAnalysis(std::int64_t run, const mapping::Sensitivity &sensitivity);
    std::optional<mapping::Sensitivity> analysis(std::int64_t run) const;

    /// Takes a weights file into the project (compressed, stored once per content) as `role`: "given", "warm",
    /// "analysed", "previewed", "searched" or "tuned".
    void storeWeights(std::int64_t run, const std::string &role, const std::filesystem::path &file);
    /// Does nothing if there are none.
    void forgetWeights(std::int64_t run, const std::string &role);
    bool hasWeights(std::int64_t run, const std::string &role) const;
    /// The SHA-256 of the file; absent if there is none.
    std::optional<std::string> weightsDigest(std::int64_t run, const std::string &role) const;
    /// Throws Error if there are none or they are damaged.
    void checkWeights(std::int64_t run, const std::string &role) const;
    /// Writes them back to a file. Throws Error as checkWeights().
    void extractWeights(std::int64_t run, const std::string &role, const std::filesystem::path &file) const;

    /// Inserts (id 0) or updates it; returns its id.
    std::int64_t saveExecution(const Execution &execution);
    /// In the order in which they began; none of runs of earlier versions.
    std::vector<Execution> executions(std::int64_t run) const;
    /// Keeps what came of computing a run again, in place of an earlier time.
    void storeRepetition(const Repetition &repetition);
    std::optional<Repetition> repetition(std::int64_t run) const;

    void addLog(const LogLine &line);
    std::vector<LogLine> log() const;

    std::optional<mapping::ReferencePoint> referencePoint(mapping::Objective objective) const;
    void setReferencePoint(mapping::Objective objective, const mapping::ReferencePoint &point);

    /// The last settings of an exploration in this project, as JSON text, and its plan; empty if there are none.
    std::string document(const std::string &key) const;
    void storeDocument(const std::string &key, const std::string &text);

private:
    explicit Project(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Throws Error if there is no folder for a project of this name.
void requirePlace(const std::filesystem::path &path);

/// The time now, ISO 8601, UTC.
std::string timestamp();

} // namespace odimo::project
