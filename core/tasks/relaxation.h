// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"
#include "core/mapping/cost/staircase.h"

#include <memory>
#include <vector>

namespace odimo::tasks {

/// A layer that two units share.
struct SharedLayer {
    const mapping::LayerTable &table;
    mapping::Staircase staircase;

    std::int64_t channels() const { return static_cast<std::int64_t>(staircase.cost.size()) - 1; }
};

struct RelaxedCost {
    torch::Tensor cost;  ///< Of all layers, one value.
    torch::Tensor slope; ///< Of each layer, d cost / d n, [L].
};

/// The cost of L shared layers for real channel counts, double precision.
class Relaxation {
public:
    virtual ~Relaxation() = default;
    /// `n`: [L], the channels on the reference unit, 0 .. the layer's channels.
    virtual RelaxedCost at(const torch::Tensor &n) const = 0;
    virtual void moveTo(torch::Device device) = 0;
};

/// Cycles or uJ, by the centred slope of each layer's staircase (mapping::centredSlope).
std::unique_ptr<Relaxation> jointRelaxation(const std::vector<SharedLayer> &layers);

/// Cycles or uJ, as the authors' code relaxes them (docs/method.md 5.3): each unit has its published cycles and
/// gradient (platform::PublishedCost); the slower one counts, by sum(softmax(t) t) over the cycles t, for energy
/// sum(softmax(-t) t) while both run. Throws Error if a unit has no published gradient.
std::unique_ptr<Relaxation> publishedRelaxation(const std::vector<SharedLayer> &layers,
                                                const platform::Platform &platform, mapping::Objective objective);

/// Tables of different lengths as the rows of a matrix; what lies behind the end of a row is not read.
torch::Tensor asRows(const std::vector<std::vector<double>> &tables);

} // namespace odimo::tasks
