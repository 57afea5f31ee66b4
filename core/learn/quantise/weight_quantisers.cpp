// SPDX-License-Identifier: Apache-2.0
#include "core/learn/quantise/weight_quantisers.h"

#include "core/integer/weight_codes.h"
#include "core/learn/tensors.h"

namespace odimo::learn {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

/// A scale of one value or [C], shaped to broadcast over [C, ...].
Tensor perChannel(const Tensor &scale, const Tensor &weight)
{
    if (scale.numel() == 1)
        return scale.reshape({});
    std::vector<std::int64_t> shape(static_cast<std::size_t>(weight.dim()), 1);
    shape[0] = scale.numel();
    return scale.reshape(shape);
}

/// Sums `values` (shaped like the weight) to the shape of the scale.
Tensor sumToScale(const Tensor &values, const Tensor &scale)
{
    if (scale.numel() == 1)
        return values.sum().reshape(scale.sizes());
    return values.flatten(1).sum(1).reshape(scale.sizes());
}

struct WeightFunction : torch::autograd::Function<WeightFunction> {
    static Tensor forward(AutogradContext *context, const Tensor &weight, const Tensor &scale, int bits)
    {
        const double n = integer::largestWeight(bits);
        const Tensor s = perChannel(scale, weight);
        const Tensor quantised = (weight / s).clamp_(-1, 1).mul_(n).round_().div_(divisor(n, weight)).mul_(s);
        if (scale.requires_grad())
            context->save_for_backward({weight, scale, quantised});
        return quantised;
    }

    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        Tensor scaleGradient;
        if (!saved.empty()) {
            const Tensor &weight = saved[0];
            const Tensor &scale = saved[1];
            scaleGradient = sumToScale(gradients[0] * (saved[2] - weight) / perChannel(scale, weight), scale);
        }
        return {gradients[0], scaleGradient, Tensor()};
    }
};

struct BiasFunction : torch::autograd::Function<BiasFunction> {
    static Tensor forward(AutogradContext *context, const Tensor &bias, const Tensor &grid, int bits)
    {
        const double most = integer::largestWeight(bits);
        const Tensor quantised = (bias / grid).round_().clamp_(-most - 1, most).mul_(grid);
        if (grid.requires_grad())
            context->save_for_backward({bias, grid, quantised});
        return quantised;
    }

    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        Tensor gridGradient;
        if (!saved.empty()) {
            const Tensor each = gradients[0] * (saved[2] - saved[0]) / saved[1];
            gridGradient = saved[1].numel() == 1 ? each.sum().reshape(saved[1].sizes()) : each;
        }
        return {gradients[0], gridGradient, Tensor()};
    }
};

struct PowerOfTwoFunction : torch::autograd::Function<PowerOfTwoFunction> {
    static Tensor forward(AutogradContext *context, const Tensor &p)
    {
        const Tensor scale = torch::exp2(torch::floor(torch::log2(p)));
        context->save_for_backward({scale / p});
        return scale;
    }

    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        return {gradients[0] * context->get_saved_variables().front()};
    }
};

} // namespace

Tensor quantiseWeights(const Tensor &weight, const Tensor &scale, int bits)
{
    return WeightFunction::apply(weight, scale, bits);
}

Tensor weightCodes(const Tensor &weight, const Tensor &scale, int bits)
{
    return (weight / perChannel(scale, weight)).clamp(-1, 1).mul(integer::largestWeight(bits)).round();
}

Tensor quantiseBias(const Tensor &bias, const Tensor &grid, int bits) { return BiasFunction::apply(bias, grid, bits); }

Tensor powerOfTwoScale(const Tensor &p) { return PowerOfTwoFunction::apply(p); }

// In double precision, so that a GPU, whose exp is not a CPU's, rounds weights to the same integers.
Tensor exponentialScale(const Tensor &p) { return torch::exp(p.to(torch::kFloat64)).to(torch::kFloat32); }

} // namespace odimo::learn
