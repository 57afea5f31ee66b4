// SPDX-License-Identifier: Apache-2.0
#include "core/report/write_comparison.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/list_text.h"
#include "core/report/write/writers.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace odimo::report {

namespace {

struct Kind {
    const char *ending;
    std::string (*write)(const Comparison &comparison, Told told);
};

std::string html(const Comparison &comparison, Told told) { return htmlText(documentOf(comparison, told)); }

std::string pdf(const Comparison &comparison, Told told)
{
    return pdfText(documentOf(comparison, told), comparison.lastRunEnded);
}

std::string markdown(const Comparison &comparison, Told told) { return markdownText(documentOf(comparison, told)); }

std::string json(const Comparison &comparison, Told) { return toJson(comparison).dump(2) + "\n"; }

constexpr auto kinds = std::to_array<Kind>({{".html", html}, {".pdf", pdf}, {".md", markdown}, {".json", json}});

const Kind &kindOf(const std::filesystem::path &file)
{
    const auto found = std::ranges::find(kinds, file.extension().string(), &Kind::ending);
    if (found == kinds.end())
        throw Error("'" + file.string() +
                    "' does not end as a comparison does; the ending says its kind: " + comparisonEndings());
    return *found;
}

} // namespace

std::string comparisonEndings()
{
    std::string endings;
    for (const Kind &kind : kinds)
        addToList(endings, kind.ending);
    return endings;
}

void checkComparisonFile(const std::filesystem::path &file) { kindOf(file); }

void writeComparison(const Comparison &comparison, Told told, const std::filesystem::path &file)
{
    writeText(file, kindOf(file).write(comparison, told));
}

} // namespace odimo::report
