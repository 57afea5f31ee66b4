// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/data_table.h"
#include "core/mapping/cost/layer_explanation.h"
#include "widgets/queue/queue_model.h"
#include "widgets/runs/log_model.h"

#include <string>
#include <vector>

namespace odimo::explorer {

/// From what the panels show to tables and texts for other programs. The names of columns are English.

DataTable queueTable(const std::vector<widgets::QueueRow> &rows);
DataTable logTable(const std::vector<widgets::LogEntry> &entries);
/// "14:03:22 warning, run 3: ..." line by line.
std::string logText(const std::vector<widgets::LogEntry> &entries);
/// How the cost of a layer comes about, a row for each line of the calculation.
DataTable explanationTable(const std::vector<mapping::ExplainedPart> &parts);

} // namespace odimo::explorer
