// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/network.h"

#include <span>

namespace odimo::network {

/// "3x32x32", for messages and tables.
std::string shapeText(const Shape &shape);

/// The output shape of an operator, by PyTorch's arithmetic:
/// out = floor((in + padding - dilation * (kernel - 1) - 1) / stride) + 1.
/// Throws Error (without the node's name) on a wrong number of inputs, attributes out of range and shapes that do not
/// fit.
Shape inferShape(const Operator &op, std::span<const Shape> inputs);

} // namespace odimo::network
