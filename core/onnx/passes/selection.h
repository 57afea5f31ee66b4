// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

namespace odimo::onnx {

/// Before: the shape of what the node reads is known. After: a Gather that takes the only position of an axis, as
/// `x[:, :, 0, 0]` behind a pool, is a Squeeze of that axis, or an Identity where the axis stays.
void respellSelection(const Graph &graph, Node &node);

} // namespace odimo::onnx
