// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace odimo {

/// A value of a table; empty if it is not known.
using TableCell = std::variant<std::monostate, double, std::int64_t, std::string>;

TableCell cellOf(const std::optional<double> &value);

/// Programs read its name, people its heading.
struct TableColumn {
    std::string name = {};    ///< In CSV, with the unit: "latency_cycles".
    std::string heading = {}; ///< In LaTeX and Markdown, in plain text: "Latency (kcycles)"; empty: left out of it.
    std::optional<int> decimals = {}; ///< Of its numbers in LaTeX; absent: up to six digits.
    double factor = 1;                ///< By which LaTeX has its numbers larger than CSV: 0.001 for kcycles.
};

/// Rows of values, each with a cell for every column.
struct DataTable {
    std::vector<TableColumn> columns = {};
    std::vector<std::vector<TableCell>> rows = {};
};

/// A number as people read it, with the factor and the decimals of its column.
std::string shownNumber(double value, const TableColumn &column);

/// Comma-separated values (RFC 4180, lines end with a newline alone) below lines of comments ("# ..."). Numbers have a
/// point whatever the locale, and 15 digits at most, without the rounding errors of sums; a text that begins like a
/// formula gets an apostrophe.
std::string csvText(const DataTable &table, const std::vector<std::string> &comments);

/// A tabular of the columns with a heading, below comments ("% ..."), for \input. It needs no package, takes the rules
/// of booktabs in a document that has them, and shrinks to the width of the text in one that has graphicx. A value that
/// is not known is a dash.
std::string latexText(const DataTable &table, const std::vector<std::string> &comments);

/// Text as LaTeX shows it: without commands, and with the signs that not every font has (<, µ, ±) as it writes them.
std::string latexEscaped(const std::string &text);

/// Comments as lines that begin with `mark`.
std::string commentLines(const std::vector<std::string> &comments, const std::string &mark);

} // namespace odimo
