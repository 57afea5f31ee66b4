// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/document/document.h"
#include "core/report/write/pdf/pages.h"

namespace odimo::report {

/// Draws a table as wide as the page, over as many pages as it takes; each begins with the titles. Names are broken
/// into lines where room is short, and letters get smaller where that is not enough; nothing is cut off.
void drawTable(Pages &pages, const Table &table, const Document &document);

} // namespace odimo::report
