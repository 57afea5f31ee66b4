// SPDX-License-Identifier: Apache-2.0
#include "core/report/write/pdf/pdf_drawing.h"

#include "core/report/write/pdf/ink.h"
#include "core/report/write/pdf/laid_text.h"

#include <algorithm>
#include <numbers>

namespace odimo::report {

namespace {

void draw(cairo_t *cairo, const Line &line)
{
    setInk(cairo, line.paint);
    cairo_new_path(cairo); // Texts leave a point where they end.
    for (const Place &place : line.places)
        cairo_line_to(cairo, place.x, place.y);
    cairo_set_line_width(cairo, line.isThin ? line.width / 2 : line.width);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke(cairo);
}

void draw(cairo_t *cairo, const Box &box) { fillBox(cairo, box); }

void draw(cairo_t *cairo, const Marker &marker)
{
    const double radius = marker.size / 2;
    if (marker.shape == Shape::Square) {
        fillBox(cairo, {.corner = {marker.place.x - radius, marker.place.y - radius},
                        .width = marker.size,
                        .height = marker.size,
                        .paint = marker.paint});
        return;
    }
    cairo_new_path(cairo);
    cairo_arc(cairo, marker.place.x, marker.place.y, radius, 0, 2 * std::numbers::pi);
    if (marker.shape == Shape::Ring) {
        setInk(cairo, {Ink::Paper});
        cairo_fill_preserve(cairo);
    }
    setInk(cairo, marker.paint);
    cairo_set_line_width(cairo, 1.2);
    marker.shape == Shape::Disc ? cairo_fill(cairo) : cairo_stroke(cairo);
}

double startOf(Anchor anchor, double width)
{
    switch (anchor) {
    case Anchor::Begin:
        return 0;
    case Anchor::Middle:
        return -width / 2;
    case Anchor::End:
        return -width;
    }
    return 0;
}

void draw(cairo_t *cairo, const Label &label)
{
    const LaidText text(cairo, label.text, {.size = label.size, .isBold = label.isBold, .ink = label.paint.ink}, 0);
    cairo_save(cairo);
    cairo_translate(cairo, label.place.x, label.place.y);
    if (label.isUpwards)
        cairo_rotate(cairo, -std::numbers::pi / 2);
    const double x = startOf(label.anchor, text.width());
    if (label.hasHalo)
        fillBox(cairo, {.corner = {x - 1, -label.size * 0.85},
                        .width = text.width() + 2,
                        .height = label.size * 1.1,
                        .paint = {Ink::Paper}});
    text.draw(x, -text.baseline());
    cairo_restore(cairo);
}

} // namespace

void drawPicture(Pages &pages, const Drawing &drawing)
{
    pages.needRoom(drawing.height);
    cairo_save(pages.cairo());
    cairo_translate(pages.cairo(), Pages::margin, pages.y);
    for (const Element &element : drawing.elements)
        std::visit([&](const auto &each) { draw(pages.cairo(), each); }, element);
    cairo_restore(pages.cairo());
    pages.y += drawing.height;
}

} // namespace odimo::report
