// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/document/document.h"
#include "core/report/values/comparison.h"

namespace odimo::report {

/// The fronts of several projects together: hypervolumes and their differences with intervals, and all measured
/// mappings in one table.
void addMergedFront(const Comparison &comparison, const host::FrontDifference &fronts, Document &document);

} // namespace odimo::report
