// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/workers/timeouts.h"

#include <optional>

namespace odimo::workers {

/// How long nothing has come from a worker. Only time in which the host looks counts: when both were suspended, the
/// worker has not been silent.
class Watchdog {
public:
    /// `timeouts` must outlive it.
    explicit Watchdog(const Timeouts &timeouts) : m_timeouts(timeouts) {}

    /// A look at the worker, at least once a second. `heard`: something has come since the last look, or nothing is
    /// expected.
    void look(bool heard);
    /// True when the silence is worth a warning: at first after Timeouts::silenceWarning, then whenever it has doubled.
    bool isWarningDue();
    bool hasExpired() const { return m_silent >= m_timeouts.silenceLimit; }
    std::chrono::milliseconds length() const { return m_silent; }

private:
    using Time = std::chrono::steady_clock::time_point;

    const Timeouts &m_timeouts;
    std::optional<Time> m_lastLook;
    std::chrono::milliseconds m_silent{0};
    std::chrono::milliseconds m_nextWarning = m_timeouts.silenceWarning;
};

} // namespace odimo::workers
