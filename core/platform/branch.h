// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

#include <span>
#include <vector>

namespace odimo::platform {

/// What the weights of a branch are, seen as those of the layer: all forms are standard convolutions with the layer's
/// kernel, stride and padding, so that one convolution computes channels of any.
enum class WeightForm {
    Full,     ///< Any.
    Diagonal, ///< 0 but for the input channel with the number of the output channel.
    Zero,     ///< All 0: of a channel that is left out the bias remains.
};

/// One way to compute channels of a layer: on a unit, by an operator, in a numeric format. Two units that differ in the
/// format alone (DIANA's) and two that run another operator each (Darkside's) are branches alike. The unit's name is
/// the branch's key in every file.
struct Branch {
    int unit = 0;                          ///< Index into Platform::units.
    Operation operation = Operation::Same; ///< What the unit computes of the layer.
    LayerGeometry geometry;                ///< Of that operation, which the cost model is asked about.
    NumericFormat format;

    WeightForm form() const;
    /// Weights that an output channel has, without those that the form makes 0.
    int weightsPerChannel() const;
};

/// One branch for each unit that may take channels of the layer (Platform::refusal), in the platform's order.
std::vector<Branch> branchesOf(const Layer &layer, const Platform &platform);

/// The index of the branch that the others of a layer are compared with: the one on the unit that comes first in
/// Platform::referenceOrder. 0 if there is none.
std::size_t referenceBranch(std::span<const Branch> branches, const Platform &platform);

/// By node of the network: true for the layers whose channels a unit may compute depthwise in place of their own
/// operator, which ties the order of their outputs to that of their inputs (network::channelGroups).
std::vector<bool> depthwiseNodes(const network::Network &network, const Platform &platform);

} // namespace odimo::platform
