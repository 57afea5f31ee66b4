// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/notices.h"
#include "core/host/flow/run_requests.h"
#include "core/host/plan/settings.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace odimo::host {

/// Finds a front with the engine of the settings: warm-up; searches at each strength, or an analysis and proposed
/// mappings; their fine-tuning; baselines; and what the user chose meanwhile, or before an interruption. If the
/// settings choose mappings, it measures those in a project that has its warm-up, and does nothing else. Every result
/// is stored in the project before it is announced.
class Exploration {
public:
    /// Checks the settings and opens or creates the project. Throws Error (see validate in plan.h), before anything is
    /// written. A project that it created goes again with the exploration if no plan was made.
    Exploration(const std::filesystem::path &project, Settings settings, Listener listener);
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
    /// False if it comes too late: nothing will be begun any more. Throws Error if a chosen mapping does not fit the
    /// network. What becomes of a request is told as RunChanged, or as a warning in the log.
    bool request(const RunRequest &request);

    /// The runs of `Settings::chosen` in their order, once run() has ended.
    const std::vector<std::int64_t> &chosenRuns() const;

private:
    struct Private;
    std::unique_ptr<Private> m_state;
};

} // namespace odimo::host
