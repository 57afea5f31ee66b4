// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace odimo::widgets {

/// Round values (1, 2 or 5 times a power of ten apart) within [from, to], at most `most` of them; none if the range is
/// empty.
struct AxisTicks {
    double step = 0;
    std::vector<double> values = {};

    /// With as many decimals as the step has, in the user's locale.
    QString text(double value) const;
};
AxisTicks axisTicks(double from, double to, int most);

} // namespace odimo::widgets
