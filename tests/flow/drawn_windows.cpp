// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/drawn_windows.h"

#include <cmath>

namespace odimo::flow {

namespace {

using network::reference::fill;
using network::reference::Map;
using Ints = std::vector<std::int64_t>;

/// A window that rounding up would begin behind the image does not count.
void place(Windows &axis, bool ceil)
{
    const int room = axis.size + axis.begin + axis.end - (axis.kernel - 1) * axis.dilation - 1;
    axis.count = room < 0 ? 0 : room / axis.stride + 1;
    if (room >= 0 && ceil && room % axis.stride != 0 && axis.count * axis.stride < axis.size + axis.begin)
        ++axis.count;
}

void placeSame(Windows &axis, bool isUpper)
{
    axis.count = (axis.size + axis.stride - 1) / axis.stride;
    const int reach = (axis.count - 1) * axis.stride + (axis.kernel - 1) * axis.dilation + 1;
    const int total = std::max(reach - axis.size, 0);
    axis.begin = isUpper ? total / 2 : total - total / 2;
    axis.end = total - axis.begin;
}

enum class Mode { Pads, SameUpper, SameLower, Valid, None };

void write(const DrawnWindows &windows, Mode mode, bool ceil, onnx::Attributes &attributes)
{
    const auto &[rows, columns] = windows;
    attributes = {{"kernel_shape", Ints{rows.kernel, columns.kernel}}, {"strides", Ints{rows.stride, columns.stride}}};
    if (rows.dilation != 1)
        attributes.emplace_back("dilations", Ints{rows.dilation, columns.dilation});
    if (ceil)
        attributes.emplace_back("ceil_mode", std::int64_t{1});
    if (mode == Mode::Pads)
        attributes.emplace_back("pads", Ints{rows.begin, columns.begin, rows.end, columns.end});
    else if (mode != Mode::None)
        attributes.emplace_back("auto_pad", std::string(mode == Mode::SameUpper   ? "SAME_UPPER"
                                                        : mode == Mode::SameLower ? "SAME_LOWER"
                                                                                  : "VALID"));
}

} // namespace

DrawnWindows drawWindows(Random &random, const Map &input, bool isPool, onnx::Attributes &attributes)
{
    const int draw = random.below(10);
    const Mode mode = draw < 5   ? Mode::Pads
                      : draw < 7 ? Mode::SameUpper
                      : draw < 8 ? Mode::SameLower
                      : draw < 9 ? Mode::Valid
                                 : Mode::None;
    const bool ceil = isPool && random.below(10) < 3;
    const int dilation = !isPool && random.below(7) == 0 ? 2 : 1;
    const auto axis = [&](int size, int stride) {
        Windows windows{.size = size, .kernel = 1 + random.below(4), .stride = stride, .dilation = dilation};
        if (mode == Mode::SameUpper || mode == Mode::SameLower) {
            placeSame(windows, mode == Mode::SameUpper);
            return windows;
        }
        if (mode == Mode::Pads) {
            const int most = isPool ? windows.kernel : windows.kernel + 1;
            windows.begin = random.below(most);
            windows.end = random.below(2) == 0 ? windows.begin : random.below(most);
        }
        place(windows, ceil);
        return windows;
    };
    const int stride = std::max(1, random.below(5) - 1);
    DrawnWindows windows;
    do {
        windows.rows = axis(input.shape.height, stride);
        windows.columns = axis(input.shape.width, random.below(5) == 0 ? 1 : stride);
    } while (windows.rows.count < 1 || windows.columns.count < 1);
    write(windows, mode, ceil, attributes);
    return windows;
}

DrawnWindows sameWindows(const Map &input)
{
    const auto axis = [](int size) {
        Windows windows{.size = size, .kernel = 3, .begin = 1, .end = 1};
        place(windows, false);
        return windows;
    };
    return {axis(input.shape.height), axis(input.shape.width)};
}

Map pooled(const Map &input, const DrawnWindows &windows, bool isMaximum, bool countsPadding)
{
    const Windows &high = windows.rows, &wide = windows.columns;
    const network::Shape shape{input.shape.channels, high.count, wide.count};
    return fill(shape, [&](int channel, int y, int x) {
        double most = -INFINITY, sum = 0;
        int count = 0;
        for (int i = 0; i < high.kernel; ++i)
            for (int j = 0; j < wide.kernel; ++j) {
                const int row = high.place(y, i), column = wide.place(x, j);
                const bool isInImage = high.isInImage(row) && wide.isInImage(column);
                if (isInImage) {
                    most = std::max(most, input.at(channel, row, column));
                    sum += input.at(channel, row, column);
                }
                count += isInImage || (countsPadding && high.isInPadded(row) && wide.isInPadded(column));
            }
        return isMaximum ? most : sum / count;
    });
}

Map convolved(const Map &input, const DrawnWindows &windows, const std::vector<float> &weights,
              const std::vector<float> &bias, int groups)
{
    const Windows &rows = windows.rows, &columns = windows.columns;
    const auto outputs = static_cast<int>(bias.size());
    const int perGroup = input.shape.channels / groups;
    return fill({outputs, rows.count, columns.count}, [&](int channel, int y, int x) {
        double sum = bias[static_cast<std::size_t>(channel)];
        const int first = channel / (outputs / groups) * perGroup;
        auto weight = weights.begin() + channel * perGroup * rows.kernel * columns.kernel;
        for (int c = 0; c < perGroup; ++c)
            for (int i = 0; i < rows.kernel; ++i)
                for (int j = 0; j < columns.kernel; ++j, ++weight)
                    if (input.has(rows.place(y, i), columns.place(x, j)))
                        sum += double{*weight} * input.at(first + c, rows.place(y, i), columns.place(x, j));
        return sum;
    });
}

} // namespace odimo::flow
