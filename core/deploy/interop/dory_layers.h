// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/interop/obstacle.h"
#include "core/integer/executor.h"

#include <vector>

namespace odimo::deploy {

/// Why DORY could not compile a layer, alone, into code that computes the codes of the executor; nothing if it could
/// once it is filled up to multiples of 16 (paddedLayer).
std::vector<Obstacle> doryObstacles(const integer::QuantisedNetwork &network, int layer);

/// An ONNX file of one layer in the dialect of Quantlab that DORY reads. Requires a layer that is filled up, of a
/// network for which doryObstacles() finds nothing.
std::string doryOnnx(const integer::QuantisedNetwork &network, int layer);

/// The file beside it that names it, config.json.
std::string doryConfiguration(const integer::QuantisedNetwork &network, int layer);

/// Codes as DORY reads them, one a line: as unsigned bytes, or with their sign.
enum class DoryCodes { UnsignedBytes, Signed };
std::string doryText(const std::string &name, const integer::CodeTensor &tensor, DoryCodes codes);

} // namespace odimo::deploy
