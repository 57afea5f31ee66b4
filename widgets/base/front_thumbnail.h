// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>

#include <vector>

class QPalette;

namespace odimo::widgets {

/// A mapping in a small picture of a front; both from 0 to 1 over all mappings.
struct ThumbnailPoint {
    double cost = 0;
    double accuracy = 0;
    bool isOnFront = false;
    bool operator==(const ThumbnailPoint &) const = default;
};

/// A picture of the front with its attained line, in the colours of the palette, at any size; without points an empty
/// frame.
QIcon frontThumbnail(const std::vector<ThumbnailPoint> &points, const QPalette &palette);

} // namespace odimo::widgets
