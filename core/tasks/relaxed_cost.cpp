// SPDX-License-Identifier: Apache-2.0
#include "core/tasks/relaxed_cost.h"

#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/energy.h"
#include "core/tasks/layout_relaxation.h"
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
    std::unique_ptr<LayoutRelaxation> layouts; ///< Null if they cost nothing.
    double normaliser = 1;
    double constant = 0; ///< What the other layers add.
    std::vector<int> nodes;
    Tensor referenceBranch; ///< [1, C]
    Tensor layerOf;         ///< [C]
    Tensor members;         ///< [L, C]: 1 where the channel belongs to the layer.
    Tensor channels;        ///< [L]

    /// The channels of each layer on the reference unit.
    Tensor counts(const Tensor &referenceShares) const
    {
        return torch::minimum(members.mv(referenceShares.to(torch::kFloat64)).clamp_min(0), channels);
    }

    void moveTo(torch::Device device)
    {
        relaxation->moveTo(device);
        if (layouts)
            layouts->moveTo(device);
        for (Tensor *tensor : {&referenceBranch, &layerOf, &members, &channels})
            *tensor = tensor->to(device);
    }
};

struct CostFunction : torch::autograd::Function<CostFunction> {
    /// Of the layers by themselves. `referenceShares`: [C], the share of the reference unit of each channel.
    static Tensor forward(AutogradContext *context, const Tensor &referenceShares, const SharedLayers *layers)
    {
        const RelaxedCost found = layers->relaxation->at(layers->counts(referenceShares));
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

/// Conversions depend on the other layers.
mapping::LayerCost withoutConversions(mapping::LayerCost cost, const platform::Platform &platform)
{
    cost.latency_cycles -= cost.conversion_cycles;
    cost.energy_uJ = mapping::energy_uJ(platform, cost.cycles);
    return cost;
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
            constant += withoutConversions(referenceCost.layers[i], table.platform).value(objective);
    }
    if (shared.empty())
        return [](const learn::BranchWeights &) {
            return Tensor();
        };
    auto layers = std::make_shared<SharedLayers>(asTensors(shared));
    layers->layouts = layoutRelaxation(table, shared, objective);
    layers->relaxation = relaxationOf(shared, table.platform, objective, rule);
    layers->normaliser = referenceCost.value(objective);
    layers->constant = constant;
    return [layers](const learn::BranchWeights &weights) {
        const Tensor shares = weights.shares(layers->nodes);
        if (layers->members.device() != shares.device())
            layers->moveTo(shares.device());
        const Tensor reference = shares.gather(0, layers->referenceBranch).squeeze(0);
        const Tensor cost = CostFunction::apply(reference, layers.get());
        if (!layers->layouts)
            return cost;
        const Tensor conversions = layers->layouts->at(layers->counts(reference)) / layers->normaliser;
        return cost + conversions.to(cost.scalar_type());
    };
}

} // namespace odimo::tasks
