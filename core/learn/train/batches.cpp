// SPDX-License-Identifier: Apache-2.0
#include "core/learn/train/batches.h"

#include <algorithm>

namespace odimo::learn {

namespace {

/// So many bytes of a GPU's memory may hold images; larger data stay in main memory.
constexpr std::size_t residentBytes = std::size_t{2} << 30;

/// Memory that a GPU reads while the processor goes on.
torch::TensorOptions staging(torch::Dtype type, torch::Device device)
{
    return torch::TensorOptions(type).pinned_memory(device.is_cuda());
}

} // namespace

Batch makeBatch(const data::Images &images, std::span<const int> indices, const data::Augmentation &augmentation,
                std::uint64_t seed, torch::Device device)
{
    const auto count = static_cast<std::int64_t>(indices.size());
    torch::Tensor pixels =
        torch::empty({count, images.height, images.width, images.channels}, staging(torch::kFloat32, device));
    data::fillBatch(images, indices, augmentation, seed,
                    {pixels.data_ptr<float>(), static_cast<std::size_t>(pixels.numel())});
    torch::Tensor labels = torch::empty({count}, staging(torch::kInt64, device));
    std::transform(indices.begin(), indices.end(), labels.data_ptr<std::int64_t>(),
                   [&images](int index) { return images.labels[static_cast<std::size_t>(index)]; });
    return {pixels.permute({0, 3, 1, 2}).to(device, true), labels.to(device, true)};
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

BatchSource::BatchSource(const data::Images &images, torch::Device device) : m_images(images), m_device(device)
{
    if (device.is_cuda() && images.pixels.size() <= residentBytes)
        m_resident.emplace(images, device);
}

Batch BatchSource::make(std::span<const int> indices, const data::Augmentation &augmentation, std::uint64_t seed) const
{
    return m_resident ? m_resident->batch(indices, augmentation, seed)
                      : makeBatch(m_images, indices, augmentation, seed, m_device);
}

BatchStream::BatchStream(int count, std::function<Batch(int)> make) : m_count(count), m_make(std::move(make))
{
    startNext();
}

Batch BatchStream::next()
{
    Batch batch = m_ahead.get();
    startNext();
    return batch;
}

void BatchStream::startNext()
{
    if (m_started < m_count)
        m_ahead = std::async(std::launch::async, m_make, m_started++);
}

} // namespace odimo::learn
