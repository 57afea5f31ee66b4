// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"
#include "core/platform/branch.h"

namespace odimo::learn {

/// Of a weight [C, inputs, ...] what a branch of this form has: all of it, or,
/// if it is diagonal, 0 but for the input with the number of the output, or
/// nothing. Gradients pass to what is left.
torch::Tensor inForm(platform::WeightForm form, const torch::Tensor &weight);

/// Kernels [C, 1, ...] of a diagonal branch as the weights of a standard
/// convolution, [C, C, ...]: each on the input with the number of the output.
torch::Tensor embedded(const torch::Tensor &kernels);

/// [C, inputs, 1, ...] to be multiplied with the weight: 1 where the form
/// leaves it, else 0.
torch::Tensor maskOf(platform::WeightForm form, const torch::Tensor &weight);

} // namespace odimo::learn
