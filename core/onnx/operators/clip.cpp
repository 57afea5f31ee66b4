// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/clip.h"

namespace odimo::onnx {

std::optional<double> lowerBound(const Node &node)
{
    if (node.op == "Relu")
        return 0;
    const auto stated = node.attributes.find("min");
    const auto *bound = stated == node.attributes.end() ? nullptr : std::get_if<float>(&stated->second);
    return node.op == "Clip" && bound ? std::optional<double>(*bound) : std::nullopt;
}

} // namespace odimo::onnx
