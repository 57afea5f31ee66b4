// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front/front_values.h"

namespace odimo::widgets {

/// Everything known about a point, as lines of plain text for a tool tip.
QString describe(const FrontMarker &point);
QString describe(const PredictedMarker &point);
QString describe(const GhostMarker &point);

/// The same in one line of plain text, for the status bar and assistive technology.
QString describeInLine(const FrontMarker &point);
QString describeInLine(const PredictedMarker &point);
QString describeInLine(const GhostMarker &point);

/// "fine-tuned, on the front"
QString roleText(const FrontMarker &point);

/// The limits as a condition: "under 0.5 ms and from 89.00 % on"; empty if nothing is asked for.
QString limitsText(const FrontLimits &limits);

} // namespace odimo::widgets
