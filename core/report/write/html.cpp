// SPDX-License-Identifier: Apache-2.0
#include "core/base/version.h"
#include "core/report/document/make_document.h"
#include "core/report/write/svg.h"
#include "core/report/write/writers.h"

#include <algorithm>

namespace odimo::report {

namespace {

/// Sizes are relative to the font, so that a reader's own size counts; in print they are those of a page.
constexpr const char *pageStyle = R"css(
:root{color-scheme:light dark;--paper:#ffffff;--text:#1b1f24;--faint:#5b6673;--line:#d5dae0;--soft:#f4f6f8;--accent:#0b5a9c}
@media screen and (prefers-color-scheme:dark){:root{--paper:#191c21;--text:#e7eaee;--faint:#a3adb9;--line:#3a414b;--soft:#22262d;--accent:#79b8f3}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--text);font:100%/1.55 system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif}
main{max-width:62rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}
h1{font-size:1.9rem;line-height:1.2;letter-spacing:-.01em;margin:0 0 .3rem;text-wrap:balance}
h2{font-size:1.3rem;line-height:1.3;margin:2.8rem 0 .8rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.6rem 0 .5rem}
h1,h2,h3,p,td{overflow-wrap:anywhere}
p{margin:.5rem 0;max-width:48rem}
.subtitle,.note,figcaption{color:var(--faint)}
.note,figcaption{font-size:.85rem}
.lead{max-width:none;font-size:1.25rem;line-height:1.4;font-weight:600;margin:1.4rem 0 .6rem;padding:.9rem 1.1rem;background:var(--soft);border-left:.25rem solid var(--accent);border-radius:.2rem}
figure{margin:1rem 0}
figure svg{display:block;width:100%;height:auto;font-family:inherit}
figcaption{margin-top:.3rem;max-width:46rem}
.wide{overflow-x:auto;margin:.8rem 0}
table{border-collapse:collapse;font-size:.85rem;line-height:1.35;font-variant-numeric:tabular-nums}
.full{width:100%}
th,td{padding:.28rem .55rem;text-align:right;vertical-align:baseline}
th:first-child,td:first-child{padding-left:.2rem}
th:last-child,td:last-child{padding-right:.2rem}
th{font-weight:600;color:var(--faint);vertical-align:bottom;border-bottom:1px solid var(--faint)}
td{border-bottom:1px solid var(--line)}
.left{text-align:left}
.number{white-space:nowrap}
.strong td{font-weight:650}
.group td{border-top:2px solid var(--faint)}
.facts td:first-child{color:var(--faint);white-space:nowrap;padding-right:1.5rem}
.split{display:block;width:6rem;height:.75rem}
.key{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;font-size:.85rem;margin:.4rem 0}
.key span{display:inline-flex;align-items:center;gap:.4rem}
.key svg{width:1.3rem;height:.75rem}
.patterns{position:absolute;width:0;height:0}
pre{background:var(--soft);border-radius:.3rem;padding:.8rem 1rem;overflow-x:auto;font:.85rem/1.6 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
footer{margin-top:3rem;color:var(--faint);font-size:.8rem}
@page{margin:16mm 15mm}
@media print{
:root{color-scheme:light}
body{font-size:9.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main{max-width:none;padding:0}
h1{font-size:18pt}h2{font-size:13pt;margin-top:16pt}h3{font-size:10.5pt}.lead{max-width:none;font-size:12.5pt}
table,.key,.note,figcaption,pre{font-size:8pt}
th,td{padding:2pt 4pt}
.wide{overflow:visible}
h1,h2,h3{break-after:avoid}
figure,tr,.lead,pre{break-inside:avoid}
thead{display:table-header-group}
p{orphans:3;widows:3;max-width:none}
}
)css";

std::string tag(const char *name, const char *classes, const std::string &content)
{
    const std::string attribute = *classes ? std::string(" class=\"") + classes + "\"" : std::string();
    return "<" + std::string(name) + attribute + ">" + content + "</" + name + ">";
}

std::string textOf(const Heading &heading, const Document &)
{
    return tag(heading.level == 2 ? "h2" : "h3", "", xmlEscaped(heading.text)) + "\n";
}

const char *classOf(Tone tone)
{
    switch (tone) {
    case Tone::Plain:
        return "";
    case Tone::Lead:
        return "lead";
    case Tone::Note:
        return "note";
    }
    return "";
}

std::string textOf(const Paragraph &paragraph, const Document &)
{
    return tag("p", classOf(paragraph.tone), xmlEscaped(paragraph.text)) + "\n";
}

std::string classOf(const Column &column)
{
    if (column.align == Align::Right)
        return "number";
    return "left";
}

std::string rowText(const Row &row, const Table &table, const Document &document)
{
    std::string cells;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const Cell &cell = row.cells[i];
        const bool isBar = !cell.split.empty();
        cells += tag("td", classOf(table.columns[i]).c_str(),
                     isBar ? svgSplit(cell.split, document.units, 96) : xmlEscaped(cell.text));
    }
    const std::string classes = std::string(row.isStrong ? "strong " : "") + (row.beginsGroup ? "group" : "");
    return tag("tr", classes.c_str(), cells) + "\n";
}

/// Which colour is which unit.
std::string keyText(const Document &document)
{
    std::string items;
    for (std::size_t unit = 0; unit < document.units.size(); ++unit) {
        std::vector<int> alone(document.units.size(), 0);
        alone[unit] = 1;
        items += "<span>" + svgSplit(alone, document.units, 20) + xmlEscaped(document.units[unit]) + "</span>";
    }
    return "<div class=\"key\">" + items + "</div>\n";
}

/// Names get room before they are broken, as many characters as the longest has, up to a limit.
std::string titleText(const Table &table, std::size_t number)
{
    constexpr std::size_t mostCharacters = 24;
    const Column &column = table.columns[number];
    std::size_t longest = 0;
    for (const Row &row : table.rows)
        longest = std::max(longest, row.cells[number].text.size());
    const std::string room =
        column.isName ? " style=\"min-width:" + std::to_string(std::min(longest, mostCharacters)) + "ch\"" : "";
    return std::string("<th") + (column.align == Align::Right ? "" : " class=\"left\"") + room + ">" +
           xmlEscaped(column.title) + "</th>";
}

std::string textOf(const Table &table, const Document &document)
{
    const bool isTitled = std::ranges::any_of(table.columns, [](const Column &each) { return !each.title.empty(); });
    std::string text = table.units > 0 ? keyText(document) : std::string();
    text += std::string("<div class=\"wide\"><table class=\"") + (isTitled ? "full" : "facts") + "\">\n";
    if (isTitled) {
        std::string titles;
        for (std::size_t column = 0; column < table.columns.size(); ++column)
            titles += titleText(table, column);
        text += "<thead>" + tag("tr", "", titles) + "</thead>\n";
    }
    text += "<tbody>\n";
    for (const Row &row : table.rows)
        text += rowText(row, table, document);
    return text + "</tbody></table></div>\n";
}

std::string textOf(const Figure &figure, const Document &)
{
    return tag("figure", "", svgText(figure.drawing) + "\n" + tag("figcaption", "", xmlEscaped(figure.caption))) + "\n";
}

std::string textOf(const Commands &commands, const Document &)
{
    std::string lines;
    for (const std::string &line : commands.lines)
        lines += xmlEscaped(line) + "\n";
    return tag("pre", "", lines) + "\n";
}

} // namespace

std::string htmlText(const Report &report) { return htmlText(documentOf(report)); }

std::string htmlText(const Document &document)
{
    // Nothing is loaded and nothing runs, whatever a name may hold.
    std::string text = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                       "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"generator\" content=\"odimo " +
                       std::string(version()) + "\">\n<title>" + xmlEscaped(document.title) + "</title>\n<style>" +
                       pageStyle + svgStyle() + "</style>\n</head>\n<body>\n" + svgPatterns() + "<main>\n";
    text +=
        tag("h1", "", xmlEscaped(document.title)) + "\n" + tag("p", "subtitle", xmlEscaped(document.subtitle)) + "\n";
    for (const Block &block : document.blocks)
        text += std::visit([&](const auto &each) { return textOf(each, document); }, block);
    return text + "</main>\n</body>\n</html>\n";
}

} // namespace odimo::report
