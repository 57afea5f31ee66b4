// SPDX-License-Identifier: Apache-2.0
#include "core/report/document/merged_front.h"

#include "core/base/list_text.h"
#include "core/base/unit_text.h"
#include "core/base/visible_text.h"
#include "core/project/run_title.h"

#include <algorithm>

namespace odimo::report {

namespace {

using host::FrontDifference;

std::string intervalText(const mapping::Interval &interval, const FrontDifference &fronts)
{
    return percent(fronts.share(interval.low)) + " – " + percent(fronts.share(interval.high));
}

/// "+1.50" and "-1.50".
std::string withSign(double share) { return (share > 0 ? "+" : "") + percent(share); }

Table volumesTable(const Comparison &comparison, const FrontDifference &fronts)
{
    Table table{.columns = {{.title = "project", .align = Align::Left},
                            {.title = "hypervolume %"},
                            {.title = "95 % interval"},
                            {.title = "on its front"},
                            {.title = "on the merged front"}},
                .rows = {}};
    for (const host::OwnFront &own : fronts.fronts)
        table.columns.push_back({.title = "beaten by " + comparison.sides[own.project].mark});
    for (std::size_t which = 0; which < fronts.fronts.size(); ++which) {
        const host::OwnFront &own = fronts.fronts[which];
        Row row{.cells = {{.text = comparison.sides[own.project].mark},
                          {.text = percent(fronts.share(own.hypervolume.value))},
                          {.text = intervalText(own.hypervolume.interval, fronts)},
                          {.text = std::to_string(own.onFront)},
                          {.text = std::to_string(own.onMerged)}}};
        for (std::size_t other = 0; other < own.beatenBy.size(); ++other)
            row.cells.push_back({.text = other == which ? "" : std::to_string(own.beatenBy[other])});
        table.rows.push_back(std::move(row));
    }
    const auto onMerged = std::ranges::count(fronts.points, true, &host::MergedEntry::isOnMergedFront);
    Row together{.cells = {{.text = "together"},
                           {.text = percent(fronts.share(fronts.merged.value))},
                           {.text = intervalText(fronts.merged.interval, fronts)},
                           {},
                           {.text = std::to_string(onMerged)}},
                 .isStrong = true,
                 .beginsGroup = true};
    together.cells.resize(table.columns.size());
    table.rows.push_back(std::move(together));
    return table;
}

Table differencesTable(const Comparison &comparison, const FrontDifference &fronts)
{
    Table table{.columns = {{.title = "difference", .align = Align::Left},
                            {.title = "hypervolume %"},
                            {.title = "95 % interval"},
                            {.title = "", .align = Align::Left}},
                .rows = {}};
    for (const host::VolumeDifference &each : fronts.differences) {
        const std::string of = comparison.sides[fronts.fronts[each.second].project].mark;
        const std::string minus = comparison.sides[fronts.fronts[each.first].project].mark;
        const auto &[value, interval] = each.difference;
        std::string verdict = "the test images do not tell them apart";
        if (each.isClear())
            verdict = (value > 0 ? of : minus) + " is better";
        table.rows.push_back(
            {.cells = {{.text = of + " - " + minus},
                       {.text = withSign(fronts.share(value))},
                       {.text = withSign(fronts.share(interval.low)) + " – " + withSign(fronts.share(interval.high))},
                       {.text = std::move(verdict)}}});
    }
    return table;
}

std::string referenceText(const FrontDifference &fronts)
{
    const bool isLatency = fronts.objective == mapping::Objective::Latency;
    const double cost = fronts.reference.cost * (isLatency ? 1 : joulePerMicrojoule);
    return "By " + std::string(mapping::objectiveName(fronts.objective)) +
           "; hypervolumes reach up to the same reference point, " + withUnit(cost, isLatency ? "cycles" : "J") +
           " and " + percent(fronts.reference.accuracy) +
           " %, and are shares of the rectangle up to it. Their intervals are those of 1,000 draws of all accuracies "
           "from their own intervals; networks that were measured on the same images agree on most of them, so that "
           "these are rather too wide.";
}

std::string mappingText(const host::FrontEntry &entry)
{
    const std::string title = project::titleOf(entry.strength, entry.baseline, entry.engine) +
                              (entry.phase == protocol::nameOf(protocol::TaskKind::Preview) ? ", untrained" : "");
    return visibleLine(entry.name.empty() ? title : entry.name + " (" + title + ")");
}

std::string beatersText(const host::MergedEntry &point, const Comparison &comparison)
{
    std::string text;
    for (const host::ForeignRun &beater : point.beatenBy)
        addToList(text, comparison.sides[beater.project].mark + " " + std::to_string(beater.run));
    return text;
}

Table pointsTable(const Comparison &comparison, const FrontDifference &fronts)
{
    mapping::Cost most;
    for (const host::MergedEntry &point : fronts.points) {
        most.latency_cycles = std::max(most.latency_cycles, point.entry.cost.latency_cycles);
        most.latency_ms = std::max(most.latency_ms, point.entry.cost.latency_ms);
        most.energy_uJ = std::max(most.energy_uJ, point.entry.cost.energy_uJ);
    }
    const Scale cycles = scaleFor(most.latency_cycles), seconds = scaleFor(most.latency_ms * 1e-3),
                joule = scaleFor(most.energy_uJ * joulePerMicrojoule);
    Table table{.columns = {{.title = "project", .align = Align::Left},
                            {.title = "run"},
                            {.title = "mapping", .align = Align::Left, .isName = true},
                            {.title = "accuracy %"},
                            {.title = "95 % interval"},
                            {.title = cycles.prefix + "cycles"},
                            {.title = seconds.prefix + "s"},
                            {.title = joule.prefix + "J"},
                            {.title = "beaten by", .align = Align::Left}},
                .rows = {}};
    bool wasOnFront = true;
    for (const host::MergedEntry &point : fronts.points) {
        const host::FrontEntry &entry = point.entry;
        table.rows.push_back({.cells = {{.text = comparison.sides[point.project].mark},
                                        {.text = std::to_string(entry.run)},
                                        {.text = mappingText(entry)},
                                        {.text = percent(entry.accuracy)},
                                        {.text = percent(entry.interval.low) + " – " + percent(entry.interval.high)},
                                        {.text = scaled(entry.cost.latency_cycles, cycles)},
                                        {.text = scaled(entry.cost.latency_ms * 1e-3, seconds)},
                                        {.text = scaled(entry.cost.energy_uJ * joulePerMicrojoule, joule)},
                                        {.text = beatersText(point, comparison)}},
                              .isStrong = point.isOnMergedFront,
                              .beginsGroup = wasOnFront && !point.isOnMergedFront && !table.rows.empty()});
        wasOnFront = point.isOnMergedFront;
    }
    return table;
}

} // namespace

void addMergedFront(const Comparison &comparison, const FrontDifference &fronts, Document &document)
{
    document.blocks.push_back(Heading{.text = "Merged front"});
    document.blocks.push_back(volumesTable(comparison, fronts));
    document.blocks.push_back(differencesTable(comparison, fronts));
    document.blocks.push_back(Paragraph{.text = referenceText(fronts), .tone = Tone::Note});
    document.blocks.push_back(pointsTable(comparison, fronts));
}

} // namespace odimo::report
