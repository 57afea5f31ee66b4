// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"

#include <torch/version.h>

namespace odimo::learn {

/// True for a gradient that only the backward function holding it uses, so that it may write over it. `like` is a dense
/// tensor whose memory order the result is to have.
inline bool mayOverwrite(const torch::Tensor &gradient, const torch::Tensor &like)
{
    // How many hold such a gradient: LibTorch 1 keeps a second list of them.
    constexpr std::size_t enginesHolds = TORCH_VERSION_MAJOR < 2 ? 2 : 1;
    return gradient.use_count() <= enginesHolds && gradient.storage().use_count() == 1 &&
           gradient.strides() == like.strides() && gradient.is_non_overlapping_and_dense();
}

} // namespace odimo::learn
