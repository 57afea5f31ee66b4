// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/executor.h"

namespace odimo::deploy {

/// A convolution as a network of its own, node 1, filled up so that its input and output have multiples of 16 channels
/// and columns: more channels have weights and addends of 0, and more columns of the input are 0, as the padding beyond
/// them would be. The layer's codes are in the first channels and columns of the output; what is in the others has no
/// meaning. `node` has half a kernel of padding on all sides and computes on one unit.
integer::QuantisedNetwork paddedLayer(const integer::QuantisedNetwork &network, int node);

/// The tensor in the first channels and columns of one of the shape, 0 elsewhere. Heights are the same.
integer::CodeTensor filledUp(const integer::CodeTensor &tensor, const network::Shape &shape);

} // namespace odimo::deploy
