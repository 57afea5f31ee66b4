// SPDX-License-Identifier: Apache-2.0
#include "core/base/markdown_table.h"

#include "core/base/unit_text.h"

#include <algorithm>
#include <string_view>

namespace odimo {

namespace {

std::string cellText(const TableCell &cell, const TableColumn &column)
{
    if (const double *number = std::get_if<double>(&cell))
        return withMinusSign(shownNumber(*number, column));
    if (const std::int64_t *number = std::get_if<std::int64_t>(&cell))
        return withMinusSign(column.factor == 1 ? std::to_string(*number)
                                                : shownNumber(static_cast<double>(*number), column));
    const std::string *text = std::get_if<std::string>(&cell);
    if (!text || text->empty())
        return "–";
    std::string line = markdownEscaped(*text);
    std::ranges::replace_if(
        line, [](char letter) { return letter == '\n' || letter == '\r'; }, ' ');
    return line;
}

} // namespace

std::string markdownEscaped(const std::string &text)
{
    constexpr std::string_view marks = "\\\x60*_[]<>#|~&$";
    std::string result;
    for (const char letter : text) {
        if (marks.find(letter) != std::string_view::npos)
            result += '\\';
        result += letter;
    }
    return result;
}

std::string markdownText(const DataTable &table, const std::string &title, const std::vector<std::string> &comments)
{
    std::string text;
    for (const std::string &comment : comments)
        text += "<!-- " + comment + " -->\n";
    std::string titles = "|", rule = "|";
    for (const TableColumn &column : table.columns)
        if (!column.heading.empty()) {
            titles += ' ' + markdownEscaped(column.heading) + " |";
            rule += " --- |";
        }
    text += "# " + markdownEscaped(title) + "\n\n" + titles + '\n' + rule + '\n';
    for (const std::vector<TableCell> &row : table.rows) {
        text += '|';
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            if (!table.columns[column].heading.empty())
                text += ' ' + cellText(row[column], table.columns[column]) + " |";
        text += '\n';
    }
    return text;
}

} // namespace odimo
