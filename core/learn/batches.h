// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/sampling.h"
#include "core/learn/torch.h"

#include <span>
#include <vector>

namespace odimo::learn {

struct Batch {
    torch::Tensor images; ///< [N, C, H, W], float in [0, 1], channels-last in memory.
    torch::Tensor labels; ///< [N], int64.
};

/// The images at `indices`; `augmentation` as in data::fillBatch.
Batch makeBatch(const data::Images &images, std::span<const int> indices, const data::Augmentation &augmentation,
                std::uint64_t seed, torch::Device device);

/// The images at `indices` without augmentation, `batchSize` at a time.
std::vector<torch::Tensor> imageBatches(const data::Images &images, std::span<const int> indices, int batchSize,
                                        torch::Device device);

} // namespace odimo::learn
