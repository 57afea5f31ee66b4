// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/front.h"
#include "core/host/plan.h"
#include "core/project/project.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace odimo::host {

/// What an exploration tells its front end: plain values, in order, from the thread that runs it.
/// The project is on disk and stays there. Before it only lines of the log are told.
struct ProjectReady {
    project::Setup setup;
};
struct PlanMade {
    Plan plan;
};
struct RunChanged {
    project::Run run;
};
struct EpochStored {
    project::Epoch epoch;
};
struct RunProgress {
    std::int64_t run = 0;
    protocol::Progress progress;
};
/// Of the whole exploration.
struct Overall {
    double fraction = 0; ///< Of the planned work, 0..1.
    double elapsed_s = 0;
    double remaining_s = 0; ///< Estimated from the work done so far.
};
struct FrontChanged {
    Front front;
};
struct LogAdded {
    project::LogLine line;
};
using Notice =
    std::variant<ProjectReady, PlanMade, RunChanged, EpochStored, RunProgress, Overall, FrontChanged, LogAdded>;
using Listener = std::function<void(const Notice &)>;

enum class Outcome {
    Done,
    Failed,  ///< At least one run failed; the others are kept.
    Stopped, ///< stop() was called; what is done is kept and `resume` goes on from there.
};

/// Finds a front with the engine of the settings: warm-up; searches at each strength, or an analysis and proposed
/// mappings; their fine-tuning; baselines. Every result is stored in the project before it is announced.
class Exploration {
public:
    /// Checks the settings and opens or creates the project. Throws Error (see validate in plan.h), before anything is
    /// written. A project that it created goes again with the exploration if no plan was made.
    Exploration(std::filesystem::path project, Settings settings, Listener listener);
    ~Exploration();

    /// Runs to the end on the calling thread. Throws Error if the host itself cannot go on (project not writable,
    /// worker missing).
    Outcome run();

    /// Any thread; take effect within a batch of each worker.
    void pause();
    void resume();
    void stop();
    /// Of a run that is being searched. The answer comes as RunChanged, or as a warning in the log if the run is not
    /// being searched now. Throws Error on a strength that is no number, 0 or more.
    void setStrength(std::int64_t run, double strength);

private:
    struct Private;
    std::unique_ptr<Private> m_state;
};

} // namespace odimo::host
