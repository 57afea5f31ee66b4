// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"
#include "core/protocol/task.h"

#include <memory>
#include <vector>

namespace torch::optim {
class Optimizer;
}
namespace torch::serialize {
class InputArchive;
class OutputArchive;
} // namespace torch::serialize

namespace odimo::learn {

/// The tensors that each of the three optimisers moves (method.md 5); an empty list has none.
struct TrainableGroups {
    std::vector<torch::Tensor> weights; ///< SGD with momentum and weight decay.
    std::vector<torch::Tensor> mixing;  ///< Adam without decay.
    std::vector<torch::Tensor> scales;  ///< SGD without momentum or decay.
};

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
    void save(torch::serialize::OutputArchive &archive) const;
    void load(torch::serialize::InputArchive &archive);

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
