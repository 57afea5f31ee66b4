// SPDX-License-Identifier: Apache-2.0
#include "core/base/pgf_plot.h"

#include "core/base/data_table.h"
#include "core/base/number_text.h"

namespace odimo {

namespace {

constexpr double axisHeight_cm = 6;
constexpr double betweenAxes_cm = 2;

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

std::string axisText(const PgfAxis &axis, std::size_t place)
{
    const double shift_cm = -static_cast<double>(place) * (axisHeight_cm + betweenAxes_cm);
    std::string text = "\\begin{axis}[\n  width=10cm, height=" + shortestText(axisHeight_cm) + "cm,\n";
    if (place > 0)
        text += "  yshift=" + shortestText(shift_cm) + "cm,\n";
    text += "  xlabel={" + latexEscaped(axis.xLabel) + "},\n  ylabel={" + latexEscaped(axis.yLabel) + "},\n";
    if (axis.isXLogarithmic)
        text += "  xmode=log,\n";
    if (axis.isYLogarithmic)
        text += "  ymode=log,\n";
    text += "  grid=major, legend pos=" + axis.legend + ", legend cell align=left]\n";
    for (const PgfSeries &series : axis.series)
        if (!series.points.empty())
            text += seriesText(series);
    return text + "\\end{axis}\n";
}

} // namespace

std::string pgfPicture(const std::vector<PgfAxis> &axes)
{
    std::string text = "\\definecolor{odimoblue}{HTML}{0072B2}\n\\definecolor{odimoorange}{HTML}{E69F00}\n"
                       "\\definecolor{odimogreen}{HTML}{009E73}\n\\begin{tikzpicture}\n";
    for (std::size_t place = 0; place < axes.size(); ++place)
        text += axisText(axes[place], place);
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
