// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/benchmark/loop_watch.h"

#include <algorithm>

namespace odimo::explorer {

namespace {

constexpr int pace_ms = 1;

} // namespace

LoopWatch::LoopWatch()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { turn(); });
    m_timer.start(pace_ms);
    m_sinceTurn.start();
}

void LoopWatch::turn()
{
    const double waited_ms = 1e-6 * static_cast<double>(m_sinceTurn.nsecsElapsed()) - pace_ms;
    m_longest_ms = std::max(m_longest_ms, waited_ms);
    m_sinceTurn.start();
}

} // namespace odimo::explorer
