// SPDX-License-Identifier: Apache-2.0
#include "core/report/figure/timeline_figure.h"

#include "core/base/unit_text.h"
#include "core/base/visible_text.h"
#include "core/report/figure/axis.h"

#include <algorithm>

namespace odimo::report {

namespace {

constexpr double width = 490;
constexpr double laneHeight = 18, laneGap = 5, top = 16, bottom = 14;
constexpr double idleWidth = 52; ///< Of the words at the end of a lane.
constexpr double textSize = 8.5, numberSize = 7;
constexpr double widestName = 150;

double topOf(std::size_t lane) { return top + static_cast<double>(lane) * (laneHeight + laneGap); }

double nameWidth(const mapping::Timeline &timeline)
{
    double widest = 0;
    for (const mapping::Lane &lane : timeline.lanes)
        widest = std::max(widest, roughWidth(visibleLine(lane.name), textSize));
    return std::min(widest, widestName) + 8;
}

Paint paintOf(const mapping::Lane &lane, mapping::Activity activity)
{
    if (activity == mapping::Activity::Idle)
        return {Ink::Idle};
    return lane.unit ? Paint{Ink::Unit, static_cast<std::size_t>(*lane.unit)} : Paint{Ink::Other};
}

std::string hintOf(const mapping::Timeline &timeline, const mapping::Lane &lane, const mapping::TimeSpan &span)
{
    return visibleLine(timeline.steps[span.step].name + ", " + lane.name + ": " +
                       (span.activity == mapping::Activity::Idle ? "idle for " : "") +
                       withUnit(span.cycles(), "cycles"));
}

void addLane(Drawing &drawing, const mapping::Timeline &timeline, std::size_t number, const Axis &time)
{
    const mapping::Lane &lane = timeline.lanes[number];
    const double y = topOf(number);
    const std::string name = visibleLine(lane.name);
    const double size = std::min(textSize, textSize * widestName / std::max(roughWidth(name, textSize), 1.0));
    drawing.elements.push_back(
        Label{.place = {time.begin_pt - 6, y + laneHeight / 2 + 3}, .text = name, .anchor = Anchor::End, .size = size});
    for (const mapping::TimeSpan &span : lane.spans) {
        const double begin = time.place(span.begin_cycles), end = time.place(span.end_cycles);
        if (span.cycles() > 0)
            drawing.elements.push_back(Box{.corner = {begin, y},
                                           .width = end - begin,
                                           .height = laneHeight,
                                           .paint = paintOf(lane, span.activity),
                                           .hint = hintOf(timeline, lane, span)});
    }
    if (lane.unit)
        drawing.elements.push_back(Label{.place = {time.end_pt + 6, y + laneHeight / 2 + 3},
                                         .text = "idle " + percent(timeline.idleShare(number), 0) + " %",
                                         .paint = {Ink::Faint},
                                         .size = textSize});
}

/// The borders of layers, and the numbers of those that have room for it.
void addLayers(Drawing &drawing, const mapping::Timeline &timeline, const Axis &time)
{
    const double end = topOf(timeline.lanes.size()) - laneGap;
    double written = 0; // Up to here there are numbers.
    for (std::size_t step = 0; step < timeline.steps.size(); ++step) {
        const double from = time.place(timeline.steps[step].begin_cycles);
        const double to = time.place(timeline.steps[step].end_cycles);
        drawing.elements.push_back(Line{.places = {{from, top - 3}, {from, end}}, .paint = {Ink::Paper}, .width = 0.8});
        const std::string number = std::to_string(step + 1);
        const double room = roughWidth(number, numberSize);
        if (to - from < room && (from + to - room) / 2 < written + 2)
            continue;
        drawing.elements.push_back(Label{.place = {(from + to) / 2, top - 5},
                                         .text = number,
                                         .anchor = Anchor::Middle,
                                         .paint = {Ink::Faint},
                                         .size = numberSize});
        written = (from + to + room) / 2;
    }
}

void addScale(Drawing &drawing, const mapping::Timeline &timeline, const Axis &time)
{
    const double y = topOf(timeline.lanes.size()) - laneGap + 3;
    const Scale scale = scaleFor(timeline.cycles);
    const Axis shown{
        .first = 0, .last = timeline.cycles / scale.factor, .begin_pt = time.begin_pt, .end_pt = time.end_pt};
    drawing.elements.push_back(
        Line{.places = {{time.begin_pt, y}, {time.end_pt, y}}, .paint = {Ink::Faint}, .width = 0.7});
    for (const Tick &tick : ticksOf(shown, 8)) {
        const double x = shown.place(tick.value);
        drawing.elements.push_back(Line{.places = {{x, y}, {x, y + 3}}, .paint = {Ink::Faint}, .width = 0.7});
        drawing.elements.push_back(Label{.place = {x, y + 12},
                                         .text = tick.text,
                                         .anchor = Anchor::Middle,
                                         .paint = {Ink::Faint},
                                         .size = textSize});
    }
    drawing.elements.push_back(Label{
        .place = {time.end_pt + 6, y + 12}, .text = scale.prefix + "cycles", .paint = {Ink::Faint}, .size = textSize});
}

} // namespace

Drawing timelineFigure(const mapping::Timeline &timeline)
{
    Drawing drawing{.width = width,
                    .height = topOf(timeline.lanes.size()) + bottom,
                    .description = visibleLine("What each unit does when: " + summaryOf(timeline))};
    const Axis time{.first = 0,
                    .last = std::max(timeline.cycles, 1.0),
                    .begin_pt = nameWidth(timeline),
                    .end_pt = width - idleWidth};
    for (std::size_t lane = 0; lane < timeline.lanes.size(); ++lane)
        addLane(drawing, timeline, lane, time);
    addLayers(drawing, timeline, time);
    addScale(drawing, timeline, time);
    return drawing;
}

} // namespace odimo::report
