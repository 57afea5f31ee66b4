// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/figures/work_tables.h"

namespace odimo::explorer {

namespace {

TableCell textCell(const QString &text) { return text.toStdString(); }

/// Empty for the exploration itself.
TableCell runCell(std::int64_t run) { return run > 0 ? TableCell(run) : TableCell(); }

std::string nameOf(widgets::QueueState state)
{
    switch (state) {
    case widgets::QueueState::Running:
        return "running";
    case widgets::QueueState::Paused:
        return "paused";
    case widgets::QueueState::Waiting:
        return "waiting";
    case widgets::QueueState::Failed:
        return "failed";
    }
    return {};
}

std::string nameOf(widgets::LogLevel level)
{
    switch (level) {
    case widgets::LogLevel::Information:
        return "information";
    case widgets::LogLevel::Warning:
        return "warning";
    case widgets::LogLevel::Error:
        return "error";
    }
    return {};
}

} // namespace

DataTable queueTable(const std::vector<widgets::QueueRow> &rows)
{
    DataTable table{.columns = {{"run", "Run"},
                                {"name", "Name"},
                                {"state", "State"},
                                {"work", "Work"},
                                {"progress", "Progress (%)", 0, 100},
                                {"time_left", "Time left"},
                                {"where", "Where"}},
                    .rows = {}};
    for (const widgets::QueueRow &row : rows)
        table.rows.push_back({runCell(row.run), textCell(row.name), nameOf(row.state), textCell(row.work),
                              cellOf(row.fraction), textCell(row.left), textCell(row.where)});
    return table;
}

DataTable logTable(const std::vector<widgets::LogEntry> &entries)
{
    DataTable table{.columns = {{"time", "Time"}, {"level", "Level"}, {"run", "Run"}, {"message", "Message"}},
                    .rows = {}};
    for (const widgets::LogEntry &entry : entries)
        table.rows.push_back({textCell(entry.time), nameOf(entry.level), runCell(entry.run), textCell(entry.text)});
    return table;
}

std::string logText(const std::vector<widgets::LogEntry> &entries)
{
    std::string text;
    for (const widgets::LogEntry &entry : entries)
        text += entry.time.toStdString() + ' ' + nameOf(entry.level) +
                (entry.run > 0 ? ", run " + std::to_string(entry.run) : "") + ": " + entry.text.toStdString() + '\n';
    return text;
}

DataTable explanationTable(const std::vector<mapping::ExplainedPart> &parts)
{
    DataTable table{.columns = {{"part", "Part"},
                                {"quantity", "Quantity"},
                                {"formula", "Formula"},
                                {"calculation", "Calculation"},
                                {"value", "Value"},
                                {"unit", "Unit"},
                                {"source"}},
                    .rows = {}};
    for (const mapping::ExplainedPart &part : parts)
        for (const platform::ExplainedTerm &term : part.explanation.terms)
            table.rows.push_back({titleOf(part), platform::textOf(term.name), platform::namesText(term.formula),
                                  platform::valuesText(term.formula), term.value, term.unit, part.explanation.source});
    return table;
}

} // namespace odimo::explorer
