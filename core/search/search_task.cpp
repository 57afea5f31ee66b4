// SPDX-License-Identifier: Apache-2.0
#include "core/learn/trained_models.h"
#include "core/search/discretise.h"
#include "core/search/relaxed_cost.h"
#include "core/search/task_context.h"

namespace odimo::search {

/// Trains weights and mixing parameters together, then decides: sends the mapping and writes searched.safetensors.
void search(const TaskContext &context)
{
    const protocol::Task &task = context.task;
    mapping::TrainedNetwork start = loadCalibrated(context);
    start.mapping.reset();
    learn::QuantisedModel model(start, context.table, learn::scaleTraining(task.schedule), context.device);
    model.setCost(relaxedCost(context.table, task.objective, task.costRule));
    model.setTemperatureFactor(task.schedule.temperatureFactor);
    learn::train(model, trainingSetup(context, "search", learn::Selection::Last), context.session);

    mapping::TrainedNetwork found = model.trained();
    found.mapping = discretise(model.weights(), context.table, task.objective, task.costRule);
    context.session.send(protocol::MappingFound{*found.mapping});
    saveWeights(context, "searched.safetensors", found);
    learn::QuantisedModel discrete(found, context.table, learn::ScaleTraining::Frozen, context.device);
    measureOnValidation(context, discrete, protocol::Numerics::Fake);
}

} // namespace odimo::search
