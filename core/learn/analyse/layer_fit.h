// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"
#include "core/network/network.h"

#include <vector>

namespace odimo::learn {

/// The images of `x` [N, ...] that are looked at: the first ones if the maps are large.
torch::Tensor sampledInput(const network::Operator &layer, const torch::Tensor &x);

/// A sample of what the outputs of a layer read, [rows, K], and of what they are, [rows, C]; the same images and
/// positions for the same shapes. Of the first images only if the maps are large.
torch::Tensor readRows(const network::Operator &layer, const torch::Tensor &x);
torch::Tensor outputRows(const network::Operator &layer, const torch::Tensor &x, const torch::Tensor &y);

/// False for grouped convolutions, whose outputs do not read the same.
bool readsInRows(const network::Operator &layer);

/// The covariances that weights are fitted to, so that W x comes near the wanted outputs; the mean of the error is left
/// to the bias.
struct LayerMoments {
    torch::Tensor read; ///< Of what the outputs read, [K, K].
    torch::Tensor both; ///< Between the wanted outputs and what they read, [C, K].
};
LayerMoments momentsOf(const torch::Tensor &readRows, const torch::Tensor &wantedRows);

/// Weights [C, ...] and their scales [C].
struct ScaledWeights {
    torch::Tensor weight;
    std::vector<double> scales;
};

/// Integers and scales of each channel with a small squared error of its outputs: descent over single integers from the
/// rounded weights. The weights move only as far as they must to be rounded to the integers that are found.
ScaledWeights fitIntegers(const ScaledWeights &start, int bits, const LayerMoments &moments);

/// Real weights [C, ...] with a small squared error of the outputs, near `weight` where these images do not tell.
torch::Tensor fitReals(const torch::Tensor &weight, const LayerMoments &moments);

/// Kernels [C, 1, ...] of channels that read the input of their own number alone, with a small squared error of each
/// output, near `kernels` where these images do not tell.
torch::Tensor fitDiagonal(const torch::Tensor &kernels, const torch::Tensor &readRows, const torch::Tensor &wantedRows);

/// The outputs of such kernels without bias, [rows, C].
torch::Tensor diagonalOutputs(const torch::Tensor &kernels, const torch::Tensor &readRows);

} // namespace odimo::learn
