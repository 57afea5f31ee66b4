// SPDX-License-Identifier: Apache-2.0
#include "core/learn/train/resident_images.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace odimo::learn {

using torch::Tensor;

namespace {

/// One row of `columns` whole numbers for each image, on the device.
template <std::size_t columns>
Tensor toDevice(const std::vector<std::array<std::int64_t, columns>> &rows, torch::Device device)
{
    const Tensor table = torch::empty({static_cast<std::int64_t>(rows.size()), columns},
                                      torch::TensorOptions(torch::kInt64).pinned_memory(device.is_cuda()));
    std::copy_n(rows.front().data(), table.numel(), table.data_ptr<std::int64_t>());
    return table.to(device, true);
}

/// Where each of `size` places comes from, [N, size], and whether that lies inside the image.
struct Origin {
    Tensor place;
    Tensor inside;
};

Origin originOf(const Tensor &places, const Tensor &shift, std::int64_t size)
{
    const Tensor place = places + shift;
    return {place.clamp(0, size - 1), (place >= 0) & (place < size)};
}

} // namespace

ResidentImages::ResidentImages(const data::Images &images, torch::Device device)
    : m_height(images.height), m_width(images.width)
{
    const bool areFeatures = images.kind == data::ValueKind::Features;
    const Tensor pixels = torch::empty({images.count() * m_height * m_width, images.channels},
                                       areFeatures ? torch::kFloat32 : torch::kUInt8);
    std::memcpy(pixels.data_ptr(), images.pixels.data(), static_cast<std::size_t>(pixels.nbytes()));
    m_pixels = pixels.to(device);
    if (const auto table = data::normalisedPixels(images); !table.empty()) {
        const Tensor values = torch::empty({images.channels, 256}, torch::kFloat32);
        std::copy_n(table.front().data(), values.numel(), values.data_ptr<float>());
        m_table = values.flatten().to(device);
    }
    const Tensor labels = torch::empty({images.count()}, torch::kInt64);
    std::copy(images.labels.begin(), images.labels.end(), labels.data_ptr<std::int64_t>());
    m_labels = labels.to(device);
}

/// What the network reads of what is stored, [N, H, W, C]; outside of the images it is black, or 0.
Tensor ResidentImages::valuesOf(const Tensor &stored, const Tensor &inside) const
{
    if (!m_table.defined()) {
        const Tensor values = stored.to(torch::kFloat32);
        return stored.scalar_type() == torch::kUInt8 ? values.mul_(data::pixelScale).mul_(inside)
                                                     : torch::where(inside, values, torch::zeros_like(values));
    }
    const Tensor channel = torch::arange(stored.size(3), torch::TensorOptions(torch::kInt64).device(stored.device()));
    const Tensor place = stored.to(torch::kInt64).mul_(inside).add_(channel * 256);
    return m_table.index_select(0, place.flatten()).view(stored.sizes());
}

Batch ResidentImages::batch(std::span<const int> indices, const data::Augmentation &augmentation,
                            std::uint64_t seed) const
{
    std::vector<std::array<std::int64_t, 4>> rows;
    for (const int index : indices) {
        const data::ImageChange change = data::changeOf(augmentation, seed, index);
        rows.push_back({index, change.alongY, change.alongX, change.direction == data::Direction::Mirrored ? 1 : 0});
    }
    const Tensor table = toDevice(rows, m_pixels.device());
    const Tensor image = table.select(1, 0);
    const Tensor mirrored = table.narrow(1, 3, 1);
    const auto count = table.size(0);
    const Tensor x = torch::arange(m_width, table.options()).unsqueeze(0);
    const Tensor y = torch::arange(m_height, table.options()).unsqueeze(0);
    const Origin column = originOf(x + mirrored * (m_width - 1 - 2 * x), table.narrow(1, 2, 1), m_width);
    const Origin row = originOf(y, table.narrow(1, 1, 1), m_height);
    const Tensor line = image.unsqueeze(1) * m_height + row.place; // [N, H]
    const Tensor pixel = line.unsqueeze(2) * m_width + column.place.unsqueeze(1);
    const Tensor inside = (row.inside.unsqueeze(2) & column.inside.unsqueeze(1)).unsqueeze(3);
    const Tensor stored = m_pixels.index_select(0, pixel.flatten()).view({count, m_height, m_width, -1});
    return {valuesOf(stored, inside).permute({0, 3, 1, 2}), m_labels.index_select(0, image)};
}

} // namespace odimo::learn
