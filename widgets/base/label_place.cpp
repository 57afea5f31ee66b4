// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/label_place.h"

#include <algorithm>
#include <array>

namespace odimo::widgets {

QPointF labelCorner(const MarkerPlace &marker, const QSizeF &text, const std::vector<QRectF> &taken, const QRectF &area)
{
    const QPointF at = marker.at;
    const double right = at.x() + marker.diameter * 0.8;
    const double left = at.x() - marker.diameter * 0.8 - text.width();
    const double level = at.y() - text.height() / 2;
    const double below = at.y() + marker.diameter / 4;
    const double above = at.y() - marker.diameter / 4 - text.height();
    const double centre = at.x() - text.width() / 2;
    const double apart = marker.diameter / 4;
    // Beside the marker, but within the area.
    const double slid = std::max(area.left(), std::min(centre, area.right() - text.width()));
    const double higher = marker.top - apart - text.height(); // Rows above it, for where names crowd.
    const std::array<QPointF, 13> corners{QPointF(right, level),
                                          {left, level},
                                          {right, below},
                                          {right, above},
                                          {left, below},
                                          {left, above},
                                          {centre, marker.bottom + apart},
                                          {centre, higher},
                                          {slid, higher},
                                          {slid, marker.bottom + apart},
                                          {slid, higher - text.height()},
                                          {slid, higher - 2 * text.height()},
                                          {slid, higher - 3 * text.height()}};
    // A name can be read across a line, but neither across a marker nor far from its own.
    constexpr int ofLine = 1, ofDistance = 3, ofMarker = 10;
    const auto cost = [&](const QPointF &corner) {
        const QRectF box(corner, text);
        std::ptrdiff_t sum = 0;
        for (const QRectF &other : taken)
            if (other.intersects(box))
                sum += std::min(other.width(), other.height()) < marker.diameter / 2 ? ofLine : ofMarker;
        const bool isFar = box.top() > at.y() + marker.diameter || box.bottom() < at.y() - marker.diameter;
        return sum + (isFar ? ofDistance : 0) + (area.contains(box) ? 0 : ofMarker * (1 + std::ssize(taken)));
    };
    return *std::ranges::min_element(corners, {}, cost);
}

} // namespace odimo::widgets
