// SPDX-License-Identifier: Apache-2.0
#include "core/report/report_kinds.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/list_text.h"
#include "core/report/write/writers.h"

#include <algorithm>
#include <array>

namespace odimo::report {

namespace {

constexpr auto table = std::to_array<ReportKind>({{".html", "Web page", htmlText},
                                                  {".pdf", "PDF", pdfText},
                                                  {".md", "Markdown", markdownText},
                                                  {".csv", "Table (CSV)", csvReport},
                                                  {".json", "JSON", jsonText},
                                                  {".tex", "LaTeX", latexReport}});

std::string lowerCase(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? char(letter - 'A' + 'a') : letter;
    });
    return text;
}

} // namespace

std::span<const ReportKind> reportKinds() { return table; }

const ReportKind &reportKindOf(const std::filesystem::path &file)
{
    const std::string ending = lowerCase(file.extension().string());
    const auto found = std::ranges::find_if(table, [&](const ReportKind &kind) { return ending == kind.ending; });
    if (found != table.end())
        return *found;
    std::string endings;
    for (const ReportKind &kind : table)
        addToList(endings, kind.ending);
    throw Error("'" + file.string() + "' does not end as a report does; the ending says its kind: " + endings);
}

void writeReport(const project::Project &project, const ReportRequest &request, const std::filesystem::path &file)
{
    const ReportKind &kind = reportKindOf(file);
    writeText(file, kind.write(makeReport(project, request)));
}

} // namespace odimo::report
