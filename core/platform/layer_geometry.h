// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/network.h"

#include <string>
#include <vector>

namespace odimo::platform {

/// What a cost model sees of a layer. X and Y are the authors' names (docs/diana.md 4): kernelX is the kernel's height,
/// outX the output's height, outY its width. A fully connected layer is a 1x1 convolution on a 1x1 map.
struct LayerGeometry {
    std::string name;
    int inChannels = 1;
    int outChannels = 1;
    int kernelX = 1;
    int kernelY = 1;
    int groups = 1;
    int outX = 1;
    int outY = 1;
    bool dilated = false; ///< The kernel reads positions that are not side by side.
    bool operator==(const LayerGeometry &) const = default;
};

enum class OperatorKind { Convolution, GroupedConvolution, FullyConnected };

/// A layer with groups > 1 is GroupedConvolution (depthwise is groups == inChannels); 1x1 on a 1x1 map counts as
/// Convolution unless it comes from a fully connected node.
struct Layer {
    LayerGeometry geometry;
    OperatorKind kind = OperatorKind::Convolution;
    bool searched = true;
    bool readsSigned = false; ///< Some of what it reads may be below 0.
    int node = 0;             ///< Index in the network.
    bool givesOutput = false; ///< No other layer is between its channels and the network's output.
};

/// The mappable layers of a network, in order.
std::vector<Layer> layersOf(const network::Network &network);

} // namespace odimo::platform
