// SPDX-License-Identifier: Apache-2.0
#include "core/base/tikz_picture.h"

#include "core/base/coordinate_text.h"
#include "core/base/data_table.h"

#include <algorithm>
#include <cctype>

namespace odimo {

namespace {

std::string place(const TikzPlace &at) { return '(' + coordinateText(at.x) + ',' + coordinateText(at.y) + ')'; }

std::string rectangle(const TikzBox &box)
{
    return place(box.corner) + " rectangle " + place({.x = box.corner.x + box.width, .y = box.corner.y + box.height});
}

const char *anchorName(TikzAnchor anchor)
{
    switch (anchor) {
    case TikzAnchor::Begin:
        return "base west";
    case TikzAnchor::Middle:
        return "base";
    case TikzAnchor::End:
        return "base east";
    }
    return "";
}

} // namespace

std::string TikzPicture::named(const std::string &color)
{
    std::string digits = color.substr(std::min<std::size_t>(1, color.size()));
    std::ranges::transform(digits, digits.begin(), [](unsigned char digit) { return std::toupper(digit); });
    m_colors.insert(digits);
    return "odimo" + digits;
}

void TikzPicture::add(const TikzLine &line)
{
    std::string options = named(line.color) + ", line width=" + coordinateText(line.width) + "bp";
    if (line.opacity < 1)
        options += ", opacity=" + coordinateText(line.opacity);
    if (line.isArrow)
        options += ", -latex";
    m_body += "\\draw[" + options + "] " + place(line.from);
    for (const TikzStep &step : line.steps) {
        if (step.controls)
            m_body += " .. controls " + place((*step.controls)[0]) + " and " + place((*step.controls)[1]) + " .. ";
        else
            m_body += " -- ";
        m_body += place(step.to);
    }
    m_body += ";\n";
}

void TikzPicture::add(const TikzBox &box)
{
    const std::string corners = box.radius > 0 ? ", rounded corners=" + coordinateText(box.radius) + "bp" : "";
    std::string options = box.outline.empty() ? "draw=none" : "draw=" + named(box.outline);
    if (!box.fill.empty())
        options += ", fill=" + named(box.fill);
    if (!box.hatch.empty())
        options += ", postaction={pattern=north east lines, pattern color=" + named(box.hatch) + '}';
    m_body += "\\path[" + options + corners + "] " + rectangle(box) + ';';
    m_body += box.comment.empty() ? "\n" : ' ' + commentLines({box.comment}, "%");
}

void TikzPicture::add(const TikzDisc &disc)
{
    std::string options = disc.outline.empty() ? "draw=none" : "draw=" + named(disc.outline);
    if (!disc.fill.empty())
        options += ", fill=" + named(disc.fill);
    m_body +=
        "\\path[" + options + "] " + place(disc.center) + " circle[radius=" + coordinateText(disc.radius) + "bp];\n";
}

void TikzPicture::add(const TikzLabel &label)
{
    std::string options = std::string("anchor=") + anchorName(label.anchor) + ", inner sep=" +
                          (label.hasHalo ? "1bp, fill=white, fill opacity=0.8, text opacity=1" : "0pt") +
                          ", text=" + named(label.color);
    if (label.isUpwards)
        options += ", rotate=90";
    const std::string size = coordinateText(label.size);
    m_body += "\\node[" + options + "] at " + place(label.place) + " {\\fontsize{" + size + "}{" + size +
              "}\\selectfont" + (label.isBold ? "\\bfseries " : " ") + latexEscaped(label.text) + "};\n";
}

std::string TikzPicture::text() const
{
    std::string text = "\\usetikzlibrary{patterns}\n";
    for (const std::string &color : m_colors)
        text += "\\definecolor{odimo" + color + "}{HTML}{" + color + "}\n";
    // A rim, so that nothing at the edge is cut.
    const std::string rim = "\\path ([shift={(-2bp,-2bp)}]current bounding box.south west) rectangle "
                            "([shift={(2bp,2bp)}]current bounding box.north east);\n";
    return text + "\\begin{tikzpicture}[x=1bp, y=-1bp]\n" + m_body + rim + "\\end{tikzpicture}\n";
}

} // namespace odimo
