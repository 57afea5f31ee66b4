// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QRect>

#include <optional>

class QMouseEvent;
class QRubberBand;
class QWidget;

namespace odimo::widgets {

/// A rectangle that is drawn over a plot with the left button: with Ctrl what to zoom to, with Shift what to select.
class PlotBand {
public:
    enum class Purpose { Zoom, Brush };
    struct Result {
        Purpose purpose = Purpose::Zoom;
        QRect area;
    };

    explicit PlotBand(QWidget &canvas) : m_canvas(canvas) {}

    /// True if the event begins a band.
    bool press(const QMouseEvent &event);
    bool isActive() const { return m_purpose.has_value(); }
    void move(const QMouseEvent &event);
    /// Absent if none was drawn; a click draws an empty one.
    std::optional<Result> release(const QMouseEvent &event);

private:
    QWidget &m_canvas;
    QRubberBand *m_band = nullptr; ///< Owned by the canvas.
    std::optional<Purpose> m_purpose;
    QPoint m_from;
};

} // namespace odimo::widgets
