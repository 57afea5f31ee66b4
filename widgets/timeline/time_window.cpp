// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/time_window.h"

#include <algorithm>

namespace odimo::widgets {

void TimeWindow::set(double first, double last)
{
    constexpr double leastShare = 1e-3;
    const double length = std::clamp(last - first, leastShare * m_total, m_total);
    m_first = std::clamp(first, 0.0, m_total - length);
    m_last = m_first + length;
}

void TimeWindow::zoom(double factor, double at)
{
    const double before = (at - m_first) / length();
    set(m_first, m_first + factor * length()); // Limits the length.
    moveBy(at - before * length() - m_first);
}

void TimeWindow::show(double from, double to)
{
    if (from < m_first || to - from > length())
        moveBy(from - m_first);
    else if (to > m_last)
        moveBy(to - m_last);
}

TimeWindow TimeWindow::of(double total) const
{
    TimeWindow window(total);
    window.set(m_first / m_total * window.m_total, m_last / m_total * window.m_total);
    return window;
}

} // namespace odimo::widgets
