// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/document/document.h"
#include "core/report/values/report.h"

namespace odimo::report {

/// A row a run: accuracy with its interval, cost with units, and what became of it.
Table runsTable(const Report &report);

/// What its columns mean.
std::string runsNote(const Report &report);

/// Runs that differ in nothing but the seed: the mean of each figure, and the least and the most.
Table seedsTable(const Report &report);

} // namespace odimo::report
