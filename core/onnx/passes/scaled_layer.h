// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/operators/affine.h"
#include "core/onnx/passes/new_names.h"

namespace odimo::onnx {

/// What a layer or a BatchNormalization takes over.
struct Folds {
    std::optional<Affine> before; ///< Of its input.
    std::optional<Affine> behind; ///< Of its result.
};

/// Conv, Gemm and MatMul.
bool isLayer(const Node &node);
/// The channels of the result and of the input of a layer whose weights and bias are stored; absent otherwise.
struct LayerChannels {
    std::size_t outputs = 0;
    std::size_t inputs = 0;
};
std::optional<LayerChannels> layerChannels(const Graph &graph, const Node &node);

/// Gives the layer new weights, and a bias where it needs one; a MatMul with a bias is a Gemm. Throws Refusal if they
/// are no finite numbers.
void foldIntoLayer(Graph &graph, Node &layer, const Folds &folds, NewNames &names);
/// The same for a BatchNormalization and what stands behind it.
void foldIntoNormalization(Graph &graph, Node &node, const Affine &behind, NewNames &names);
/// Makes a depthwise 1x1 convolution of a node that scales and shifts the channels of the image `source`. Throws
/// Refusal as above.
void makeLayer(Graph &graph, Node &node, const std::string &source, const Affine &affine, NewNames &names);

} // namespace odimo::onnx
