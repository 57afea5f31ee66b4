// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/report/document/document.h"
#include "core/report/values/report.h"

#include <string>

namespace odimo::report {

/// All of them give the same bytes for the same report, and nothing in a name can be more than text.

/// One file that needs nothing else: style sheet and pictures are inside, there is no script, and it loads nothing.
/// Light and dark as the reader's system, and pages when it is printed.
std::string htmlText(const Report &report);
std::string htmlText(const Document &document);

/// Tables as GitHub and most other readers know them; splits are bars of text.
std::string markdownText(const Report &report);
std::string markdownText(const Document &document);

/// Pages of A4 with bookmarks. Says that it was made when the last run ended, so that it does not depend on the clock.
std::string pdfText(const Report &report);
/// `date`: ISO 8601, UTC; 1970 if it is none.
std::string pdfText(const Document &document, const std::string &date);

/// The table of runs with a measured accuracy, for spreadsheets and scripts.
std::string csvReport(const Report &report);

/// The front as a PGFPlots diagram, its table, and a table of the layers of each chosen run: a file that compiles alone
/// and that \input takes into a paper with pgfplots.
std::string latexReport(const Report &report);

/// docs/reports.md says what each field means, resources/report-schema.json is its JSON Schema.
Json jsonOf(const Report &report);
std::string jsonText(const Report &report);

} // namespace odimo::report
