// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"
#include "core/platform/platform.h"

#include <vector>

namespace odimo::learn {

/// The scale s = n * 2^e (n = largestWeight) of one layer with the least squared error of Q(w), so that the step 2^e is
/// a power of two, as the digital unit's shift needs. An all-zero weight gets the step 2^-8.
double powerOfTwoStepScale(const torch::Tensor &weight, int bits);

/// The least-squares scale of each output channel: argmin over s of |w - Q(w)|^2, by a search over fractions of max|w|.
/// A channel of zeros gets a small positive scale.
std::vector<double> leastSquaresScales(const torch::Tensor &weight, int bits);

/// Whichever the format asks for. Multipliers are found when the mapping is known (core/integer/multipliers.h).
std::vector<double> calibratedScales(const torch::Tensor &weight, const platform::NumericFormat &format);

/// The learned values the authors start from (docs/method.md 3.2): 8 bit p = 2^floor(log2(2 max|W|)), ternary
/// p = ln(0.861455 sqrt(2 / (C_out k^2))), which does not look at the weights; one value per layer or per channel.
std::vector<double> publishedScaleParameters(const torch::Tensor &weight, const platform::NumericFormat &format);

} // namespace odimo::learn
