// SPDX-License-Identifier: Apache-2.0
#include "core/report/write/pdf/laid_text.h"

#include "core/report/write/pdf/ink.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace odimo::report {

namespace {

constexpr double leading = 1.32; ///< Height of a line by the size of its font.

struct ReleaseFont {
    void operator()(PangoFontDescription *font) const { pango_font_description_free(font); }
};

double points(int units) { return static_cast<double>(units) / PANGO_SCALE; }

/// Where letters stand must not depend on the pixels of a screen.
void layOutForPaper(PangoLayout *layout)
{
    PangoContext *context = pango_layout_get_context(layout);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
}

} // namespace

void ReleaseLayout::operator()(PangoLayout *layout) const { g_object_unref(layout); }

LaidText::LaidText(cairo_t *cairo, const std::string &text, const TextStyle &style, double width)
    : m_cairo(cairo), m_ink(style.ink), m_lineHeight(leading * style.size), m_layout(pango_cairo_create_layout(cairo))
{
    PangoLayout *layout = m_layout.get();
    layOutForPaper(layout);
    const std::unique_ptr<PangoFontDescription, ReleaseFont> font(pango_font_description_new());
    pango_font_description_set_family(font.get(),
                                      style.isFixed ? "DejaVu Sans Mono, monospace" : "DejaVu Sans, sans-serif");
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), style.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font.get());
    pango_layout_set_auto_dir(layout, FALSE); // A name in another script stays where its column is.
    if (width > 0) {
        pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(layout, style.breaksAnywhere ? PANGO_WRAP_CHAR : PANGO_WRAP_WORD_CHAR);
    }
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
}

double LaidText::width() const
{
    PangoRectangle extents;
    pango_layout_get_extents(m_layout.get(), nullptr, &extents);
    return points(extents.width);
}

int LaidText::lines() const { return pango_layout_get_line_count(m_layout.get()); }

double LaidText::baseline() const { return points(pango_layout_get_baseline(m_layout.get())); }

void LaidText::drawLines(int first, int count, double x, double y, double alignRight) const
{
    cairo_save(m_cairo);
    setInk(m_cairo, {m_ink});
    for (int number = first; number < std::min(first + count, lines()); ++number) {
        PangoLayoutLine *line = pango_layout_get_line_readonly(m_layout.get(), number);
        PangoRectangle extents;
        pango_layout_line_get_extents(line, nullptr, &extents);
        const double shift = alignRight > 0 ? alignRight - points(extents.width) : 0;
        cairo_move_to(m_cairo, x + shift, y + (number - first) * m_lineHeight + baseline());
        pango_cairo_show_layout_line(m_cairo, line);
    }
    cairo_restore(m_cairo);
}

double widestWord(cairo_t *cairo, const std::string &text, const TextStyle &style)
{
    double widest = 0;
    std::istringstream words(text);
    for (std::string word; words >> word;)
        widest = std::max(widest, LaidText(cairo, word, style, 0).width());
    return widest;
}

} // namespace odimo::report
