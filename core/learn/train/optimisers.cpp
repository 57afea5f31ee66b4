// SPDX-License-Identifier: Apache-2.0
#include "core/learn/train/optimisers.h"

#include "core/base/error.h"

#include <torch/optim/adam.h>
#include <torch/optim/sgd.h>

#include <sstream>
#include <type_traits>

namespace odimo::learn {

namespace {

/// Shortens the gradients of the tensors, seen as one vector, to `most`; nothing waits for a GPU.
void shortenGradients(const std::vector<torch::Tensor> &tensors, double most)
{
    std::vector<torch::Tensor> gradients;
    std::vector<torch::Tensor> norms;
    for (const torch::Tensor &tensor : tensors)
        if (tensor.grad().defined()) {
            gradients.push_back(tensor.grad());
            norms.push_back(tensor.grad().norm());
        }
    if (gradients.empty())
        return;
    const torch::Tensor factor = (most / (torch::stack(norms).norm() + 1e-6)).clamp_max(1);
    for (torch::Tensor &gradient : gradients)
        gradient.mul_(factor);
}

using States = std::remove_reference_t<decltype(std::declval<torch::optim::Optimizer &>().state())>;

/// By what LibTorch finds the state of a parameter: its address, as a text before version 2.
template <typename Key = States::key_type>
Key keyOf(const torch::Tensor &parameter)
{
    if constexpr (std::is_pointer_v<Key>) {
        return parameter.unsafeGetTensorImpl();
    } else {
        std::ostringstream text;
        text << parameter.unsafeGetTensorImpl();
        return text.str();
    }
}

const std::vector<torch::Tensor> &parametersOf(const torch::optim::Optimizer &optimiser)
{
    return optimiser.param_groups().front().params();
}

/// In the memory order of the parameter, where the optimiser would have made it.
torch::Tensor placed(const torch::Tensor &stored, const torch::Tensor &parameter)
{
    return torch::empty_like(parameter.detach()).copy_(stored);
}

/// Takes tensors out of a stored state, which must be of the parameters.
class StateReader {
public:
    explicit StateReader(const NamedTensors &stored) : m_rest(stored) {}

    torch::Tensor take(const std::string &name, c10::IntArrayRef shape, torch::ScalarType type)
    {
        const auto found = m_rest.find(name);
        if (found == m_rest.end())
            return {};
        torch::Tensor tensor = found->second;
        if (tensor.sizes() != shape || tensor.scalar_type() != type)
            throw Error("the state of the optimisers does not fit: " + name + " has another form");
        m_rest.erase(found);
        return tensor;
    }

