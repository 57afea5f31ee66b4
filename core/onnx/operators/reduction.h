// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

namespace odimo::onnx {

/// True for ReduceMean and ReduceMax.
bool isReduction(const Node &node);
/// For each axis of the input, whether a reduction is over it. Throws Refusal on axes that are computed or
/// not there.
std::vector<bool> reducedAxes(const Graph &graph, const Node &node, std::size_t rank);
/// Whether the result has these axes with size 1.
bool keepsAxes(const Node &node);
Dimensions reducedShape(const Dimensions &shape, const std::vector<bool> &isReduced, bool keepsAxes);

} // namespace odimo::onnx
