// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/sampling.h"
#include "core/learn/train/resident_images.h"

#include <functional>
#include <future>
#include <optional>
#include <span>
#include <vector>

namespace odimo::learn {

/// The images at `indices`; `augmentation` as in data::fillBatch.
Batch makeBatch(const data::Images &images, std::span<const int> indices, const data::Augmentation &augmentation,
                std::uint64_t seed, torch::Device device);

/// The images at `indices` without augmentation, `batchSize` at a time.
std::vector<torch::Tensor> imageBatches(const data::Images &images, std::span<const int> indices, int batchSize,
                                        torch::Device device);

/// Where batches come from: images in main memory, or on a GPU that has room for them.
class BatchSource {
public:
    /// `images` must outlive the source.
    BatchSource(const data::Images &images, torch::Device device);
    /// As makeBatch. From several threads at once.
    Batch make(std::span<const int> indices, const data::Augmentation &augmentation, std::uint64_t seed) const;
    torch::Device device() const { return m_device; }

private:
    const data::Images &m_images;
    torch::Device m_device;
    std::optional<ResidentImages> m_resident;
};

/// Hands out batches in order while the next one is made in the background.
class BatchStream {
public:
    /// make(index) for 0 <= index < count; called from another thread, one at a time.
    BatchStream(int count, std::function<Batch(int)> make);
    /// Called at most `count` times.
    Batch next();

private:
    void startNext();

    const int m_count;
    const std::function<Batch(int)> m_make;
    int m_started = 0;
    std::future<Batch> m_ahead;
};

} // namespace odimo::learn
