// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

namespace odimo::onnx {

/// Shapes after operators that keep or move values without computing any. All throw Refusal on requests that do not
/// fit the shape.

/// Reshape: in `request`, -1 takes what is left, and 0 keeps the size unless `zeroIsZero`.
Dimensions reshaped(const Dimensions &shape, const std::vector<std::int64_t> &request, bool zeroIsZero);
/// Without axes, all axes of size 1.
Dimensions squeezed(const Dimensions &shape, const std::optional<std::vector<std::int64_t>> &axes);
Dimensions unsqueezed(const Dimensions &shape, const std::vector<std::int64_t> &axes);
Dimensions flattened(const Dimensions &shape, std::int64_t axis);
/// Axis i of the result is axis `permutation[i]` of the input; without the attribute the order is reversed.
std::vector<std::size_t> permutation(const Node &node, std::size_t rank);
Dimensions permuted(const Dimensions &shape, const std::vector<std::size_t> &order);

/// The result of a Flatten, Reshape, Squeeze, Unsqueeze or Transpose node on an input of this shape.
Dimensions viewShape(const Graph &graph, const Node &node, const Dimensions &shape);
bool isView(const Node &node);

} // namespace odimo::onnx
