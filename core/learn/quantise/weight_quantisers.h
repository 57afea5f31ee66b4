// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"

namespace odimo::learn {

/// Q(w) = s * round_half_even(clamp(w / s, -1, 1) * n) / n with n = integer::largestWeight(bits) (docs/method.md 3.1).
/// `weight` is [C, ...]; `scale` is one value or [C], one per output channel, positive.
/// Gradients: dQ/dw = 1 everywhere; dQ/ds = Q/s - w/s, summed over the tensor or the channel (none if the scale needs
/// none).
torch::Tensor quantiseWeights(const torch::Tensor &weight, const torch::Tensor &scale, int bits);

/// The integers of Q: round_half_even(clamp(w / s, -1, 1) * n).
torch::Tensor weightCodes(const torch::Tensor &weight, const torch::Tensor &scale, int bits);

/// grid * round_half_even(b / grid), saturated at the integers of `bits` signed bits; the gradient passes unchanged,
/// the grid gets sum((Q - b) / grid), as in the authors' bias quantiser.
torch::Tensor quantiseBias(const torch::Tensor &bias, const torch::Tensor &grid, int bits);

/// The authors' scales as functions of the learned value p: 2^floor(log2 p) with ds/dp = s / p, and exp(p).
torch::Tensor powerOfTwoScale(const torch::Tensor &p);
torch::Tensor exponentialScale(const torch::Tensor &p);

} // namespace odimo::learn
