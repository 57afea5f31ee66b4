// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/trainable_model.h"
#include "core/learn/train/optimisers.h"
#include "core/protocol/event.h"

#include <filesystem>
#include <vector>

namespace odimo::learn {

/// Where a phase stands between two epochs.
struct TrainingState {
    int epochsDone = 0;
    int bestEpoch = 0; ///< 0: before the first.
    double bestAccuracy = -1;
    double bestBeforeCycle = -1;     ///< The same when the present cycle of the learning rate began.
    protocol::EpochFinished last{};  ///< What the host was told of the last epoch, or was about to be.
    std::vector<torch::Tensor> best; ///< Values of the model's state at the best epoch, in its order.
};

/// Writes `state` but for the phase, the number of epochs, the checkpoint and the splits in `last`, which the caller
/// knows. The
/// file holds tensors under a checksum (network::writeSealed) and is on the disk when this returns.
void saveCheckpoint(const std::filesystem::path &path, const TrainingState &state, TrainableModel &model,
                    const Optimisers &optimisers);

/// Sets the model's tensors and the optimisers. Throws Error, and has set nothing, on a file that is damaged or no
/// checkpoint of this model.
TrainingState loadCheckpoint(const std::filesystem::path &path, TrainableModel &model, Optimisers &optimisers);

} // namespace odimo::learn
