// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/host/files/work_folder.h"
#include "core/host/flow/recorder.h"
#include "core/host/flow/run_requests.h"
#include "core/host/plan/plan.h"
#include "core/host/plan/settings.h"
#include "core/workers/control.h"
#include "core/workers/worker_command.h"

namespace odimo::host {

/// What all steps of an exploration work with. Whoever is given one keeps it no longer than what it refers to.
struct ExplorationContext {
    project::Project &project;
    const Settings &settings;
    const Plan &plan;
    const WorkFolder &folder;
    Recorder &recorder;
    workers::Control &control;
    RunRequests &requests;
    data::DatasetSummary data{};    ///< For estimates of the work.
    std::string dataDigest{};       ///< Of what the workers read.
    workers::LaunchOptions workers; ///< How they are started.
    double elapsed_s = 0;           ///< What this exploration has taken until now.
};

} // namespace odimo::host
