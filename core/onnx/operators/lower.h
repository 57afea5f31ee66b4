// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/parameters.h"
#include "core/onnx/findings.h"

namespace odimo::onnx {

/// Judges every node that the passes have left and moves the weights into a model. Absent if anything is refused, now
/// or before.
std::optional<network::Model> lower(Graph &graph, Findings &findings, const std::string &name);

} // namespace odimo::onnx
