// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>

#include <vector>

namespace odimo::widgets {

/// A marker with its error bar, in pixels.
struct MarkerPlace {
    QPointF at;
    double diameter = 0;
    double top = 0; ///< Upper end of the error bar.
    double bottom = 0;
};

/// The upper left corner for the name of a marker, a text of this size: beside the marker, or else at an end of its
/// error bar, where it covers the fewest of `taken`, lines counting little, and stays within `area`.
QPointF labelCorner(const MarkerPlace &marker, const QSizeF &text, const std::vector<QRectF> &taken,
                    const QRectF &area);

} // namespace odimo::widgets
