// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/figure/drawing.h"

#include <cairo.h>

#include <memory>
#include <string>

typedef struct _PangoLayout PangoLayout;

namespace odimo::report {

struct TextStyle {
    double size = 9;
    bool isBold = false;
    bool isFixed = false; ///< All letters are equally wide.
    Ink ink = Ink::Text;
    bool breaksAnywhere = false; ///< Else between words only, unless a word is too long for a line.
};

struct ReleaseLayout {
    void operator()(PangoLayout *layout) const;
};

/// Text broken into lines of a width, with the fonts that its letters need.
class LaidText {
public:
    /// `width` in points; 0: as wide as it is.
    LaidText(cairo_t *cairo, const std::string &text, const TextStyle &style, double width);

    double width() const;
    int lines() const;
    double lineHeight() const { return m_lineHeight; }
    double height() const { return lines() * m_lineHeight; }
    /// Of the first line below its top.
    double baseline() const;

    /// At its upper left corner.
    void draw(double x, double y) const { drawLines(0, lines(), x, y); }
    /// `count` lines from number `first` on, each aligned to the right of `alignRight` points if that is above 0.
    void drawLines(int first, int count, double x, double y, double alignRight = 0) const;

private:
    cairo_t *m_cairo;
    Ink m_ink;
    double m_lineHeight = 0;
    std::unique_ptr<PangoLayout, ReleaseLayout> m_layout;
};

/// The width of the widest word.
double widestWord(cairo_t *cairo, const std::string &text, const TextStyle &style);

} // namespace odimo::report
