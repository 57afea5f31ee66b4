// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/network_values.h"

#include <QFont>

#include <filesystem>
#include <set>

namespace odimo::widgets {

/// What is drawn, apart from the window: light colours, nothing selected.
struct NetworkPicture {
    NetworkValues values;
    std::set<int> closed; ///< Joins of blocks.
    NodeColoring coloring = NodeColoring::Units;
    QFont font;
};

/// "ResNet8, run 3: Search 0.1"
QString pictureTitle(const NetworkValues &values);

/// Writes the whole network with its legend as *.svg, *.pdf or *.png, with title and run in the file's metadata. On any
/// thread. Throws Error on another ending, and if the file cannot be written.
void saveNetworkPicture(const NetworkPicture &picture, const std::filesystem::path &file);

} // namespace odimo::widgets
