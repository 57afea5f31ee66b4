// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/step_work.h"

#include <algorithm>
#include <cmath>

namespace odimo::host {

namespace {

/// The images of an analysis and of a recalibration, and the work for each, in that of a float training step.
constexpr int analysedImages = 2000;
constexpr int recalibrationImages = 512;
constexpr double workOfAnalysed = 1.5;
constexpr double workOfInferred = 0.3;

} // namespace

int imagesOf(const protocol::Schedule &schedule, int trainImages)
{
    return schedule.trainImages == 0 ? trainImages : std::min(schedule.trainImages, trainImages);
}

double stepsOf(const protocol::Schedule &schedule, int trainImages)
{
    const double images = imagesOf(schedule, trainImages) * (1 - schedule.validationFraction);
    return schedule.epochs * std::max(1.0, std::floor(images / schedule.batchSize));
}

double analysisWork(const Plan &plan, const data::DatasetSummary &data)
{
    return workOfAnalysed * std::min(analysedImages, data.trainImages) / plan.finetune.batchSize;
}

double previewWork(const Plan &plan, const data::DatasetSummary &data)
{
    return previewWork(plan, data, plan.previews);
}

double previewWork(const Plan &plan, const data::DatasetSummary &data, int previews)
{
    const double validation = imagesOf(plan.finetune, data.trainImages) * plan.finetune.validationFraction;
    const double inferred = recalibrationImages + validation + data.testImages;
    return workOfInferred * previews * inferred / plan.finetune.batchSize;
}

} // namespace odimo::host
