// SPDX-License-Identifier: Apache-2.0
#include "core/learn/resident_images.h"

#include <algorithm>
#include <array>

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
    const Tensor pixels = torch::empty({images.count() * m_height * m_width, images.channels}, torch::kUInt8);
    std::copy_n(images.pixels.data(), pixels.numel(), pixels.data_ptr<std::uint8_t>());
    m_pixels = pixels.to(device);
    const Tensor labels = torch::empty({images.count()}, torch::kInt64);
    std::copy(images.labels.begin(), images.labels.end(), labels.data_ptr<std::int64_t>());
    m_labels = labels.to(device);
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
    const Tensor values =
        m_pixels.index_select(0, pixel.flatten()).view({count, m_height, m_width, -1}).to(torch::kFloat32);
    return {values.mul_(data::pixelScale).mul_(inside).permute({0, 3, 1, 2}), m_labels.index_select(0, image)};
}

} // namespace odimo::learn
