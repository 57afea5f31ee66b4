// SPDX-License-Identifier: Apache-2.0
#include "core/learn/train/checkpoint.h"

#include "core/base/error.h"
#include "core/network/tensor_file.h"

#include <cstring>

namespace odimo::learn {

using torch::Tensor;

namespace {

constexpr const char *formatName = "format";
/// The last figure is raised whenever the tensors of a checkpoint change.
constexpr const char *format = "odimo checkpoint 1";

torch::ScalarType scalarType(network::ElementType type)
{
    switch (type) {
    case network::ElementType::Float32:
        return torch::kFloat32;
    case network::ElementType::Float64:
        return torch::kFloat64;
    case network::ElementType::Int64:
        return torch::kInt64;
    }
    return torch::kFloat32;
}

network::RawTensor toRaw(const Tensor &tensor)
{
    const Tensor values = tensor.detach().to(torch::kCPU).contiguous();
    for (const network::ElementType type :
         {network::ElementType::Float32, network::ElementType::Float64, network::ElementType::Int64})
        if (values.scalar_type() == scalarType(type)) {
            const auto *begin = static_cast<const std::byte *>(values.data_ptr());
            return {type, values.sizes().vec(), {begin, begin + values.nbytes()}};
        }
    throw Error(std::string("a checkpoint cannot hold values of the type ") + torch::toString(values.scalar_type()),
                ErrorKind::RunFailed);
}

Tensor fromRaw(const network::RawTensor &raw)
{
    const Tensor tensor = torch::empty(raw.shape, scalarType(raw.type));
    if (!raw.bytes.empty())
        std::memcpy(tensor.data_ptr(), raw.bytes.data(), raw.bytes.size());
    return tensor;
}

std::string stateName(std::size_t index, const StateTensor &each)
{
    return "state." + std::to_string(index) + "." + each.name;
}

std::string bestName(std::size_t index, const StateTensor &each)
{
    return "best." + std::to_string(index) + "." + each.name;
}

constexpr std::string_view optimiserPrefix = "optimiser.";

/// The tensors of a checkpoint; each must be as it is expected to be.
class Stored {
public:
    explicit Stored(const std::filesystem::path &path) : m_where(path.string())
    {
        const network::TensorFile file = network::readSealed(path);
        const auto found = file.metadata.find(formatName);
        if (found == file.metadata.end() || found->second != format)
            throw Error(m_where + " is no checkpoint of this version");
        for (const auto &[name, raw] : file.tensors)
            m_tensors[name] = fromRaw(raw);
    }

    bool has(const std::string &name) const { return m_tensors.contains(name); }

    Tensor like(const Tensor &expected, const std::string &name) const
    {
        const auto found = m_tensors.find(name);
        if (found == m_tensors.end() || found->second.sizes() != expected.sizes() ||
            found->second.scalar_type() != expected.scalar_type())
            throw Error(m_where + " does not fit the network: its " + name + " is missing or of another form");
        return found->second;
    }

    NamedTensors ofOptimisers() const
    {
        NamedTensors own;
        for (const auto &[name, tensor] : m_tensors)
            if (name.starts_with(optimiserPrefix))
                own[name.substr(optimiserPrefix.size())] = tensor;
        return own;
    }

private:
    std::string m_where;
    NamedTensors m_tensors;
};

Tensor progressOf(const TrainingState &state)
{
    return torch::tensor({state.epochsDone, state.bestEpoch}, torch::kInt64);
}

Tensor accuracyOf(const TrainingState &state)
{
    return torch::tensor({state.bestAccuracy, state.bestBeforeCycle}, torch::kFloat64);
}

Tensor lastOf(const TrainingState &state)
{
    const protocol::EpochFinished &last = state.last;
    return torch::tensor(
        {last.loss, last.trainAccuracy, last.validationAccuracy, last.relaxedCost, last.seconds, last.best ? 1.0 : 0.0},
        torch::kFloat64);
}

TrainingState readNumbers(const Stored &stored)
{
    TrainingState state;
    const Tensor progress = stored.like(progressOf(state), "progress");
    const Tensor accuracy = stored.like(accuracyOf(state), "best_accuracy");
    const Tensor last = stored.like(lastOf(state), "last_epoch");
    state.epochsDone = static_cast<int>(progress[0].item<std::int64_t>());
    state.bestEpoch = static_cast<int>(progress[1].item<std::int64_t>());
    if (state.epochsDone < 1 || state.bestEpoch < 0 || state.bestEpoch > state.epochsDone)
        throw Error("its numbers of epochs make no sense");
    state.bestAccuracy = accuracy[0].item<double>();
    state.bestBeforeCycle = accuracy[1].item<double>();
    const auto *values = last.data_ptr<double>();
    state.last = {.phase = {},
                  .epoch = state.epochsDone,
                  .loss = values[0],
                  .trainAccuracy = values[1],
                  .validationAccuracy = values[2],
                  .relaxedCost = values[3],
                  .seconds = values[4],
                  .checkpoint = {},
                  .best = values[5] != 0,
                  .splits = {}}; // The model tells.
    return state;
}

} // namespace

void saveCheckpoint(const std::filesystem::path &path, const TrainingState &state, TrainableModel &model,
                    const Optimisers &optimisers)
{
    network::TensorFile file{.metadata = {{formatName, format}}};
    file.tensors["progress"] = toRaw(progressOf(state));
    file.tensors["best_accuracy"] = toRaw(accuracyOf(state));
    file.tensors["last_epoch"] = toRaw(lastOf(state));
    const std::vector<StateTensor> tensors = model.state();
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        file.tensors[stateName(i, tensors[i])] = toRaw(tensors[i].tensor);
        if (!state.best.empty())
            file.tensors[bestName(i, tensors[i])] = toRaw(state.best[i]);
    }
    for (const auto &[name, tensor] : optimisers.state())
        file.tensors[std::string(optimiserPrefix) + name] = toRaw(tensor);
    try {
        network::writeSealed(path, file);
    } catch (const Error &error) {
        throw Error(std::string("The checkpoint ") + error.what() +
                        ". Make room on the disk or choose another place for the project.",
                    error.kind());
    }
}

TrainingState loadCheckpoint(const std::filesystem::path &path, TrainableModel &model, Optimisers &optimisers)
{
    torch::NoGradGuard frozen;
    const Stored stored(path);
    TrainingState state = readNumbers(stored);
    const std::vector<StateTensor> tensors = model.state();
    std::vector<Tensor> values;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        values.push_back(stored.like(tensors[i].tensor, stateName(i, tensors[i])));
        if (stored.has(bestName(0, tensors[0])))
            state.best.push_back(
                torch::empty_like(tensors[i].tensor).copy_(stored.like(tensors[i].tensor, bestName(i, tensors[i]))));
    }
    optimisers.restore(stored.ofOptimisers());
    for (std::size_t i = 0; i < tensors.size(); ++i)
        tensors[i].tensor.copy_(values[i]);
    return state;
}

} // namespace odimo::learn
