// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/learn/analyse/saturation.h"
#include "core/learn/model/trained_models.h"
#include "core/mapping/branch_tensors.h"
#include "core/tasks/task_context.h"

namespace odimo::tasks {

namespace {

/// With the logits of each image, if the task has a folder for them.
void measure(const TaskContext &context, learn::TrainableModel &model)
{
    const protocol::Task &task = context.task;
    if (task.folder.empty()) {
        measureOnTest(context, model, task.numerics);
        return;
    }
    data::FloatArray logits{{context.data.test.count(), task.network.classes()}, {}};
    const learn::Score score =
        learn::evaluate(model, context.data.test, learn::allIndices(context.data.test), context.device, context.session,
                        [&logits](const torch::Tensor &ofBatch) {
                            const torch::Tensor values = ofBatch.to(torch::kCPU).contiguous();
                            logits.values.insert(logits.values.end(), values.data_ptr<float>(),
                                                 values.data_ptr<float>() + values.numel());
                        });
    saveLogits(task, logits, context.session);
    context.session.send(
        protocol::Measured{"test", protocol::nameOf(task.numerics), score.correct, score.total, score.loss});
}

} // namespace

/// Measures the task's weights on the test set.
void evaluateWeights(const TaskContext &context)
{
    const protocol::Task &task = context.task;
    const mapping::TrainedNetwork trained = mapping::loadTrainedNetwork(task.weights, task.platform);
    context.session.send(protocol::PhaseStarted{"evaluate", 0, 0});
    switch (task.numerics) {
    case protocol::Numerics::Float: {
        learn::FloatModel model(trained.mapping ? mapping::heldModel(trained, *trained.mapping, task.platform)
                                                : trained.model,
                                context.device);
        measure(context, model);
        return;
    }
    case protocol::Numerics::Fake: {
        if (!trained.mapping || !trained.quantisation)
            throw Error("The weights of " + task.name +
                            " have no mapping yet, so there is nothing quantised to evaluate",
                        ErrorKind::BadInput, Remedy::FloatNumerics);
        learn::QuantisedModel model(trained, context.table, learn::ScaleTraining::Frozen, context.device);
        for (const std::string &finding : learn::saturationFindings(model, context.table))
            context.session.send(protocol::Log{"finding", finding});
        measure(context, model);
        return;
    }
    }
}

} // namespace odimo::tasks
