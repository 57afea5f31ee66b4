// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/sampling.h"
#include "core/learn/torch.h"

#include <span>

namespace odimo::learn {

struct Batch {
    torch::Tensor images; ///< [N, C, H, W], float in [0, 1], channels-last in memory.
    torch::Tensor labels; ///< [N], int64.
};

/// Images that lie on a device, where batches are made from them.
class ResidentImages {
public:
    ResidentImages(const data::Images &images, torch::Device device);
    /// What data::fillBatch makes of them, bit for bit.
    Batch batch(std::span<const int> indices, const data::Augmentation &augmentation, std::uint64_t seed) const;

private:
    torch::Tensor m_pixels; ///< [N * H * W, C], bytes.
    torch::Tensor m_labels; ///< [N], int64.
    std::int64_t m_height;
    std::int64_t m_width;
};

} // namespace odimo::learn
