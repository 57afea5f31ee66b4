// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/data_table.h"

#include <string>
#include <vector>

namespace odimo {

/// Text in which Markdown and the HTML that it may hold see no mark (CommonMark 2.4).
std::string markdownEscaped(const std::string &text);

/// The columns with a heading, below comments that no reader sees; `title` stands above it. Numbers are as in LaTeX, a
/// value that is not known is a dash, and a line break within a cell a space.
std::string markdownText(const DataTable &table, const std::string &title, const std::vector<std::string> &comments);

} // namespace odimo
