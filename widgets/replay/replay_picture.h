// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/replay/replay_values.h"

#include <QFont>
#include <QImage>
#include <QPalette>
#include <QRect>

#include <optional>

class QFontMetrics;
class QPainter;

namespace odimo::widgets {

/// Where the parts of the picture of a moment stand.
struct ReplayLayout {
    QRect title;
    QRect caption;
    QRect body;
    QRect ribbonTitle;
    QRect ribbon;
};
ReplayLayout replayLayout(const QRect &area, const QFontMetrics &metrics);

/// Paints a moment in the font of the painter. Axes are those of all moments, so that nothing jumps from one to the
/// next.
void paintReplay(QPainter &painter, const QRect &area, const ReplayValues &values, int moment, const QPalette &palette);

/// The moment whose part of the ribbon lies under the position, also above or below it.
std::optional<int> momentAt(const QPoint &position, const QRect &area, const QFontMetrics &metrics, int moments);

/// The pictures of a sequence look the same on every screen: as on one of 1280 x 720, in 1920 x 1080 pixels.
inline constexpr QSize pictureSize{1920, 1080};
/// Of the font only its family counts.
QImage replayImage(const ReplayValues &values, int moment, const QFont &font, const QPalette &palette);

} // namespace odimo::widgets
