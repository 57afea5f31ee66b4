// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/dataset.h"
#include "core/host/plan/forecast.h"
#include "core/host/plan/network_source.h"
#include "core/host/plan/targets.h"
#include "core/onnx/finding.h"
#include "widgets/setup/setup_fields.h"

#include <vector>

namespace odimo::explorer {

/// What stands below the fields where nothing is wrong.
QString networkText(const host::NetworkSource &source);
QString dataText(const data::DatasetSummary &data);
/// With the costs that are expected by searches of the project that there are, where they reach.
QString strengthsText(const host::Plan &plan, const std::vector<host::StrengthCost> &measured);
/// "Aims at 0.62 ms (50 %) of the latency with all channels on digital"; empty without targets.
QString targetsText(const host::Settings &settings, const host::Inputs &inputs);
/// What is run where before anything is: a line for each executor; empty without any. Throws Error as
/// workers::workerCommand() does.
QString startedText(const widgets::SetupFields &fields);

/// All that the import found, what stands in the way first.
QList<widgets::NetworkFinding> shownFindings(const std::vector<onnx::Finding> &findings);

/// The parameters of the plan as they would be written in the fields.
widgets::PlanValues planValues(const host::Settings &settings, const host::Forecast &forecast,
                               const data::DatasetSummary &data);
/// Runs, time and disk space.
widgets::CostNote costNote(const host::Forecast &forecast);

} // namespace odimo::explorer
