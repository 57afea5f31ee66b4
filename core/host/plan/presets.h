// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/host/plan/settings.h"

#include <string>
#include <vector>

namespace odimo::host {

/// A preset before it is fitted to the data and the machine: its schedules name no images yet (0 = all).
struct Preset {
    protocol::Schedule warmup;
    protocol::Schedule search;
    protocol::Schedule finetune;
    std::vector<double> strengths;
    int previews = 32;        ///< Proposed mappings that are measured.
    int fineTunings = 12;     ///< Of those, the most that are fine-tuned.
    bool allBaselines = true; ///< False: only all-reference and, where mappings are trained, min-<objective>.
    std::string remark;       ///< What the user should know about it, as a sentence; or empty.
};

/// The names for --preset.
std::vector<std::string> presetNames();

/// `settings.preset` must be one of presetNames(); `settings.epochs` stands in for the preset's own.
Preset presetFor(const Settings &settings, const data::DatasetSummary &data);

/// So many strengths, evenly spread over the useful range on a logarithmic scale; ascending.
std::vector<double> spreadStrengths(int count);

/// The sizes of the training set that the preset `quick` chooses from, ascending, all from `fewest` on that are smaller
/// than `trainImages` and then 0, which stands for all. Coarse, so that small differences in a measured step do not
/// change the plan.
std::vector<int> imageTiers(int trainImages, int fewest);

/// The share of the time budget that the estimate may fill.
inline constexpr double budgetShare = 0.85;
/// Start of a worker, reading the data, calibration and evaluation.
inline constexpr double secondsPerTask = 2;

} // namespace odimo::host
