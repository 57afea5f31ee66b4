// SPDX-License-Identifier: Apache-2.0
#include "core/report/document/runs_table.h"

#include "core/base/list_text.h"
#include "core/base/unit_text.h"
#include "core/base/visible_text.h"

#include <algorithm>
#include <functional>

namespace odimo::report {

namespace {

constexpr double secondsPerMillisecond = 1e-3;

/// The units that suit the largest value of each column.
struct Scales {
    Scale cycles, seconds, joule, bytes;
};

Scales scalesOf(const Report &report)
{
    mapping::Cost most;
    double bytes = 0;
    for (const RunRow &row : report.runs) {
        const mapping::Cost cost = row.cost.value_or(mapping::Cost{});
        most.latency_cycles = std::max(most.latency_cycles, cost.latency_cycles);
        most.latency_ms = std::max(most.latency_ms, cost.latency_ms);
        most.energy_uJ = std::max(most.energy_uJ, cost.energy_uJ);
        bytes = std::max(bytes, row.point ? row.point->weight_bytes : 0);
    }
    return {.cycles = scaleFor(most.latency_cycles),
            .seconds = scaleFor(most.latency_ms * secondsPerMillisecond),
            .joule = scaleFor(most.energy_uJ * joulePerMicrojoule),
            .bytes = scaleFor(bytes)};
}

std::vector<Cell> costCells(const RunRow &row, const Scales &scales, const Report &report)
{
    if (!row.cost)
        return {{}, {}, {}, {}, {}};
    const double share = row.cost->value(report.front.objective) / report.reference.value(report.front.objective);
    return {{.text = scaled(row.cost->latency_cycles, scales.cycles)},
            {.text = scaled(row.cost->latency_ms * secondsPerMillisecond, scales.seconds)},
            {.text = scaled(row.cost->energy_uJ * joulePerMicrojoule, scales.joule)},
            {.text = row.point ? scaled(row.point->weight_bytes, scales.bytes) : ""},
            {.text = percent(share, 1)}};
}

std::string intervalText(const project::Measurement &test)
{
    const mapping::Interval interval = mapping::accuracyInterval(test.correct, test.total);
    return percent(interval.low) + " – " + percent(interval.high);
}

std::string resultText(const RunRow &row)
{
    const std::string result = row.role.empty() ? row.status : row.role;
    return visibleLine(row.note.empty() ? result : result + ": " + row.note);
}

/// "90.12 (89.90 – 90.33)"
std::string spreadText(const host::Spread &spread, const std::function<std::string(double)> &text)
{
    return text(spread.mean) + " (" + text(spread.least) + " – " + text(spread.most) + ")";
}

bool isChosen(const Report &report, const RunRow &row)
{
    return std::ranges::any_of(report.chosen, [&](const RunDetail &detail) { return detail.row.run == row.run; });
}

} // namespace

Table runsTable(const Report &report)
{
    const Scales scales = scalesOf(report);
    Table table{.columns = {{.title = "run"},
                            {.title = "mapping", .align = Align::Left, .isName = true},
                            {.title = "accuracy %"},
                            {.title = "95 % interval"},
                            {.title = scales.cycles.prefix + "cycles"},
                            {.title = scales.seconds.prefix + "s"},
                            {.title = scales.joule.prefix + "J"},
                            {.title = "weights " + scales.bytes.prefix + "B"},
                            {.title = visibleLine("% of " + report.referenceName)},
                            {.title = "result", .align = Align::Left, .isName = true}},
                .rows = {}};
    std::string before;
    for (const RunRow &row : report.runs) {
        const std::string group = row.role.substr(0, 5); // "front" or "domin", as "front, knee" is on the front too.
        Row made{.cells = {{.text = std::to_string(row.run)},
                           {.text = visibleLine(row.title)},
                           {.text = row.test ? percent(row.test->accuracy()) : ""},
                           {.text = row.test ? intervalText(*row.test) : ""}},
                 .isStrong = isChosen(report, row),
                 .beginsGroup = !table.rows.empty() && group != before};
        std::ranges::move(costCells(row, scales, report), std::back_inserter(made.cells));
        made.cells.push_back({.text = resultText(row)});
        table.rows.push_back(std::move(made));
        before = group;
    }
    return table;
}

Table seedsTable(const Report &report)
{
    const Scales scales = scalesOf(report);
    Table table{.columns = {{.title = "runs", .align = Align::Left},
                            {.title = "mapping", .align = Align::Left, .isName = true},
                            {.title = "accuracy %"},
                            {.title = scales.cycles.prefix + "cycles"},
                            {.title = scales.joule.prefix + "J"}},
                .rows = {}};
    for (const host::SeedSpread &spread : report.seeds) {
        std::string runs;
        for (const std::int64_t run : spread.runs)
            addToList(runs, std::to_string(run));
        const auto cycles = [&](double value) {
            return scaled(value, scales.cycles);
        };
        const auto energy = [&](double value) {
            return scaled(value * joulePerMicrojoule, scales.joule);
        };
        table.rows.push_back(
            {.cells = {{.text = runs},
                       {.text = visibleLine(spread.title)},
                       {.text = spreadText(spread.accuracy, [](double value) { return percent(value); })},
                       {.text = spreadText(spread.latency_cycles, cycles)},
                       {.text = spreadText(spread.energy_uJ, energy)}}});
    }
    return table;
}

std::string runsNote(const Report &report)
{
    return visibleLine(
        "Accuracy is of the test set: no training or search looks at it, but the front, its knee and the headline are "
        "chosen by it, so that the best of many look a little better than they are. Latency and energy are those of "
        "the "
        "cost model for one image; the last share is of the " +
        std::string(mapping::objectiveName(report.front.objective)) + " of " + report.referenceName +
        ". Runs in bold are told layer by layer below.");
}

} // namespace odimo::report
