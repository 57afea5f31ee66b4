// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/operators.h"
#include "core/onnx/operators/reduction.h"
#include "core/onnx/operators/window.h"
#include "core/onnx/refusal.h"

#include <utility>

namespace odimo::onnx {

namespace {

using network::Extent;
using network::Padding;
using network::Shape;

/// The padding at the end that gives as many positions as rounding up does. A window that would begin behind the image
/// does not count.
int endForAll(int size, int begin, int end, int kernel, int stride)
{
    const std::int64_t room = std::int64_t{size} + begin + end - kernel;
    const std::int64_t rest = (room % stride + stride) % stride;
    const std::int64_t rounded = rest == 0 ? end : end + stride - rest;
    return rounded < kernel ? static_cast<int>(rounded) : end;
}

struct Pool {
    Window window;
    Padding stated; ///< Its padding without what rounding up adds.
};

Pool readPool(const Graph &graph, const Node &node)
{
    const Shape image = imageInput(graph, node);
    Window window = readWindow(node, image, std::nullopt);
    if (window.dilation != Extent{1, 1})
        throw Refusal("its window has gaps (dilations)", "pool without dilation");
    Padding &padding = window.padding;
    const Padding stated = padding;
    // SAME itself rounds up.
    const bool isSame = textAttribute(node, "auto_pad", "NOTSET").starts_with("SAME");
    if (!isSame && integerAttribute(node, "ceil_mode", 0) != 0) {
        padding.bottom =
            endForAll(image.height, padding.top, padding.bottom, window.kernel.height, window.stride.height);
        padding.right = endForAll(image.width, padding.left, padding.right, window.kernel.width, window.stride.width);
    }
    positions(window, image);
    return {window, stated};
}

/// True if the node is over height and width alone.
bool isOverImage(const Graph &graph, const Node &node)
{
    return reducedAxes(graph, node, 4) == std::vector{false, false, true, true};
}

std::vector<Step> reduction(const Node &node, network::Operator pool)
{
    std::vector<Step> steps{{pool}};
    if (!keepsAxes(node))
        steps.push_back({network::Flatten(), "flatten"});
    return steps;
}

/// The largest value of the whole image.
network::MaxPool maximumOf(const Shape &image) { return {.kernel = {image.height, image.width}}; }

} // namespace

std::vector<Step> maxPoolSteps(const Graph &graph, const Node &node)
{
    if (node.outputs.size() > 1 && !node.outputs[1].empty())
        throw Refusal("it gives the places of the maxima as well", "take a network without unpooling");
    const Window window = readPool(graph, node).window;
    return {{network::MaxPool{window.kernel, window.stride, window.padding}}};
}

std::vector<Step> averagePoolSteps(const Graph &graph, const Node &node)
{
    const Pool pool = readPool(graph, node);
    const Window &window = pool.window;
    const bool countsPadding = integerAttribute(node, "count_include_pad", 0) != 0;
    return {
        {network::AveragePool{window.kernel, window.stride, window.padding, countsPadding ? pool.stated : Padding()}}};
}

std::vector<Step> globalAveragePoolSteps(const Graph &graph, const Node &node)
{
    imageInput(graph, node);
    return {{network::GlobalAveragePool()}};
}

std::vector<Step> globalMaxPoolSteps(const Graph &graph, const Node &node)
{
    return {{maximumOf(imageInput(graph, node))}};
}

std::vector<Step> reduceMeanSteps(const Graph &graph, const Node &node)
{
    imageInput(graph, node);
    if (!isOverImage(graph, node))
        throw Refusal("it takes the mean over other axes than height and width",
                      "take the mean over both height and width, axes [2, 3]");
    return reduction(node, network::GlobalAveragePool());
}

std::vector<Step> reduceMaxSteps(const Graph &graph, const Node &node)
{
    const Shape image = imageInput(graph, node);
    if (!isOverImage(graph, node))
        throw Refusal("it takes the maximum over other axes than height and width",
                      "take the maximum over both height and width, axes [2, 3]");
    return reduction(node, maximumOf(image));
}

} // namespace odimo::onnx
