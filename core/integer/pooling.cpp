// SPDX-License-Identifier: Apache-2.0
#include "core/integer/pooling.h"

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

/// reduce(channel's codes, rows, columns) for each value of `made`.
template <typename Pool, typename Reduce>
void pool(const Pool &op, const network::Padding &counted, const CodeTensor &x, CodeTensor &made, const Reduce &reduce)
{
    auto code = made.codes.begin();
    for (int c = 0; c < made.shape.channels; ++c) {
        const std::int16_t *plane = x.codes.data() + static_cast<std::ptrdiff_t>(c) * x.shape.height * x.shape.width;
        for (int y = 0; y < made.shape.height; ++y) {
            const Span rows = spanOf(y * op.stride.height - op.padding.top, op.kernel.height, x.shape.height,
                                     counted.top, counted.bottom);
            for (int column = 0; column < made.shape.width; ++column)
                *code++ =
                    static_cast<std::int16_t>(reduce(plane, rows,
                                                     spanOf(column * op.stride.width - op.padding.left, op.kernel.width,
                                                            x.shape.width, counted.left, counted.right)));
        }
    }
}

/// act(code) for each code of a window.
template <typename Act>
void forCodes(const std::int16_t *plane, int width, const Span &rows, const Span &columns, const Act &act)
{
    for (int y = rows.begin; y < rows.end; ++y)
        for (int column = columns.begin; column < columns.end; ++column)
            act(plane[y * width + column]);
}

} // namespace

void maxPool(const network::MaxPool &op, const CodeTensor &x, CodeTensor &made)
{
    pool(op, {}, x, made, [&](const std::int16_t *plane, const Span &rows, const Span &columns) {
        std::int16_t most = std::numeric_limits<std::int16_t>::min();
        forCodes(plane, x.shape.width, rows, columns, [&](std::int16_t code) { most = std::max(most, code); });
        return most;
    });
}

void averagePool(const network::AveragePool &op, const CodeTensor &x, CodeTensor &made)
{
    pool(op, op.counted, x, made, [&](const std::int16_t *plane, const Span &rows, const Span &columns) {
        std::int64_t sum = 0;
        forCodes(plane, x.shape.width, rows, columns, [&](std::int16_t code) { sum += code; });
        return mean(sum, std::int64_t{rows.counted} * columns.counted);
    });
}

} // namespace odimo::integer
