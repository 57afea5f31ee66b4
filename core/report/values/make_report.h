// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/values/report.h"

#include <optional>
#include <span>
#include <vector>

namespace odimo::report {

/// What a report is to tell.
struct ReportRequest {
    /// Told layer by layer; empty: the cheapest that loses little accuracy (headline.h), the knee and the cheapest.
    std::vector<std::int64_t> runs = {};
    std::optional<mapping::Objective> objective = {}; ///< Absent: what the searches were after.
};

/// Throws Error if there is no such run, one has no mapping, or what the project holds is damaged. A project without
/// measured runs gives a report that says so.
Report makeReport(const project::Project &project, const ReportRequest &request);

} // namespace odimo::report
