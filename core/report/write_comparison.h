// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/document/comparison_document.h"

#include <filesystem>

namespace odimo::report {

/// ".html, .pdf, .md, .json": what a comparison is written as.
std::string comparisonEndings();

/// Throws Error that lists the endings if that of the file is none of them.
void checkComparisonFile(const std::filesystem::path &file);

/// Writes the file as a whole or not at all, in place of one of that name; its ending says the kind. Throws Error as
/// checkComparisonFile(), and (InputOutput) if the file cannot be written.
void writeComparison(const Comparison &comparison, Told told, const std::filesystem::path &file);

} // namespace odimo::report
