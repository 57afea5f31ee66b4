// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"
#include "core/host/exploration.h"
#include "widgets/base/format.h"
#include "widgets/base/front_thumbnail.h"
#include "widgets/layers/split_values.h"
#include "widgets/runs/curves_plot.h"
#include "widgets/runs/log_model.h"
#include "widgets/runs/runs_model.h"
#include "widgets/setup/setup_fields.h"

#include <optional>
#include <vector>

namespace odimo::explorer {

/// From the values of the core to the values that the widgets show.

/// "Warm-up", "Search 0.1", the name of the baseline, or, of a mapping that was found without a strength, the engine
/// and its cost as a share of the reference cost: "instant 63.4 %".
QString runName(const project::Run &run, const mapping::Cost &reference);
/// The name that the user gave it, or else that.
QString runName(const ProjectValues &project, const project::Run &run);
QString phaseTitle(const std::string &phase); ///< "Warm-up", "Search", "Fine-tuning", ...
/// "Run 4: Search, epoch 2 of 5"; without the run if it is 0, the exploration itself.
/// Of a run that was computed again: "identical".
QString verdictText(project::Verdict verdict);
QString activityText(std::int64_t run, const protocol::Progress &progress);
QString shortActivityText(const protocol::Progress &progress); ///< "Search 2/5"

bool isUntrained(const project::Run &run); ///< Its accuracy was measured without training.
/// `progress` is the latest of this run, if it is being trained now.
widgets::RunRow runRow(const ProjectValues &project, const project::Run &run, const protocol::Progress *progress);
/// The measured mappings, at most a hundred.
std::vector<widgets::ThumbnailPoint> thumbnailOf(const host::Front &front, mapping::Objective objective);
/// The measured mappings, the most accurate first.
std::vector<widgets::StartChoice> startChoices(const ProjectValues &project);
std::optional<widgets::SplitValues> splitValues(const ProjectValues &project, const project::Run &run);
std::vector<widgets::CurvePoint> curvePoints(const ProjectValues &project, std::int64_t run);
widgets::LogEntry logEntry(const project::LogLine &line);

} // namespace odimo::explorer
