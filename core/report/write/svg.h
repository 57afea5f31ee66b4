// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/figure/drawing.h"

#include <span>
#include <string>
#include <string_view>

namespace odimo::report {

/// Text in which HTML and XML see no mark, also within quotation marks.
std::string xmlEscaped(std::string_view text);

/// An element for HTML. Colours are classes, whose style sheet and patterns stand in the page (svgStyle, svgPatterns).
std::string svgText(const Drawing &drawing);

/// A bar of the parts of units, as wide as it says in points; it has the words "digital 12, analog 4" for who cannot
/// see it.
std::string svgSplit(std::span<const int> channels, std::span<const std::string> units, double width);

/// The style sheet of pictures: light, in the dark, and printed.
std::string svgStyle();

/// An element that must stand in the page once, and be rendered: the hatching of every second unit.
std::string svgPatterns();

} // namespace odimo::report
