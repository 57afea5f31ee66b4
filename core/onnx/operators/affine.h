// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

namespace odimo::onnx {

/// y = scale * x + shift, with one of each for every channel.
struct Affine {
    std::vector<double> scale;
    std::vector<double> shift; ///< As many.

    static Affine identity(std::size_t channels) { return {std::vector(channels, 1.0), std::vector(channels, 0.0)}; }
    std::size_t channels() const { return scale.size(); }
    bool hasShift() const;
    bool isPositive() const; ///< Every scale is above 0.
};

/// x -> second(first(x)), of equal numbers of channels.
Affine composed(const Affine &first, const Affine &second);
/// Channels [begin, begin + count).
Affine slice(const Affine &affine, std::size_t begin, std::size_t count);
/// Each channel `times` times, as in a flattened image.
Affine repeated(const Affine &affine, std::size_t times);
/// The reverse; absent if the values of a channel differ. `times` divides the number of channels.
std::optional<Affine> merged(const Affine &affine, std::size_t times);

/// True for Add, Sub, Mul and Div of one computed tensor and a constant, for Neg and for BatchNormalization.
bool isAffine(const Graph &graph, const Node &node);
/// What such a node computes, its input of known shape. Throws Refusal if its constant is not one value a channel.
Affine readAffine(const Graph &graph, const Node &node);
/// The computed input of such a node.
std::string affineInput(const Graph &graph, const Node &node);

} // namespace odimo::onnx
