// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/host/plan/plan.h"
#include "core/host/plan/settings.h"
#include "core/protocol/event.h"

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
int previewsFor(int fineTunings);

void setImages(Plan &plan, int images);

/// A plan of fewer points is no front.
inline constexpr int fewestPoints = 2;
/// True if the user leaves it open how many mappings are trained: the points of the plan.
bool arePointsOpen(const Settings &settings);
/// The strengths of an engine that trains its mappings, else the mappings that are fine-tuned at most.
int pointsOf(const Plan &plan);
void setPoints(Plan &plan, int points);

/// Takes the most images that the budget allows, but not fewer than fewestImages; then fewer points where the user left
/// their number open.
void fitToBudget(Plan &plan, const Settings &settings, const data::DatasetSummary &data,
                 const protocol::StepTimes &times);

/// " About 150 s of a budget of 180 s, from steps of ...".
std::string budgetInWords(const Plan &plan, const Settings &settings, const data::DatasetSummary &data,
                          const protocol::StepTimes &times);

/// The settings, by the names of their options, that make the same plan on any machine, at any time:
/// "images 5000, points 8, threads 2,1".
std::string repeatingSettings(const Plan &plan, const Settings &settings);

} // namespace odimo::host
