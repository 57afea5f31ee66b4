// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>

namespace odimo::workers {

/// How long the host waits for workers, on each occasion (docs/worker-protocol.md). A worker that computes sends an
/// event every few seconds.
struct Timeouts {
    std::chrono::milliseconds silenceWarning = std::chrono::minutes(1); ///< Of silence, until the log warns.
    std::chrono::milliseconds silenceLimit = std::chrono::minutes(10);  ///< Of silence, until the worker is given up.
    std::chrono::milliseconds exit = std::chrono::seconds(5);           ///< From the end of its work until SIGTERM.
    std::chrono::milliseconds termination = std::chrono::seconds(5);    ///< From SIGTERM until SIGKILL.
    /// What silence is measured with.
    std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
};

} // namespace odimo::workers
