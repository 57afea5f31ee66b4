// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators.h"
#include "core/onnx/reduction.h"
#include "core/onnx/refusal.h"
#include "core/onnx/window.h"

#include <algorithm>

namespace odimo::onnx {

namespace {

using network::Extent;
using network::Shape;

/// Adds padding at the end, which neither kind of pool looks at, until there are as many positions as rounding up
/// gives.
void roundUp(Window &window, const Shape &image)
{
    const auto extend = [](int size, int begin, int &end, int kernel, int stride) {
        const int rest = (size + begin + end - kernel) % stride;
        if (rest == 0)
            return;
        const int extra = stride - rest;
        const std::int64_t lastBegin = std::int64_t{size} + begin + end + extra - kernel;
        // Exporters and runtimes differ on windows that begin beyond the image.
        if (lastBegin >= size + begin || end + extra >= kernel)
            throw Refusal("its ceil_mode adds a window that lies outside of the image", "pool with ceil_mode=0");
        end += extra;
    };
    extend(image.height, window.padding.top, window.padding.bottom, window.kernel.height, window.stride.height);
    extend(image.width, window.padding.left, window.padding.right, window.kernel.width, window.stride.width);
}

Window readPool(const Graph &graph, const Node &node)
{
    const Shape image = imageInput(graph, node);
    Window window = readWindow(node, image, std::nullopt);
    if (window.dilation != Extent{1, 1})
        throw Refusal("its window has gaps (dilations)", "pool without dilation");
    positions(window, image);
    if (integerAttribute(node, "ceil_mode", 0) != 0 && textAttribute(node, "auto_pad", "NOTSET") == "NOTSET")
        roundUp(window, image);
    return window;
}

} // namespace

std::vector<Step> maxPoolSteps(const Graph &graph, const Node &node)
{
    if (node.outputs.size() > 1 && !node.outputs[1].empty())
        throw Refusal("it gives the places of the maxima as well", "take a network without unpooling");
    const Window window = readPool(graph, node);
    return {{network::MaxPool{window.kernel, window.stride, window.padding}}};
}

std::vector<Step> averagePoolSteps(const Graph &graph, const Node &node)
{
    const Window window = readPool(graph, node);
    if (integerAttribute(node, "count_include_pad", 0) != 0 && window.padding != network::Padding())
        throw Refusal("its means count the padding", "pool with count_include_pad=0, or without padding");
    return {{network::AveragePool{window.kernel, window.stride, window.padding}}};
}

std::vector<Step> globalAveragePoolSteps(const Graph &graph, const Node &node)
{
    imageInput(graph, node);
    return {{network::GlobalAveragePool()}};
}

std::vector<Step> reduceMeanSteps(const Graph &graph, const Node &node)
{
    imageInput(graph, node);
    if (reducedAxes(graph, node, 4) != std::vector{false, false, true, true})
        throw Refusal("it takes the mean over other axes than height and width",
                      "take the mean over both height and width, axes [2, 3]");
    std::vector<Step> steps{{network::GlobalAveragePool()}};
    if (!keepsAxes(node))
        steps.push_back({network::Flatten(), "flatten"});
    return steps;
}

} // namespace odimo::onnx
