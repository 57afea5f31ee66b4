// SPDX-License-Identifier: Apache-2.0
#include "core/base/unit_text.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace odimo {

std::string withMinusSign(const std::string &number)
{
    return number.starts_with('-') ? "−" + number.substr(1) : number;
}

std::string decimal(double value, int decimals)
{
    if (!std::isfinite(value))
        return "–"; // A share of nothing, or what was never measured.
    const std::string size = decimalText(std::abs(value), decimals);
    const bool isZero = size.find_first_of("123456789") == std::string::npos;
    return withMinusSign((value < 0 && !isZero ? "-" : "") + size);
}

Scale scaleFor(double largest)
{
    static const std::array<Scale, 7> scales = {{
        {.factor = 1e9, .prefix = "G"},
        {.factor = 1e6, .prefix = "M"},
        {.factor = 1e3, .prefix = "k"},
        {.factor = 1, .prefix = ""},
        {.factor = 1e-3, .prefix = "m"},
        {.factor = 1e-6, .prefix = "µ"},
        {.factor = 1e-9, .prefix = "n"},
    }};
    const double size = std::abs(largest);
    const auto found = std::ranges::find_if(scales, [&](const Scale &scale) { return size >= scale.factor; });
    Scale scale = found == scales.end() ? Scale{} : *found;
    const double shown = size / scale.factor;
    scale.decimals = shown >= 99.95 ? 1 : shown >= 9.995 ? 2 : 3;
    return scale;
}

std::string scaled(double value, const Scale &scale) { return decimal(value / scale.factor, scale.decimals); }

std::string withUnit(double value, const std::string &unit)
{
    if (!std::isfinite(value))
        return decimal(value, 0) + " " + unit;
    const Scale scale = scaleFor(value);
    return scaled(value, scale) + " " + scale.prefix + unit;
}

std::string percent(double fraction, int decimals) { return decimal(100 * fraction, decimals); }

} // namespace odimo
