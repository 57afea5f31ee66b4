// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/integer/mapped_network.h"
#include "core/learn/analyse/recalibration.h"
#include "core/learn/analyse/saturation.h"
#include "core/learn/analyse/sensitivity.h"
#include "core/learn/model/trained_models.h"
#include "core/mapping/branch_tensors.h"
#include "core/mapping/cost/baselines.h"
#include "core/tasks/task_context.h"

namespace odimo::tasks {

namespace {

void checkMappings(const protocol::Task &task, const network::Network &network)
{
    if (task.mappings.empty())
        throw Error("The task preview of " + task.name + " has no mappings; it needs at least one.");
    for (const mapping::Mapping &mapping : task.mappings)
        mapping::checkMapping(mapping, network, task.platform);
}

std::vector<std::string> findingsBeforeTraining(const learn::QuantisedModel &model, const mapping::CostTable &table)
{
    std::vector<std::string> findings = learn::saturationFindings(model, table);
    for (std::string &finding : findings)
        finding = "Before training: " + finding;
    return findings;
}

} // namespace

/// Recalibrates every mapping of the task, against the network with all channels on their reference units or what a
/// supernet was trained to give, writes it, preview-<index>.safetensors, and measures it.
void preview(const TaskContext &context)
{
    const protocol::Task &task = context.task;
    const mapping::TrainedNetwork calibrated = loadCalibrated(context);
    checkMappings(task, calibrated.model.network);
    context.session.send(protocol::PhaseStarted{"preview", 0, static_cast<int>(context.split.train.size())});
    const torch::Tensor images = recalibrationImages(context);
    const bool isSupernet = mapping::isSupernet(calibrated);
    learn::PreActivationStatistics reference;
    if (!isSupernet)
        reference = learn::preActivationStatistics(
            integer::mapped(calibrated, mapping::referenceMapping(context.table), task.platform), context.table,
            images);
    for (std::size_t index = 0; index < task.mappings.size(); ++index) {
        if (!context.session.proceed())
            throw learn::StoppedByHost();
        mapping::TrainedNetwork mapped = integer::mapped(calibrated, task.mappings[index], task.platform);
        if (isSupernet)
            reference = learn::trainedStatistics(mapped, context.table, context.device);
        mapped = learn::recalibrated(mapped, reference, context.table, images);
        const std::filesystem::path path =
            std::filesystem::path(task.folder) / ("preview-" + std::to_string(index) + ".safetensors");
        mapping::saveTrainedNetwork(path, mapped, task.platform);
        learn::QuantisedModel model(mapped, context.table, learn::ScaleTraining::Frozen, context.device);
        context.session.send(
            protocol::Previewed{.index = static_cast<int>(index),
                                .validation = validationScore(context, model, protocol::Numerics::Fake),
                                .test = testScore(context, model, protocol::Numerics::Fake),
                                .path = path.string(),
                                .findings = findingsBeforeTraining(model, context.table)});
    }
}

} // namespace odimo::tasks
