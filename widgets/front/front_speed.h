// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace odimo::widgets {

/// How many times a second the front is drawn anew, as when it is dragged, with so many measured points in a plot of
/// 1200 x 800 pixels that is not on the screen.
double frontFramesPerSecond(int points);

/// Likewise while the mouse moves from point to point.
double hoverFramesPerSecond(int points);

} // namespace odimo::widgets
