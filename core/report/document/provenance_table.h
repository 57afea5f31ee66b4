// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/document/document.h"
#include "core/report/values/report.h"

namespace odimo::report {

/// Who computed a run, and whether computing it again gave the same; nothing for a run of an earlier version.
void addProvenance(Document &document, const RunDetail &detail);

} // namespace odimo::report
