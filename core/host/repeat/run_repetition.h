// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/notices.h"
#include "core/workers/worker_command.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace odimo::host {

/// Computes a run of a project again, with its settings, seed and threads, from the weights that it started from, and
/// says whether the result is the same. It is computed in a project of its own in the folder for temporary files; the
/// run gets the verdict, and its weights back if they were dropped and the result is identical. It stays as it is
/// otherwise.
class RunRepetition {
public:
    /// The listener hears of the run under its number in `project`. Throws Error as repeatableRun, and if the data are
    /// not what the run read, if the project is being explored, or there is no worker.
    RunRepetition(const std::filesystem::path &project, std::int64_t run, const workers::LaunchOptions &workers,
                  Listener listener);
    ~RunRepetition();

    /// Computes it on the calling thread, and stores the verdict. Throws Error if it failed, or (Cancelled) if it was
    /// stopped.
    project::Repetition run();
    /// From any thread.
    void stop();

private:
    struct Private;
    std::unique_ptr<Private> m_state;
};

} // namespace odimo::host
