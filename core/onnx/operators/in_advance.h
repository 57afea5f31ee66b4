// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/constant.h"
#include "core/onnx/refusal.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::onnx {

// Nodes whose inputs are all constants are computed while a file is imported.

/// Of one node; absent: an optional input that is left out.
using Inputs = std::vector<std::optional<Constant>>;

/// Beyond this a value has to be no larger than what it is computed from.
inline constexpr std::size_t mostNewValues = 65'536;

/// Throws Refusal: why a node cannot be computed.
[[noreturn]] inline void refuseInAdvance(const std::string &reason)
{
    throw Refusal(reason + ", so that it cannot be computed in advance", "export the model with its constants folded");
}

} // namespace odimo::onnx
