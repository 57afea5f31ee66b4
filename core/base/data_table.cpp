// SPDX-License-Identifier: Apache-2.0
#include "core/base/data_table.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

namespace odimo {

namespace {

/// Spreadsheets compute a cell that begins like a formula: a name from a project of other people must not be one.
std::string withoutFormula(const std::string &text)
{
    return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos ? "'" + text
                                                                                                      : text;
}

std::string csvEscaped(const std::string &value)
{
    const std::string text = withoutFormula(value);
    // A cell that begins like a comment would be taken for one.
    if (text.find_first_of(",\"\r\n") == std::string::npos && !text.starts_with('#'))
        return text;
    std::string quoted = "\"";
    for (const char letter : text)
        quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return quoted + '"';
}

/// All digits that a double holds for certain: of a sum 14076 and not 14076.000000000002.
constexpr int csvDigits = std::numeric_limits<double>::digits10;

std::string csvCell(const TableCell &cell)
{
    if (const double *number = std::get_if<double>(&cell))
        return numberText(*number, csvDigits);
    if (const std::int64_t *number = std::get_if<std::int64_t>(&cell))
        return std::to_string(*number);
    const std::string *text = std::get_if<std::string>(&cell);
    return text ? csvEscaped(*text) : std::string();
}

std::string latexNumber(double value, const TableColumn &column)
{
    if (!std::isfinite(value * column.factor))
        return "--";
    const std::string text = shownNumber(value, column);
    const std::size_t power = text.find('e');
    const std::string number = text.substr(0, power);
    if (power == std::string::npos)
        return number.starts_with('-') ? '$' + number + '$' : number; // A minus, not a hyphen.
    return '$' + number + "\\cdot10^{" + std::to_string(std::stoi(text.substr(power + 1))) + "}$";
}

std::string latexCell(const TableCell &cell, const TableColumn &column)
{
    if (const double *number = std::get_if<double>(&cell))
        return latexNumber(*number, column);
    if (const std::int64_t *number = std::get_if<std::int64_t>(&cell))
        return column.factor == 1 ? std::to_string(*number) : latexNumber(static_cast<double>(*number), column);
    const std::string *text = std::get_if<std::string>(&cell);
    return text && !text->empty() ? latexEscaped(*text) : "--";
}

std::string joined(const std::vector<std::string> &cells, const std::string &separator)
{
    std::string line;
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
        line += (cell > 0 ? separator : std::string()) + cells[cell];
    return line;
}

/// The unit below the quantity, which makes columns of numbers narrow: "Latency (kcycles)".
std::string latexHeading(const std::string &heading, char alignment)
{
    const std::size_t unit = heading.rfind(" (");
    if (unit == std::string::npos)
        return latexEscaped(heading);
    return std::string("\\shortstack[") + alignment + "]{\\strut " + latexEscaped(heading.substr(0, unit)) + "\\\\" +
           latexEscaped(heading.substr(unit + 1)) + "}";
}

/// As wide as its column of text at most, in a document that has graphicx.
constexpr const char *fittingCommand =
    "\\providecommand{\\odimofitting}[1]{\\ifdefined\\resizebox"
    "\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{#1}\\else{#1}\\fi}\n";

bool isNumeric(const DataTable &table, std::size_t column)
{
    for (const std::vector<TableCell> &row : table.rows)
        if (std::holds_alternative<std::string>(row[column]))
            return false;
    return true;
}

} // namespace

std::string shownNumber(double value, const TableColumn &column)
{
    const double shown = value * column.factor;
    return column.decimals ? decimalText(shown, *column.decimals) : numberText(shown);
}

TableCell cellOf(const std::optional<double> &value)
{
    if (value)
        return *value;
    return {};
}

std::string commentLines(const std::vector<std::string> &comments, const std::string &mark)
{
    std::string lines;
    for (const std::string &comment : comments) {
        lines += mark + ' ';
        for (const char letter : comment) // A comment stays one.
            lines += letter == '\n' || letter == '\r' ? ' ' : letter;
        lines += '\n';
    }
    return lines;
}

std::string csvText(const DataTable &table, const std::vector<std::string> &comments)
{
    std::vector<std::string> cells;
    for (const TableColumn &column : table.columns)
        cells.push_back(csvEscaped(column.name));
    std::string text = commentLines(comments, "#") + joined(cells, ",") + '\n';
    for (const std::vector<TableCell> &row : table.rows) {
        cells.clear();
        for (const TableCell &cell : row)
            cells.push_back(csvCell(cell));
        text += joined(cells, ",") + '\n';
    }
    return text;
}

std::string latexEscaped(const std::string &text)
{
    static const std::vector<std::pair<std::string_view, std::string_view>> written = {{"→", "$\\to$"},
                                                                                       {"µ", "$\\mu$"},
                                                                                       {"±", "$\\pm$"},
                                                                                       {"×", "$\\times$"},
                                                                                       {"·", "$\\cdot$"},
                                                                                       {"–", "--"},
                                                                                       {"−", "$-$"},
                                                                                       {"…", "\\ldots{}"},
                                                                                       {"\\", "\\textbackslash{}"},
                                                                                       {"~", "\\textasciitilde{}"},
                                                                                       {"^", "\\textasciicircum{}"},
                                                                                       {"<", "\\textless{}"},
                                                                                       {">", "\\textgreater{}"},
                                                                                       {"|", "\\textbar{}"},
                                                                                       {"\"", "\\textquotedbl{}"},
                                                                                       {"&", "\\&"},
                                                                                       {"%", "\\%"},
                                                                                       {"$", "\\$"},
                                                                                       {"#", "\\#"},
                                                                                       {"_", "\\_"},
                                                                                       {"{", "\\{"},
                                                                                       {"}", "\\}"}};
    std::string escaped;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = std::string_view(text).substr(at);
        const auto found =
            std::ranges::find_if(written, [&](const auto &sign) { return rest.starts_with(sign.first); });
        escaped += found == written.end() ? rest.substr(0, 1) : found->second;
        at += found == written.end() ? 1 : found->first.size();
    }
    return escaped;
}

std::string latexText(const DataTable &table, const std::vector<std::string> &comments)
{
    std::string alignment;
    std::vector<std::string> cells;
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        if (!table.columns[column].heading.empty()) {
            alignment += isNumeric(table, column) ? 'r' : 'l';
            cells.push_back(latexHeading(table.columns[column].heading, alignment.back()));
        }
    std::string text = commentLines(comments, "%");
    for (const char *rule : {"toprule", "midrule", "bottomrule"}) // Of booktabs, or plain ones.
        text += std::string("\\providecommand{\\") + rule + "}{\\hline}\n";
    text += std::string(fittingCommand) + "\\odimofitting{\\setlength{\\tabcolsep}{3pt}%\n\\begin{tabular}{" +
            alignment + "}\n\\toprule\n" + joined(cells, " & ") + " \\\\\n\\midrule\n";
    for (const std::vector<TableCell> &row : table.rows) {
        cells.clear();
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            if (!table.columns[column].heading.empty())
                cells.push_back(latexCell(row[column], table.columns[column]));
        text += joined(cells, " & ") + " \\\\\n";
    }
    return text + "\\bottomrule\n\\end{tabular}}\n";
}

} // namespace odimo
