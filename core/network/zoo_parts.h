// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/network.h"

#include <string>

namespace odimo::network {

/// A square kernel with the padding that keeps the size at stride 1, without bias.
Convolution squareConvolution(int outChannels, int kernel, int stride);

/// One kernel a channel, otherwise like squareConvolution.
Convolution depthwiseConvolution(int channels, int kernel, int stride);

/// Channels times the width of a MobileNet, rounded to a multiple of 8 above 0.
int scaledChannels(int channels, double width);

/// Names of the nodes of one convolution block.
struct BlockNames {
    std::string convolution;
    std::string normalization;
    std::string relu; ///< Empty: no ReLU.
};

/// Appends convolution, BatchNorm and, if it has a name, ReLU; returns the last.
int addBlock(Network &network, const BlockNames &names, const Convolution &convolution, int input,
             bool searched = true);

/// Appends "pool" (global average), "flatten" and "fc".
void addClassifier(Network &network, int input, int classes, bool searched = true);

} // namespace odimo::network
