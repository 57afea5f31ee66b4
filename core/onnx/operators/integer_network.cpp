// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/integer_network.h"

#include "core/onnx/short_name.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

namespace odimo::onnx {

namespace {

constexpr std::array layers = {"Conv", "Gemm", "MatMul"};
/// What may stand between a layer and the rounding of its result.
constexpr std::array elementWise = {"Add", "BatchNormalization", "Cast", "Clip", "Div", "Mul", "Relu", "Sub"};
constexpr std::array rounding = {"BitShift", "Ceil", "Floor", "Round"};

template <std::size_t Count>
bool isOneOf(const Node &node, const std::array<const char *, Count> &names)
{
    return node.domain.empty() && std::ranges::find(names, node.op) != names.end();
}

/// True for whole numbers, not all of them 0.
bool isWhole(const Constant *weights)
{
    if (!weights || !weights->isFloat())
        return weights != nullptr;
    const std::vector<float> &values = floats(*weights);
    return std::ranges::all_of(values, [](float value) { return value == std::trunc(value); }) &&
           std::ranges::any_of(values, [](float value) { return value != 0; });
}

} // namespace

std::optional<std::string> integerReason(const Graph &graph)
{
    const std::string start = "it is already quantised to integers: ";
    std::unordered_set<std::string> scaled; // Results of layers of whole numbers, up to their rounding.
    for (const Node &node : graph.nodes) {
        const auto isScaled = [&](const std::string &value) {
            return scaled.contains(value);
        };
        const bool readsScaled = std::ranges::any_of(node.inputs, isScaled);
        if (isOneOf(node, layers) && isWhole(constantInput(graph, node, 1))) {
            if (graph.takesIntegers)
                return start + "its input and the weights of " + shortName(node.name) + " are whole numbers";
            scaled.insert(node.outputs[0]);
        } else if (readsScaled && isOneOf(node, rounding)) {
            return start + "the weights of a layer are whole numbers, and " + shortName(node.name) +
                   " rounds its scaled result";
        } else if (readsScaled && isOneOf(node, elementWise)) {
            scaled.insert(node.outputs[0]);
        }
    }
    return std::nullopt;
}

} // namespace odimo::onnx
