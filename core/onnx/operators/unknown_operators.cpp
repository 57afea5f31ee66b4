// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/operators.h"

#include <algorithm>
#include <array>

namespace odimo::onnx {

namespace {

constexpr const char *noActivation = "the units compute no activation but ReLU";
constexpr const char *noComparison = "the larger or smaller of two tensors cannot be computed";
constexpr const char *useRelu = "train with ReLU or ReLU6 in its place";
constexpr const char *noAttention = "take a network without attention or gates, for example ResNet or MobileNetV1";
constexpr const char *notFeedForward = "take a feed-forward network of convolutions and fully connected layers";
constexpr const char *onlyBatchNorm = "statistics of each single image are not known in advance";
constexpr const char *useBatchNorm = "train with BatchNormalization, which folds into the layer before it";
constexpr const char *sizeChanges = "the units cannot enlarge or cut images";
constexpr const char *classifiersOnly = "take a network for classification, without decoder or cropping";
constexpr const char *quantizedKind = "quantised operators are read in the QDQ format only";
constexpr const char *exportQdq =
    "quantise in the QDQ format (QuantizeLinear and DequantizeLinear around float layers)";

constexpr const char *noRounding = "values are rounded to the codes of their unit, and nowhere else";
constexpr const char *onlyAtEnd = "it stands before the end of the network, or is not over the classes";

constexpr std::array table = {
    UnknownOperator{"ArgMax", onlyAtEnd, "end the network with its class scores"},
    UnknownOperator{"Cast", "it converts to whole numbers or to truth values", "export the model in float32", true},
    UnknownOperator{"Ceil", noRounding, exportQdq, true},
    UnknownOperator{"ConvInteger", quantizedKind, exportQdq},
    UnknownOperator{"ConvTranspose", sizeChanges, classifiersOnly},
    UnknownOperator{"DequantizeLinear", "it stands without the QuantizeLinear of the same scale and zero point",
                    exportQdq, true},
    UnknownOperator{"Div", "it divides by a computed tensor", noAttention, true},
    UnknownOperator{"Dropout", "its mask is used", "export the model for inference", true},
    UnknownOperator{"Elu", noActivation, useRelu, true},
    UnknownOperator{"Erf", noActivation, useRelu, true},
    UnknownOperator{"Exp", noActivation, useRelu, true},
    UnknownOperator{"Floor", noRounding, exportQdq, true},
    UnknownOperator{"GRU", "it has a state", notFeedForward},
    UnknownOperator{"Gelu", noActivation, useRelu, true},
    UnknownOperator{"HardSigmoid", noActivation, useRelu, true},
    UnknownOperator{"HardSwish", noActivation, useRelu, true},
    UnknownOperator{"Hardmax", onlyAtEnd, "end the network with its class scores", true},
    UnknownOperator{"If", "its subgraph is chosen at run time", "export the model for inference, without conditions"},
    UnknownOperator{"InstanceNormalization", onlyBatchNorm, useBatchNorm, true},
    UnknownOperator{"LSTM", "it has a state", notFeedForward},
    UnknownOperator{"LayerNormalization", onlyBatchNorm, useBatchNorm, true},
    UnknownOperator{"LeakyRelu", noActivation, useRelu, true},
    UnknownOperator{"LogSoftmax", onlyAtEnd, "end the network with its class scores", true},
    UnknownOperator{"Loop", "its subgraph is run a number of times", notFeedForward},
    UnknownOperator{"MatMulInteger", quantizedKind, exportQdq},
    UnknownOperator{"Max", noComparison, useRelu, true},
    UnknownOperator{"Min", noComparison, useRelu, true},
    UnknownOperator{"Mish", noActivation, useRelu, true},
    UnknownOperator{"Mul", "it multiplies two computed tensors", noAttention, true},
    UnknownOperator{"Neg", "it stands on no image of known shape", "export the model with fixed sizes", true},
    UnknownOperator{"PRelu", noActivation, useRelu, true},
    UnknownOperator{"Pad", "it stands before no convolution or pool that could pad in its place",
                    "pad in the convolution itself"},
    UnknownOperator{"QLinearConv", quantizedKind, exportQdq},
    UnknownOperator{"QLinearMatMul", quantizedKind, exportQdq},
    UnknownOperator{"QuantizeLinear",
                    "no DequantizeLinear of the same scale and zero point follows, or it has one "
                    "scale a channel",
                    "quantise activations in the QDQ format, with one scale for the tensor", true},
    UnknownOperator{"RNN", "it has a state", notFeedForward},
    UnknownOperator{"Resize", sizeChanges, classifiersOnly},
    UnknownOperator{"Round", noRounding, exportQdq, true},
    UnknownOperator{"Scan", "its subgraph is run a number of times", notFeedForward},
    UnknownOperator{"Sigmoid", noActivation, useRelu, true},
    UnknownOperator{"Slice", sizeChanges, classifiersOnly},
    UnknownOperator{"Softmax", onlyAtEnd, noAttention, true},
    UnknownOperator{"Softplus", noActivation, useRelu, true},
    UnknownOperator{"Split", "a tensor cannot be taken apart", "take a network without channel shuffling or attention"},
    UnknownOperator{"Sub", "the units and the host add tensors, but do not subtract them",
                    "train with an addition in its place", true},
    UnknownOperator{"Sum", "it adds no tensors, or more than 10,000", "add two tensors at a time", true},
    UnknownOperator{"ThresholdedRelu", noActivation, useRelu, true},
    UnknownOperator{"Tanh", noActivation, useRelu, true},
    UnknownOperator{"Upsample", sizeChanges, classifiersOnly},
};

} // namespace

UnknownOperator describeUnknown(const Node &node)
{
    if (!node.domain.empty())
        return {"", "it is no operator of ONNX itself, but of an extension or a function",
                "export it with the standard operators alone"};
    const auto found = std::ranges::find(table, node.op, &UnknownOperator::name);
    if (found != table.end())
        return *found;
    return {"", "the operator is not supported",
            "replace it by convolutions, fully connected layers, ReLU, pools, additions or concatenations"};
}

} // namespace odimo::onnx
