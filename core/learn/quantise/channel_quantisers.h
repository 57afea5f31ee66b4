// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"

namespace odimo::learn {

/// Quantisers of weights whose scales do not move, one for each of B branches and C output channels; both [B, C].
struct ChannelQuantisers {
    torch::Tensor scales; ///< s of quantiseWeights.
    torch::Tensor codes;  ///< n of quantiseWeights: the largest integer weight.
    torch::Tensor ends;   ///< What n stands for: the scale, or n itself where weights are held as codes.
    torch::Tensor slopes; ///< ends / scales [C] for one branch; undefined where all are 1.
};

/// sum over b of shares[b] * Q_b(weight), with Q_b as in quantiseWeights and bit for bit its values, in one pass over
/// the weight [C, ...]. `shares` is [B, C] and sums to 1 over b. Ends are the scales.
/// Gradients: dweight = g, because the shares sum to 1; dshares[b, c] = the sum of g * Q_b(weight) over the channel.
torch::Tensor mixQuantisedWeights(const torch::Tensor &weight, const torch::Tensor &shares,
                                  const ChannelQuantisers &quantisers);

/// Q(weight) with one branch, B = 1: each channel on the unit of a fixed mapping. The gradient passes times
/// the slopes.
torch::Tensor quantiseChannels(const torch::Tensor &weight, const ChannelQuantisers &quantiser);

/// The integer biases of a fixed mapping; all [C].
struct BiasQuantisers {
    torch::Tensor grids; ///< The step of each channel's bias.
    torch::Tensor least; ///< In steps.
    torch::Tensor most;  ///< In steps.
};

/// As quantiseBias, each channel with a grid and limits of its own; the gradient passes unchanged.
torch::Tensor quantiseBiases(const torch::Tensor &bias, const BiasQuantisers &quantisers);

} // namespace odimo::learn
