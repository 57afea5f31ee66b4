// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"
#include "core/mapping/cost/cost.h"
#include "core/mapping/trained_network.h"

#include <vector>

namespace odimo::learn {

/// Of the pre-activations of one layer over images and positions; [C] each, undefined for nodes that are no layers.
struct ChannelStatistics {
    torch::Tensor mean;
    torch::Tensor spread; ///< Standard deviation.
    torch::Tensor rows;   ///< A sample, [rows, C]: outputRows().
};

/// By node index.
using PreActivationStatistics = std::vector<ChannelStatistics>;

/// The means and spreads that the channels of a mapped supernet (mapping::isSupernet) were trained to give on their
/// branches, without rows; undefined for layers without any.
PreActivationStatistics trainedStatistics(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
                                          torch::Device device);

/// What a mapped and quantised network computes before its quantisers for `images` [N, C, H, W].
/// Throws Error for the published style of quantisers.
PreActivationStatistics preActivationStatistics(const mapping::TrainedNetwork &trained, const mapping::CostTable &table,
                                                const torch::Tensor &images);

/// A mapped network in another mapping: channels that come to a unit with a real scale per channel get the
/// least-squares scale of their weights.
mapping::TrainedNetwork remapped(mapping::TrainedNetwork trained, const mapping::Mapping &mapping,
                                 const platform::Platform &platform);

/// Before: a network whose mapping was changed without training.
/// After: layer by layer, each reading what the corrected layers before it put out, the pre-activations come near those
/// of the reference for these images: first by a least-squares fit of the weights (integers and scale of a channel on a
/// unit with a real scale per channel; elsewhere the real weights, which take up what earlier layers have lost), then
/// by the mean and spread of every channel, as near as the grids of docs/diana.md 2 allow (docs/method.md 9). Without
/// the second step a fit shrinks what it cannot explain, layer upon layer. A channel that already is what it is in the
/// reference stays as it is. A reference without rows leaves out the first step, and layers without statistics stay.
mapping::TrainedNetwork recalibrated(const mapping::TrainedNetwork &target, const PreActivationStatistics &reference,
                                     const mapping::CostTable &table, const torch::Tensor &images);

} // namespace odimo::learn
