// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/channel_groups.h"
#include "core/network/parameters.h"

namespace odimo::network {

/// Each pass comes for a model and, for example to compute costs before there are weights, for the structure alone.
/// Nodes that stay keep their order, names and `searched`.

/// Before: any model. After: no Identity; readers of one read its input.
Model removeIdentities(const Model &model);
Network removeIdentities(const Network &network);

/// Before: BatchNormalization nodes whose only input is a layer without fused ReLU read by nothing else.
/// After: such nodes are gone; the layer has a bias, W' = W * gamma / sqrt(var + eps), b' = (b - mean) * gamma /
/// sqrt(var + eps) + beta (computed in double). A BatchNormalization that stands elsewhere is an Error naming it, and
/// so are parameters that checkParameters refuses.
Model foldBatchNormalization(const Model &model);
Network foldBatchNormalization(const Network &network);

/// Before: Relu nodes. After: a Relu whose only input is a layer or an Addition read by nothing else is that node's
/// `relu`.
Model fuseRelu(const Model &model);
Network fuseRelu(const Network &network);

/// Before: any model and its channel groups. After: the channels of each group in the order that `orders` gives it, as
/// the old channel at each new place; empty or missing: as they are. Each output is the same sum in another order.
/// Throws Error naming a layer for an order that is none or of a group whose order is given.
Model permuteChannels(const Model &model, const ChannelGroups &groups, const std::vector<std::vector<int>> &orders);

/// The first three in that order: the form that search, quantisation and export work on.
Model simplify(const Model &model);
Network simplify(const Network &network);

} // namespace odimo::network
