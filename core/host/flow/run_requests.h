// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/settings.h"

#include <cstdint>
#include <mutex>
#include <variant>
#include <vector>

namespace odimo::host {

/// Ends one run, or takes it out of the queue; what it has done is kept.
struct CancelRun {
    std::int64_t run = 0;
};
/// Another attempt at a run that failed or was cancelled.
struct RetryRun {
    std::int64_t run = 0;
};
/// Runs that wait begin in this order; those that are not named come after them.
struct OrderRuns {
    std::vector<std::int64_t> runs;
};
/// What the user asks of single runs while an exploration goes on. A chosen mapping is the next to begin once the
/// network is analysed.
using RunRequest = std::variant<CancelRun, RetryRun, OrderRuns, ChosenMapping>;

/// Requests on their way from any thread to that of the exploration.
class RunRequests {
public:
    /// False if nobody will take it any more.
    bool add(const ChosenMapping &chosen);
    bool add(const RetryRun &retry);
    std::vector<ChosenMapping> takeChosen();
    std::vector<RetryRun> takeRetries();
    /// Nothing is taken any more; false, and nothing changes, if mappings are waiting.
    bool close();

private:
    std::mutex m_mutex; ///< Guards all.
    std::vector<ChosenMapping> m_chosen;
    std::vector<RetryRun> m_retries;
    bool m_isClosed = false;
};

} // namespace odimo::host
