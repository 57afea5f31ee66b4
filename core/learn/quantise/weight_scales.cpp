// SPDX-License-Identifier: Apache-2.0
#include "core/learn/quantise/weight_scales.h"

#include "core/integer/weight_codes.h"
#include "core/learn/tensors.h"

#include <cmath>

namespace odimo::learn {

using torch::Tensor;

namespace {

constexpr int emptyWeightExponent = -8;
constexpr double smallestScale = 1e-6;
constexpr int scaleCandidates = 100;

/// Squared error of Q(w), summed per output channel: [C].
Tensor squaredError(const Tensor &flat, const Tensor &scale, int bits)
{
    const double n = integer::largestWeight(bits);
    const Tensor quantised = (flat / scale).clamp(-1, 1).mul(n).round().div(divisor(n, flat)).mul(scale);
    return (quantised - flat).square().sum(1);
}

} // namespace

double powerOfTwoStepScale(const Tensor &weight, int bits)
{
    torch::NoGradGuard frozen;
    const double n = integer::largestWeight(bits);
    const Tensor flat = weight.detach().flatten(1);
    const double largest = flat.abs().max().item<double>();
    if (largest == 0)
        return n * std::ldexp(1.0, emptyWeightExponent);
    const int covering = static_cast<int>(std::ceil(std::log2(largest / n)));
    double best = 0;
    double bestError = std::numeric_limits<double>::infinity();
    for (int exponent = covering; exponent > covering - 3; --exponent) {
        const double scale = n * std::ldexp(1.0, exponent);
        const double error = squaredError(flat, torch::full({1}, scale, flat.options()), bits).sum().item<double>();
        if (error < bestError) {
            bestError = error;
            best = scale;
        }
    }
    return best;
}

std::vector<double> leastSquaresScales(const Tensor &weight, int bits)
{
    torch::NoGradGuard frozen;
    const Tensor flat = weight.detach().flatten(1);
    const Tensor largest = flat.abs().amax({1}, true).clamp_min(smallestScale);
    Tensor best = largest.clone();
    Tensor bestError = torch::full({flat.size(0)}, std::numeric_limits<float>::infinity(), flat.options());
    for (int i = 1; i <= scaleCandidates; ++i) {
        const Tensor scale = largest * (static_cast<double>(i) / scaleCandidates);
        const Tensor error = squaredError(flat, scale, bits);
        const Tensor better = error < bestError;
        best = torch::where(better.unsqueeze(1), scale, best);
        bestError = torch::where(better, error, bestError);
    }
    return valuesOf(best);
}

std::vector<double> calibratedScales(const Tensor &weight, const platform::NumericFormat &format)
{
    switch (format.weightScale) {
    case platform::WeightScale::PowerOfTwoPerLayer:
        return {powerOfTwoStepScale(weight, format.weightBits)};
    case platform::WeightScale::RealPerChannel:
        return leastSquaresScales(weight, format.weightBits);
    }
    return {};
}

std::vector<double> publishedScaleParameters(const Tensor &weight, const platform::NumericFormat &format)
{
    switch (format.weightScale) {
    case platform::WeightScale::PowerOfTwoPerLayer:
        return {std::exp2(std::floor(std::log2(2 * weight.detach().abs().max().item<double>())))};
    case platform::WeightScale::RealPerChannel: {
        const double kernel = weight.dim() == 4 ? static_cast<double>(weight.size(2) * weight.size(3)) : 1;
        const auto channels = static_cast<std::size_t>(weight.size(0));
        return std::vector<double>(channels,
                                   std::log(0.861455 * std::sqrt(2 / (static_cast<double>(channels) * kernel))));
    }
    }
    return {};
}

} // namespace odimo::learn
