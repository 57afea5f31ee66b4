// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/learn/model/supernet_model.h"
#include "core/learn/model/trained_models.h"
#include "core/network/passes.h"
#include "core/tasks/task_context.h"

namespace odimo::tasks {

namespace {

network::Model givenModel(const protocol::Task &task)
{
    network::Model given = mapping::loadTrainedNetwork(task.weights, task.platform).model;
    if (given.network != task.network)
        throw Error("The weights of " + task.name + " are of the network " + given.network.name() + ", not of " +
                    task.network.name() + ".");
    return given;
}

/// Weights that came trained and do no better than guessing were trained for other inputs.
void warnOfGuessing(const TaskContext &context, const learn::Score &score)
{
    const double guessing = 1.0 / static_cast<double>(context.data.classes.size());
    if (score.accuracy() > guessing + 0.1 * (1 - guessing))
        return;
    const std::string text =
        "As it came, " + context.task.network.name() + " gets " + numberText(100 * score.accuracy(), 3) +
        " % of the test images right, hardly more than guessing: it may expect values on another scale, or other "
        "classes. If it was trained on pixels from 0 to 255, name the data with normalise=bytes, and if on images with "
        "a mean and a deviation taken off, with these (normalise=MEAN,DEVIATION); or give the warm-up epochs.";
    context.session.send(protocol::Log{"warning", text});
}

/// True if every mapping is to be trained at once and can be.
bool trainsSupernet(const TaskContext &context)
{
    const protocol::Task &task = context.task;
    if (task.schedule.supernet == protocol::Supernet::None || task.schedule.epochs == 0)
        return false;
    if (learn::SupernetModel::fits(task.network, context.table))
        return true;
    context.session.send(protocol::Log{
        "info", "The warm-up trains " + task.network.name() +
                    " with its own operators alone: mappings with others are trained at once only where a "
                    "batch normalisation follows each layer that may change."});
    return false;
}

/// The last epoch stays, as validation images tell of the layers' own operators alone.
mapping::TrainedNetwork trainedSupernet(const TaskContext &context, const network::Model &start)
{
    learn::SupernetModel model(start, context.table, context.task.seed, context.device);
    learn::train(model, trainingSetup(context, "warmup", learn::Selection::Last), context.session);
    model.settle(recalibrationImages(context));
    return model.trained();
}

mapping::TrainedNetwork trainedAlone(const TaskContext &context, network::Model start)
{
    if (context.task.schedule.epochs > 0) {
        learn::FloatModel model(start, context.device);
        const bool given = !context.task.weights.empty();
        const auto selection = given ? learn::Selection::BestOrUntouched : learn::Selection::Best;
        learn::train(model, trainingSetup(context, "warmup", selection), context.session);
        start = model.model();
    }
    return {network::simplify(start), std::nullopt, std::nullopt};
}

} // namespace

/// Trains the float network from its given weights or its seeded start, with all mappings at once where the schedule
/// says so, and writes it simplified, BatchNorm folded: warm.safetensors.
void warmUp(const TaskContext &context)
{
    const protocol::Task &task = context.task;
    const bool given = !task.weights.empty();
    const network::Model start =
        given ? givenModel(task) : network::Model{task.network, network::initialise(task.network, task.seed)};
    const mapping::TrainedNetwork warm =
        trainsSupernet(context) ? trainedSupernet(context, start) : trainedAlone(context, start);
    saveWeights(context, "warm.safetensors", warm);
    learn::FloatModel measured(warm.model, context.device);
    measureOnValidation(context, measured, protocol::Numerics::Float);
    const learn::Score score = measureOnTest(context, measured, protocol::Numerics::Float);
    if (given && task.schedule.epochs == 0)
        warnOfGuessing(context, score);
}

} // namespace odimo::tasks
