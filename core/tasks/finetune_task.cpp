// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/integer/mapped_network.h"
#include "core/learn/analyse/recalibration.h"
#include "core/learn/analyse/saturation.h"
#include "core/learn/model/trained_models.h"
#include "core/mapping/branch_tensors.h"
#include "core/mapping/cost/baselines.h"
#include "core/platform/left_out.h"
#include "core/tasks/task_context.h"

#include <algorithm>

namespace odimo::tasks {

namespace {

/// Weights that were trained for another mapping.
mapping::TrainedNetwork loadNeighbour(const TaskContext &context, const network::Network &network)
{
    const protocol::Task &task = context.task;
    mapping::TrainedNetwork neighbour = mapping::loadTrainedNetwork(task.neighbour, task.platform);
    if (!(neighbour.model.network == network) || !neighbour.mapping || !neighbour.quantisation)
        throw Error("The neighbour of " + task.name +
                    " is no mapped network like its own weights; a fine-tuned run of the same project is needed.");
    return neighbour;
}

/// True if the mapping has channels that were left out of the other one, of which no weights are left there.
bool takesBackChannels(const mapping::Mapping &mapping, const mapping::Mapping &other,
                       const platform::Platform &platform)
{
    const auto isLeftOut = [&](int unit) {
        return platform::leavesOut(platform.units[static_cast<std::size_t>(unit)]);
    };
    for (std::size_t i = 0; i < mapping.layers.size(); ++i) {
        const std::vector<int> &units = mapping.layers[i].unitOfChannel, &others = other.layers[i].unitOfChannel;
        for (std::size_t channel = 0; channel < units.size(); ++channel)
            if (!isLeftOut(units[channel]) && isLeftOut(others[channel]))
                return true;
    }
    return false;
}

/// The neighbour's weights, recalibrated to the mapping of the task.
mapping::TrainedNetwork startFrom(const TaskContext &context, const mapping::TrainedNetwork &neighbour)
{
    const protocol::Task &task = context.task;
    const torch::Tensor images = recalibrationImages(context);
    return learn::recalibrated(learn::remapped(neighbour, *task.mapping, task.platform),
                               learn::preActivationStatistics(neighbour, context.table, images), context.table, images);
}

bool changesOperators(const TaskContext &context, const mapping::Mapping &mapping)
{
    for (std::size_t i = 0; i < context.table.layers.size(); ++i)
        for (const platform::Branch &branch : context.table.layers[i].branches)
            if (branch.operation != platform::Operation::Same &&
                std::ranges::find(mapping.layers[i].unitOfChannel, branch.unit) !=
                    mapping.layers[i].unitOfChannel.end())
                return true;
    return false;
}

/// The task's own weights on its mapping. Those of channels that are computed by another operator for the first time
/// are no weights of it yet: they are fitted to what the network computes on its reference units.
mapping::TrainedNetwork mappedStart(const TaskContext &context, mapping::TrainedNetwork own)
{
    const protocol::Task &task = context.task;
    const bool fits = !own.mapping && changesOperators(context, *task.mapping);
    mapping::TrainedNetwork mapped = integer::mapped(own, *task.mapping, task.platform);
    if (!fits)
        return mapped;
    const torch::Tensor images = recalibrationImages(context);
    if (mapping::isSupernet(own))
        return learn::recalibrated(mapped, learn::trainedStatistics(mapped, context.table, context.device),
                                   context.table, images);
    own = integer::mapped(std::move(own), mapping::referenceMapping(context.table), task.platform);
    return learn::recalibrated(mapped, learn::preActivationStatistics(own, context.table, images), context.table,
                               images);
}

std::string percent(const protocol::Measured &measured)
{
    if (measured.total == 0)
        return "unknown for want of images";
    return decimalText(100 * static_cast<double>(measured.correct) / static_cast<double>(measured.total), 2) + " %";
}

/// Whichever of the task's weights and its neighbour's is better on the validation images.
mapping::TrainedNetwork betterStart(const TaskContext &context, const mapping::TrainedNetwork &own)
{
    const protocol::Task &task = context.task;
    mapping::TrainedNetwork neighbour = loadNeighbour(context, own.model.network);
    if (takesBackChannels(*task.mapping, *neighbour.mapping, task.platform))
        return own;
    neighbour = startFrom(context, neighbour);
    const protocol::Measured ownScore = validationScore(context, own);
    const protocol::Measured neighbourScore = validationScore(context, neighbour);
    const bool takesNeighbour = isBetter(neighbourScore, ownScore);
    context.session.send(protocol::Log{
        "info", "Fine-tuning of " + task.name + " starts from " + (takesNeighbour ? "its neighbour's" : "its own") +
                    " weights: " + percent(takesNeighbour ? neighbourScore : ownScore) + " before training, " +
                    percent(takesNeighbour ? ownScore : neighbourScore) + " from the " +
                    (takesNeighbour ? "others." : "neighbour's.")});
    return takesNeighbour ? neighbour : own;
}

} // namespace

/// Trains the weights of the given mapping and measures it: tuned.safetensors.
void finetune(const TaskContext &context)
{
    const protocol::Task &task = context.task;
    if (!task.mapping)
        throw Error("The task finetune of " + task.name + " has no mapping; it needs one.");
    mapping::TrainedNetwork start = loadCalibrated(context);
    mapping::checkMapping(*task.mapping, start.model.network, task.platform);
    start = mappedStart(context, std::move(start));
    if (!task.neighbour.empty())
        start = betterStart(context, start);
    learn::QuantisedModel model(start, context.table, learn::scaleTraining(task.schedule), context.device);
    learn::train(model, trainingSetup(context, "finetune", learn::Selection::BestOrUntouched), context.session);
    saveWeights(context, "tuned.safetensors", model.trained());
    for (const std::string &finding : learn::saturationFindings(model, context.table))
        context.session.send(protocol::Log{"finding", "After training: " + finding});
    measureOnValidation(context, model, protocol::Numerics::Fake);
    measureOnTest(context, model, protocol::Numerics::Fake);
}

} // namespace odimo::tasks
