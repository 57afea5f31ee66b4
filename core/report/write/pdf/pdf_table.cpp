// SPDX-License-Identifier: Apache-2.0
#include "core/report/write/pdf/pdf_table.h"

#include "core/report/write/pdf/ink.h"
#include "core/report/write/pdf/laid_text.h"

#include <algorithm>
#include <numeric>

namespace odimo::report {

namespace {

constexpr double padding = 8; ///< Between two columns.
constexpr double above = 2.6; ///< A text in its row.
constexpr double barWidth = 62, barHeight = 7;
constexpr double usualSize = 7.6, smallestSize = 3;
constexpr double leastName = 52; ///< What a column of names keeps.

using Widths = std::vector<double>;

bool isTitled(const Table &table)
{
    return std::ranges::any_of(table.columns, [](const Column &column) { return !column.title.empty(); });
}

double naturalWidth(cairo_t *cairo, const Cell &cell, const TextStyle &style)
{
    return cell.split.empty() ? LaidText(cairo, cell.text, style, 0).width() : barWidth;
}

Widths naturalWidths(cairo_t *cairo, const Table &table, double size)
{
    Widths widths;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        double widest = widestWord(cairo, table.columns[column].title, {.size = size, .isBold = true});
        for (const Row &row : table.rows)
            widest = std::max(widest, naturalWidth(cairo, row.cells[column], {.size = size, .isBold = row.isStrong}));
        widths.push_back(widest + 0.5);
    }
    return widths;
}

double sumOf(const Widths &widths)
{
    return std::accumulate(widths.begin(), widths.end(), 0.0) + padding * static_cast<double>(widths.size() - 1);
}

/// Takes what is too much from the columns of names, the widest first.
void narrowNames(Widths &widths, const Table &table)
{
    const double step = 1;
    while (sumOf(widths) > Pages::contentWidth) {
        double *widest = nullptr;
        for (std::size_t column = 0; column < widths.size(); ++column)
            if (table.columns[column].isName && widths[column] > leastName && (!widest || widths[column] > *widest))
                widest = &widths[column];
        if (!widest)
            return;
        *widest -= step;
    }
}

struct Layout {
    double size = usualSize;
    Widths widths;
};

Layout layoutOf(cairo_t *cairo, const Table &table)
{
    Layout layout;
    for (;;) {
        layout.widths = naturalWidths(cairo, table, layout.size);
        narrowNames(layout.widths, table);
        if (sumOf(layout.widths) <= Pages::contentWidth || layout.size <= smallestSize)
            break;
        layout.size -= 0.4;
    }
    if (isTitled(table)) { // Facts stay together, tables fill the page.
        const double spare = (Pages::contentWidth - sumOf(layout.widths)) / static_cast<double>(layout.widths.size());
        for (double &width : layout.widths)
            width += std::max(0.0, spare);
    }
    return layout;
}

/// The cells of a row, laid out; a row that is higher than a page goes on with the next line on another one.
class LaidRow {
public:
    LaidRow(Pages &pages, const Table &table, const Row &row, const Layout &layout, Ink ink)
        : m_pages(pages), m_table(table), m_row(row), m_layout(layout)
    {
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            m_texts.emplace_back(pages.cairo(), row.cells[column].text,
                                 TextStyle{.size = layout.size, .isBold = row.isStrong, .ink = ink},
                                 layout.widths[column] + 1);
            m_lines = std::max(m_lines, m_texts.back().lines());
        }
    }

    double lineHeight() const { return m_texts.front().lineHeight(); }
    double height() const { return m_lines * lineHeight() + 2 * above; }
    int lines() const { return m_lines; }

