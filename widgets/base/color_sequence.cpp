// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/color_sequence.h"

#include "widgets/base/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace odimo::widgets {

namespace {

float displayed(double linear)
{
    const double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
    return static_cast<float>(std::clamp(value, 0.0, 1.0));
}

/// From OKLab's lightness, chroma and hue (Ottosson 2020, https://bottosson.github.io/posts/oklab).
QColor fromLightnessChromaHue(double lightness, double chroma, double hue)
{
    const double a = chroma * std::cos(hue), b = chroma * std::sin(hue);
    const double l = std::pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
    const double m = std::pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
    const double s = std::pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
    return QColor::fromRgbF(displayed(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                            displayed(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                            displayed(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

} // namespace

QColor sequenceColor(double share)
{
    const double t = std::clamp(share, 0.0, 1.0);
    constexpr double degree = std::numbers::pi / 180;
    const double chroma = 0.12 + 0.05 * t - 0.03 * std::sin(std::numbers::pi * t); // What a screen shows of teal.
    return fromLightnessChromaHue(0.30 + 0.61 * t, chroma, (305 - 200 * t) * degree).rgb();
}

QColor textColorOn(const QColor &background)
{
    return contrastRatio(background, Qt::white) > contrastRatio(background, Qt::black) ? Qt::white : Qt::black;
}

} // namespace odimo::widgets
