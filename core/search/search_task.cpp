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
    mapping::checkRestrictions(task.restrictions, context.table);
    checkReachable(context.table, task.restrictions);
    mapping::TrainedNetwork start = loadCalibrated(context);
    start.mapping.reset();
    learn::QuantisedModel model(start, context.table, learn::scaleTraining(task.schedule), context.device,
                                task.restrictions);
    if (task.mapping) {
        mapping::checkMapping(*task.mapping, start.model.network, task.platform);
        model.startFrom(*task.mapping, context.table);
    }
    model.setCost(relaxedCost(context.table, task.objective, task.costRule));
    model.setTemperatureFactor(task.schedule.temperatureFactor);
    learn::TrainingSetup setup = trainingSetup(context, "search", learn::Selection::Last);
    setup.steering = learn::Steering::Live;
    learn::train(model, setup, context.session);

    mapping::TrainedNetwork found = model.trained();
    found.mapping = discretise(model.weights(), context.table, task.objective, task.costRule, task.restrictions);
    context.session.send(protocol::MappingFound{*found.mapping});
    saveWeights(context, "searched.safetensors", found);
    learn::QuantisedModel discrete(found, context.table, learn::ScaleTraining::Frozen, context.device);
    measureOnValidation(context, discrete, protocol::Numerics::Fake);
    learn::refuseStrength(context.session,
                          "The strength can no longer be changed: the search of " + task.name + " has ended.");
}

} // namespace odimo::search
