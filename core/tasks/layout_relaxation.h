// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"
#include "core/tasks/relaxation.h"

#include <memory>
#include <vector>

namespace odimo::tasks {

/// What conversions between layouts add to the cost of a network whose layers are shared between units. At whole
/// channel counts it is what mapping::costOf adds. The gradient is that of the same sum with each layer's share of
/// channels in a layout in place of "some channel is" and "every channel is": it tells from anywhere what a whole layer
/// would save.
class LayoutRelaxation {
public:
    /// `shared`: the layers of the table that two units share, in order. The other layers stay on their reference unit.
    LayoutRelaxation(const mapping::CostTable &table, const std::vector<SharedLayer> &shared,
                     mapping::Objective objective);

    /// Cycles or uJ. `n`: [L], the channels of each shared layer on the reference unit, double precision.
    torch::Tensor at(const torch::Tensor &n) const;
    void moveTo(torch::Device device);

private:
    /// How much of a layer is in a layout, [entries].
    struct Presence {
        torch::Tensor some;  ///< 1 if a channel is, else 0.
        torch::Tensor every; ///< 1 if all are, else 0.
        torch::Tensor share; ///< Of its channels.
    };

    torch::Tensor sum(const Presence &presence) const;

    torch::Tensor m_layer;                      ///< By entry its shared layer.
    torch::Tensor m_channels;                   ///< By entry the channels of that layer.
    torch::Tensor m_fromReference, m_direction; ///< By entry: channels in the layout = first * channels + second * n.
    Presence m_constant;      ///< Of the entries that follow those: no layer, a whole layer, an absent reader.
    torch::Tensor m_producer; ///< By pair of a tensor and a layout: the entry that writes it.
    std::vector<torch::Tensor> m_readers; ///< Likewise its first, second, ... reader.
    torch::Tensor m_to, m_back;           ///< Likewise what it costs to convert the whole tensor.
};

/// Null on a platform that counts no layouts.
std::unique_ptr<LayoutRelaxation>
layoutRelaxation(const mapping::CostTable &table, const std::vector<SharedLayer> &shared, mapping::Objective objective);

} // namespace odimo::tasks
