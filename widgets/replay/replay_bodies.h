// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/replay/replay_values.h"

#include <QPalette>
#include <QRect>

class QPainter;

namespace odimo::widgets {

/// The layers as bars of their channels on each unit, in as many columns as they need, and how many channels have moved
/// since the moment before.
void paintChannels(QPainter &painter, const QRect &body, const ChannelsReplay &replay, int moment,
                   const QPalette &palette);

/// Accuracy against cost of what was measured until then, with the front of that time and the newest point marked.
void paintFront(QPainter &painter, const QRect &body, const FrontReplay &replay, int moment, const QPalette &palette);

} // namespace odimo::widgets
