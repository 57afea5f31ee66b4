// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/window.h"

#include "core/onnx/refusal.h"

#include <algorithm>

namespace odimo::onnx {

namespace {

using network::Extent;
using network::Padding;
using network::Shape;

/// Beyond this a window is a mistake, and sums of its sizes would overflow.
constexpr std::int64_t mostSize = 1 << 24;

[[noreturn]] void refuse(const std::string &reason)
{
    throw Refusal(reason, "repair the export; the file contradicts itself");
}

std::vector<int> sizes(const Node &node, const std::string &name, std::size_t count, int least)
{
    const std::vector<std::int64_t> values =
        integersAttribute(node, name, std::vector<std::int64_t>(count, std::max(least, 0)));
    const auto fits = [&](std::int64_t value) {
        return value >= least && value <= mostSize;
    };
    if (values.size() != count || !std::ranges::all_of(values, fits))
        refuse("its " + name + " " + dimensionsText(values) + " should be " + std::to_string(count) +
               " numbers of at least " + std::to_string(least));
    return {values.begin(), values.end()};
}

Extent extent(const Node &node, const std::string &name)
{
    const std::vector<int> values = sizes(node, name, 2, 1);
    return {values[0], values[1]};
}

/// The least padding that gives ceil(size / stride) positions; begin and end differ by at most one. It would be
/// negative where windows leave pixels out: one can only be the last.
std::pair<int, int> samePadding(int size, int kernel, int stride, int dilation, bool moreAtEnd)
{
    const std::int64_t count = (std::int64_t{size} + stride - 1) / stride;
    const std::int64_t reach = (count - 1) * stride + std::int64_t{kernel - 1} * dilation + 1;
    if (reach + 1 < size)
        throw Refusal("its auto_pad leaves pixels out, and runtimes differ on which",
                      "state its padding in the attribute pads, without auto_pad");
    const std::int64_t total = std::max<std::int64_t>(reach - size, 0);
    if (total > mostSize)
        refuse("its window is far larger than the image");
    const auto less = static_cast<int>(total / 2);
    const auto more = static_cast<int>(total) - less;
    return moreAtEnd ? std::pair(less, more) : std::pair(more, less);
}

Padding readPadding(const Node &node, const Shape &image, const Window &window)
{
    const std::string mode = textAttribute(node, "auto_pad", "NOTSET");
    if (mode == "NOTSET") {
        const std::vector<int> pads = sizes(node, "pads", 4, 0);
        return {pads[0], pads[1], pads[2], pads[3]};
    }
    if (mode == "VALID")
        return {};
    if (mode != "SAME_UPPER" && mode != "SAME_LOWER")
        refuse("its auto_pad is \"" + mode + "\"");
    const bool moreAtEnd = mode == "SAME_UPPER";
    const auto [top, bottom] =
        samePadding(image.height, window.kernel.height, window.stride.height, window.dilation.height, moreAtEnd);
    const auto [left, right] =
        samePadding(image.width, window.kernel.width, window.stride.width, window.dilation.width, moreAtEnd);
    return {top, left, bottom, right};
}

} // namespace

Window readWindow(const Node &node, const Shape &image, const std::optional<Extent> &weights)
{
    if (!weights && !node.attributes.contains("kernel_shape"))
        refuse("it has no kernel_shape");
    Window window;
    window.kernel = node.attributes.contains("kernel_shape") ? extent(node, "kernel_shape") : *weights;
    if (weights && *weights != window.kernel)
        refuse("its kernel_shape is not that of its weights");
    window.stride = extent(node, "strides");
    window.dilation = extent(node, "dilations");
    window.padding = readPadding(node, image, window);
    return window;
}

Shape imageInput(const Graph &graph, const Node &node)
{
    const Dimensions &shape = shapeOf(graph, node.inputs.at(0));
    if (shape.size() == 3)
        throw Refusal("it works on a signal " + dimensionsText(shape) + " without a second axis",
                      "write it in two dimensions: an input [N, C, 1, L] and kernels 1xK");
    const std::optional<Shape> image = imageShape(shape);
    if (shape.size() != 4 || !image)
        throw Refusal("its input " + dimensionsText(shape) + " is no image [N, C, H, W]",
                      "give it the image before it is flattened");
    return *image;
}

Extent positions(const Window &window, const Shape &image)
{
    const auto along = [](std::int64_t size, int begin, int end, int kernel, int stride, int dilation) {
        const std::int64_t room = size + begin + end - std::int64_t{kernel - 1} * dilation - 1;
        if (room < 0)
            throw Refusal("its kernel is larger than its padded input", "give the network larger images");
        return static_cast<int>(room / stride + 1);
    };
    const Padding &padding = window.padding;
    return {along(image.height, padding.top, padding.bottom, window.kernel.height, window.stride.height,
                  window.dilation.height),
            along(image.width, padding.left, padding.right, window.kernel.width, window.stride.width,
                  window.dilation.width)};
}

} // namespace odimo::onnx
