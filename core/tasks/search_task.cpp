// SPDX-License-Identifier: Apache-2.0
#include "core/integer/mapped_network.h"
#include "core/learn/analyse/recalibration.h"
#include "core/learn/analyse/sensitivity.h"
#include "core/learn/model/trained_models.h"
#include "core/mapping/cost/baselines.h"
#include "core/tasks/discretise.h"
#include "core/tasks/relaxed_cost.h"
#include "core/tasks/task_context.h"

namespace odimo::tasks {

namespace {

/// What was trained as a mixture of the units, with each channel now on one of them: recalibrated to the same weights
/// on the reference units, as every proposed mapping is, or untouched if that is better on the validation images.
/// The published style has no recalibration.
mapping::TrainedNetwork settled(const TaskContext &context, const mapping::TrainedNetwork &found)
{
    if (context.task.style == protocol::QuantiserStyle::Published)
        return found;
    const torch::Tensor images = recalibrationImages(context);
    const mapping::TrainedNetwork reference =
        integer::mapped(found, mapping::referenceMapping(context.table), context.task.platform);
    const mapping::TrainedNetwork recalibrated = learn::recalibrated(
        found, learn::preActivationStatistics(reference, context.table, images), context.table, images);
    const protocol::Measured untouched = validationScore(context, found);
    const protocol::Measured after = validationScore(context, recalibrated);
    const bool takesIt = isBetter(after, untouched);
    context.session.send(protocol::Log{
        "info", "The mapping of " + context.task.name + (takesIt ? " is recalibrated: " : " is not recalibrated: ") +
                    std::to_string(untouched.correct) + " of " + std::to_string(untouched.total) +
                    " validation images are right as it was found, " + std::to_string(after.correct) + " after it."});
    return takesIt ? recalibrated : found;
}

} // namespace

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
    setup.splits = [&] {
        const mapping::Mapping largest =
            discretise(model.weights(), context.table, task.objective, protocol::CostRule::Published);
        return mapping::countsOf(largest, static_cast<int>(task.platform.units.size()));
    };
    learn::train(model, setup, context.session);

    const mapping::Mapping mapping =
        discretise(model.weights(), context.table, task.objective, task.costRule, task.restrictions);
    const mapping::TrainedNetwork found = settled(context, integer::mapped(model.trained(), mapping, task.platform));
    context.session.send(protocol::MappingFound{*found.mapping});
    saveWeights(context, "searched.safetensors", found);
    learn::QuantisedModel discrete(found, context.table, learn::ScaleTraining::Frozen, context.device);
    measureOnValidation(context, discrete, protocol::Numerics::Fake);
    learn::refuseStrength(context.session,
                          "The strength can no longer be changed: the search of " + task.name + " has ended.");
}

} // namespace odimo::tasks
