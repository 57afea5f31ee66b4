// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan.h"

#include <optional>
#include <span>
#include <string>

namespace odimo::host {

/// The seconds a plan is expected to take, with steps of these times; and what of it follows the warm-up.
double estimatedSeconds(const Plan &plan, const Settings &settings, const data::DatasetSummary &data,
                        const protocol::StepTimes &times);
double secondsAfterWarmup(const Plan &plan, const Settings &settings, const data::DatasetSummary &data,
                          const protocol::StepTimes &times);

/// On fewer training images no network is worth mapping: 500 of each class, at most 20,000, or all there are. The time
/// budget gives way before.
int fewestImages(const data::DatasetSummary &data);

/// Mappings that are measured where so many are fine-tuned; fewer than six are no front.
int previewsFor(int tunings);

void setImages(Plan &plan, int images);

/// Takes the most images that the budget allows, but not fewer than fewestImages; then fewer points where the user left
/// their number open.
void fitToBudget(Plan &plan, const Settings &settings, const data::DatasetSummary &data,
                 const protocol::StepTimes &times);

/// " About 150 s of a budget of 180 s, from steps of ...".
std::string budgetInWords(const Plan &plan, const Settings &settings, const data::DatasetSummary &data,
                          const protocol::StepTimes &times);

/// The times that the epochs of the warm-up show: those of the timing, longer or shorter alike. The median counts, and
/// of two in the middle the shorter: what disturbs a machine only makes it slower.
protocol::StepTimes pacedTimes(const protocol::StepTimes &timed, const Plan &plan, const data::DatasetSummary &data,
                               std::span<const double> epochs_s);

/// A plan on at least twice as many images that the rest of the budget allows, if there is one: the warm-up is worth
/// beginning again. `spent_s` of the budget are gone.
std::optional<Plan> largerPlan(const Settings &settings, const Subject &subject, const Plan &plan,
                               const protocol::StepTimes &times, double spent_s);

/// After the warm-up: as many mappings as the rest of the budget allows, where the user left their number open. Fewer
/// only if the whole budget would not do, so that small differences change nothing.
Plan settledPlan(const Settings &settings, const Subject &subject, Plan plan, const protocol::StepTimes &times,
                 double spent_s);

/// The settings, by the names of their options, that make the same plan on any machine, at any time:
/// "images 5000, points 8, threads 2,1".
std::string repeatingSettings(const Plan &plan, const Settings &settings);

} // namespace odimo::host
