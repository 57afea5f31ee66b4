// SPDX-License-Identifier: Apache-2.0
#include "core/base/pgf_plot.h"

#include "core/base/data_table.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <array>

namespace odimo {

namespace {

constexpr double axisHeight_cm = 6;
constexpr double betweenAxes_cm = 2;
constexpr double rowHeight_cm = 0.5, aroundRows_cm = 2;

bool hasBars(const PgfSeries &series)
{
    for (const PgfPoint &point : series.points)
        if (point.below || point.above)
            return true;
    return false;
}

/// As precise as TeX computes; 91.71, not 91.71000000000001.
std::string coordinate(double value) { return numberText(value, 9); }

std::string seriesText(const PgfSeries &series)
{
    const bool bars = hasBars(series);
    std::string text = "  \\addplot[" + series.style;
    if (series.name.empty())
        text += ", forget plot"; // Or it takes the legend entry of the next.
    if (bars)
        text += ", error bars/.cd, y dir=both, y explicit";
    text += "] table[x=x, y=y";
    text += bars ? ", y error minus=below, y error plus=above] {\n    x y below above\n" : "] {\n    x y\n";
    for (const PgfPoint &point : series.points) {
        text += "    " + coordinate(point.x) + ' ' + coordinate(point.y);
        if (bars)
            text += ' ' + coordinate(point.below.value_or(0)) + ' ' + coordinate(point.above.value_or(0));
        text += '\n';
    }
    text += "  };\n";
    return text + (series.name.empty() ? "" : "  \\addlegendentry{" + latexEscaped(series.name) + "}\n");
}

double heightOf(const PgfAxis &axis)
{
    return axis.kind == PgfKind::Rows ? static_cast<double>(axis.rows.size()) * rowHeight_cm + aroundRows_cm
                                      : axisHeight_cm;
}

std::string columnsText(const PgfAxis &axis)
{
    const std::string half = coordinate(axis.columnWidth / 2);
    return "  ybar stacked, bar width=" + coordinate(axis.columnWidth) + ", ymin=0, enlarge x limits={abs=" + half +
           "},\n";
}

std::string rowsText(const std::vector<std::string> &rows)
{
    std::string text = "  xbar stacked, bar width=0.7, y dir=reverse, xmin=0, enlarge x limits=false, ymin=0.4, ymax=" +
                       coordinate(static_cast<double>(rows.size()) + 0.6) + ",\n  ytick={";
    for (std::size_t row = 1; row <= rows.size(); ++row)
        text += (row > 1 ? "," : "") + std::to_string(row);
    text += "}, yticklabels={";
    for (std::size_t row = 0; row < rows.size(); ++row)
        text += (row > 0 ? ",{" : "{") + latexEscaped(rows[row]) + '}';
    return text + "},\n";
}

std::string kindText(const PgfAxis &axis)
{
    switch (axis.kind) {
    case PgfKind::Lines:
        return {};
    case PgfKind::Columns:
        return columnsText(axis);
    case PgfKind::Rows:
        return rowsText(axis.rows);
    }
    return {};
}

std::string legendText(const PgfAxis &axis)
{
    const std::string place = axis.legend == "above"
                                  ? "legend style={at={(0.5,1.03)}, anchor=south, legend columns=-1, column sep=4pt}"
                                  : "legend pos=" + axis.legend;
    return std::string("  grid=") + (axis.kind == PgfKind::Rows ? "none" : "major") + ", " + place +
           ", legend cell align=left]\n";
}

/// `shift_cm`: how far below the first one.
std::string axisText(const PgfAxis &axis, double shift_cm)
{
    std::string text = "\\begin{axis}[\n  width=10cm, height=" + shortestText(heightOf(axis)) + "cm,\n";
    if (shift_cm > 0)
        text += "  yshift=" + shortestText(-shift_cm) + "cm,\n";
    text += "  xlabel={" + latexEscaped(axis.xLabel) + "},\n  ylabel={" + latexEscaped(axis.yLabel) + "},\n";
    if (axis.isXLogarithmic)
        text += "  xmode=log,\n";
    if (axis.isYLogarithmic)
        text += "  ymode=log,\n";
    text += kindText(axis) + legendText(axis);
    for (const PgfSeries &series : axis.series)
        if (!series.points.empty())
            text += seriesText(series);
    return text + "\\end{axis}\n";
}

bool hasHatches(const std::vector<PgfAxis> &axes)
{
    return std::ranges::any_of(axes, [](const PgfAxis &axis) {
        return std::ranges::any_of(
            axis.series, [](const PgfSeries &series) { return series.style.find("pattern=") != std::string::npos; });
    });
}

} // namespace

std::string pgfBarStyle(std::size_t unit)
{
    constexpr std::array fills = {"odimoblue", "odimoorange", "odimogreen"};
    const std::string fill = unit < fills.size() ? fills[unit] : "gray!" + std::to_string(90 - 20 * (unit % 4));
    return "draw=none, fill=" + fill +
           (unit % 2 == 1 ? ", postaction={pattern=north east lines, pattern color=odimohatch}" : "");
}

std::string pgfPicture(const std::vector<PgfAxis> &axes)
{
    std::string text = "\\definecolor{odimoblue}{HTML}{0072B2}\n\\definecolor{odimoorange}{HTML}{E69F00}\n"
                       "\\definecolor{odimogreen}{HTML}{009E73}\n";
    if (hasHatches(axes))
        text += "\\definecolor{odimohatch}{HTML}{6B4A00}\n\\usetikzlibrary{patterns}\n";
    text += "\\begin{tikzpicture}\n";
    double shift_cm = 0;
    for (const PgfAxis &axis : axes) {
        text += axisText(axis, shift_cm);
        shift_cm += heightOf(axis) + betweenAxes_cm;
    }
    return text + "\\end{tikzpicture}\n";
}

std::string compilingAlone(const std::string &documentClass, const std::string &body)
{
    // What belongs before \begin{document} has another meaning behind it: there the file is part of another one.
    return "\\expandafter\\ifx\\csname @onlypreamble\\expandafter\\endcsname\\csname @notprerr\\endcsname\n"
           "\\let\\odimoend\\relax\n\\else\n\\documentclass{" +
           documentClass +
           "}\n\\usepackage{pgfplots}\n\\pgfplotsset{compat=1.16}\n\\def\\odimoend{\\end{document}}\n"
           "\\begin{document}\n\\fi\n" +
           body + "\\odimoend\n";
}

std::string pgfText(const std::vector<PgfAxis> &axes, const std::vector<std::string> &comments)
{
    return commentLines(comments, "%") + compilingAlone("standalone", pgfPicture(axes));
}

} // namespace odimo
