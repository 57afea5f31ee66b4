// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/containers/npy.h"

#include <cstdint>
#include <string>
#include <vector>

namespace odimo::data {

/// Labels [N] or [N, 1], or one-hot rows [N, classes], of which each has a single 1 that stands for its class.
/// `place` names the array in messages. Throws Error, with the remedy, for other shapes and for numbers that are no
/// labels.
std::vector<std::int32_t> labelsOf(const NpyArray &array, const std::string &place);

} // namespace odimo::data
