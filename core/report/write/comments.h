// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/data_table.h"
#include "core/report/values/report.h"

#include <string>
#include <vector>

namespace odimo::report {

/// What stands at the top of files for programs: what it is about, the headline and what it was made with.
std::vector<std::string> commentsOf(const Report &report);

/// The same table, its texts harmless to read (visibleLine).
DataTable visibleTable(DataTable table);

} // namespace odimo::report
