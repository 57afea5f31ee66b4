// SPDX-License-Identifier: Apache-2.0
#include "app/cli/table.h"

#include "app/cli/visible_text.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace odimo::cli {

namespace {

constexpr std::string_view gap = "  ";
constexpr std::string_view line = "─";
constexpr std::string_view ellipsis = "…";

/// The bytes of the escape sequence that begins at `at`, 0 if none does.
std::size_t escapeLength(std::string_view text, std::size_t at)
{
    if (!text.substr(at).starts_with("\x1b["))
        return 0;
    const std::size_t end = text.find_first_of("ABCDEFGHJKmhl", at);
    return (end == std::string_view::npos ? text.size() : end + 1) - at;
}

std::string repeated(std::string_view text, int count)
{
    std::string result;
    for (int i = 0; i < count; ++i)
        result += text;
    return result;
}

std::string padded(const std::string &cell, int width, Align align)
{
    const std::string blanks(static_cast<std::size_t>(std::max(0, width - displayWidth(cell))), ' ');
    return align == Align::Left ? cell + blanks : blanks + cell;
}

} // namespace

int displayWidth(std::string_view text)
{
    int width = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t escape = escapeLength(text, at)) {
            at += escape;
            continue;
        }
        width += continuesCharacter(text[at]) ? 0 : 1;
        ++at;
    }
    return width;
}

std::string truncated(std::string_view text, int width)
{
    if (displayWidth(text) <= width)
        return std::string(text);
    std::string result;
    int used = 0;
    bool cut = false;
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t escape = escapeLength(text, at)) {
            result += text.substr(at, escape);
            at += escape;
            continue;
        }
        if (!continuesCharacter(text[at]) && !cut && ++used >= width) {
            result += ellipsis;
            cut = true;
        }
        if (!cut)
            result += text[at];
        ++at;
    }
    return result;
}

void Table::row(std::vector<std::string> cells)
{
    for (std::string &cell : cells)
        cell = visibleLine(cell);
    m_rows.push_back(std::move(cells));
}

std::vector<int> Table::columnWidths() const
{
    std::vector<int> widths;
    for (const Column &column : m_columns)
        widths.push_back(displayWidth(column.title));
    for (const std::vector<std::string> &row : m_rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], displayWidth(row[i]));
    return widths;
}

std::vector<std::string> Table::lines(int width) const
{
    const std::vector<int> widths = columnWidths();
    std::vector<std::string> result;
    const auto add = [&](std::string text) {
        text.erase(text.find_last_not_of(' ') + 1);
        result.push_back(width > 0 ? truncated(text, width) : text);
    };
    const auto addCells = [&](const auto &cellOf) {
        std::string text;
        for (std::size_t i = 0; i < widths.size(); ++i)
            text += (i == 0 ? "" : std::string(gap)) + padded(cellOf(i), widths[i], m_columns[i].align);
        add(text);
    };
    const auto addLine = [&] {
        addCells([&](std::size_t i) { return repeated(line, widths[i]); });
    };

    addCells([&](std::size_t i) { return m_columns[i].title; });
    addLine();
    for (auto row = m_rows.begin(); row != m_rows.end(); ++row) {
        if (!row->empty())
            addCells([&](std::size_t i) { return i < row->size() ? (*row)[i] : std::string(); });
        else if (std::next(row) != m_rows.end())
            addLine();
    }
    return result;
}

std::string Table::text(int width) const
{
    std::string result;
    for (const std::string &text : lines(width))
        result += text + "\n";
    return result;
}

} // namespace odimo::cli
