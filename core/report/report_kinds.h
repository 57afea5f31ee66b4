// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/values/make_report.h"

#include <filesystem>
#include <span>
#include <string>

namespace odimo::report {

/// A form in which a report is written.
struct ReportKind {
    const char *ending;                         ///< Of the file: ".html".
    const char *title;                          ///< "Web page"
    std::string (*write)(const Report &report); ///< All bytes of the file.
};

/// All there are, the default first.
std::span<const ReportKind> reportKinds();

/// By the ending of a file, whatever its case. Throws Error that lists the endings.
const ReportKind &reportKindOf(const std::filesystem::path &file);

/// Writes the file as a whole or not at all, in place of one of that name. Throws Error as makeReport() does, if the
/// ending is none of a report, and (InputOutput) if the file cannot be written.
void writeReport(const project::Project &project, const ReportRequest &request, const std::filesystem::path &file);

} // namespace odimo::report
