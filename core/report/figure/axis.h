// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace odimo::report {

/// Values on a straight axis of a figure.
struct Axis {
    double first = 0, last = 1;      ///< Of the values; last > first.
    double begin_pt = 0, end_pt = 0; ///< Where these stand.

    double place(double value) const { return begin_pt + (value - first) / (last - first) * (end_pt - begin_pt); }
};

/// An axis for values from `least` to `most` with a margin on both sides, as a share of their range; where all are
/// equal, around them.
Axis axisFor(double least, double most, double margin, double begin_pt, double end_pt);

struct Tick {
    double value = 0;
    std::string text;
};

/// Round values (1, 2, 2.5 or 5 times a power of ten apart), about `count` of them, within the axis.
std::vector<Tick> ticksOf(const Axis &axis, int count);

/// The width of a text in points, roughly: fonts differ, so room is left for the widest.
double roughWidth(const std::string &text, double size);

} // namespace odimo::report
