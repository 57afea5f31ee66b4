// SPDX-License-Identifier: Apache-2.0
#include "core/learn/checkpoint.h"

#include "core/base/error.h"

#include <torch/serialize.h>

namespace odimo::learn {

namespace {

protocol::EpochFinished lastEpoch(int epoch, const torch::Tensor &values)
{
    const auto value = [&values](int i) {
        return values[i].item<double>();
    };
    return {.phase = {},
            .epoch = epoch,
            .loss = value(0),
            .trainAccuracy = value(1),
            .validationAccuracy = value(2),
            .relaxedCost = value(3),
            .seconds = value(4),
            .checkpoint = {},
            .best = value(5) != 0};
}

} // namespace

void saveCheckpoint(const std::filesystem::path &path, const TrainingState &state, Trainee &trainee,
                    const Optimisers &optimisers)
{
    torch::NoGradGuard frozen;
    torch::serialize::OutputArchive archive;
    archive.write("progress", torch::tensor({state.epochsDone, state.bestEpoch}, torch::kInt64));
    archive.write("best_accuracy", torch::tensor({state.bestAccuracy, state.bestBeforeCycle}, torch::kFloat64));
    const protocol::EpochFinished &last = state.last;
    archive.write("last_epoch", torch::tensor({last.loss, last.trainAccuracy, last.validationAccuracy, last.relaxedCost,
                                               last.seconds, last.best ? 1.0 : 0.0},
                                              torch::kFloat64));
    const std::vector<StateTensor> tensors = trainee.state();
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        archive.write("state_" + std::to_string(i), tensors[i].tensor.detach());
        if (!state.best.empty())
            archive.write("best_" + std::to_string(i), state.best[i]);
    }
    torch::serialize::OutputArchive own;
    optimisers.save(own);
    archive.write("optimisers", own);

    const std::filesystem::path temporary = path.string() + ".part";
    try {
        archive.save_to(temporary.string());
        std::filesystem::rename(temporary, path);
    } catch (const std::exception &exception) {
        throw Error("The checkpoint " + path.string() + " cannot be written: " + exception.what() +
                        ". Make room on the disk or choose another place for the project.",
                    ErrorKind::InputOutput);
    }
}

TrainingState loadCheckpoint(const std::filesystem::path &path, Trainee &trainee, Optimisers &optimisers)
{
    torch::NoGradGuard frozen;
    try {
        torch::serialize::InputArchive archive;
        archive.load_from(path.string());
        torch::Tensor progress;
        torch::Tensor bestAccuracy;
        torch::Tensor last;
        archive.read("progress", progress);
        archive.read("best_accuracy", bestAccuracy);
        const bool knowsLast = archive.try_read("last_epoch", last); // Those of earlier versions do not.
        TrainingState state{static_cast<int>(progress[0].item<std::int64_t>()),
                            static_cast<int>(progress[1].item<std::int64_t>()),
                            bestAccuracy[0].item<double>(),
                            bestAccuracy[1].item<double>(),
                            knowsLast ? lastEpoch(static_cast<int>(progress[0].item<std::int64_t>()), last)
                                      : protocol::EpochFinished{},
                            {}};
        const std::vector<StateTensor> tensors = trainee.state();
        for (std::size_t i = 0; i < tensors.size(); ++i) {
            torch::Tensor value;
            archive.read("state_" + std::to_string(i), value);
            tensors[i].tensor.copy_(value);
            torch::Tensor best;
            if (archive.try_read("best_" + std::to_string(i), best))
                state.best.push_back(best.to(tensors[i].tensor.device()));
        }
        torch::serialize::InputArchive own;
        archive.read("optimisers", own);
        optimisers.load(own);
        return state;
    } catch (const c10::Error &error) {
        throw Error("The checkpoint " + path.string() + " cannot be continued (" + error.what_without_backtrace() +
                    "); remove it and start the run again.");
    }
}

} // namespace odimo::learn
