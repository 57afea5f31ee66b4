// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/window.h"

#include "core/deploy/diana/lowering/chip_limits.h"

#include <algorithm>

namespace odimo::deploy {

namespace {

/// Along one direction: what the window reads of the image, and the zeros around it.
struct Reach {
    Span input;
    int before = 0;
    int after = 0;
};

Reach reachOf(Span output, int kernel, int stride, int size)
{
    const int begin = output.first * stride - kernel / 2;
    const int end = (output.end() - 1) * stride - kernel / 2 + kernel;
    const int first = std::max(begin, 0);
    return {
        .input = {first, std::min(end, size) - first}, .before = std::max(-begin, 0), .after = std::max(end - size, 0)};
}

} // namespace

Window windowOf(const LayerShape &layer, Span rows, Span columns)
{
    Window made{.rows = rows, .columns = columns, .inputRows = {}, .inputColumns = {}, .padding = {}};
    const Reach vertical = reachOf(rows, layer.kernel.height, layer.stride, layer.input.height);
    made.inputRows = vertical.input;
    made.padding.top = vertical.before;
    made.padding.bottom = vertical.after;
    if (columns.first > 0)
        made.skippedColumns = digitalBlock;
    const int computedFrom = columns.first - made.skippedColumns;
    const Reach horizontal =
        reachOf({computedFrom, columns.end() - computedFrom}, layer.kernel.width, layer.stride, layer.input.width);
    const int firstColumn = computedFrom * layer.stride;
    const bool last = columns.end() == layer.output.width;
    made.inputColumns = {firstColumn, (last ? layer.input.width : horizontal.input.end()) - firstColumn};
    made.padding.left = layer.kernel.width / 2;
    made.padding.right = horizontal.after;
    return made;
}

std::vector<Span> partsOf(int count, int most)
{
    std::vector<Span> parts;
    for (int first = 0; first < count; first += most)
        parts.push_back({first, std::min(most, count - first)});
    return parts;
}

std::vector<int> partSizes(int count, int block)
{
    const int blocks = blocksOf(count, block);
    std::vector<int> sizes;
    for (int parts = 1; parts <= blocks; ++parts) {
        const int size = std::min(blocksOf(blocks, parts) * block, roundedUp(count, block));
        if (sizes.empty() || size < sizes.back())
            sizes.push_back(size);
    }
    return sizes;
}

} // namespace odimo::deploy
