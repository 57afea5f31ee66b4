// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace odimo::cli {

/// The columns a UTF-8 text takes on a terminal: one a character, none for escape sequences.
int displayWidth(std::string_view text);

/// The text cut to `width` columns, its last one an ellipsis if anything was lost. Escape sequences are kept whole.
std::string truncated(std::string_view text, int width);

enum class Align { Left, Right };

struct Column {
    std::string title;
    Align align = Align::Right;
};

/// A text table with aligned columns, a thin line under the titles and further lines where separator() asks for them.
class Table {
public:
    explicit Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}
    /// One cell a column, made visibleLine(), so that no name breaks the table; missing cells at the end are empty.
    void row(std::vector<std::string> cells);
    /// A thin line before the next row; none at the end of the table.
    void separator() { m_rows.emplace_back(); }
    /// Lines without trailing blanks, each cut to `width` columns (0: as wide as they are).
    std::vector<std::string> lines(int width = 0) const;
    /// The lines, each ended by a newline.
    std::string text(int width = 0) const;

private:
    std::vector<int> columnWidths() const;

    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows; ///< An empty row is a separator.
};

} // namespace odimo::cli
