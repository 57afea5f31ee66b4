// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/figure.h"
#include "widgets/network/network_values.h"

#include <QFont>

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

/// "ResNet8, run 3: Search 0.1"
QString pictureTitle(const NetworkValues &values);

/// The whole network below its title and legend, at the size that it needs. On any thread.
Figure networkFigure(const NetworkPicture &picture);

} // namespace odimo::widgets
