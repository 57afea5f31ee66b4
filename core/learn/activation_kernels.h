// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"

#include <optional>

namespace odimo::learn {

/// The integer codes of an activation tensor: value = code * step, least <= code <= most.
struct CodeRange {
    double step = 1;
    double least = 0;
    double most = 127;
};

/// One of the two values of an add.
struct Addend {
    torch::Tensor x;
    /// Of a value that the add itself is to quantise first, as quantiseInPlace does; `x` is not overwritten.
    std::optional<CodeRange> toQuantise;
};

/// The arithmetic of the activation quantisers, without gradients of its own: one pass over memory each on the CPU,
/// plain operators elsewhere. Tensors of one call have one shape.

/// x = step * clamp(floor(x / step + 1/2), least, most).
void roundToCodes(torch::Tensor &x, const CodeRange &range);

/// step * clamp(floor((a + b) / step), least, most).
torch::Tensor sumInCodes(const Addend &a, const Addend &b, const CodeRange &range);

/// gradient += other, unless that is undefined, and then 0 where the code of the quantised `y` lies at an end of its
/// range.
void gateInPlace(torch::Tensor &gradient, const torch::Tensor &other, const torch::Tensor &y, const CodeRange &range);

/// `gradient`, not overwritten, and 0 where the code that `x` would be rounded to lies at an end of its range.
torch::Tensor gateRounded(const torch::Tensor &x, const torch::Tensor &gradient, const CodeRange &range);

/// gateInPlace, and gateRounded of what it leaves, in one pass.
torch::Tensor gateTwice(torch::Tensor &gradient, const torch::Tensor &other, const torch::Tensor &y,
                        const CodeRange &range, const torch::Tensor &x, const CodeRange &rangeOfX);

} // namespace odimo::learn
