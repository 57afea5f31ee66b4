// SPDX-License-Identifier: Apache-2.0
#include "core/report/write/pdf/pages.h"

#include "core/base/error.h"
#include "core/base/version.h"
#include "core/report/write/pdf/laid_text.h"

#include <cairo-pdf.h>

#include <cmath>

namespace odimo::report {

namespace {

cairo_status_t append(void *bytes, const unsigned char *data, unsigned int length)
{
    static_cast<std::string *>(bytes)->append(reinterpret_cast<const char *>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

Pages::Pages(const std::string &title, const std::string &date)
    : m_title(title), m_surface(cairo_pdf_surface_create_for_stream(append, &m_bytes, width, height)),
      m_cairo(cairo_create(m_surface.get()))
{
    const auto say = [&](cairo_pdf_metadata_t name, const std::string &value) {
        cairo_pdf_surface_set_metadata(m_surface.get(), name, value.c_str());
    };
    say(CAIRO_PDF_METADATA_TITLE, title);
    say(CAIRO_PDF_METADATA_CREATOR, std::string("odimo ") + version());
    say(CAIRO_PDF_METADATA_CREATE_DATE, date);
}

void Pages::endPage()
{
    const LaidText number(m_cairo.get(), std::to_string(m_page), {.size = 8, .ink = Ink::Faint}, 0);
    number.draw(width - margin - number.width(), height - bottom + 26);
    const LaidText title(m_cairo.get(), m_title, {.size = 8, .ink = Ink::Faint}, contentWidth - 40);
    title.drawLines(0, 1, margin, height - bottom + 26);
    cairo_show_page(m_cairo.get());
    ++m_page;
    y = top;
}

void Pages::newPage()
{
    if (y > top)
        endPage();
}

void Pages::needRoom(double height_pt)
{
    if (room() < height_pt)
        newPage();
}

void Pages::addBookmark(const std::string &title, int level)
{
    const std::string place = "page=" + std::to_string(m_page) + " pos=[" + std::to_string(std::lround(margin)) + " " +
                              std::to_string(std::lround(y)) + "]";
    const int bookmark = cairo_pdf_surface_add_outline(m_surface.get(), level == 1 ? CAIRO_PDF_OUTLINE_ROOT : m_parent,
                                                       title.c_str(), place.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
    if (level == 1)
        m_parent = bookmark;
}

std::string Pages::finish()
{
    newPage();
    m_cairo.reset();
    cairo_surface_finish(m_surface.get());
    const cairo_status_t status = cairo_surface_status(m_surface.get());
    if (status != CAIRO_STATUS_SUCCESS)
        throw Error("The PDF could not be made: " + std::string(cairo_status_to_string(status)),
                    ErrorKind::InputOutput);
    return std::move(m_bytes);
}

} // namespace odimo::report
