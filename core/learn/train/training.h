// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/sampling.h"
#include "core/learn/model/trainable_model.h"
#include "core/learn/train/optimisers.h"
#include "core/learn/train/session.h"
#include "core/learn/train/steering.h"
#include "core/protocol/task.h"

#include <filesystem>
#include <functional>
#include <string>

namespace odimo::learn {

/// Which state a phase ends with.
enum class Selection {
    Last,            ///< The mapping of a search is what its last epoch left.
    Best,            ///< The epoch with the best validation accuracy.
    BestOrUntouched, ///< The same, and the state before the first epoch takes part: a fine-tuning must not make it
                     ///< worse.
};

/// What a phase is trained on and how.
struct TrainingSetup {
    std::string phase;
    const data::Images &images;
    data::Split split;
    data::Augmentation augmentation;
    protocol::Schedule schedule;
    std::uint64_t seed = 1;
    torch::Device device = torch::kCPU;
    double strength = 0; ///< loss = cross-entropy + strength * model.cost()
    Steering steering = Steering::Fixed;
    Selection selection = Selection::Best;
    std::filesystem::path checkpoint; ///< Written after every epoch.
    std::filesystem::path resumeFrom; ///< Empty: from the start.
    /// Of EpochFinished, as the model stands when it is called; may be empty.
    std::function<mapping::ChannelCounts()> splits = {};
};

/// Images of the schedule: a stratified part of the training images, split into training and validation.
data::Split splitFor(const protocol::Schedule &schedule, const data::Images &images, std::uint64_t seed);

/// The schedule's, or all images where there are fewer; at least two. Throws Error for less than two images.
int batchSizeFor(const protocol::Schedule &schedule, std::size_t trainImages);

/// Trains the phase and leaves the selected state in the model; returns its validation accuracy. Sends PhaseStarted,
/// Progress, EpochFinished and StrengthChanged. Throws StoppedByHost, and Error (RunFailed) if the loss is not finite.
double train(TrainableModel &model, const TrainingSetup &setup, Session &session);

/// What the schedule asks for, on a device that has it; otherwise, unless it leaves the choice, it says so, once for a
/// whole exploration with the level of a warning: in the warm-up, which comes first.
Mode trainingMode(const protocol::Schedule &schedule, torch::Device device, const std::string &phase, Session &session);

/// One optimiser step on one batch, as train() does it; returns the detached loss. For timing and tests.
torch::Tensor trainingStep(TrainableModel &model, Optimisers &optimisers, const torch::Tensor &images,
                           const torch::Tensor &labels, double strength, double rateFactor, Mode mode,
                           torch::Tensor *correct = nullptr);

/// The optimisers for the model's state.
Optimisers optimisersFor(TrainableModel &model, const protocol::Schedule &schedule);

} // namespace odimo::learn
