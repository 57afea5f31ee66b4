// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/executor.h"

namespace odimo::learn {

/// What `op` computes of x [N, C, H, W] with weights and a bias (may be undefined), for any number of images, any
/// padding and any stride; in Mode::MixedTraining, if there is no bias, with gradients of mixed precision.
torch::Tensor convolution(const network::Convolution &op, torch::Tensor x, const torch::Tensor &weight,
                          const torch::Tensor &bias, Mode mode);

/// Mean over what of each window lies in the image and the padding that counts.
torch::Tensor averagePool(const network::AveragePool &op, const torch::Tensor &x);

torch::Tensor maxPool(const network::MaxPool &op, torch::Tensor x);

} // namespace odimo::learn
