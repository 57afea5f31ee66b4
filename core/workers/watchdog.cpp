// SPDX-License-Identifier: Apache-2.0
#include "core/workers/watchdog.h"

#include <algorithm>

namespace odimo::workers {

namespace {

/// Between two looks; a longer time between them was spent elsewhere.
constexpr std::chrono::milliseconds longestLook = std::chrono::seconds(1);

} // namespace

void Watchdog::look(bool heard)
{
    const Time now = m_timeouts.now();
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(now - m_lastLook.value_or(now));
    if (heard) {
        m_silent = std::chrono::milliseconds(0);
        m_nextWarning = m_timeouts.silenceWarning;
    } else if (m_lastLook && passed.count() == 0) {
        return; // Else looks in quick succession would never add up.
    } else {
        m_silent += std::min(passed, longestLook);
    }
    m_lastLook = now;
}

bool Watchdog::isWarningDue()
{
    if (m_silent < m_nextWarning)
        return false;
    m_nextWarning = 2 * m_silent;
    return true;
}

} // namespace odimo::workers
