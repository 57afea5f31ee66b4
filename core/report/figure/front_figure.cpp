// SPDX-License-Identifier: Apache-2.0
#include "core/report/figure/front_figure.h"

#include "core/base/unit_text.h"
#include "core/base/visible_text.h"
#include "core/report/figure/axis.h"

#include <algorithm>
#include <array>

namespace odimo::report {

namespace {

using host::FrontEntry;

constexpr double width = 490, height = 290;
constexpr double left = 46, right = 12, top = 28, bottom = 40;
constexpr double textSize = 8.5;

struct Area {
    double x = 0, y = 0, width = 0, height = 0;
    bool meets(const Area &other) const
    {
        return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
    }
};

struct Frame {
    Axis x, y;
    Scale scale; ///< Of costs in cycles or joule.
    mapping::Objective objective;

    double costOf(const FrontEntry &entry) const
    {
        return objective == mapping::Objective::Latency ? entry.cost.latency_cycles
                                                        : entry.cost.energy_uJ * joulePerMicrojoule;
    }
    Place placeOf(const FrontEntry &entry) const
    {
        return {.x = x.place(costOf(entry) / scale.factor), .y = y.place(100 * entry.accuracy)};
    }
    std::string unit() const { return scale.prefix + (objective == mapping::Objective::Latency ? "cycles" : "J"); }
};

Frame frameOf(const host::Front &front)
{
    Frame frame{.x = {}, .y = {}, .scale = {}, .objective = front.objective};
    double least = frame.costOf(front.points.front()), most = least, low = 1, high = 0;
    for (const FrontEntry &entry : front.points) {
        least = std::min(least, frame.costOf(entry));
        most = std::max(most, frame.costOf(entry));
        low = std::min(low, entry.interval.low);
        high = std::max(high, entry.interval.high);
    }
    frame.scale = scaleFor(most);
    frame.x = axisFor(least / frame.scale.factor, most / frame.scale.factor, 0.05, left, width - right);
    frame.y = axisFor(100 * low, 100 * high, 0.04, height - bottom, top);
    return frame;
}

void addAxes(Drawing &drawing, const Frame &frame)
{
    for (const Tick &tick : ticksOf(frame.y, 6)) {
        const double y = frame.y.place(tick.value);
        drawing.elements.push_back(Line{.places = {{left, y}, {width - right, y}}, .paint = {Ink::Grid}, .width = 0.6});
        drawing.elements.push_back(Label{.place = {left - 5, y + 3},
                                         .text = tick.text,
                                         .anchor = Anchor::End,
                                         .paint = {Ink::Faint},
                                         .size = textSize});
    }
    for (const Tick &tick : ticksOf(frame.x, 8)) {
        const double x = frame.x.place(tick.value);
        drawing.elements.push_back(
            Line{.places = {{x, top}, {x, height - bottom}}, .paint = {Ink::Grid}, .width = 0.6});
        drawing.elements.push_back(Label{.place = {x, height - bottom + 12},
                                         .text = tick.text,
                                         .anchor = Anchor::Middle,
                                         .paint = {Ink::Faint},
                                         .size = textSize});
    }
    drawing.elements.push_back(Line{.places = {{left, top}, {left, height - bottom}, {width - right, height - bottom}},
                                    .paint = {Ink::Faint}});
    const std::string quantity = frame.objective == mapping::Objective::Latency ? "Latency" : "Energy";
    drawing.elements.push_back(Label{.place = {(left + width - right) / 2, height - 10},
                                     .text = quantity + " (" + frame.unit() + ")",
                                     .anchor = Anchor::Middle,
                                     .size = textSize + 0.5});
    drawing.elements.push_back(Label{.place = {12, (top + height - bottom) / 2},
                                     .text = "Accuracy (%)",
                                     .anchor = Anchor::Middle,
                                     .size = textSize + 0.5,
                                     .isUpwards = true});
}

Ink inkOf(const FrontEntry &entry)
{
    if (!entry.baseline.empty())
        return Ink::Baseline;
    return entry.dominated ? Ink::Dominated : Ink::Front;
}

Shape shapeOf(const FrontEntry &entry)
{
    if (!entry.baseline.empty())
        return Shape::Square;
    return entry.dominated ? Shape::Ring : Shape::Disc;
}

void addWhisker(Drawing &drawing, const Frame &frame, const FrontEntry &entry)
{
    const double x = frame.placeOf(entry).x;
    const double low = frame.y.place(100 * entry.interval.low), high = frame.y.place(100 * entry.interval.high);
    const Paint paint{inkOf(entry)};
    drawing.elements.push_back(Line{.places = {{x, low}, {x, high}}, .paint = paint, .width = 0.7, .isThin = true});
    for (const double end : {low, high})
        drawing.elements.push_back(
            Line{.places = {{x - 2.5, end}, {x + 2.5, end}}, .paint = paint, .width = 0.7, .isThin = true});
}

std::string hintOf(const Report &report, const Frame &frame, const FrontEntry &entry)
{
    const auto row = std::ranges::find(report.runs, entry.run, &RunRow::run);
    const std::string title = row == report.runs.end() ? std::string() : ", " + row->title;
    return visibleLine("run " + std::to_string(entry.run) + title + ": " + percent(entry.accuracy) + " % (" +
                       percent(entry.interval.low) + " to " + percent(entry.interval.high) + " %), " +
                       withUnit(frame.costOf(entry), frame.objective == mapping::Objective::Latency ? "cycles" : "J"));
}

/// The best accuracy that is to be had for a cost or less.
Line stepsOf(const host::Front &front, const Frame &frame)
{
    Line line{.places = {}, .paint = {Ink::Front}, .width = 1.4};
    for (const FrontEntry &entry : front.points) {
        if (entry.dominated)
            continue;
        const Place place = frame.placeOf(entry);
        if (!line.places.empty())
            line.places.push_back({place.x, line.places.back().y});
        line.places.push_back(place);
    }
    if (!line.places.empty())
        line.places.push_back({width - right, line.places.back().y});
    return line;
}

/// Where a text beside a marker hides none of the others; below on the right if it does so everywhere.
Label besideMarker(const Place &marker, const std::string &text, std::vector<Area> &taken)
{
    const double length = roughWidth(text, textSize), rise = textSize;
    const std::array<Place, 6> corners = {{{marker.x + 6, marker.y + 4},
                                           {marker.x - 6 - length, marker.y - 4 - rise},
                                           {marker.x + 6, marker.y - 4 - rise},
                                           {marker.x - 6 - length, marker.y + 4},
                                           {marker.x + 6, marker.y + 16},
                                           {marker.x - 6 - length, marker.y - 16 - rise}}};
    const auto areaAt = [&](const Place &corner) {
        return Area{corner.x, corner.y, length, rise};
    };
    const auto isFree = [&](const Place &corner) {
        const Area area = areaAt(corner);
        return area.x > left && area.x + area.width < width - 1 && area.y > top &&
               area.y + area.height < height - bottom &&
               std::ranges::none_of(taken, [&](const Area &other) { return other.meets(area); });
    };
    const auto found = std::ranges::find_if(corners, isFree);
    // Near the right edge of the picture the left side has room.
    const std::size_t otherwise = marker.x + 6 + length > width - 1 ? 3 : 0;
    const Place corner = found == corners.end() ? corners[otherwise] : *found;
    taken.push_back(areaAt(corner));
    const bool isBefore = corner.x < marker.x; // It ends at the marker, however wide it is.
    return {.place = {isBefore ? corner.x + length : corner.x, corner.y + rise - 1.5},
            .text = text,
            .anchor = isBefore ? Anchor::End : Anchor::Begin,
            .paint = {Ink::Text},
            .size = textSize,
            .hasHalo = true};
}

bool isChosen(const Report &report, const FrontEntry &entry)
{
    return std::ranges::any_of(report.chosen, [&](const RunDetail &detail) { return detail.row.run == entry.run; });
}

std::string nameOf(const Report &report, const FrontEntry &entry)
{
    std::string name = entry.baseline;
    if (isChosen(report, entry))
        name = "run " + std::to_string(entry.run) + (name.empty() ? "" : ", " + name);
    return visibleLine(name);
}

void addLegend(Drawing &drawing)
{
    double x = left;
    const auto add = [&](const char *text, Shape shape, Ink ink) {
        drawing.elements.push_back(Marker{.place = {x + 4, 12}, .shape = shape, .paint = {ink}});
        drawing.elements.push_back(Label{.place = {x + 12, 15}, .text = text, .size = textSize});
        x += 12 + roughWidth(text, textSize) + 14;
    };
    add("on the front", Shape::Disc, Ink::Front);
    add("dominated", Shape::Ring, Ink::Dominated);
    add("baseline", Shape::Square, Ink::Baseline);
    drawing.elements.push_back(
        Marker{.place = {x + 4, 12}, .shape = Shape::Circle, .paint = {Ink::Front}, .size = 10.5});
    add("told below", Shape::Disc, Ink::Front);
}

} // namespace

Drawing frontFigure(const Report &report)
{
    const host::Front &front = report.front;
    const Frame frame = frameOf(front);
    Drawing drawing{.width = width,
                    .height = height,
                    .description = "Accuracy against " + std::string(mapping::objectiveName(front.objective)) + " of " +
                                   std::to_string(front.points.size()) + " measured mappings"};
    addAxes(drawing, frame);
    addLegend(drawing);
    for (auto entry = front.points.rbegin(); entry != front.points.rend(); ++entry)
        addWhisker(drawing, frame, *entry);
    drawing.elements.push_back(stepsOf(front, frame));
    std::vector<Area> taken;
    for (auto entry = front.points.rbegin(); entry != front.points.rend(); ++entry) { // The front on top.
        const Place place = frame.placeOf(*entry);
        drawing.elements.push_back(Marker{
            .place = place, .shape = shapeOf(*entry), .paint = {inkOf(*entry)}, .hint = hintOf(report, frame, *entry)});
        taken.push_back({place.x - 4, place.y - 4, 8, 8});
    }
    for (const FrontEntry &entry : front.points)
        if (isChosen(report, entry))
            drawing.elements.push_back(
                Marker{.place = frame.placeOf(entry), .shape = Shape::Circle, .paint = {inkOf(entry)}, .size = 10.5});
    for (const FrontEntry &entry : front.points)
        if (const std::string name = nameOf(report, entry); !name.empty())
            drawing.elements.push_back(besideMarker(frame.placeOf(entry), name, taken));
    return drawing;
}

} // namespace odimo::report
