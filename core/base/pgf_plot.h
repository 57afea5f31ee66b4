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

/// Several diagrams one below the other, for a document with \usepackage{pgfplots}. Colours: odimoblue, odimoorange and
/// odimogreen of Okabe and Ito.
std::string pgfPicture(const std::vector<PgfAxis> &axes);

/// A file of `body` that compiles alone, and that \input takes into a document with pgfplots. What is alone has the
/// class `documentClass`.
std::string compilingAlone(const std::string &documentClass, const std::string &body);

/// A LaTeX file that compiles alone, and that \input takes into a document with \usepackage{pgfplots}, of these
/// diagrams.
std::string pgfText(const std::vector<PgfAxis> &axes, const std::vector<std::string> &comments);

} // namespace odimo
