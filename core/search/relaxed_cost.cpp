// SPDX-License-Identifier: Apache-2.0
#include "core/search/relaxed_cost.h"

#include "core/mapping/baselines.h"

#include <algorithm>

namespace odimo::search {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

/// A layer that two units share.
struct SharedLayer {
    const mapping::LayerTable &table;
    mapping::Staircase staircase;

    std::int64_t channels() const { return static_cast<std::int64_t>(staircase.cost.size()) - 1; }
    std::int64_t preciseBranch() const
    {
        const std::vector<int> units = table.eligibleUnits();
        return std::find(units.begin(), units.end(), staircase.preciseUnit) - units.begin();
    }
};

/// Tables of different lengths as the rows of a matrix; what lies behind the end of a row is not read.
Tensor asRows(const std::vector<const std::vector<double> *> &tables)
{
    std::size_t longest = 0;
    for (const std::vector<double> *table : tables)
        longest = std::max(longest, table->size());
    const Tensor rows =
        torch::zeros({static_cast<std::int64_t>(tables.size()), static_cast<std::int64_t>(longest)}, torch::kFloat64);
    for (std::size_t i = 0; i < tables.size(); ++i)
        std::copy(tables[i]->begin(), tables[i]->end(), rows.data_ptr<double>() + i * longest);
    return rows;
}

/// The shared layers of a network as tensors; L layers with C channels in all.
struct SharedLayers {
    protocol::CostRule rule = protocol::CostRule::JointStaircase;
    double constant = 0; ///< What the other layers add.
    std::vector<int> nodes;
    Tensor preciseBranch;          ///< [1, C]
    Tensor layerOf;                ///< [C]
    Tensor members;                ///< [L, C]: 1 where the channel belongs to the layer.
    Tensor channels;               ///< [L]
    Tensor halfStep;               ///< [L]: half the width of a step of the staircase.
    Tensor cost;                   ///< [L, n]: of n precise channels, normalised; so are the slopes.
    Tensor preciseCycles;          ///< [L, n]
    Tensor otherCycles;            ///< [L, n]
    Tensor slopeIfPreciseIsSlower; ///< [L], for the published rule.
    Tensor slopeIfOtherIsSlower;   ///< [L], for the published rule.

    void moveTo(torch::Device device)
    {
        for (Tensor *tensor : {&preciseBranch, &layerOf, &members, &channels, &halfStep, &cost, &preciseCycles,
                               &otherCycles, &slopeIfPreciseIsSlower, &slopeIfOtherIsSlower})
            *tensor = tensor->to(device);
    }

    /// [L]: each row of a table at its own n, linear between whole ones.
    Tensor at(const Tensor &rows, const Tensor &n) const
    {
        const Tensor below = torch::minimum(n.floor(), channels - 1);
        const Tensor index = below.to(torch::kInt64).unsqueeze(1);
        const Tensor first = rows.gather(1, index).squeeze(1);
        const Tensor second = rows.gather(1, index + 1).squeeze(1);
        return first + (n - below) * (second - first);
    }

    Tensor slope(const Tensor &n) const
    {
        switch (rule) {
        case protocol::CostRule::JointStaircase: {
            const Tensor low = (n - halfStep).clamp_min(0);
            const Tensor high = torch::minimum(n + halfStep, channels);
            return (at(cost, high) - at(cost, low)) / (high - low);
        }
        case protocol::CostRule::Published:
            return torch::where(at(preciseCycles, n) >= at(otherCycles, channels - n), slopeIfPreciseIsSlower,
                                slopeIfOtherIsSlower);
        }
        return {};
    }
};

struct CostFunction : torch::autograd::Function<CostFunction> {
    /// `preciseShares`: [C], the share of the precise unit of each channel.
    static Tensor forward(AutogradContext *context, const Tensor &preciseShares, const SharedLayers *layers)
    {
        const Tensor counts = layers->members.mv(preciseShares.to(torch::kFloat64));
        const Tensor n = torch::minimum(counts.clamp_min(0), layers->channels);
        context->save_for_backward({layers->slope(n).index_select(0, layers->layerOf).to(preciseShares.scalar_type())});
        return (layers->at(layers->cost, n).sum() + layers->constant).to(preciseShares.scalar_type());
    }

    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        return {gradients.front() * context->get_saved_variables().front(), Tensor()};
    }
};

