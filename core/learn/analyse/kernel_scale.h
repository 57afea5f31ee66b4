// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/branch_weights.h"

#include <vector>

namespace odimo::learn {

/// True if the kernels of another operator share a scale, of which that of the layer's own weights says nothing.
bool hasKernelScale(const Branch &branch);

/// Gives such a branch the scale with the least squared error of the kernels that it computes; no larger than a shift
/// to the right can end.
void setKernelScale(Branch &branch, const std::vector<bool> &computes, const integer::LayerSteps &steps);

} // namespace odimo::learn