    void drawLines(int first, int count) const
    {
        double x = Pages::margin;
        for (std::size_t column = 0; column < m_texts.size(); ++column) {
            const double width = m_layout.widths[column];
            if (!m_row.cells[column].split.empty() && first == 0)
                drawSplit(m_row.cells[column].split, x);
            else
                m_texts[column].drawLines(first, count, x, m_pages.y + above,
                                          m_table.columns[column].align == Align::Right ? width : 0);
            x += width + padding;
        }
        m_pages.y += count * lineHeight() + 2 * above;
    }

private:
    void drawSplit(const std::vector<int> &channels, double x) const
    {
        const double all = std::max(1, std::accumulate(channels.begin(), channels.end(), 0));
        const double y = m_pages.y + above + (lineHeight() - barHeight) / 2;
        for (std::size_t unit = 0; unit < channels.size(); ++unit) {
            const double part = channels[unit] / all * barWidth;
            fillBox(m_pages.cairo(),
                    {.corner = {x, y}, .width = part, .height = barHeight, .paint = {Ink::Unit, unit}});
            x += part;
        }
    }

    Pages &m_pages;
    const Table &m_table;
    const Row &m_row;
    const Layout &m_layout;
    std::vector<LaidText> m_texts;
    int m_lines = 1;
};

void drawRule(Pages &pages, Ink ink, double width)
{
    cairo_t *cairo = pages.cairo();
    setInk(cairo, {ink});
    cairo_set_line_width(cairo, width);
    cairo_new_path(cairo);
    cairo_move_to(cairo, Pages::margin, pages.y);
    cairo_line_to(cairo, Pages::width - Pages::margin, pages.y);
    cairo_stroke(cairo);
}

void drawTitles(Pages &pages, const Table &table, const Layout &layout)
{
    if (!isTitled(table))
        return;
    Row titles{.cells = {}, .isStrong = true};
    for (const Column &column : table.columns)
        titles.cells.push_back({.text = column.title});
    const LaidRow row(pages, table, titles, layout, Ink::Faint);
    row.drawLines(0, row.lines());
    drawRule(pages, Ink::Faint, 0.7);
}

void drawKey(Pages &pages, const Document &document)
{
    double x = Pages::margin;
    for (std::size_t unit = 0; unit < document.units.size(); ++unit) {
        const LaidText name(pages.cairo(), document.units[unit], {.size = usualSize}, 0);
        if (x + 22 + name.width() > Pages::width - Pages::margin) {
            x = Pages::margin;
            pages.y += name.height() + 2;
        }
        fillBox(pages.cairo(), {.corner = {x, pages.y + (name.height() - barHeight) / 2},
                                .width = 18,
                                .height = barHeight,
                                .paint = {Ink::Unit, unit}});
        name.draw(x + 22, pages.y);
        x += 22 + name.width() + 14;
    }
    pages.y += usualSize * 1.32 + 3;
}

void drawRow(Pages &pages, const Table &table, const Row &row, const Layout &layout)
{
    const LaidRow laid(pages, table, row, layout, Ink::Text);
    const double whole = Pages::height - Pages::top - Pages::bottom;
    if (laid.height() > pages.room() && laid.height() < whole / 2) {
        pages.newPage();
        drawTitles(pages, table, layout);
    }
    if (row.beginsGroup)
        drawRule(pages, Ink::Faint, 0.9);
    for (int line = 0; line < laid.lines();) {
        const int fitting = std::max(1, static_cast<int>((pages.room() - 2 * above) / laid.lineHeight()));
        const int count = std::min(fitting, laid.lines() - line);
        laid.drawLines(line, count);
        line += count;
        if (line < laid.lines())
            pages.newPage();
    }
    drawRule(pages, Ink::Grid, 0.5);
}

} // namespace

void drawTable(Pages &pages, const Table &table, const Document &document)
{
    if (table.rows.empty())
        return;
    const Layout layout = layoutOf(pages.cairo(), table);
    pages.needRoom(60); // Titles and some rows.
    if (table.units > 0)
        drawKey(pages, document);
    drawTitles(pages, table, layout);
    for (const Row &row : table.rows)
        drawRow(pages, table, row, layout);
    pages.y += 8;
}

} // namespace odimo::report
