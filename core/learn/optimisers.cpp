// SPDX-License-Identifier: Apache-2.0
#include "core/learn/optimisers.h"

#include <torch/optim/adam.h>
#include <torch/optim/sgd.h>
#include <torch/serialize.h>

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

void Optimisers::save(torch::serialize::OutputArchive &archive) const
{
    for (const Entry &entry : m_entries) {
        torch::serialize::OutputArchive own;
        entry.optimiser->save(own);
        archive.write(entry.name, own);
    }
}

void Optimisers::load(torch::serialize::InputArchive &archive)
{
    for (const Entry &entry : m_entries) {
        torch::serialize::InputArchive own;
        archive.read(entry.name, own);
        entry.optimiser->load(own);
    }
}

} // namespace odimo::learn
