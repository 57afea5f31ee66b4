// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/data/sampling.h"
#include "core/learn/analyse/loss_curves.h"
#include "core/mapping/branch_tensors.h"
#include "core/mapping/channel_order.h"
#include "core/mapping/cost/baselines.h"
#include "core/tasks/task_context.h"

namespace odimo::tasks {

namespace {

constexpr int analysedImages = 2000;
enum Purpose : std::uint64_t { ImagesPurpose = 31, LabelsPurpose };

} // namespace

/// Writes the weights with their quantisation and the kernels of other operators, analysed.safetensors, and sends what
/// each channel costs on each unit. Where units take runs of channels, these are put into the order that suits the runs
/// best.
void analyse(const TaskContext &context)
{
    const protocol::Task &task = context.task;
    mapping::TrainedNetwork trained = loadCalibrated(context);
    trained.mapping.reset();
    const std::vector<int> images = data::stratifiedSubset(context.data.train.labels, context.split.train,
                                                           analysedImages, deriveSeed(task.seed, ImagesPurpose));
    context.session.send(protocol::PhaseStarted{"analyse", 1, static_cast<int>(images.size())});
    mapping::TrainedNetwork mapped = trained;
    mapped.mapping = mapping::referenceMapping(context.table);
    const std::vector<learn::FittedWeights> fitted =
        learn::fitWeights(mapped, context.table, recalibrationImages(context));
    const learn::AnalysisData data{context.data.train, images, deriveSeed(task.seed, LabelsPurpose), context.device};
    mapping::Sensitivity sensitivity = learn::analyseSensitivity(mapped, context.table, fitted, data, context.session);
    if (mapping::isSupernet(trained)) { // Whose channels are in order, and whose kernels are trained.
        sensitivity = learn::withCurves(std::move(sensitivity),
                                        learn::measureLossCurves(mapped, context.table, data, context.session));
        saveWeights(context, "analysed.safetensors", trained);
        context.session.send(protocol::Analysed{sensitivity});
        return;
    }
    const network::Network &network = trained.model.network;
    const network::ChannelGroups groups =
        network::channelGroups(network, platform::depthwiseNodes(network, task.platform));
    const std::vector<std::vector<int>> orders = mapping::channelOrders(groups, context.table, sensitivity);
    saveWeights(context, "analysed.safetensors",
                mapping::inOrder(learn::withKernels(trained, fitted, task.platform), groups, orders));
    context.session.send(protocol::Analysed{mapping::inOrder(sensitivity, groups, context.table, orders)});
}

} // namespace odimo::tasks
