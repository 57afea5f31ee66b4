// SPDX-License-Identifier: Apache-2.0
#include "core/integer/multipliers.h"

#include "core/integer/addends.h"

#include <algorithm>
#include <cmath>

namespace odimo::integer {

namespace {

constexpr double largestMultiplier = 127;
/// Powers of two. With none, up to 11 of 599 biases of a ResNet20 (CIFAR-10) and 54 of 330 of a DS-CNN after one epoch
/// saturated, by up to 25 and 74 codes. Both need 2, then none does, and over ten mappings of the ResNet20 the accuracy
/// is the same (-0.1 +- 0.2 %). The largest multiplier of a layer keeps 4 bits with 3, so that one wild bias saturates
/// rather than to take the scales of all channels with it.
constexpr int mostCoarser = 3;
constexpr double usedPart = 7.0 / 8; // of the addend's range

std::vector<double> times(std::vector<double> values, double factor)
{
    for (double &value : values)
        value *= factor;
    return values;
}

} // namespace

int multiplierExponent(const std::vector<double> &scales)
{
    const double largest = *std::max_element(scales.begin(), scales.end());
    return static_cast<int>(std::ceil(std::log2(largest / (largestMultiplier + 0.5))));
}

int commonExponent(const std::vector<double> &scales, const std::vector<double> &biases, const LayerSteps &steps)
{
    const auto fits = [&](int exponent) {
        const double step = std::ldexp(steps.input, exponent);
        const double half = halfOutputStep(step, steps.output);
        const double most = std::ldexp(usedPart, addendBits(platform::WeightScale::RealPerChannel) - 1);
        return std::all_of(biases.begin(), biases.end(),
                           [&](double bias) { return std::abs(bias / step + half) <= most; });
    };
    const int finest = multiplierExponent(scales);
    const int coarsest =
        std::clamp(static_cast<int>(std::log2(steps.output / steps.input)), finest, finest + mostCoarser);
    int exponent = finest;
    while (exponent < coarsest && !fits(exponent))
        ++exponent;
    return exponent;
}

std::vector<double> snapToMultipliers(const std::vector<double> &scales, int exponent)
{
    const double unit = std::ldexp(1.0, exponent);
    std::vector<double> snapped;
    snapped.reserve(scales.size());
    for (const double scale : scales)
        snapped.push_back(std::clamp(std::round(scale / unit), 1.0, largestMultiplier) * unit);
    return snapped;
}

void completeMultipliers(mapping::WeightScales &scales)
{
    const double divisor = scales.divisor.value_or(1);
    const std::vector<double> ofCodes = times(scales.scales, divisor);
    scales.exponent = scales.exponent.value_or(multiplierExponent(ofCodes));
    scales.scales = times(snapToMultipliers(ofCodes, *scales.exponent), 1 / divisor);
}

int multiplierOf(const mapping::WeightScales &scales, std::size_t channel)
{
    const double ofCode = scales.scales[channel] * scales.divisor.value_or(1);
    return static_cast<int>(std::lround(std::ldexp(ofCode, -scales.exponent.value())));
}

Multipliers multipliersOf(std::vector<double> scales, const std::vector<double> &biases,
                          const std::vector<bool> &computes, const LayerSteps &steps, std::optional<int> divisor)
{
    scales = times(std::move(scales), divisor.value_or(1));
    double largest = 0;
    std::vector<double> own;
    for (std::size_t c = 0; c < scales.size(); ++c)
        if (computes[c]) {
            largest = std::max(largest, scales[c]);
            if (!biases.empty())
                own.push_back(biases[c]);
        }
    for (double &scale : scales)
        scale = std::min(scale, largest);
    const int exponent = commonExponent(scales, own, steps);
    return {times(snapToMultipliers(scales, exponent), 1.0 / divisor.value_or(1)), exponent};
}

} // namespace odimo::integer
