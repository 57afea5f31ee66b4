// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/workers/timeouts.h"

#include <optional>

namespace odimo::workers {

/// How long nothing has come from a worker. Only time in which the host looks counts: when both were suspended, the
/// worker has not been silent.
class Silence {
public:
    /// `patience` must outlive it.
    explicit Silence(const Patience &patience) : m_patience(patience) {}

    /// A look at the worker, at least once a second. `heard`: something has come since the last look, or nothing is
    /// expected.
    void look(bool heard);
    /// True when the silence is worth a notice: at first after patience.notice, then whenever it has doubled.
    bool isNoticeDue();
    bool isTooLong() const { return m_silent >= m_patience.restart; }
    std::chrono::milliseconds length() const { return m_silent; }

private:
    using Time = std::chrono::steady_clock::time_point;

    const Patience &m_patience;
    std::optional<Time> m_lastLook;
    std::chrono::milliseconds m_silent{0};
    std::chrono::milliseconds m_nextNotice = m_patience.notice;
};

} // namespace odimo::workers
