// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/onnx/model_writer.h"
#include "core/integer/quantised_network.h"

#include <string>

namespace odimo::deploy {

/// Adds the nodes of a layer that reads the value `input`, as a convolution: gives its codes before they are rounded
/// down and clipped. Throws Error on a layer with groups whose channels are on several units.
std::string layerNodes(OnnxModelWriter &model, const integer::QuantisedNetwork &network, int index,
                       const network::Convolution &op, const std::string &input);

} // namespace odimo::deploy