    void finish() const
    {
        if (!m_rest.empty())
            throw Error("the state of the optimisers does not fit: nothing needs " + m_rest.begin()->first);
    }

private:
    NamedTensors m_rest;
};

std::unique_ptr<torch::optim::OptimizerParamState> readMomentum(StateReader &reader, const std::string &name,
                                                                const torch::Tensor &parameter)
{
    const torch::Tensor momentum = reader.take(name + ".momentum", parameter.sizes(), parameter.scalar_type());
    if (!momentum.defined())
        return nullptr;
    auto state = std::make_unique<torch::optim::SGDParamState>();
    state->momentum_buffer(placed(momentum, parameter));
    return state;
}

std::unique_ptr<torch::optim::OptimizerParamState> readMoments(StateReader &reader, const std::string &name,
                                                               const torch::Tensor &parameter)
{
    const torch::Tensor step = reader.take(name + ".step", {}, torch::kInt64);
    const torch::Tensor mean = reader.take(name + ".mean", parameter.sizes(), parameter.scalar_type());
    const torch::Tensor square = reader.take(name + ".square", parameter.sizes(), parameter.scalar_type());
    if (!step.defined() && !mean.defined() && !square.defined())
        return nullptr;
    if (!step.defined() || !mean.defined() || !square.defined())
        throw Error("the state of the optimisers does not fit: " + name + " is not complete");
    auto state = std::make_unique<torch::optim::AdamParamState>();
    state->step(step.item<std::int64_t>());
    state->exp_avg(placed(mean, parameter));
    state->exp_avg_sq(placed(square, parameter));
    return state;
}

} // namespace

Optimisers::Optimisers(const TrainableGroups &groups, const protocol::Schedule &schedule)
    : m_weights(groups.weights), m_gradientNorm(schedule.gradientNorm)
{
    if (!groups.weights.empty()) {
        torch::optim::SGDOptions options(schedule.learningRate);
        options.momentum(schedule.momentum).weight_decay(schedule.weightDecay).nesterov(schedule.nesterov);
        m_entries.push_back(
            {"weights", std::make_unique<torch::optim::SGD>(groups.weights, options), schedule.learningRate, true});
    }
    if (!groups.mixing.empty())
        m_entries.push_back(
            {"mixing",
             std::make_unique<torch::optim::Adam>(groups.mixing, torch::optim::AdamOptions(schedule.mappingRate)),
             schedule.mappingRate, false});
    if (!groups.scales.empty())
        m_entries.push_back(
            {"scales", std::make_unique<torch::optim::SGD>(groups.scales, torch::optim::SGDOptions(schedule.scaleRate)),
             schedule.scaleRate, true});
}

Optimisers::Optimisers(Optimisers &&other) noexcept = default;

Optimisers::~Optimisers() = default;

void Optimisers::step(double factor)
{
    if (m_gradientNorm > 0)
        shortenGradients(m_weights, m_gradientNorm);
    for (const Entry &entry : m_entries) {
        entry.optimiser->param_groups().front().options().set_lr(entry.follows ? entry.rate * factor : entry.rate);
        entry.optimiser->step();
        for (const torch::Tensor &parameter : entry.optimiser->param_groups().front().params())
            parameter.mutable_grad() = torch::Tensor();
    }
}

NamedTensors Optimisers::state() const
{
    NamedTensors tensors;
    for (const Entry &entry : m_entries) {
        const std::vector<torch::Tensor> &parameters = parametersOf(*entry.optimiser);
        const States &states = entry.optimiser->state();
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            const auto found = states.find(keyOf(parameters[i]));
            if (found == states.end())
                continue;
            const std::string name = std::string(entry.name) + "." + std::to_string(i);
            if (const auto *momentum = dynamic_cast<const torch::optim::SGDParamState *>(found->second.get())) {
                if (momentum->momentum_buffer().defined())
                    tensors[name + ".momentum"] = momentum->momentum_buffer();
            } else if (const auto *moments = dynamic_cast<const torch::optim::AdamParamState *>(found->second.get())) {
                tensors[name + ".step"] = torch::tensor(moments->step(), torch::kInt64);
                tensors[name + ".mean"] = moments->exp_avg();
                tensors[name + ".square"] = moments->exp_avg_sq();
            }
        }
    }
    return tensors;
}

void Optimisers::restore(const NamedTensors &state)
{
    torch::NoGradGuard frozen;
    StateReader reader(state);
    std::vector<States> restored(m_entries.size());
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const torch::optim::Optimizer &optimiser = *m_entries[i].optimiser;
        const bool isAdam = dynamic_cast<const torch::optim::Adam *>(&optimiser) != nullptr;
        const std::vector<torch::Tensor> &parameters = parametersOf(optimiser);
        for (std::size_t k = 0; k < parameters.size(); ++k) {
            const std::string name = std::string(m_entries[i].name) + "." + std::to_string(k);
            if (auto own =
                    isAdam ? readMoments(reader, name, parameters[k]) : readMomentum(reader, name, parameters[k]))
                restored[i][keyOf(parameters[k])] = std::move(own);
        }
    }
    reader.finish();
    for (std::size_t i = 0; i < m_entries.size(); ++i)
        m_entries[i].optimiser->state() = std::move(restored[i]);
}

} // namespace odimo::learn
