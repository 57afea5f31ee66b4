// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/mixed_precision.h"

#include <ATen/ops/convolution_backward.h>

namespace odimo::learn {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

constexpr torch::Dtype reduced = torch::kBFloat16;

struct Gradients {
    Tensor x, weight;
};

/// Both in bfloat16, as `x`, `weight` and the gradient of the output are; that of `x` only if it is wanted.
Gradients gradientsOf(const Tensor &x, const Tensor &weight, const Tensor &gradient, const ConvolutionShape &shape,
                      bool wantsX)
{
    constexpr std::array<std::int64_t, 2> noOutputPadding{0, 0};
    const auto [ofX, ofWeight, ofBias] =
        at::convolution_backward(gradient, x, weight, {}, shape.stride, shape.padding, shape.dilation, false,
                                 noOutputPadding, shape.groups, {wantsX, true, false});
    return {ofX, ofWeight};
}

std::vector<std::int64_t> packed(const ConvolutionShape &shape)
{
    return {shape.stride[0],   shape.stride[1],   shape.padding[0], shape.padding[1],
            shape.dilation[0], shape.dilation[1], shape.groups};
}

ConvolutionShape unpacked(const std::vector<std::int64_t> &values)
{
    return {{values[0], values[1]}, {values[2], values[3]}, {values[4], values[5]}, values[6]};
}

struct MixedConvolution : torch::autograd::Function<MixedConvolution> {
    static Tensor forward(AutogradContext *context, const Tensor &x, const Tensor &weight,
                          const ConvolutionShape &shape)
    {
        context->save_for_backward({x.to(reduced), weight.to(reduced)});
        context->saved_data["shape"] = packed(shape);
        context->saved_data["wants x"] = x.requires_grad();
        return torch::conv2d(x, weight, {}, shape.stride, shape.padding, shape.dilation, shape.groups);
    }

    static variable_list backward(AutogradContext *context, const variable_list &gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const bool wantsX = context->saved_data["wants x"].toBool();
        const Gradients made = gradientsOf(saved[0], saved[1], gradients.front().to(reduced),
                                           unpacked(context->saved_data["shape"].toIntVector()), wantsX);
        return {wantsX ? made.x.to(torch::kFloat32) : Tensor(), made.weight.to(torch::kFloat32), Tensor()};
    }
};

/// Whether the device has the arithmetic at all.
bool runsOn(torch::Device device)
{
    try {
        const Tensor ones = torch::ones({1, 8, 4, 4}, torch::TensorOptions(reduced).device(device));
        gradientsOf(ones, torch::ones({8, 8, 1, 1}, ones.options()), ones, {{1, 1}, {0, 0}, {1, 1}, 1}, true);
        return true;
    } catch (const c10::Error &) {
        return false;
    }
}

} // namespace

bool hasFastMixedPrecision(torch::Device device)
{
    if (!device.is_cpu())
        return runsOn(device);
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bf16") && runsOn(device);
#else
    return false;
#endif
}

Tensor mixedConvolution(const Tensor &x, const Tensor &weight, const ConvolutionShape &shape)
{
    return MixedConvolution::apply(x, weight, shape);
}

} // namespace odimo::learn
