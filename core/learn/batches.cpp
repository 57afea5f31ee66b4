// SPDX-License-Identifier: Apache-2.0
#include "core/learn/batches.h"

#include <algorithm>

namespace odimo::learn {

Batch makeBatch(const data::Images &images, std::span<const int> indices, const data::Augmentation &augmentation,
                std::uint64_t seed, torch::Device device)
{
    const auto count = static_cast<std::int64_t>(indices.size());
    torch::Tensor pixels = torch::empty({count, images.height, images.width, images.channels}, torch::kFloat32);
    data::fillBatch(images, indices, augmentation, seed,
                    {pixels.data_ptr<float>(), static_cast<std::size_t>(pixels.numel())});
    torch::Tensor labels = torch::empty({count}, torch::kInt64);
    std::transform(indices.begin(), indices.end(), labels.data_ptr<std::int64_t>(),
                   [&images](int index) { return images.labels[static_cast<std::size_t>(index)]; });
    return {pixels.permute({0, 3, 1, 2}).to(device), labels.to(device)};
}

std::vector<torch::Tensor> imageBatches(const data::Images &images, std::span<const int> indices, int batchSize,
                                        torch::Device device)
{
    std::vector<torch::Tensor> batches;
    for (std::size_t begin = 0; begin < indices.size(); begin += static_cast<std::size_t>(batchSize)) {
        const std::size_t count = std::min(indices.size() - begin, static_cast<std::size_t>(batchSize));
        batches.push_back(makeBatch(images, indices.subspan(begin, count), {}, 0, device).images);
    }
    return batches;
}

} // namespace odimo::learn
