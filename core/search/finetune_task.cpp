// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/learn/trained_models.h"
#include "core/search/task_context.h"

namespace odimo::search {

/// Trains the weights of the given mapping and measures it: tuned.safetensors.
void finetune(const TaskContext &context)
{
    const protocol::Task &task = context.task;
    if (!task.mapping)
        throw Error("The task finetune of " + task.name + " has no mapping; it needs one.");
    mapping::TrainedNetwork start = loadCalibrated(context);
    mapping::checkMapping(*task.mapping, start.model.network, task.platform);
    start.mapping = task.mapping;
    learn::QuantisedModel model(start, context.table, learn::scaleTraining(task.schedule), context.device);
    learn::train(model, trainingSetup(context, "finetune", learn::Selection::BestOrUntouched), context.session);
    saveWeights(context, "tuned.safetensors", model.trained());
    measureOnValidation(context, model, protocol::Numerics::Fake);
    measureOnTest(context, model, protocol::Numerics::Fake);
}

} // namespace odimo::search
