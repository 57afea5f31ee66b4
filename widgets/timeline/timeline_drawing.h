// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/timeline.h"
#include "widgets/timeline/time_window.h"

#include <QFont>
#include <QPalette>
#include <QRect>
#include <QString>
#include <QStringList>

#include <vector>

class QPainter;

namespace odimo::widgets {

/// The name of a lane and how much of the time it is busy.
QStringList laneTitle(const mapping::Timeline &timeline, std::size_t lane);

/// What a lane does in this span, where and for how long: several lines for people.
QString spanRecord(const mapping::Timeline &timeline, std::size_t lane, const mapping::TimeSpan &span);
/// Of a layer: its time, how long each lane idles, its bottleneck.
QString stepRecord(const mapping::Timeline &timeline, std::size_t step);

/// Paints the parts of a timeline into rectangles that someone else has laid out.
struct TimelineDrawing {
    const mapping::Timeline &timeline;
    const QPalette &palette;
    const QFont &font;

    /// Bands and names of the steps, the second line of the head; rectangles reach over all lanes.
    void paintSteps(QPainter &painter, const std::vector<QRect> &steps, const QString &current) const;
    /// The axis, the first line of the head.
    void paintTimes(QPainter &painter, const QRect &plot, const TimeWindow &window) const;
    void paintTitle(QPainter &painter, const QRect &rect, std::size_t lane) const;
    void paintSpan(QPainter &painter, const QRect &rect, std::size_t lane, const mapping::TimeSpan &span) const;
    void paintFrame(QPainter &painter, const std::vector<QRect> &steps, const QString &current, bool focused) const;
    void paintLegend(QPainter &painter, const QRect &rect) const;
};

} // namespace odimo::widgets
