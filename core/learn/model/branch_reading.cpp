// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/branch_reading.h"

#include "core/integer/multipliers.h"
#include "core/integer/weight_codes.h"

#include <algorithm>
#include <cmath>

namespace odimo::learn {

using torch::Tensor;

namespace {

/// Of a branch with converters, [C].
std::vector<int> multipliersOf(const Branch &branch)
{
    const mapping::WeightScales held{.layer = {},
                                     .scales = valuesOf(branch.scale()),
                                     .exponent = branch.exponent,
                                     .divisor = branch.converter->divisor};
    std::vector<int> multipliers;
    for (std::size_t c = 0; c < held.scales.size(); ++c)
        multipliers.push_back(integer::multiplierOf(held, c));
    return multipliers;
}

/// As if the branch computed all channels.
std::vector<ChannelReading> readingsOf(const Branch &branch, std::size_t channels)
{
    std::vector<ChannelReading> readings(channels, {branch.format.droppedInputBits, branch.converter});
    if (branch.converter)
        std::ranges::transform(multipliersOf(branch), readings, readings.begin(),
                               [&](int multiplier, ChannelReading reading) {
                                   reading.codeValue = std::ldexp(multiplier, branch.exponent.value());
                                   return reading;
                               });
    return readings;
}

/// The index of the branch that computes each channel.
std::vector<std::size_t> computingBranches(const BranchLayer &layer, std::int64_t channels)
{
    std::vector<std::size_t> indices(static_cast<std::size_t>(channels), 0);
    if (layer.fixed.defined())
        std::ranges::transform(valuesOf(layer.fixed.argmax(0)), indices.begin(),
                               [](double index) { return static_cast<std::size_t>(index); });
    return indices;
}

} // namespace

double biasStep(const Branch &branch, const integer::LayerSteps &steps)
{
    const double inputStep = integer::readBy(branch.format, steps).input;
    switch (branch.format.weightScale) {
    case platform::WeightScale::PowerOfTwoPerLayer:
        return inputStep * branch.scale().item<double>() / integer::largestWeight(branch.format.weightBits);
    case platform::WeightScale::RealPerChannel:
        return std::ldexp(inputStep, branch.exponent.value());
    }
    return 0;
}

std::vector<double> middlesOf(const Branch &branch, const Tensor &weight)
{
    std::vector<double> middles(static_cast<std::size_t>(weight.size(0)), 0);
    if (!branch.converter)
        return middles;
    const int groups = integer::rowGroups(*branch.converter, static_cast<int>(weight.size(1)));
    std::ranges::transform(multipliersOf(branch), middles.begin(), [&](int multiplier) {
        return integer::middleOfCodes(multiplier, groups, branch.converter->divisor);
    });
    return middles;
}

std::vector<double> middleValues(const BranchLayer &layer, const Tensor &weight)
{
    const std::vector<std::size_t> computing = computingBranches(layer, weight.size(0));
    std::vector<double> values(computing.size(), 0);
    for (std::size_t i = 0; i < layer.branches.size(); ++i) {
        const std::vector<double> middles = middlesOf(layer.branches[i], weight);
        for (std::size_t c = 0; c < values.size(); ++c)
            if (computing[c] == i && layer.branches[i].converter)
                values[c] = middles[c] * biasStep(layer.branches[i], layer.steps);
    }
    return values;
}

std::shared_ptr<const ReadOut> readOutOf(const BranchLayer &layer, const Tensor &weight)
{
    const std::vector<std::size_t> computing = computingBranches(layer, weight.size(0));
    std::vector<std::vector<ChannelReading>> ofBranches;
    for (const Branch &branch : layer.branches)
        ofBranches.push_back(readingsOf(branch, computing.size()));
    std::vector<ChannelReading> readings;
    for (std::size_t c = 0; c < computing.size(); ++c)
        readings.push_back(ofBranches[computing[c]][c]);
    const auto isPlain = [](const ChannelReading &each) {
        return each.droppedInputBits == 0 && !each.converter;
    };
    if (std::ranges::all_of(readings, isPlain))
        return {};
    return std::make_shared<const ReadOut>(readings, layer.steps.input, weight.device());
}

} // namespace odimo::learn
