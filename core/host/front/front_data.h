// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/data_table.h"
#include "core/base/pgf_plot.h"
#include "core/host/front/front.h"

namespace odimo::host {

/// The cost that a diagram of the front shows.
enum class FrontQuantity { Kilocycles, Milliseconds, Microjoules, Kilobytes };

/// "front", "front, knee" or "dominated".
std::string roleOf(const FrontEntry &entry, const Front &front);

/// What tables of mappings have of the accuracy (its value, the ends of its interval and half of that) and of the costs
/// (cycles, ms, uJ).
std::vector<TableColumn> accuracyColumns();
std::vector<TableColumn> costColumns();

/// All points with all costs, in the order of the front.
DataTable frontTable(const Front &front);

/// Accuracy against cost with the 95 % intervals. The front is a step line where the quantity is its objective.
PgfAxis frontAxis(const Front &front, FrontQuantity quantity);

/// The runs of the points that are not dominated.
std::vector<std::int64_t> runsOn(const Front &front);

} // namespace odimo::host
