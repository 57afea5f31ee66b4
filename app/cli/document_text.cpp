// SPDX-License-Identifier: Apache-2.0
#include "app/cli/document_text.h"

#include "app/cli/table.h"

namespace odimo::cli {

namespace {

/// "16 | 48": channels by unit.
std::string splitText(const std::vector<int> &split)
{
    std::string text;
    for (const int channels : split)
        text += (text.empty() ? "" : " | ") + std::to_string(channels);
    return text;
}

std::string textOf(const report::Heading &heading, const report::Document &) { return heading.text + "\n\n"; }

std::string textOf(const report::Paragraph &paragraph, const report::Document &) { return paragraph.text + "\n"; }

std::string textOf(const report::Table &table, const report::Document &document)
{
    std::vector<Column> columns;
    for (const report::Column &column : table.columns)
        columns.push_back({column.title, column.align == report::Align::Left ? Align::Left : Align::Right});
    Table lines(columns);
    for (const report::Row &row : table.rows) {
        if (row.beginsGroup)
            lines.separator();
        std::vector<std::string> cells;
        for (const report::Cell &cell : row.cells)
            cells.push_back(cell.split.empty() ? cell.text : splitText(cell.split));
        lines.row(std::move(cells));
    }
    std::string text;
    if (table.units > 0) {
        for (const std::string &unit : document.units)
            text += (text.empty() ? "Channels on " : " | ") + unit;
        text += ".\n\n";
    }
    return text + lines.text() + "\n";
}

std::string textOf(const report::Figure &, const report::Document &) { return {}; }

std::string textOf(const report::Commands &, const report::Document &) { return {}; }

/// A blank line above a section and above a table that follows sentences.
bool needsSpace(const report::Block &block, const std::string &before)
{
    const bool standsApart =
        std::holds_alternative<report::Heading>(block) || std::holds_alternative<report::Table>(block);
    return standsApart && !before.empty() && !before.ends_with("\n\n");
}

} // namespace

std::string documentText(const report::Document &document)
{
    std::string text;
    for (const report::Block &block : document.blocks) {
        if (needsSpace(block, text))
            text += "\n";
        text += std::visit([&](const auto &each) { return textOf(each, document); }, block);
    }
    while (text.ends_with("\n\n"))
        text.pop_back();
    return text;
}

} // namespace odimo::cli
