// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

namespace odimo::onnx {

/// What slides over an image in Conv and the pools.
struct Window {
    network::Extent kernel;
    network::Extent stride;
    network::Padding padding; ///< Of auto_pad, worked out.
    network::Extent dilation;
};

/// Reads kernel_shape, strides, dilations and auto_pad or pads of a node on an image [C, H, W]. `weights` gives the
/// kernel if the attribute does not, and must agree if both do. Throws Refusal on sizes that make no sense.
Window readWindow(const Node &node, const network::Shape &image, const std::optional<network::Extent> &weights);

/// The shape of the node's image, [N, C, H, W]; throws Refusal on other ranks, with a remedy for signals [N, C, L].
network::Shape imageInput(const Graph &graph, const Node &node);

/// How many positions the window has; without padding beyond what it states.
network::Extent positions(const Window &window, const network::Shape &image);

} // namespace odimo::onnx
