// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/axis_ticks.h"

#include "widgets/base/format.h"

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

AxisTicks axisTicks(double from, double to, int most)
{
    if (!(to > from) || most < 1)
        return {};
    const double power = std::pow(10, std::floor(std::log10((to - from) / most)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 5.0})
        if (std::floor(to / (factor * power)) - std::ceil(from / (factor * power)) < most) {
            step = factor * power;
            break;
        }
    AxisTicks ticks{.step = step};
    for (double number = std::ceil(from / step); number * step <= to; ++number)
        ticks.values.push_back(number * step);
    return ticks;
}

QString AxisTicks::text(double value) const
{
    const int decimals = std::max(0, -static_cast<int>(std::floor(std::log10(step) + 1e-9)));
    return localNumber(std::abs(value) < step / 2 ? 0 : value, 'f', decimals);
}

} // namespace odimo::widgets
