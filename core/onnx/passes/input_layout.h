// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

namespace odimo::onnx {

/// For each axis of the input, which of [N, C, H, W] it is: 0, 2, 3, 1 for channels last, as Keras and TensorFlow have
/// them. What first reads the input tells; where that says nothing, an image has a few channels and more pixels.
std::vector<std::size_t> inputAxes(const Graph &graph);

} // namespace odimo::onnx
