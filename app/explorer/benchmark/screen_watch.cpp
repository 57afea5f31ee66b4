// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/benchmark/screen_watch.h"

#include <QEvent>
#include <QWidget>

#include <utility>

namespace odimo::explorer {

namespace {

using Times = std::vector<Arrivals::Clock::time_point>;

void move(Times &from, Times &to)
{
    to.insert(to.end(), from.begin(), from.end());
    from.clear();
}

} // namespace

ScreenWatch::ScreenWatch(QWidget &canvas, QObject *parent) : QObject(parent), m_isPlot(canvas.inherits("QCustomPlot"))
{
    canvas.installEventFilter(this);
    if (m_isPlot) // By name: the window knows no class of the library that plots.
        connect(&canvas, SIGNAL(afterReplot()), this, SLOT(takeDrawn()));
}

void ScreenWatch::takeDrawn() { move(m_told, m_drawn); }

bool ScreenWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        move(m_isPlot ? m_drawn : m_told, m_painted);
        // After the paint and all that is painted with it.
        QMetaObject::invokeMethod(this, &ScreenWatch::takePainted, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void ScreenWatch::takePainted()
{
    const auto now = Arrivals::Clock::now();
    for (const Arrivals::Clock::time_point arrival : std::exchange(m_painted, {}))
        m_delays_ms.push_back(std::chrono::duration<double, std::milli>(now - arrival).count());
}

} // namespace odimo::explorer
