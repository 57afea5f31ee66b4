// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"
#include "core/protocol/task.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace torch::optim {
class Optimizer;
}

namespace odimo::learn {

/// The tensors that each of the three optimisers moves (docs/method.md 5.4); an empty list has none.
struct TrainableGroups {
    std::vector<torch::Tensor> weights; ///< SGD with momentum and weight decay.
    std::vector<torch::Tensor> mixing;  ///< Adam without decay.
    std::vector<torch::Tensor> scales;  ///< SGD without momentum or decay.
};

using NamedTensors = std::map<std::string, torch::Tensor>;

/// All optimisers of a phase, stepped together on every batch.
class Optimisers {
public:
    Optimisers(const TrainableGroups &groups, const protocol::Schedule &schedule);
    Optimisers(Optimisers &&other) noexcept;
    ~Optimisers();
    /// Moves everything along its gradients with the schedule's rates times `factor`, then clears the gradients; that
    /// of the weights is shortened to the schedule's gradientNorm first. The mixing parameters keep their full rate:
    /// their travel, not their settling, decides the mapping.
    void step(double factor);
    /// What they remember from step to step, for example "weights.3.momentum".
    NamedTensors state() const;
    /// Throws Error, and has changed nothing, on a state that is not of these optimisers.
    void restore(const NamedTensors &state);

private:
    struct Entry {
        const char *name;
        std::unique_ptr<torch::optim::Optimizer> optimiser;
        double rate;
        bool follows; ///< The rate follows the schedule.
    };
    std::vector<Entry> m_entries;
    std::vector<torch::Tensor> m_weights;
    double m_gradientNorm;
};

} // namespace odimo::learn
