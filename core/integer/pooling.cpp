// SPDX-License-Identifier: Apache-2.0
#include "core/integer/pooling.h"

#include "core/integer/rules.h"

#include <algorithm>
#include <limits>

namespace odimo::integer {

namespace {

/// A window of a pool along one direction, cut to the image: [begin, end), and how many of its places count.
struct Span {
    int begin = 0;
    int end = 0;
    int counted = 0;
};

Span spanOf(int start, int kernel, int size, int countedBefore, int countedAfter)
{
    const int end = start + kernel;
    return {.begin = std::max(start, 0),
            .end = std::min(end, size),
            .counted = std::min(end, size + countedAfter) - std::max(start, -countedBefore)};
}

/// For each pixel of `made`: joins the channels of the pixels in its window, begun with `first`, into one value for
/// each channel, and puts finished(value, places that count).
template <typename Pool, typename Join, typename Finish>
void pool(const Pool &op, const network::Padding &counted, const network::Shape &from,
          const std::vector<std::int16_t> &x, const network::Shape &to, std::vector<std::int16_t> &made,
          std::int32_t first, const Join &join, const Finish &finished)
{
    const auto channels = static_cast<std::size_t>(from.channels);
    std::vector<std::int32_t> values(channels);
    std::int16_t *code = made.data();
    for (int y = 0; y < to.height; ++y) {
        const Span rows =
            spanOf(y * op.stride.height - op.padding.top, op.kernel.height, from.height, counted.top, counted.bottom);
        for (int column = 0; column < to.width; ++column) {
            const Span columns = spanOf(column * op.stride.width - op.padding.left, op.kernel.width, from.width,
                                        counted.left, counted.right);
            std::ranges::fill(values, first);
            for (int i = rows.begin; i < rows.end; ++i)
                for (int j = columns.begin; j < columns.end; ++j) {
                    const std::int16_t *pixel = x.data() + static_cast<std::size_t>(i * from.width + j) * channels;
                    for (std::size_t c = 0; c < channels; ++c)
                        values[c] = join(values[c], pixel[c]);
                }
            const std::int64_t places = std::int64_t{rows.counted} * columns.counted;
            code = std::ranges::transform(values, code, [&](std::int32_t value) {
                       return static_cast<std::int16_t>(finished(value, places));
                   }).out;
        }
    }
}

} // namespace

void maxPool(const network::MaxPool &op, const network::Shape &from, const std::vector<std::int16_t> &x,
             const network::Shape &to, std::vector<std::int16_t> &made)
{
    pool(
        op, {}, from, x, to, made, std::numeric_limits<std::int16_t>::min(),
        [](std::int32_t most, std::int32_t code) { return std::max(most, code); },
        [](std::int32_t most, std::int64_t) { return most; });
}

void averagePool(const network::AveragePool &op, const network::Shape &from, const std::vector<std::int16_t> &x,
                 const network::Shape &to, std::vector<std::int16_t> &made)
{
    pool(
        op, op.counted, from, x, to, made, 0, [](std::int32_t sum, std::int32_t code) { return sum + code; },
        [](std::int32_t sum, std::int64_t places) { return mean(sum, places); });
}

} // namespace odimo::integer
