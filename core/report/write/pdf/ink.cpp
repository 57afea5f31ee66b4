// SPDX-License-Identifier: Apache-2.0
#include "core/report/write/pdf/ink.h"

#include "core/report/figure/colors.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace odimo::report {

namespace {

/// "#0072b2"
void setColor(cairo_t *cairo, std::string_view color)
{
    unsigned value = 0;
    std::from_chars(color.data() + 1, color.data() + color.size(), value, 16);
    const auto part = [&](unsigned shift) {
        return static_cast<double>(value >> shift & 0xFF) / 255;
    };
    cairo_set_source_rgb(cairo, part(16), part(8), part(0));
}

} // namespace

void setInk(cairo_t *cairo, const Paint &paint)
{
    if (paint.ink == Ink::Unit)
        setColor(cairo, unitColors[colorOf(paint.unit)]);
    else
        setColor(cairo, std::ranges::find(inkColors, paint.ink, &InkColors::ink)->light);
}

void fillBox(cairo_t *cairo, const Box &box)
{
    constexpr double distance = 4.2; // Between the lines of the hatching, along the edge.
    cairo_save(cairo);
    cairo_new_path(cairo);
    cairo_rectangle(cairo, box.corner.x, box.corner.y, box.width, box.height);
    setInk(cairo, box.paint);
    cairo_fill_preserve(cairo);
    if (box.paint.ink == Ink::Unit && isHatched(box.paint.unit)) {
        cairo_clip(cairo); // Takes the path.
        setColor(cairo, hatchColor);
        cairo_set_line_width(cairo, 0.7);
        for (double x = 0; x < box.width + box.height; x += distance) {
            cairo_move_to(cairo, box.corner.x + x, box.corner.y);
            cairo_line_to(cairo, box.corner.x + x - box.height, box.corner.y + box.height);
        }
        cairo_stroke(cairo);
    }
    cairo_new_path(cairo);
    cairo_restore(cairo);
}

} // namespace odimo::report
