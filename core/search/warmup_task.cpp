// SPDX-License-Identifier: Apache-2.0
#include "core/learn/trained_models.h"
#include "core/network/passes.h"
#include "core/search/task_context.h"

namespace odimo::search {

/// Trains the float network from its seeded start and writes it simplified, BatchNorm folded: warm.safetensors.
void warmUp(const TaskContext &context)
{
    const protocol::Task &task = context.task;
    learn::FloatModel model({task.network, network::initialise(task.network, task.seed)}, context.device);
    learn::train(model, trainingSetup(context, "warmup", learn::Selection::Best), context.session);
    const network::Model folded = network::simplify(model.model());
    saveWeights(context, "warm.safetensors", {folded, std::nullopt, std::nullopt});
    learn::FloatModel measured(folded, context.device);
    measureOnValidation(context, measured, protocol::Numerics::Float);
    measureOnTest(context, measured, protocol::Numerics::Float);
}

} // namespace odimo::search
