// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/zoom_history.h"

namespace odimo::widgets {

namespace {

constexpr std::size_t mostViews = 50;

} // namespace

void ZoomHistory::reset(const QRectF &view)
{
    m_views = {view};
    m_shown = 0;
}

void ZoomHistory::add(const QRectF &view)
{
    m_views.resize(m_shown + 1);
    m_views.push_back(view);
    if (m_views.size() > mostViews)
        m_views.erase(m_views.begin());
    m_shown = m_views.size() - 1;
}

void ZoomHistory::replace(const QRectF &view) { m_views[m_shown] = view; }

QRectF ZoomHistory::back()
{
    if (canGoBack())
        --m_shown;
    return m_views[m_shown];
}

QRectF ZoomHistory::forward()
{
    if (canGoForward())
        ++m_shown;
    return m_views[m_shown];
}

} // namespace odimo::widgets
