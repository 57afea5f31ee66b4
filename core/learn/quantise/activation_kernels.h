// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/code_range.h"
#include "core/learn/torch.h"

#include <optional>

namespace odimo::learn {

using integer::CodeRange;

/// One of the two values of an add.
struct Addend {
    torch::Tensor x;
    /// Of a value that the add itself is to quantise first, as quantiseInPlace does; `x` is not overwritten.
    std::optional<CodeRange> toQuantise;
    torch::Tensor bias; ///< Of a value to quantise: [C], still to be added; may be undefined.
};

/// The arithmetic of the activation quantisers, without gradients of its own: one pass over memory each on the CPU,
/// plain operators elsewhere. Tensors of one call have one shape, [N, C, ...]; a bias is [C] or undefined for none.

/// x = step * clamp(floor((x + bias) / step + 1/2), least, most).
void roundToCodes(torch::Tensor &x, const torch::Tensor &bias, const CodeRange &range);

/// step * clamp(floor((a + b) / step), least, most).
torch::Tensor sumInCodes(const Addend &a, const Addend &b, const CodeRange &range);

/// gradient += other, unless that is undefined, and then 0 where the code of the quantised `y` lies at an end of its
/// range. Returns the gradient of a bias, the sums over all but the channels [C], if there is one: `hasBias`.
torch::Tensor gateInPlace(torch::Tensor &gradient, const torch::Tensor &other, const torch::Tensor &y,
                          const CodeRange &range, bool hasBias);

/// The gradients of an addend that was quantised: of `x`, and of its bias if it has one.
struct AddendGradients {
    torch::Tensor x, bias;
};

/// `gradient`, not overwritten, and 0 where the code that the addend would be rounded to lies at an end of its range.
/// It may take the memory of `addend.x`, as nobody needs that after its backward pass.
AddendGradients gateRounded(const torch::Tensor &gradient, const Addend &addend);

/// gateInPlace, and gateRounded of what it leaves, in one pass.
AddendGradients gateTwice(torch::Tensor &gradient, const torch::Tensor &other, const torch::Tensor &y,
                          const CodeRange &range, const Addend &addend);

} // namespace odimo::learn
