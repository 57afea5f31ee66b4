// SPDX-License-Identifier: Apache-2.0
#include "core/report/write/svg.h"

#include "core/base/coordinate_text.h"
#include "core/base/list_text.h"
#include "core/report/figure/colors.h"

#include <algorithm>
#include <numeric>

namespace odimo::report {

namespace {

std::string attribute(const char *name, const std::string &value)
{
    return std::string(" ") + name + "=\"" + value + "\"";
}

std::string attribute(const char *name, double value) { return attribute(name, coordinateText(value)); }

std::string className(const Paint &paint)
{
    if (paint.ink == Ink::Unit)
        return "unit" + std::to_string(colorOf(paint.unit));
    const auto found = std::ranges::find(inkColors, paint.ink, &InkColors::ink);
    return found->name;
}

std::string hinted(const std::string &element, const std::string &attributes, const std::string &hint)
{
    if (hint.empty())
        return "<" + element + attributes + "/>";
    return "<" + element + attributes + "><title>" + xmlEscaped(hint) + "</title></" + element + ">";
}

std::string textOf(const Line &line)
{
    std::string places;
    for (const Place &place : line.places)
        places += (places.empty() ? "" : " ") + coordinateText(place.x) + "," + coordinateText(place.y);
    return "<polyline" + attribute("class", (line.isThin ? "thin line " : "line ") + className(line.paint)) +
           attribute("points", places) + attribute("stroke-width", line.width) + "/>";
}

std::string boxText(const Place &corner, double width, double height, const std::string &fill)
{
    return attribute("class", fill) + attribute("x", corner.x) + attribute("y", corner.y) + attribute("width", width) +
           attribute("height", height);
}

/// The hatching lies over the colour.
std::string filledBox(const Place &corner, double width, double height, const Paint &paint, const std::string &hint)
{
    std::string text = hinted("rect", boxText(corner, width, height, "fill " + className(paint)), hint);
    if (paint.ink == Ink::Unit && isHatched(paint.unit))
        text += "<rect" + boxText(corner, width, height, "hatch") + "/>";
    return text;
}

std::string textOf(const Box &box) { return filledBox(box.corner, box.width, box.height, box.paint, box.hint); }

std::string textOf(const Marker &marker)
{
    const double radius = marker.size / 2;
    if (marker.shape == Shape::Square)
        return hinted("rect",
                      boxText({marker.place.x - radius, marker.place.y - radius}, marker.size, marker.size,
                              "fill " + className(marker.paint)),
                      marker.hint);
    const std::string kind = marker.shape == Shape::Disc ? "fill " : marker.shape == Shape::Ring ? "ring " : "line ";
    return hinted("circle",
                  attribute("class", kind + className(marker.paint)) + attribute("cx", marker.place.x) +
                      attribute("cy", marker.place.y) + attribute("r", radius),
                  marker.hint);
}

const char *nameOf(Anchor anchor)
{
    switch (anchor) {
    case Anchor::Begin:
        return "start";
    case Anchor::Middle:
        return "middle";
    case Anchor::End:
        return "end";
    }
    return "";
}

std::string textOf(const Label &label)
{
    std::string turned;
    if (label.isUpwards)
        turned = attribute("transform",
                           "rotate(-90 " + coordinateText(label.place.x) + " " + coordinateText(label.place.y) + ")");
    return "<text" + attribute("class", (label.hasHalo ? "halo fill " : "fill ") + className(label.paint)) +
           attribute("x", label.place.x) + attribute("y", label.place.y) + attribute("font-size", label.size) +
           attribute("text-anchor", nameOf(label.anchor)) + (label.isBold ? " font-weight=\"600\"" : "") + turned +
           ">" + xmlEscaped(label.text) + "</text>";
}

std::string rule(const std::string &name, const std::string &color)
{
    return ".fill." + name + "{fill:" + color + "}.line." + name + ",.ring." + name + "{stroke:" + color + "}";
}

std::string inkRules(const char *InkColors::*shade)
{
    std::string rules;
    for (const InkColors &ink : inkColors)
        rules += rule(ink.name, ink.*shade);
    return rules;
}

} // namespace

std::string xmlEscaped(std::string_view text)
{
    std::string escaped;
    escaped.reserve(text.size());
    for (const char letter : text) {
        switch (letter) {
        case '&':
            escaped += "&amp;";
            break;
        case '<':
            escaped += "&lt;";
            break;
        case '>':
            escaped += "&gt;";
            break;
        case '"':
            escaped += "&quot;";
            break;
        case '\'':
            escaped += "&#39;";
            break;
        default:
            escaped += letter;
        }
    }
    return escaped;
}

std::string svgText(const Drawing &drawing)
{
    std::string text =
        "<svg" + attribute("viewBox", "0 0 " + coordinateText(drawing.width) + " " + coordinateText(drawing.height)) +
        " role=\"img\"" + attribute("aria-label", xmlEscaped(drawing.description)) + ">\n";
    for (const Element &element : drawing.elements)
        text += std::visit([](const auto &each) { return textOf(each); }, element) + "\n";
    return text + "</svg>";
}

std::string svgSplit(std::span<const int> channels, std::span<const std::string> units, double width)
{
    constexpr double height = 11;
    const double all = std::max(1, std::accumulate(channels.begin(), channels.end(), 0));
    std::string words, boxes;
    double x = 0;
    for (std::size_t unit = 0; unit < channels.size(); ++unit) {
        const double part = channels[unit] / all * width;
        addToList(words, units[unit] + " " + std::to_string(channels[unit]));
        if (channels[unit] > 0)
            boxes += filledBox({x, 0}, part, height, {Ink::Unit, unit}, "");
        x += part;
    }
    return "<svg class=\"split\"" +
           attribute("viewBox", "0 0 " + coordinateText(width) + " " + coordinateText(height)) + " role=\"img\"" +
           attribute("aria-label", xmlEscaped(words)) + "><title>" + xmlEscaped(words) + "</title>" + boxes + "</svg>";
}

std::string svgStyle()
{
    std::string style = "svg .line{fill:none;stroke-linejoin:round}svg .ring{stroke-width:1.2;fill:"
                        "var(--paper)}"
                        "svg .hatch{fill:url(#hatch);pointer-events:none}svg .thin{opacity:.5}"
                        "svg .halo{paint-order:stroke;stroke-width:2.5px;stroke-linejoin:round;stroke:"
                        "var(--paper)}\n" +
                        inkRules(&InkColors::light) + "\n";
    for (std::size_t color = 0; color < unitColors.size(); ++color)
        style += rule("unit" + std::to_string(color), unitColors[color]);
    return style + "\n@media screen and (prefers-color-scheme:dark){" + inkRules(&InkColors::dark) + "}\n";
}

std::string svgPatterns()
{
    return "<svg class=\"patterns\" aria-hidden=\"true\"><defs><pattern id=\"hatch\" width=\"4\" height=\"4\" "
           "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"1.1\" height=\"4\" fill=\"" +
           std::string(hatchColor) + "\"/></pattern></defs></svg>\n";
}

} // namespace odimo::report
