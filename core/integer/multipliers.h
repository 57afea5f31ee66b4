// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/activation_scales.h"

#include <optional>
#include <vector>

namespace odimo::integer {

// A unit of format RealPerChannel requantises by asr(sum * multiplier[c] + addend[c], shift) (docs/diana.md).
// Multipliers are integers 1 .. 127 and stand for scales, multiplier * 2^exponent, with one exponent for the layer. The
// addend has 16 bits: the bias in steps of input step * 2^exponent, and half an output step, which makes the shift
// round.

/// The scales of a layer as multipliers of one exponent.
struct Multipliers {
    std::vector<double> scales; ///< Each an integer 1 .. 127 times 2^exponent, over the divisor if there is one.
    int exponent = 0;
};

/// The least exponent with which the largest of these scales has a multiplier.
int multiplierExponent(const std::vector<double> &scales);

/// The least exponent with which all scales have multipliers and the addends of all biases fit, with an eighth to spare
/// for biases that are trained. At most 8 times as coarse as the scales need, as the multipliers must still tell them
/// apart, and never coarser than the output step: beyond that, biases saturate (BiasLimits).
int commonExponent(const std::vector<double> &scales, const std::vector<double> &biases, const LayerSteps &steps);

/// Each scale as a multiplier of this exponent.
std::vector<double> snapToMultipliers(const std::vector<double> &scales, int exponent);

/// The scales of a mapped layer as multipliers of one exponent, for sums or, with a divisor, for converted codes. Those
/// without an exponent were stored before there was one.
void completeMultipliers(mapping::WeightScales &scales);

/// The multiplier of a channel whose scales are complete.
int multiplierOf(const mapping::WeightScales &scales, std::size_t channel);

/// Multipliers near the scales of the channels that the unit computes, of which there is at least one. A channel that
/// others compute does not make the exponent coarser, by its scale or by its bias. `biases` is empty if there are none.
/// With a `divisor` the multipliers are those of converted codes, and the scales returned those of weights.
Multipliers multipliersOf(std::vector<double> scales, const std::vector<double> &biases,
                          const std::vector<bool> &computes, const LayerSteps &steps, std::optional<int> divisor = {});

} // namespace odimo::integer
