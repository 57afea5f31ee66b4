// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"

namespace odimo::learn {

/// How the columns of an array turn the sums of channels into values (docs/diana.md 2.6); all [C], in double precision.
struct Columns {
    torch::Tensor inverse; ///< 1 / (the step of the sums * divisor); 0 where sums are exact.
    torch::Tensor offset;  ///< 1 / (2 * divisor): sums are whole, so half of one does not change floor(sum / divisor),
                           ///< and keeps the product with the inverse off the whole numbers.
    torch::Tensor least;   ///< The ends of the codes; without end where sums are exact.
    torch::Tensor most;
    torch::Tensor value;   ///< Of one code.
    torch::Tensor slope;   ///< Of the value over the sum: value * inverse; 1 where sums are exact.
    torch::Tensor isExact; ///< 1 where sums stay what they are, otherwise 0.
};

/// value * clamp(floor(sum / divisor), least, most), or the sum itself, written over `sums` [N, C, ...], which are
/// whole numbers of steps. Gradient: that of the quotient where least < code < most, as if nothing were rounded, and 0
/// where a code saturates: it stays what it is whatever the sum does, so that a gradient would move weights in vain.
/// The divisor is a setting of the array and does not move, so nothing of the gradient goes to it. One pass over memory
/// forward and one backward on the CPU, between them a byte a value; plain operators elsewhere.
torch::Tensor readInPlace(const torch::Tensor &sums, const Columns &columns);

} // namespace odimo::learn
