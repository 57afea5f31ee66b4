// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/quantise/activation_kernels.h"

namespace odimo::learn {

/// step * clamp(floor((x + bias) / step + 1/2), least, most), written over `x`, [N, C, ...]; the bias [C] may be
/// undefined.
/// The half is a constant in the bias of the integer form, y = clip(asr(acc + 2^(shift-1), shift)), so both agree bit
/// for bit as long as the sums stay below 2^24 steps. Gradient: passes where least < code < most. One pass over memory
/// forward, one backward, which sums the gradient of the bias too; no mask is stored.
/// Returns one tensor for each reader: equal, in the same memory, and apart so that their gradients are added in the
/// backward pass of the quantiser.
std::vector<torch::Tensor> quantiseInPlace(const torch::Tensor &x, const torch::Tensor &bias, const CodeRange &range,
                                           int readers);
torch::Tensor quantiseInPlace(const torch::Tensor &x, const CodeRange &range);

/// step * clamp(floor((a + b) / step), least, most): the add of docs/diana.md 2, `clip(asr(a + b, shift))`, whose ReLU is
/// least = 0.
std::vector<torch::Tensor> addQuantised(const Addend &a, const Addend &b, const CodeRange &range, int readers);

/// step * trunc(x / step) for a mean over codes (docs/diana.md 2: truncated toward zero); the gradient passes unchanged.
torch::Tensor truncateToCodes(const torch::Tensor &x, double step);

} // namespace odimo::learn
