// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"

namespace odimo::learn {

/// How the authors' two modules turn the learned clip into a step.
enum class ClipRounding {
    None,       ///< quant_module: q = n / clip.
    PowerOfTwo, ///< quant_module_pow2: q = 2^floor(log2(n / clip)), and the clip itself becomes n / q (a one-way
                ///< ratchet).
};

/// PACT as the authors have it: y = floor(q * clamp(x, 0, clip)) / q with n = 2^bits - 1; dx = g where 0 < x < clip,
/// dclip = sum of g where x >= clip. With PowerOfTwo `clip` is overwritten by n / q. Kept for comparison with the
/// published code.
torch::Tensor publishedActivation(const torch::Tensor &x, torch::Tensor &clip, int bits, ClipRounding rounding);

} // namespace odimo::learn
