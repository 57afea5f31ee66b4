// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/constant.h"
#include "core/onnx/graph.h"

#include <optional>
#include <vector>

namespace odimo::onnx {

/// For the table in constant_operators.cpp. Two tensors, both of floating point or both of whole numbers, spread over
/// each other as ONNX says (https://onnx.ai/onnx/repo-docs/Broadcasting.html).
Constant addConstants(const Node &node, std::vector<std::optional<Constant>> &&inputs);
Constant subtractConstants(const Node &node, std::vector<std::optional<Constant>> &&inputs);
Constant multiplyConstants(const Node &node, std::vector<std::optional<Constant>> &&inputs);
/// Whole numbers are cut to whole ones and must not be negative.
Constant divideConstants(const Node &node, std::vector<std::optional<Constant>> &&inputs);
/// Of floating point only.
Constant negateConstant(const Node &node, std::vector<std::optional<Constant>> &&inputs);
Constant reciprocalOfConstant(const Node &node, std::vector<std::optional<Constant>> &&inputs);
Constant rootOfConstant(const Node &node, std::vector<std::optional<Constant>> &&inputs);

} // namespace odimo::onnx
