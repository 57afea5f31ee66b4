// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/data/sampling.h"
#include "core/learn/analyse/sensitivity.h"
#include "core/mapping/cost/baselines.h"
#include "core/tasks/task_context.h"

namespace odimo::tasks {

namespace {

constexpr int analysedImages = 2000;
enum Purpose : std::uint64_t { ImagesPurpose = 31, LabelsPurpose };

} // namespace

/// Writes the weights with their quantisation, analysed.safetensors, and sends what each channel costs on each unit.
void analyse(const TaskContext &context)
{
    const protocol::Task &task = context.task;
    mapping::TrainedNetwork trained = loadCalibrated(context);
    trained.mapping.reset();
    saveWeights(context, "analysed.safetensors", trained);
    const std::vector<int> images = data::stratifiedSubset(context.data.train.labels, context.split.train,
                                                           analysedImages, deriveSeed(task.seed, ImagesPurpose));
    context.session.send(protocol::PhaseStarted{"analyse", 1, static_cast<int>(images.size())});
    trained.mapping = mapping::referenceMapping(context.table);
    const mapping::Sensitivity sensitivity = learn::analyseSensitivity(
        trained, context.table, learn::fitWeights(trained, context.table, recalibrationImages(context)),
        {context.data.train, images, deriveSeed(task.seed, LabelsPurpose), context.device}, context.session);
    context.session.send(protocol::Analysed{sensitivity});
}

} // namespace odimo::tasks
