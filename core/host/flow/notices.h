// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/front/front.h"
#include "core/host/plan/plan.h"
#include "core/project/project.h"

#include <cstdint>
#include <functional>
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
/// Of all tasks of one kind.
struct PhaseProgress {
    protocol::TaskKind kind = protocol::TaskKind::Warmup;
    double fraction = 0;    ///< Of its planned work, 0..1.
    double remaining_s = 0; ///< Estimated as that of the whole; 0 before there is anything to go by.
};
/// Of the whole exploration.
struct OverallProgress {
    double fraction = 0; ///< Of the planned work, 0..1.
    double elapsed_s = 0;
    double remaining_s = 0;                 ///< Estimated from the work done so far.
    std::vector<PhaseProgress> phases = {}; ///< In the order in which they begin.
};
struct FrontChanged {
    Front front;
};
struct LogAdded {
    project::LogLine line;
};
using Notice =
    std::variant<ProjectReady, PlanMade, RunChanged, EpochStored, RunProgress, OverallProgress, FrontChanged, LogAdded>;
using Listener = std::function<void(const Notice &)>;

enum class Outcome {
    Done,
    Failed,  ///< At least one run failed; the others are kept.
    Stopped, ///< stop() was called; what is done is kept and `resume` goes on from there.
};

} // namespace odimo::host
