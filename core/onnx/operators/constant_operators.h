// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

#include <optional>
#include <span>
#include <vector>

namespace odimo::onnx {

/// An operator that can be computed while the file is read.
struct ConstantOperator {
    const char *name;
    /// Inputs as in the node, used up; absent ones are those left out. The result has no more values than its inputs
    /// together, or 65,536. Throws Refusal if the operator cannot be computed.
    Constant (*compute)(const Node &node, std::vector<std::optional<Constant>> &&inputs);
};

std::span<const ConstantOperator> constantOperators();

/// The value of a Constant node.
Constant constantValue(Node &node);

} // namespace odimo::onnx
