// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

namespace odimo::integer {

// The addend of a channel is its bias in steps of input step * weight step (of the exponent of the multipliers, where a
// unit has them), rounded half to even, plus half an output step. The bias is clipped so that the whole fits.

/// Signed bits of the addend: 32 where a shift alone requantises, 16 beside a multiplier.
int addendBits(platform::WeightScale rule);

/// Half an output step in steps of the bias; 0 if the output step is no coarser than that of the bias.
double halfOutputStep(double biasStep, double outputStep);

/// The integer biases that leave the addend within a signed integer of `bits`, half an output step included.
struct BiasLimits {
    double least = 0;
    double most = 0;
};
BiasLimits biasLimits(int bits, double biasStep, double outputStep);

} // namespace odimo::integer