SharedLayers asTensors(const std::vector<SharedLayer> &layers, const platform::Platform &platform,
                       mapping::Objective objective, double normaliser, protocol::CostRule rule)
{
    SharedLayers made;
    made.rule = rule;
    std::vector<const std::vector<double> *> cost, preciseCycles, otherCycles;
    std::vector<double> channels, halfStep, slopeIfPreciseIsSlower, slopeIfOtherIsSlower;
    std::vector<std::int64_t> preciseBranch, layerOf;
    for (const SharedLayer &layer : layers) {
        const mapping::Staircase &stairs = layer.staircase;
        const auto slope = [&](Slower slower) {
            return publishedSlope(layer.table, platform, objective, stairs, slower) / normaliser;
        };
        layerOf.insert(layerOf.end(), static_cast<std::size_t>(layer.channels()),
                       static_cast<std::int64_t>(made.nodes.size()));
        preciseBranch.insert(preciseBranch.end(), static_cast<std::size_t>(layer.channels()), layer.preciseBranch());
        made.nodes.push_back(layer.table.layer.node);
        channels.push_back(static_cast<double>(layer.channels()));
        halfStep.push_back(stairs.stepWidth / 2);
        cost.push_back(&stairs.cost);
        preciseCycles.push_back(&*layer.table.cycles[static_cast<std::size_t>(stairs.preciseUnit)]);
        otherCycles.push_back(&*layer.table.cycles[static_cast<std::size_t>(stairs.otherUnit)]);
        slopeIfPreciseIsSlower.push_back(slope(Slower::Precise));
        slopeIfOtherIsSlower.push_back(slope(Slower::Other));
    }
    made.preciseBranch = torch::tensor(preciseBranch).unsqueeze(0);
    made.layerOf = torch::tensor(layerOf);
    made.members = torch::arange(static_cast<std::int64_t>(layers.size()))
                       .unsqueeze(1)
                       .eq(made.layerOf.unsqueeze(0))
                       .to(torch::kFloat64);
    made.channels = torch::tensor(channels, torch::kFloat64);
    made.halfStep = torch::tensor(halfStep, torch::kFloat64);
    made.cost = asRows(cost) / normaliser;
    made.preciseCycles = asRows(preciseCycles);
    made.otherCycles = asRows(otherCycles);
    made.slopeIfPreciseIsSlower = torch::tensor(slopeIfPreciseIsSlower, torch::kFloat64);
    made.slopeIfOtherIsSlower = torch::tensor(slopeIfOtherIsSlower, torch::kFloat64);
    return made;
}

} // namespace

learn::QuantisedModel::CostFunction relaxedCost(const mapping::CostTable &table, mapping::Objective objective,
                                                protocol::CostRule rule)
{
    const mapping::MappingCost preciseCost =
        mapping::costOf(table, mapping::uniformMapping(table, table.platform.preciseUnit()));
    const double normaliser = preciseCost.value(objective);
    std::vector<SharedLayer> shared;
    double constant = 0;
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        if (std::optional<mapping::Staircase> stairs = mapping::staircase(table.layers[i], table.platform, objective))
            shared.push_back({table.layers[i], *std::move(stairs)});
        else
            constant += preciseCost.layers[i].value(objective);
    }
    if (shared.empty())
        return [](const learn::BranchWeights &) {
            return Tensor();
        };
    auto layers = std::make_shared<SharedLayers>(asTensors(shared, table.platform, objective, normaliser, rule));
    layers->constant = constant / normaliser;
    return [layers](const learn::BranchWeights &weights) {
        const Tensor shares = weights.shares(layers->nodes);
        if (layers->members.device() != shares.device())
            layers->moveTo(shares.device());
        return CostFunction::apply(shares.gather(0, layers->preciseBranch).squeeze(0), layers.get());
    };
}

} // namespace odimo::search
