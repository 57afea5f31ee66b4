// SPDX-License-Identifier: Apache-2.0
#include "core/report/figure/axis.h"

#include "core/base/number_text.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <cmath>

namespace odimo::report {

namespace {

constexpr double emPerCharacter = 0.6; // Of DejaVu Sans, wider than Helvetica and most fonts of browsers.

double stepFor(double range, int count)
{
    const double rough = range / std::max(1, count);
    const double power = std::pow(10, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (factor * power >= rough)
            return factor * power;
    return 10 * power;
}

int decimalsOf(double step)
{
    int decimals = 0;
    for (double shown = step; decimals < 9 && std::abs(shown - std::round(shown)) > 1e-6 * shown; shown *= 10)
        ++decimals;
    return decimals;
}

} // namespace

Axis axisFor(double least, double most, double margin, double begin_pt, double end_pt)
{
    const double range = most > least ? most - least : std::max(std::abs(most), 1.0) * 0.1;
    return {.first = least - margin * range,
            .last = (most > least ? most : most + range) + margin * range,
            .begin_pt = begin_pt,
            .end_pt = end_pt};
}

std::vector<Tick> ticksOf(const Axis &axis, int count)
{
    const double step = stepFor(axis.last - axis.first, count);
    const int decimals = decimalsOf(step);
    std::vector<Tick> ticks;
    const double first = std::ceil(axis.first / step - 1e-9);
    for (int i = 0; i <= 4 * count; ++i) {
        const double value = (first + i) * step;
        if (value > axis.last + 1e-9 * step)
            break;
        ticks.push_back({.value = value, .text = decimalText(value == 0 ? 0 : value, decimals)});
    }
    return ticks;
}

double roughWidth(const std::string &text, double size)
{
    const auto characters = std::ranges::count_if(text, [](char byte) { return !continuesCharacter(byte); });
    return emPerCharacter * size * static_cast<double>(characters);
}

} // namespace odimo::report
