// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/document/document.h"
#include "core/report/values/report.h"

namespace odimo::report {

/// A run that was chosen: its figures, its units over time, its mapping and cost layer by layer, and what became of its
/// exports.
void addRunSection(Document &document, const Report &report, const RunDetail &detail);

} // namespace odimo::report
