// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/quantised_network.h"

#include <string>

namespace odimo::deploy {

/// An ONNX file in the dialect of diana-quantlib, which HTVM reads: it has the codes themselves as values, one image,
/// and only operators that HTVM turns into the integer ones of its patterns (docs/other-compilers.md). A layer whose
/// channels are on two units is the sum of two layers, each with zeros for the channels of the other. Every value that
/// has the name of a node is that node's codes; the input is `input`. Requires that htvmObstacles() finds nothing.
std::string htvmOnnx(const integer::QuantisedNetwork &network);

} // namespace odimo::deploy
