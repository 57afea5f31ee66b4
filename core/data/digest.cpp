// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/sha256.h"
#include "core/data/dataset.h"

#include <bit>

namespace odimo::data {

namespace {

static_assert(std::endian::native == std::endian::little, "numbers are digested as they stand in memory");

template <typename Value>
void add(Sha256 &sum, std::span<const Value> values)
{
    sum.add({reinterpret_cast<const char *>(values.data()), values.size_bytes()});
}

void add(Sha256 &sum, const Images &images)
{
    const std::int32_t head[] = {images.count(), images.channels, images.height, images.width,
                                 static_cast<std::int32_t>(images.kind)};
    add(sum, std::span<const std::int32_t>(head));
    add(sum, std::span(images.pixels.data(), images.pixels.size()));
    add(sum, std::span<const std::int32_t>(images.labels));
    for (const Normalisation &each : images.normalisation) {
        const double numbers[] = {each.mean, each.deviation};
        add(sum, std::span<const double>(numbers));
    }
}

} // namespace

std::string digestOf(const Dataset &dataset)
{
    Sha256 sum;
    add(sum, dataset.train);
    add(sum, dataset.test);
    return sum.hexadecimal();
}

} // namespace odimo::data
