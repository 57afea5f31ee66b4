// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace odimo::report {

/// What a line or an area stands for; each writer gives it its colour, in light and dark.
enum class Ink {
    Text,
    Faint,     ///< Text of less weight, axes.
    Grid,      ///< Fine lines behind values.
    Front,     ///< Mappings that none dominates.
    Baseline,  ///< Given mappings.
    Dominated, ///< Those that others dominate.
    Idle,      ///< Time in which a unit does nothing.
    Other,     ///< What is no unit: conversions, the host core.
    Paper,     ///< The background.
    Unit,      ///< A unit of the platform; which one, the paint says.
};

struct Paint {
    Ink ink = Ink::Text;
    std::size_t unit = 0; ///< Of Ink::Unit. Every second unit is hatched, so that colours are not needed.
    bool operator==(const Paint &) const = default;
};

/// In points (1/72 inch) from the upper left corner.
struct Place {
    double x = 0;
    double y = 0;
    bool operator==(const Place &) const = default;
};

struct Line {
    std::vector<Place> places = {}; ///< Two or more.
    Paint paint = {};
    double width = 1;
    bool isThin = false; ///< Paler, behind what matters more.
};

struct Box {
    Place corner = {}; ///< Upper left.
    double width = 0, height = 0;
    Paint paint = {};
    std::string hint = {}; ///< Shown where a mouse is; empty for none.
};

enum class Shape {
    Disc,
    Ring,   ///< Filled with the background.
    Circle, ///< Not filled: around another marker.
    Square,
};

struct Marker {
    Place place = {};
    Shape shape = Shape::Disc;
    Paint paint = {};
    double size = 6; ///< Diameter.
    std::string hint = {};
};

enum class Anchor { Begin, Middle, End };

struct Label {
    Place place = {}; ///< On the base line.
    std::string text = {};
    Anchor anchor = Anchor::Begin;
    Paint paint = {};
    double size = 8.5;
    bool isBold = false;
    bool hasHalo = false;   ///< The background shines around it, where it may stand over lines.
    bool isUpwards = false; ///< Turned to be read from below to above.
};

using Element = std::variant<Line, Box, Marker, Label>;

/// A picture as values, from which SVG and PDF are written alike.
struct Drawing {
    double width = 0, height = 0;
    std::string description = {}; ///< In words, for who cannot see it.
    std::vector<Element> elements = {};
};

} // namespace odimo::report
