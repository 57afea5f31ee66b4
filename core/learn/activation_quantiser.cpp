// SPDX-License-Identifier: Apache-2.0
#include "core/learn/activation_quantiser.h"

#include "core/learn/vectorised.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>

namespace odimo::learn {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

CodeRange codeRange(const mapping::ActivationScale &scale)
{
    const double codes = std::ldexp(1.0, scale.bits);
    return {.step = std::ldexp(1.0, scale.exponent), .least = scale.isSigned ? -codes : 0, .most = codes - 1};
}

namespace {

constexpr std::int64_t grainSize = 32768;

struct FloatRange {
    float step, inverse, least, most, half;
};

FloatRange floatRange(const CodeRange &range, double half)
{
    return {static_cast<float>(range.step), static_cast<float>(1 / range.step), static_cast<float>(range.least),
            static_cast<float>(range.most), static_cast<float>(half)};
}

// Clamping before the half is added keeps the sum exact in single precision.
ODIMO_VECTORISED void quantiseBlock(float *x, std::int64_t count, FloatRange r)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const float clamped = std::min(std::max(x[i] * r.inverse, r.least), r.most);
        x[i] = std::floor(clamped + r.half) * r.step;
    }
}

ODIMO_VECTORISED void addBlock(const float *a, const float *b, float *y, std::int64_t count, FloatRange r)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const float clamped = std::min(std::max((a[i] + b[i]) * r.inverse, r.least), r.most);
        y[i] = std::floor(clamped) * r.step;
    }
}

ODIMO_VECTORISED void gateBlock(const float *y, const float *gradient, float *result, std::int64_t count, float low,
                                float high)
{
    for (std::int64_t i = 0; i < count; ++i)
        result[i] = (y[i] > low) & (y[i] < high) ? gradient[i] : 0.0f;
}

bool runsOnOwnKernel(const Tensor &x)
{
    return x.device().is_cpu() && x.scalar_type() == torch::kFloat32 && x.is_non_overlapping_and_dense();
}

void quantise(Tensor &x, const CodeRange &range)
{
    if (!runsOnOwnKernel(x)) {
        x.mul_(1 / range.step).clamp_(range.least, range.most).add_(0.5).floor_().mul_(range.step);
        return;
    }
    float *data = x.data_ptr<float>();
    const FloatRange r = floatRange(range, 0.5);
    at::parallel_for(0, x.numel(), grainSize,
                     [=](std::int64_t begin, std::int64_t end) { quantiseBlock(data + begin, end - begin, r); });
}

/// The gradient where the code lies strictly inside its range.
Tensor gate(const Tensor &y, const Tensor &gradient, const CodeRange &range)
{
    const double low = range.least * range.step;
    const double high = range.most * range.step;
    if (!runsOnOwnKernel(y))
        return gradient * ((y > low) & (y < high));
    const Tensor aligned = gradient.strides() == y.strides() ? gradient : torch::empty_like(y).copy_(gradient);
    Tensor result = torch::empty_like(y);
    const float *from = y.data_ptr<float>();
    const float *g = aligned.data_ptr<float>();
    float *to = result.data_ptr<float>();
    at::parallel_for(0, y.numel(), grainSize, [=](std::int64_t begin, std::int64_t end) {
        gateBlock(from + begin, g + begin, to + begin, end - begin, static_cast<float>(low), static_cast<float>(high));
    });
    return result;
}

void saveRange(AutogradContext *context, const CodeRange &range)
{
    context->saved_data["step"] = range.step;
    context->saved_data["least"] = range.least;
    context->saved_data["most"] = range.most;
}

CodeRange savedRange(AutogradContext *context)
{
    return {context->saved_data["step"].toDouble(), context->saved_data["least"].toDouble(),
            context->saved_data["most"].toDouble()};
}

struct QuantiseFunction : torch::autograd::Function<QuantiseFunction> {
    static Tensor forward(AutogradContext *context, Tensor x, const CodeRange &range)
    {
        quantise(x, range);
        context->mark_dirty({x});
        context->save_for_backward({x});
        saveRange(context, range);
        return x;
    }

    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const Tensor y = context->get_saved_variables().front();
        return {gate(y, gradients.front(), savedRange(context)), Tensor()};
    }
};

struct AddFunction : torch::autograd::Function<AddFunction> {
    static Tensor forward(AutogradContext *context, const Tensor &a, const Tensor &b, const CodeRange &range)
    {
        Tensor y;
        if (runsOnOwnKernel(a) && runsOnOwnKernel(b) && a.strides() == b.strides()) {
            y = torch::empty_like(a);
            const float *left = a.data_ptr<float>();
            const float *right = b.data_ptr<float>();
            float *to = y.data_ptr<float>();
            const FloatRange r = floatRange(range, 0);
            at::parallel_for(0, y.numel(), grainSize, [=](std::int64_t begin, std::int64_t end) {
                addBlock(left + begin, right + begin, to + begin, end - begin, r);
            });
        } else {
            y = (a + b).mul_(1 / range.step).clamp_(range.least, range.most).floor_().mul_(range.step);
        }
        context->save_for_backward({y});
        saveRange(context, range);
        return y;
    }

    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const Tensor y = context->get_saved_variables().front();
        const Tensor gradient = gate(y, gradients.front(), savedRange(context));
        return {gradient, gradient, Tensor()};
    }
};

struct TruncateFunction : torch::autograd::Function<TruncateFunction> {
    static Tensor forward(AutogradContext *, const Tensor &x, double step) { return (x / step).trunc_().mul_(step); }
    static variable_list backward(AutogradContext *, variable_list gradients) { return {gradients.front(), Tensor()}; }
};

} // namespace

Tensor quantiseInPlace(const Tensor &x, const CodeRange &range) { return QuantiseFunction::apply(x, range); }

Tensor addQuantised(const Tensor &a, const Tensor &b, const CodeRange &range)
{
    return AddFunction::apply(a, b, range);
}

Tensor truncateToCodes(const Tensor &x, double step) { return TruncateFunction::apply(x, step); }

} // namespace odimo::learn
