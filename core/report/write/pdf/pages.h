// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cairo.h>

#include <memory>
#include <string>

namespace odimo::report {

struct DestroyCairo {
    void operator()(cairo_t *cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t *surface) const { cairo_surface_destroy(surface); }
};

/// The pages of a PDF file, A4, in points. What is drawn goes on the page that is open; `y` is how far it is filled.
class Pages {
public:
    static constexpr double width = 595.28, height = 841.89; ///< A4
    static constexpr double margin = 48, top = 50, bottom = 60;
    static constexpr double contentWidth = width - 2 * margin;

    /// `date` as ISO 8601: the file says it was made then, so that its bytes do not depend on the clock.
    Pages(const std::string &title, const std::string &date);

    double y = top;
    cairo_t *cairo() const { return m_cairo.get(); }
    double room() const { return height - bottom - y; }
    /// Ends the page, unless it is empty.
    void newPage();
    /// Begins a page if less is left on this one, and the page is not empty.
    void needRoom(double height_pt);
    /// A bookmark to the place here; level 1 or 2.
    void addBookmark(const std::string &title, int level);
    /// All bytes of the file. Throws Error if it could not be written.
    std::string finish();

private:
    void endPage();

    std::string m_bytes;
    std::string m_title;
    int m_page = 1;
    int m_parent = 0; ///< The bookmark of level 1 that is open.
    std::unique_ptr<cairo_surface_t, DestroyCairo> m_surface;
    std::unique_ptr<cairo_t, DestroyCairo> m_cairo;
};

} // namespace odimo::report
