// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/figure.h"
#include "widgets/network/network_drawing.h"

#include <set>

namespace odimo::widgets {

/// What is drawn, apart from the window: nothing selected.
struct NetworkPicture {
    NetworkValues values;
    std::set<int> closed; ///< Joins of blocks.
    NodeColoring coloring = NodeColoring::Units;
    QFont font = {};
    QPalette palette = lightPalette();
};

/// A picture with everything in its place.
struct LaidPicture {
    NodeStyle style;
    NetworkDrawing drawing;
};
/// On any thread.
LaidPicture laidOut(const NetworkPicture &picture);

/// "ResNet8, run 3: Search 0.1"
QString pictureTitle(const NetworkValues &values);

/// The whole network below its title and legend, at the size that it needs. On any thread.
Figure networkFigure(const NetworkPicture &picture);

} // namespace odimo::widgets
