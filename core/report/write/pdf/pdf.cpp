// SPDX-License-Identifier: Apache-2.0
#include "core/report/document/make_document.h"
#include "core/report/write/pdf/ink.h"
#include "core/report/write/pdf/laid_text.h"
#include "core/report/write/pdf/pages.h"
#include "core/report/write/pdf/pdf_drawing.h"
#include "core/report/write/pdf/pdf_table.h"
#include "core/report/write/writers.h"

#include <algorithm>

namespace odimo::report {

namespace {

/// Over several pages if it must be.
void drawText(Pages &pages, const std::string &text, const TextStyle &style, double indent = 0)
{
    const LaidText laid(pages.cairo(), text, style, Pages::contentWidth - indent);
    for (int line = 0; line < laid.lines(); ++line) {
        pages.needRoom(laid.lineHeight());
        laid.drawLines(line, 1, Pages::margin + indent, pages.y);
        pages.y += laid.lineHeight();
    }
}

void draw(Pages &pages, const Heading &heading, const Document &)
{
    const bool isSection = heading.level == 2;
    const double together = heading.beginsPart ? 330 : isSection ? 110 : 80; // What follows begins on the same page.
    pages.needRoom(together);
    if (pages.y > Pages::top)
        pages.y += isSection ? 16 : 8;
    pages.addBookmark(heading.text, isSection ? 1 : 2);
    drawText(pages, heading.text, {.size = isSection ? 13.0 : 9.5, .isBold = true});
    pages.y += isSection ? 5 : 3;
}

void draw(Pages &pages, const Paragraph &paragraph, const Document &)
{
    switch (paragraph.tone) {
    case Tone::Plain:
        drawText(pages, paragraph.text, {.size = 9});
        break;
    case Tone::Lead: {
        pages.y += 10;
        const double begin = pages.y;
        drawText(pages, paragraph.text, {.size = 12.5, .isBold = true}, 10);
        if (pages.y > begin)
            fillBox(pages.cairo(),
                    {.corner = {Pages::margin, begin}, .width = 3, .height = pages.y - begin, .paint = {Ink::Unit, 0}});
        pages.y += 3;
        break;
    }
    case Tone::Note:
        drawText(pages, paragraph.text, {.size = 7.6, .ink = Ink::Faint});
        break;
    }
    pages.y += 4;
}

void draw(Pages &pages, const Table &table, const Document &document) { drawTable(pages, table, document); }

void draw(Pages &pages, const Figure &figure, const Document &document)
{
    drawPicture(pages, figure.drawing);
    pages.y += 3;
    draw(pages, Paragraph{.text = figure.caption, .tone = Tone::Note}, document);
}

void draw(Pages &pages, const Commands &commands, const Document &)
{
    for (const std::string &line : commands.lines) {
        drawText(pages, line, {.size = 7.6, .isFixed = true});
        pages.y += 3;
    }
}

bool isDate(const std::string &text)
{
    constexpr std::string_view form = "0000-00-00T00:00:00Z";
    return std::ranges::equal(text, form, [](char letter, char wanted) {
        return wanted == '0' ? letter >= '0' && letter <= '9' : letter == wanted;
    });
}

} // namespace

std::string pdfText(const Report &report) { return pdfText(documentOf(report), report.lastRunEnded); }

std::string pdfText(const Document &document, const std::string &date)
{
    Pages pages(document.title, isDate(date) ? date : "1970-01-01T00:00:00Z");
    drawText(pages, document.title, {.size = 18, .isBold = true});
    pages.y += 2;
    drawText(pages, document.subtitle, {.size = 9, .ink = Ink::Faint});
    for (const Block &block : document.blocks)
        std::visit([&](const auto &each) { draw(pages, each, document); }, block);
    return pages.finish();
}

} // namespace odimo::report
