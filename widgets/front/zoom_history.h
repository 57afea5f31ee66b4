// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <cstddef>
#include <vector>

namespace odimo::widgets {

/// The views of a plot that the user has seen, as rectangles in its coordinates; one of them is shown.
class ZoomHistory {
public:
    /// Forgets all but this one.
    void reset(const QRectF &view);
    /// The user has changed the view: forgets what came after the shown one.
    void add(const QRectF &view);
    /// The shown view moves on without the user, or in steps of one gesture.
    void replace(const QRectF &view);

    bool canGoBack() const { return m_shown > 0; }
    bool canGoForward() const { return m_shown + 1 < m_views.size(); }
    QRectF back();
    QRectF forward();

private:
    std::vector<QRectF> m_views{QRectF()};
    std::size_t m_shown = 0;
};

} // namespace odimo::widgets
