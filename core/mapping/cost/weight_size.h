// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"

namespace odimo::mapping {

/// Bytes of the weights of all layers as the units store them, without those that a branch makes 0: each channel's
/// weights in the bits of its unit's format, the part of each unit in whole bytes. Biases, and what a chip pads its
/// memory with, are not counted.
double weightBytes(const CostTable &table, const Mapping &mapping);

} // namespace odimo::mapping
