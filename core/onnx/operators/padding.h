// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

namespace odimo::onnx {

/// What a Pad node adds before and after each axis.
struct Pad {
    std::vector<std::int64_t> begin;
    std::vector<std::int64_t> end;
    double value = 0;
};

/// Of a Pad node whose input has a known shape. Throws Refusal unless it pads with a constant, by known amounts of at
/// least 0.
Pad readPad(const Graph &graph, const Node &node);
Dimensions paddedShape(const Dimensions &shape, const Pad &pad);

} // namespace odimo::onnx
