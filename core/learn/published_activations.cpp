// SPDX-License-Identifier: Apache-2.0
#include "core/learn/published_activations.h"

#include <cmath>

namespace odimo::learn {

using torch::Tensor;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

struct PublishedFunction : torch::autograd::Function<PublishedFunction> {
    static Tensor forward(AutogradContext *context, const Tensor &x, const Tensor &clip, double levelsPerUnit)
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
    // it.
    float levelsPerUnit = static_cast<float>(most) * (1.0f / clip.item<float>());
    if (rounding == ClipRounding::PowerOfTwo) {
        levelsPerUnit = std::exp2(std::floor(std::log2(levelsPerUnit)));
        torch::NoGradGuard frozen;
        clip.fill_(static_cast<float>(most) / levelsPerUnit);
    }
    return PublishedFunction::apply(x, clip, levelsPerUnit);
}

} // namespace odimo::learn
