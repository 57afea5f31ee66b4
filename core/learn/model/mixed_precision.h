// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"

#include <array>

namespace odimo::learn {

/// Mixed precision: what a network computes stays exact, so that the integer rules hold, and the gradients of its
/// convolutions are computed from bfloat16 values (8 significant bits, summed in single precision). The activation
/// codes and the weights of a mapped network are such values already; only the incoming gradients are rounded.

/// True where that is faster than single precision: processors with AVX-512 BF16, and GPUs that have it.
bool hasFastMixedPrecision(torch::Device device);

struct ConvolutionShape {
    std::array<std::int64_t, 2> stride, padding, dilation;
    std::int64_t groups = 1;
};

/// conv2d of x [N, C, H, W] without bias, with mixed-precision gradients. Not for shapes that convolution() changes
/// first (core/learn/model/convolution.h): kernels of one weight with a stride, and padding without end.
torch::Tensor mixedConvolution(const torch::Tensor &x, const torch::Tensor &weight, const ConvolutionShape &shape);

} // namespace odimo::learn
