// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/executor.h"

#include <string>
#include <vector>

namespace odimo::learn {

/// What training does with a tensor.
enum class Role {
    Weight,    ///< Moved by the weights' optimiser.
    Mixing,    ///< Moved by Adam.
    Scale,     ///< Moved by the scales' optimiser.
    Statistic, ///< Not by gradients; belongs to the state all the same.
};

struct StateTensor {
    std::string name;
    torch::Tensor tensor;
    Role role = Role::Weight;
};

/// Anything that can be trained: a float network, a search, a mapped network.
class TrainableModel {
public:
    virtual ~TrainableModel() = default;
    /// [N, classes] for images [N, C, H, W] in [0, 1].
    virtual torch::Tensor logits(const torch::Tensor &images, Mode mode) = 0;
    /// The normalised cost to add to the loss, with its gradient; undefined if there is none.
    virtual torch::Tensor cost() = 0;
    /// Everything that a checkpoint must hold, by name.
    virtual std::vector<StateTensor> state() = 0;
    /// `epoch` counts from 0.
    virtual void beginEpoch(int epoch) = 0;
};

} // namespace odimo::learn
