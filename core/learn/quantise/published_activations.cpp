// SPDX-License-Identifier: Apache-2.0
#include "core/learn/quantise/published_activations.h"

#include <cmath>

namespace odimo::learn {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

struct PublishedFunction : torch::autograd::Function<PublishedFunction> {
    static Tensor forward(AutogradContext *context, const Tensor &x, const Tensor &clip, const Tensor &levelsPerUnit)
    {
        context->save_for_backward({x, clip});
        const Tensor clamped = torch::minimum(x.clamp_min(0), clip);
        return clamped.mul_(levelsPerUnit).floor_().div_(levelsPerUnit);
    }

    static variable_list backward(AutogradContext *context, variable_list gradients)
    {
        const variable_list saved = context->get_saved_variables();
        const Tensor &x = saved[0];
        const Tensor &clip = saved[1];
        const Tensor inside = gradients[0] * ((x > 0) & (x < clip));
        const Tensor above = (gradients[0] * (x >= clip)).sum().reshape(clip.sizes());
        return {inside, above, Tensor()};
    }
};

} // namespace

Tensor publishedActivation(const Tensor &x, Tensor &clip, int bits, ClipRounding rounding)
{
    const double most = std::ldexp(1.0, bits) - 1;
    // Single precision and a reciprocal, as PyTorch computes n / clip: then x = clip falls on the last code, not below
    // it. All stays on the device: nothing waits for a GPU.
    Tensor levelsPerUnit = clip.detach().reciprocal().mul_(most);
    if (rounding == ClipRounding::PowerOfTwo) {
        const Tensor mantissa = std::get<0>(torch::frexp(levelsPerUnit)); // From 1/2 to below 1.
        levelsPerUnit = levelsPerUnit / mantissa / 2;
        torch::NoGradGuard frozen;
        clip.copy_(most / levelsPerUnit);
    }
    return PublishedFunction::apply(x, clip, levelsPerUnit);
}

} // namespace odimo::learn
