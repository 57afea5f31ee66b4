// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace odimo {

/// In big points (1/72 inch), to the right and downwards.
struct TikzPlace {
    double x = 0;
    double y = 0;
};

struct TikzStep {
    TikzPlace to = {};
    std::optional<std::array<TikzPlace, 2>> controls = {}; ///< Of a cubic curve; absent: a straight line.
};

struct TikzLine {
    TikzPlace from = {};
    std::vector<TikzStep> steps = {};
    std::string color = "#000000";
    double width = 0.7;
    double opacity = 1;
    bool isArrow = false;
};

struct TikzBox {
    TikzPlace corner = {}; ///< Upper left.
    double width = 0, height = 0;
    std::string fill = {};    ///< "#0072b2"; empty: none.
    std::string hatch = {};   ///< Colour of the lines across it; empty: none.
    std::string outline = {}; ///< Empty: none.
    double radius = 0;        ///< Of its corners.
    std::string comment = {}; ///< One line, in the file only.
};

struct TikzDisc {
    TikzPlace center = {};
    double radius = 0;
    std::string fill = {}, outline = {}; ///< Empty: none.
};

enum class TikzAnchor { Begin, Middle, End };

struct TikzLabel {
    TikzPlace place = {};  ///< On the base line.
    std::string text = {}; ///< As it is to be read.
    TikzAnchor anchor = TikzAnchor::Begin;
    double size = 8.5;
    std::string color = "#000000";
    bool isBold = false;
    bool isUpwards = false;
    bool hasHalo = false; ///< It stands over lines.
};

/// A drawing for LaTeX, painted in the order in which its parts are added. Every colour that is used is defined.
class TikzPicture {
public:
    void add(const TikzLine &line);
    void add(const TikzBox &box);
    void add(const TikzDisc &disc);
    void add(const TikzLabel &label);

    /// A tikzpicture for a document with \usepackage{pgfplots} or {tikz}.
    std::string text() const;

private:
    /// The name of a colour, "odimo0072B2".
    std::string named(const std::string &color);

    std::set<std::string> m_colors;
    std::string m_body;
};

} // namespace odimo
