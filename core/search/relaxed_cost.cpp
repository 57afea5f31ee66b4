// SPDX-License-Identifier: Apache-2.0
#include "core/search/relaxed_cost.h"

#include "core/mapping/baselines.h"

#include <algorithm>
#include <cmath>

namespace odimo::search {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

/// A value with a given slope with respect to the sum of the shares.
struct SlopeFunction : torch::autograd::Function<SlopeFunction> {
    static Tensor forward(AutogradContext *context, const Tensor &shares, double value, double slope)
    {
        context->saved_data["slope"] = slope;
        context->saved_data["channels"] = shares.size(0);
        return torch::full({}, value, shares.options());
    }

    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const double slope = context->saved_data["slope"].toDouble();
        return {(gradients.front() * slope).expand({context->saved_data["channels"].toInt()}), Tensor(), Tensor()};
    }
};

struct RelaxedLayer {
    mapping::LayerTable table;
    mapping::Staircase staircase;
    int node = 0;
    std::int64_t preciseBranch = 0;
};

struct RelaxedNetwork {
    platform::Platform platform;
    mapping::Objective objective;
    protocol::CostRule rule;
    std::vector<RelaxedLayer> layers;
    double constant = 0;
    double normaliser = 1;

    double slope(const RelaxedLayer &layer, double n) const
    {
        switch (rule) {
        case protocol::CostRule::JointStaircase:
            return mapping::centredSlope(layer.staircase, n);
        case protocol::CostRule::Published:
            return publishedSlope(layer.table, platform, objective, layer.staircase, n);
        }
        return 0;
    }
};

/// Linear between the entries of a unit's table.
double cyclesAt(const std::vector<double> &cycles, double n)
{
    const auto below = static_cast<std::size_t>(std::clamp(std::floor(n), 0.0, static_cast<double>(cycles.size() - 1)));
    const std::size_t above = std::min(below + 1, cycles.size() - 1);
    return cycles[below] + (n - static_cast<double>(below)) * (cycles[above] - cycles[below]);
}

double largestStep(const std::vector<double> &cycles)
{
    double largest = 0;
    for (std::size_t n = 1; n < cycles.size(); ++n)
        largest = std::max(largest, cycles[n] - cycles[n - 1]);
    return largest;
}

double powerOf(const platform::Platform &platform, std::vector<int> units)
{
    std::sort(units.begin(), units.end());
    for (const platform::PowerState &state : platform.power)
        if (state.activeUnits == units)
            return state.power_mW;
    return 0;
}

} // namespace

double publishedSlope(const mapping::LayerTable &table, const platform::Platform &platform,
                      mapping::Objective objective, const mapping::Staircase &staircase, double n)
{
    const int precise = staircase.preciseUnit;
    const int other = staircase.otherUnit;
    const std::vector<double> &preciseCycles = *table.cycles[static_cast<std::size_t>(precise)];
    const std::vector<double> &otherCycles = *table.cycles[static_cast<std::size_t>(other)];
    const double channels = static_cast<double>(preciseCycles.size() - 1);
    const bool preciseIsSlower = cyclesAt(preciseCycles, n) >= cyclesAt(otherCycles, channels - n);
    const double preciseStep = largestStep(preciseCycles);
    const double otherStep = -largestStep(otherCycles); // a channel more on one unit is one less on the other
    const double slowerStep = preciseIsSlower ? preciseStep : otherStep;
    if (objective == mapping::Objective::Latency)
        return slowerStep;
    const double fasterStep = preciseIsSlower ? otherStep : preciseStep;
    const double slowerPower = powerOf(platform, {preciseIsSlower ? precise : other});
    const double bothPower = powerOf(platform, {precise, other});
    const double energy = bothPower * fasterStep + slowerPower * (slowerStep - fasterStep); // mW * cycles
    return energy / platform.clock_Hz * 1e3;
}

learn::QuantisedModel::CostFunction relaxedCost(const mapping::CostTable &table, mapping::Objective objective,
                                                protocol::CostRule rule)
{
    auto relaxed = std::make_shared<RelaxedNetwork>(RelaxedNetwork{table.platform, objective, rule, {}, 0, 1});
    const mapping::Mapping precise = mapping::uniformMapping(table, table.platform.preciseUnit());
    const mapping::MappingCost preciseCost = mapping::costOf(table, precise);
    relaxed->normaliser = preciseCost.value(objective);
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const mapping::LayerTable &layer = table.layers[i];
        const std::optional<mapping::Staircase> stairs = mapping::staircase(layer, table.platform, objective);
        if (!stairs) {
            const mapping::LayerCost &cost = preciseCost.layers[i];
            relaxed->constant += objective == mapping::Objective::Latency ? cost.latency_cycles : cost.energy_uJ;
            continue;
        }
        const std::vector<int> units = layer.eligibleUnits();
        const auto branch = std::find(units.begin(), units.end(), stairs->preciseUnit) - units.begin();
        relaxed->layers.push_back({layer, *stairs, layer.layer.node, branch});
    }
    return [relaxed](const learn::BranchWeights &weights) {
        Tensor total;
        for (const RelaxedLayer &layer : relaxed->layers) {
            const Tensor shares = weights.shares(layer.node)[layer.preciseBranch];
            const double n = std::clamp(shares.detach().sum().item<double>(), 0.0,
                                        static_cast<double>(layer.staircase.cost.size() - 1));
            const Tensor cost = SlopeFunction::apply(shares, mapping::costAt(layer.staircase, n) / relaxed->normaliser,
                                                     relaxed->slope(layer, n) / relaxed->normaliser);
            total = total.defined() ? total + cost : cost;
        }
        return total.defined() ? total + relaxed->constant / relaxed->normaliser : total;
    };
}

} // namespace odimo::search
