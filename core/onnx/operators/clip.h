// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

namespace odimo::onnx {

/// Of a Clip as mergeClips leaves it, and 0 of a Relu; absent for other nodes.
std::optional<double> lowerBound(const Node &node);

} // namespace odimo::onnx
