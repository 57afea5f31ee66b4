// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"
#include "core/mapping/cost/cost.h"
#include "core/mapping/trained_network.h"

#include <optional>
#include <vector>

namespace odimo::learn {

/// The weights of one layer as a unit holds them best whose scales or operator are not those of the reference.
struct FittedWeights {
    int node = 0;
    int unit = 0;
    torch::Tensor weight;       ///< [C, ...]; quantised with `scales` they are the unit's integers. Of a diagonal
                                ///< branch the kernels, [C, 1, ...].
    torch::Tensor bias;         ///< [C] of a branch with tensors of its own, if the layer has one.
    std::vector<double> scales; ///< [C], or the one of a unit with a scale per layer.
    std::optional<int> divisor; ///< On a unit with converters.
};

/// For every unit with a real scale per channel that may take a layer, but for its reference unit, integers q and
/// scales s of each channel with small error of what the layer computes, (s q - w)' S (s q - w) with S the covariance
/// of what the layer reads for `images` [N, C, H, W]: descent over single integers from the rounded weights. The mean
/// of the error is left to recalibration. The weights themselves move only as far as they must to be rounded to q.
/// Grouped convolutions keep the least-squares scales of their weights. A unit with converters gets the divisor that
/// suits the integers. Diagonal branches get the kernels of fitDiagonal, with the mean and spread of each channel, as
/// they are before they are rounded, but those of a supernet, whose kernels are trained. `trained` must be mapped and
/// quantised. Throws Error for the published style of quantisers.
std::vector<FittedWeights> fitWeights(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
                                      const torch::Tensor &images);

/// The network with what branches with tensors of their own have of these, and their scales.
mapping::TrainedNetwork withKernels(mapping::TrainedNetwork trained, const std::vector<FittedWeights> &fitted,
                                    const platform::Platform &platform);

} // namespace odimo::learn
