// SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// A diagram for PGFPlots.
struct PgfAxis {
    std::string xLabel = {}, yLabel = {};
    bool isXLogarithmic = false, isYLogarithmic = false;
    std::vector<PgfSeries> series = {};
    std::string legend = "south east"; ///< The corner, as PGFPlots names it.
};

/// A LaTeX file that compiles alone, and that \input takes into a document with \usepackage{pgfplots}. Several diagrams
/// stand one below the other. Colours: odimoblue, odimoorange and odimogreen of Okabe and Ito.
std::string pgfText(const std::vector<PgfAxis> &axes, const std::vector<std::string> &comments);

} // namespace odimo
