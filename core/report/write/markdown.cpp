// SPDX-License-Identifier: Apache-2.0
#include "core/base/markdown_table.h"
#include "core/base/split_bar.h"
#include "core/report/document/make_document.h"
#include "core/report/write/writers.h"

#include <algorithm>

namespace odimo::report {

namespace {

constexpr int barWidth = 12;

/// A line of a paragraph that would begin a list or a rule.
std::string paragraphText(const std::string &text)
{
    const bool beginsBlock =
        !text.empty() && std::string_view("-=.0123456789 \t").find(text.front()) != std::string_view::npos;
    return (beginsBlock ? "&#8203;" : "") + markdownEscaped(text);
}

std::string textOf(const Heading &heading, const Document &)
{
    return std::string(static_cast<std::size_t>(heading.level), '#') + " " + markdownEscaped(heading.text) + "\n\n";
}

std::string textOf(const Paragraph &paragraph, const Document &)
{
    const std::string text = paragraphText(paragraph.text);
    return (paragraph.tone == Tone::Lead ? "**" + text + "**" : text) + "\n\n";
}

std::string cellText(const Row &row, const Cell &cell)
{
    const std::string text = cell.split.empty() ? markdownEscaped(cell.text) : splitBar(cell.split, barWidth);
    return row.isStrong && !text.empty() && cell.split.empty() ? "**" + text + "**" : text;
}

std::string keyText(const Document &document)
{
    std::string text;
    for (std::size_t unit = 0; unit < document.units.size(); ++unit)
        text += (unit == 0 ? "" : ", ") + std::string(shadeOf(unit)) + " " + markdownEscaped(document.units[unit]);
    return text + "\n\n";
}

std::string textOf(const Table &table, const Document &document)
{
    std::string titles = "|", rule = "|", rows;
    for (const Column &column : table.columns) {
        titles += " " + markdownEscaped(column.title) + " |";
        rule += column.align == Align::Right ? " ---: |" : " :--- |";
    }
    for (const Row &row : table.rows) {
        rows += "|";
        for (const Cell &cell : row.cells)
            rows += " " + cellText(row, cell) + " |";
        rows += "\n";
    }
    return (table.units > 0 ? keyText(document) : "") + titles + "\n" + rule + "\n" + rows + "\n";
}

/// What figures show stands in tables and captions too.
std::string textOf(const Figure &figure, const Document &) { return paragraphText(figure.caption) + "\n\n"; }

/// Indented, so that no backtick of a name ends it.
std::string textOf(const Commands &commands, const Document &)
{
    std::string lines;
    for (const std::string &line : commands.lines)
        lines += "    " + line + "\n";
    return lines + "\n";
}

} // namespace

std::string markdownText(const Report &report) { return markdownText(documentOf(report)); }

std::string markdownText(const Document &document)
{
    std::string text = "# " + markdownEscaped(document.title) + "\n\n" + paragraphText(document.subtitle) + "\n\n";
    for (const Block &block : document.blocks)
        text += std::visit([&](const auto &each) { return textOf(each, document); }, block);
    while (text.ends_with("\n\n"))
        text.pop_back();
    return text;
}

} // namespace odimo::report
