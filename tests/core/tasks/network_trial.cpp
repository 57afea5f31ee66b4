// SPDX-License-Identifier: Apache-2.0
#include "tests/core/tasks/network_trial.h"

#include "tests/core/integer/integer_network.h"

#include "core/integer/mapped_network.h"
#include "core/learn/analyse/calibration.h"
#include "core/learn/model/trained_models.h"
#include "core/learn/train/optimisers.h"
#include "core/learn/train/training.h"
#include "core/network/passes.h"
#include "core/tasks/relaxed_cost.h"

#include <algorithm>
#include <cmath>

namespace odimo::tasks {

using torch::Tensor;

namespace {

constexpr std::int64_t images = 8;

/// The drawn image, and others.
Tensor imagesFor(const network::Shape &shape, const std::vector<float> &first, std::uint64_t seed)
{
    torch::manual_seed(seed);
    Tensor result = torch::rand({images, shape.channels, shape.height, shape.width});
    result[0].copy_(torch::tensor(first).reshape({shape.channels, shape.height, shape.width}));
    return result;
}

/// Empty if the logits of the first image are the expected scores.
std::string differenceOf(const Tensor &logits, const std::vector<double> &scores)
{
    if (logits.size(1) != static_cast<std::int64_t>(scores.size()))
        return std::to_string(logits.size(1)) + " classes";
    for (std::size_t i = 0; i < scores.size(); ++i) {
        const double actual = logits[0][static_cast<std::int64_t>(i)].item<double>();
        if (!(std::abs(actual - scores[i]) < 1e-4 * std::max(1.0, std::abs(scores[i]))))
            return "class " + std::to_string(i) + " has " + std::to_string(actual) + " instead of " +
                   std::to_string(scores[i]);
    }
    return {};
}

Tensor floatLogits(const network::Model &model, const Tensor &x)
{
    torch::NoGradGuard frozen;
    return learn::FloatModel(model, torch::kCPU).logits(x, learn::Mode::Inference);
}

/// A step of training is finite.
bool trains(learn::TrainableModel &model, const Tensor &x, double strength)
{
    protocol::Schedule schedule;
    schedule.learningRate = 0.01;
    learn::Optimisers optimisers = optimisersFor(model, schedule);
    const Tensor labels = torch::arange(x.size(0)).remainder(3);
    for (int step = 0; step < 2; ++step)
        if (!std::isfinite(
                trainingStep(model, optimisers, x, labels, strength, 1, learn::Mode::Training).item<double>()))
            return false;
    return true;
}

/// Channels in turn on each unit that may have them.
mapping::Mapping alternating(const mapping::CostTable &table)
{
    mapping::Mapping mapping;
    for (const mapping::LayerTable &layer : table.layers) {
        mapping::LayerMapping own{layer.layer.geometry.name, {}};
        for (int c = 0; c < layer.layer.geometry.outChannels; ++c)
            own.unitOfChannel.push_back(layer.branches[static_cast<std::size_t>(c) % layer.branches.size()].unit);
        mapping.layers.push_back(std::move(own));
    }
    return mapping;
}

/// True if a layer has an output scale finer than that of its sums; integers only shift to the right.
bool shiftsLeft(const samples::IntegerNetwork &integers)
{
    for (const auto &[node, channels] : integers.layers())
        if (std::ranges::any_of(channels, [](const samples::IntegerChannel &each) { return each.shift < 0; }))
            return true;
    return false;
}

/// Empty if the logits of the first image are what integers compute.
std::string differenceFromIntegers(learn::QuantisedModel &model, const mapping::CostTable &table, const Tensor &x)
{
    torch::NoGradGuard frozen;
    const mapping::TrainedNetwork stored = model.trained();
    const samples::IntegerNetwork integers(stored, table);
    if (shiftsLeft(integers))
        return "a layer would have to shift to the left";
    const Tensor own = x[0].contiguous();
    const std::vector<std::int64_t> codes =
        integers.logits({own.data_ptr<float>(), own.data_ptr<float>() + own.numel()});
    const Tensor logits = model.logits(x, learn::Mode::Inference);
    const double step = std::ldexp(1.0, integers.exponentOf(stored.model.network.output()));
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const double actual = logits[0][static_cast<std::int64_t>(i)].item<double>() / step;
        if (actual != static_cast<double>(codes[i]))
            return "class " + std::to_string(i) + " has code " + std::to_string(actual) + " instead of " +
                   std::to_string(codes[i]);
    }
    return {};
}

/// What is wrong with the training of a network; empty: nothing.
std::string trainingFault(const network::Model &model, const Tensor &x, const platform::Platform &platform)
{
    learn::FloatModel warmup(model, torch::kCPU);
    if (!trains(warmup, x, 0))
        return "the warm-up is not finite";
    mapping::TrainedNetwork trained{network::simplify(model), std::nullopt, std::nullopt};
    const mapping::CostTable table = mapping::makeCostTable(trained.model.network, platform);
    const learn::NetworkTensors tensors = learn::toTorch(trained.model.network, trained.model.parameters, torch::kCPU);
    trained.quantisation = learn::calibrate(trained.model.network, tensors, table, {x});
    learn::QuantisedModel searched(trained, table, learn::ScaleTraining::Frozen, torch::kCPU);
    searched.setCost(relaxedCost(table, mapping::Objective::Latency, protocol::CostRule::JointStaircase));
    if (!trains(searched, x, 0.5))
        return "the search is not finite";
    const mapping::TrainedNetwork fixed = integer::mapped(trained, alternating(table), platform);
    learn::QuantisedModel tuned(fixed, table, learn::ScaleTraining::Frozen, torch::kCPU);
    if (!trains(tuned, x, 0))
        return "the fine-tuning is not finite";
    return differenceFromIntegers(tuned, table, x);
}

} // namespace

std::string faultOf(const network::Model &model, const KnownScores &known, const platform::Platform &platform,
                    std::uint64_t seed)
{
    const Tensor x = imagesFor(model.network.inputShape(), known.image, seed);
    if (const std::string difference = differenceOf(floatLogits(model, x), known.scores); !difference.empty())
        return difference;
    const std::string simplified = differenceOf(floatLogits(network::simplify(model), x), known.scores);
    return simplified.empty() ? trainingFault(model, x, platform) : "simplified, " + simplified;
}

} // namespace odimo::tasks
