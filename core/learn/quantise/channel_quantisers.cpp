// SPDX-License-Identifier: Apache-2.0
#include "core/learn/quantise/channel_quantisers.h"

#include "core/learn/quantise/vectorised.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>

namespace odimo::learn {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

constexpr std::int64_t weightGrain = 32768;

struct Quantiser {
    float scale, codes, end;
};

// Divisions as in quantiseWeights, not products with reciprocals: the values must agree bit for bit.
inline float quantised(float weight, Quantiser q)
{
    const float clamped = std::min(std::max(weight / q.scale, -1.0f), 1.0f);
    return std::rint(clamped * q.codes) / q.codes * q.end;
}

ODIMO_VECTORISED void addShare(const float *weight, float *sum, std::int64_t count, Quantiser q, float share)
{
    for (std::int64_t i = 0; i < count; ++i)
        sum[i] += quantised(weight[i], q) * share;
}

ODIMO_VECTORISED float dotQuantised(const float *weight, const float *gradient, std::int64_t count, Quantiser q)
{
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < count; ++i)
        sum += quantised(weight[i], q) * gradient[i];
    return sum;
}

/// The weights of a channel lie side by side, whatever the memory order within it.
bool channelsAreBlocks(const Tensor &weight)
{
    return weight.device().is_cpu() && weight.scalar_type() == torch::kFloat32 &&
           weight.is_non_overlapping_and_dense() &&
           (weight.size(0) == 1 || weight.stride(0) == weight.numel() / weight.size(0));
}

/// Calls act(branch, channel, first weight of the channel, weights of the channel) for all of them.
template <typename Act>
void forChannels(const Tensor &weight, std::int64_t branches, const Act &act)
{
    const std::int64_t channels = weight.size(0);
    const std::int64_t each = weight.numel() / std::max<std::int64_t>(channels, 1);
    const std::int64_t grain = std::max<std::int64_t>(1, weightGrain / std::max<std::int64_t>(each * branches, 1));
    at::parallel_for(0, channels, grain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t channel = begin; channel < end; ++channel)
            for (std::int64_t branch = 0; branch < branches; ++branch)
                act(branch, channel, channel * each, each);
    });
}

/// A row [C], shaped to broadcast over [C, ...].
Tensor alongChannels(const Tensor &row, const Tensor &weight)
{
    std::vector<std::int64_t> shape(static_cast<std::size_t>(weight.dim()), 1);
    shape[0] = -1;
    return row.reshape(shape);
}

Tensor quantisedBy(const Tensor &weight, const ChannelQuantisers &quantisers, std::int64_t branch)
{
    const Tensor s = alongChannels(quantisers.scales[branch], weight);
    const Tensor n = alongChannels(quantisers.codes[branch], weight);
    const Tensor end = alongChannels(quantisers.ends[branch], weight);
    return (weight / s).clamp_(-1, 1).mul_(n).round_().div_(n).mul_(end);
}

Tensor mixed(const Tensor &weight, const Tensor &shares, const ChannelQuantisers &quantisers)
{
    const std::int64_t branches = quantisers.scales.size(0);
    Tensor sum = torch::zeros_like(weight);
    if (!channelsAreBlocks(weight)) {
        for (std::int64_t branch = 0; branch < branches; ++branch)
            sum.add_(quantisedBy(weight, quantisers, branch).mul_(alongChannels(shares[branch], weight)));
        return sum;
    }
    const auto scales = quantisers.scales.accessor<float, 2>();
    const auto codes = quantisers.codes.accessor<float, 2>();
    const auto ends = quantisers.ends.accessor<float, 2>();
    const auto share = shares.accessor<float, 2>();
    const float *from = weight.data_ptr<float>();
    float *to = sum.data_ptr<float>();
    forChannels(weight, branches, [&](std::int64_t b, std::int64_t c, std::int64_t first, std::int64_t count) {
        addShare(from + first, to + first, count, {scales[b][c], codes[b][c], ends[b][c]}, share[b][c]);
    });
    return sum;
}

