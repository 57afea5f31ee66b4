// SPDX-License-Identifier: Apache-2.0
#include "core/tasks/relaxed_cost.h"

#include "core/mapping/cost/baselines.h"
#include "core/tasks/relaxation.h"

#include <algorithm>

namespace odimo::tasks {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

/// The shared layers of a network as tensors; L layers with C channels in all.
struct SharedLayers {
    std::unique_ptr<Relaxation> relaxation;
    double normaliser = 1;
    double constant = 0; ///< What the other layers add.
    std::vector<int> nodes;
    Tensor referenceBranch; ///< [1, C]
    Tensor layerOf;         ///< [C]
    Tensor members;         ///< [L, C]: 1 where the channel belongs to the layer.
    Tensor channels;        ///< [L]

    void moveTo(torch::Device device)
    {
        relaxation->moveTo(device);
        for (Tensor *tensor : {&referenceBranch, &layerOf, &members, &channels})
            *tensor = tensor->to(device);
    }
};

struct CostFunction : torch::autograd::Function<CostFunction> {
    /// `referenceShares`: [C], the share of the reference unit of each channel.
    static Tensor forward(AutogradContext *context, const Tensor &referenceShares, const SharedLayers *layers)
    {
        const Tensor counts = layers->members.mv(referenceShares.to(torch::kFloat64));
        const RelaxedCost found = layers->relaxation->at(torch::minimum(counts.clamp_min(0), layers->channels));
        const Tensor slopes = (found.slope / layers->normaliser).index_select(0, layers->layerOf);
        context->save_for_backward({slopes.to(referenceShares.scalar_type())});
        return ((found.cost + layers->constant) / layers->normaliser).to(referenceShares.scalar_type());
    }

    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        return {gradients.front() * context->get_saved_variables().front(), Tensor()};
    }
};

SharedLayers asTensors(const std::vector<SharedLayer> &layers)
{
    SharedLayers made;
    std::vector<double> channels;
    std::vector<std::int64_t> referenceBranch, layerOf;
    for (const SharedLayer &layer : layers) {
        const auto count = static_cast<std::size_t>(layer.channels());
        layerOf.insert(layerOf.end(), count, static_cast<std::int64_t>(made.nodes.size()));
        referenceBranch.insert(referenceBranch.end(), count, static_cast<std::int64_t>(layer.table.referenceBranch));
        made.nodes.push_back(layer.table.layer.node);
        channels.push_back(static_cast<double>(count));
    }
    made.referenceBranch = torch::tensor(referenceBranch).unsqueeze(0);
    made.layerOf = torch::tensor(layerOf);
    made.members = torch::arange(static_cast<std::int64_t>(layers.size()))
                       .unsqueeze(1)
                       .eq(made.layerOf.unsqueeze(0))
                       .to(torch::kFloat64);
    made.channels = torch::tensor(channels, torch::kFloat64);
    return made;
}

std::unique_ptr<Relaxation> relaxationOf(const std::vector<SharedLayer> &layers, const platform::Platform &platform,
                                         mapping::Objective objective, protocol::CostRule rule)
{
    switch (rule) {
    case protocol::CostRule::JointStaircase:
        return jointRelaxation(layers);
    case protocol::CostRule::Published:
        return publishedRelaxation(layers, platform, objective);
    }
    return {};
}

} // namespace

learn::QuantisedModel::CostFunction relaxedCost(const mapping::CostTable &table, mapping::Objective objective,
                                                protocol::CostRule rule)
{
    const mapping::MappingCost referenceCost = mapping::referenceCost(table);
    std::vector<SharedLayer> shared;
    double constant = 0;
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        if (std::optional<mapping::Staircase> stairs = mapping::staircase(table.layers[i], table.platform, objective))
            shared.push_back({table.layers[i], *std::move(stairs)});
        else
            constant += referenceCost.layers[i].value(objective);
    }
    if (shared.empty())
        return [](const learn::BranchWeights &) {
            return Tensor();
        };
    auto layers = std::make_shared<SharedLayers>(asTensors(shared));
    layers->relaxation = relaxationOf(shared, table.platform, objective, rule);
    layers->normaliser = referenceCost.value(objective);
    layers->constant = constant;
    return [layers](const learn::BranchWeights &weights) {
        const Tensor shares = weights.shares(layers->nodes);
        if (layers->members.device() != shares.device())
            layers->moveTo(shares.device());
        return CostFunction::apply(shares.gather(0, layers->referenceBranch).squeeze(0), layers.get());
    };
}

} // namespace odimo::tasks
