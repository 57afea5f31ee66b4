// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/sampling.h"
#include "core/learn/torch.h"

#include <span>

namespace odimo::learn {

struct Batch {
    torch::Tensor images; ///< What the network reads, [N, C, H, W], channels-last in memory.
    torch::Tensor labels; ///< [N], int64.
};

/// Images that lie on a device, where batches are made from them.
class ResidentImages {
public:
    ResidentImages(const data::Images &images, torch::Device device);
    /// What data::fillBatch makes of them, bit for bit.
    Batch batch(std::span<const int> indices, const data::Augmentation &augmentation, std::uint64_t seed) const;

private:
    torch::Tensor valuesOf(const torch::Tensor &stored, const torch::Tensor &inside) const;

    torch::Tensor m_pixels; ///< [N * H * W, C], bytes, or floats if they are features.
    torch::Tensor m_table;  ///< [C * 256], what each byte becomes; undefined if the images are not normalised.
    torch::Tensor m_labels; ///< [N], int64.
    std::int64_t m_height;
    std::int64_t m_width;
};

} // namespace odimo::learn