/// [B, C]: the sum of gradient * Q_b(weight) over each channel.
Tensor shareGradients(const Tensor &weight, const Tensor &gradient, const ChannelQuantisers &quantisers)
{
    const std::int64_t branches = quantisers.scales.size(0);
    Tensor sums = torch::empty_like(quantisers.scales);
    if (!channelsAreBlocks(weight)) {
        for (std::int64_t branch = 0; branch < branches; ++branch)
            sums[branch] = (quantisedBy(weight, quantisers, branch) * gradient).flatten(1).sum(1);
        return sums;
    }
    const Tensor aligned =
        gradient.strides() == weight.strides() ? gradient : torch::empty_like(weight).copy_(gradient);
    const auto scales = quantisers.scales.accessor<float, 2>();
    const auto codes = quantisers.codes.accessor<float, 2>();
    const auto ends = quantisers.ends.accessor<float, 2>();
    auto sum = sums.accessor<float, 2>();
    const float *w = weight.data_ptr<float>();
    const float *g = aligned.data_ptr<float>();
    forChannels(weight, branches, [&](std::int64_t b, std::int64_t c, std::int64_t first, std::int64_t count) {
        sum[b][c] = dotQuantised(w + first, g + first, count, {scales[b][c], codes[b][c], ends[b][c]});
    });
    return sums;
}

struct MixFunction : torch::autograd::Function<MixFunction> {
    static Tensor forward(AutogradContext *context, const Tensor &weight, const Tensor &shares,
                          const ChannelQuantisers *quantisers)
    {
        context->save_for_backward({weight, quantisers->scales, quantisers->codes, quantisers->ends});
        return mixed(weight, shares, *quantisers);
    }

    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const Tensor &gradient = gradients.front();
        return {gradient, shareGradients(saved[0], gradient, {saved[1], saved[2], saved[3], {}}), Tensor()};
    }
};

/// A value that stands for `x`: the gradient passes to it unchanged.
struct StandInFunction : torch::autograd::Function<StandInFunction> {
    static Tensor forward(AutogradContext *, const Tensor &, const Tensor *value) { return *value; }
    static variable_list backward(AutogradContext *, variable_list gradients) { return {gradients.front(), Tensor()}; }
};

/// Codes that stand for weights: the gradient passes times `slopes` [C].
struct CodesFunction : torch::autograd::Function<CodesFunction> {
    static Tensor forward(AutogradContext *context, const Tensor &, const Tensor *value, const Tensor &slopes)
    {
        context->save_for_backward({slopes});
        return *value;
    }
    static variable_list backward(AutogradContext *context, const variable_list &gradients)
    {
        const Tensor slopes = context->get_saved_variables().front();
        return {gradients.front() * alongChannels(slopes, gradients.front()), Tensor(), Tensor()};
    }
};

} // namespace

Tensor mixQuantisedWeights(const Tensor &weight, const Tensor &shares, const ChannelQuantisers &quantisers)
{
    return MixFunction::apply(weight, shares, &quantisers);
}

Tensor quantiseChannels(const Tensor &weight, const ChannelQuantisers &quantiser)
{
    const Tensor own = weight.detach();
    const Tensor value = channelsAreBlocks(own) ? mixed(own, torch::ones_like(quantiser.scales), quantiser)
                                                : quantisedBy(own, quantiser, 0);
    if (quantiser.slopes.defined())
        return CodesFunction::apply(weight, &value, quantiser.slopes);
    return StandInFunction::apply(weight, &value);
}

Tensor quantiseBiases(const Tensor &bias, const BiasQuantisers &quantisers)
{
    const Tensor steps = (bias.detach() / quantisers.grids).round_();
    const Tensor value = torch::minimum(torch::maximum(steps, quantisers.least), quantisers.most) * quantisers.grids;
    return StandInFunction::apply(bias, &value);
}

} // namespace odimo::learn
