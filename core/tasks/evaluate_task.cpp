// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/learn/analyse/saturation.h"
#include "core/learn/model/trained_models.h"
#include "core/tasks/task_context.h"

namespace odimo::tasks {

/// Measures the task's weights on the test set.
void evaluateWeights(const TaskContext &context)
{
    const protocol::Task &task = context.task;
    const mapping::TrainedNetwork trained = mapping::loadTrainedNetwork(task.weights, task.platform);
    context.session.send(protocol::PhaseStarted{"evaluate", 0, 0});
    switch (task.numerics) {
    case protocol::Numerics::Float: {
        learn::FloatModel model(trained.model, context.device);
        measureOnTest(context, model, task.numerics);
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
        measureOnTest(context, model, task.numerics);
        return;
    }
    }
}

} // namespace odimo::tasks
