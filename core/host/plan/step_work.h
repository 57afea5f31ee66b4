// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/host/plan/plan.h"

namespace odimo::host {

/// The images of a training set of so many that a schedule takes, those for validation among them.
int imagesOf(const protocol::Schedule &schedule, int trainImages);

/// The training steps of a phase on such a set: whole batches of the part that is not for validation.
double stepsOf(const protocol::Schedule &schedule, int trainImages);

/// The work of a step, in steps of float training: the aims of the step times, and what they measure.
constexpr double searchStepWork = 1.0;
constexpr double finetuneStepWork = 0.9;

/// That of the plan's analysis, of all its previews, and of so many previews.
double analysisWork(const Plan &plan, const data::DatasetSummary &data);
double previewWork(const Plan &plan, const data::DatasetSummary &data);
double previewWork(const Plan &plan, const data::DatasetSummary &data, int previews);

} // namespace odimo::host
