// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/first_layout.h"

#include <QEvent>
#include <QWidget>

#include <chrono>

namespace odimo::explorer {

namespace {

using namespace std::chrono_literals;

/// A window manager that has not answered by then will not. Qt gives up on the layout after 150 ms.
constexpr auto longestWait = 400ms;

bool awaitsSize(const QWidget &window)
{
    return (window.windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen)) != 0 &&
           window.size() == window.normalGeometry().size();
}

} // namespace

FirstLayout::FirstLayout(QWidget &window, QObject *parent) : QObject(parent), m_window(window)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FirstLayout::finish);
    window.installEventFilter(this);
}

bool FirstLayout::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != &m_window || m_done)
        return QObject::eventFilter(watched, event);
    if (event->type() == QEvent::Show)
        m_timer.start(awaitsSize(m_window) ? longestWait : 0ms);
    else if (event->type() == QEvent::Resize && m_timer.isActive() && !awaitsSize(m_window))
        m_timer.start(0ms); // After the docks have followed.
    return QObject::eventFilter(watched, event);
}

void FirstLayout::finish()
{
    m_done = true;
    m_window.removeEventFilter(this);
    emit done();
}

} // namespace odimo::explorer
