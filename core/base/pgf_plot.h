// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace odimo {

struct PgfPoint {
    double x = 0;
    double y = 0;
    std::optional<double> below = {}, above = {}; ///< Lengths of its error bar.
};

struct PgfSeries {
    std::string name = {};  ///< In the legend; empty: not there.
    std::string style = {}; ///< Options of PGFPlots: "const plot, mark=none".
    std::vector<PgfPoint> points = {};
};

/// What is drawn of the points of a series.
enum class PgfKind {
    Lines,   ///< As its style says.
    Columns, ///< Bars from below, those of one x one on the other.
    Rows,    ///< Bars from the left, x long, those of one y = 1, 2, ... in a row.
};

/// A diagram for PGFPlots.
struct PgfAxis {
    std::string xLabel = {}, yLabel = {};
    bool isXLogarithmic = false, isYLogarithmic = false;
    std::vector<PgfSeries> series = {};
    std::string legend = "south east"; ///< The corner, as PGFPlots names it; "above": outside.
    PgfKind kind = PgfKind::Lines;
    std::vector<std::string> rows = {}; ///< Of PgfKind::Rows their names, the first at the top.
    double columnWidth = 1;             ///< Of PgfKind::Columns, in units of x.
};

/// The look of the bars of the compute unit at this place of a platform: for PgfSeries::style.
std::string pgfBarStyle(std::size_t unit);

/// Several diagrams one below the other, for a document with \usepackage{pgfplots}. Colours: odimoblue, odimoorange and
/// odimogreen of Okabe and Ito; for the lines across every second bar, odimohatch.
std::string pgfPicture(const std::vector<PgfAxis> &axes);

/// A file of `body` that compiles alone, and that \input takes into a document with pgfplots. What is alone has the
/// class `documentClass`.
std::string compilingAlone(const std::string &documentClass, const std::string &body);

/// A LaTeX file that compiles alone, and that \input takes into a document with \usepackage{pgfplots}, of these
/// diagrams.
std::string pgfText(const std::vector<PgfAxis> &axes, const std::vector<std::string> &comments);

} // namespace odimo
