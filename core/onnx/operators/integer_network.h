// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

#include <optional>
#include <string>

namespace odimo::onnx {

/// The reason to refuse a network that is already quantised to integers, for one precision: the results of layers with
/// whole numbers as weights are rounded, or such layers read integers. Needs nodes in order and folded constants.
std::optional<std::string> integerReason(const Graph &graph);

} // namespace odimo::onnx
