// SPDX-License-Identifier: Apache-2.0
#include "core/workers/watchdog.h"

#include <algorithm>

namespace odimo::workers {

namespace {

/// Between two looks; a longer time between them was spent elsewhere.
constexpr std::chrono::milliseconds longestLook = std::chrono::seconds(1);

} // namespace

void Silence::look(bool heard)
{
    const Time now = m_patience.now();
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(now - m_lastLook.value_or(now));
    if (heard) {
        m_silent = std::chrono::milliseconds(0);
        m_nextNotice = m_patience.notice;
    } else if (m_lastLook && passed.count() == 0) {
        return; // Else looks in quick succession would never add up.
    } else {
        m_silent += std::min(passed, longestLook);
    }
    m_lastLook = now;
}

bool Silence::isNoticeDue()
{
    if (m_silent < m_nextNotice)
        return false;
    m_nextNotice = 2 * m_silent;
    return true;
}

} // namespace odimo::workers
