// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/passes/input_layout.h"

#include "core/onnx/refusal.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace odimo::onnx {

namespace {

constexpr std::array readChannelsFirst = {"Conv",          "MaxPool",           "AveragePool", "GlobalAveragePool",
                                          "GlobalMaxPool", "BatchNormalization"};
/// They work alike on both orders.
constexpr std::array readAny = {"Identity",
                                "Cast",
                                "Dropout",
                                "Relu",
                                "Clip",
                                "Neg",
                                "Add",
                                "Sub",
                                "Mul",
                                "Div",
                                "Pad",
                                "Max",
                                "Min",
                                "MatMul",
                                "Concat",
                                "QuantizeLinear",
                                "DequantizeLinear"};

enum class Order { Unknown, First, Last };

bool isOneOf(const auto &names, const std::string &op) { return std::ranges::find(names, op) != names.end(); }

bool makesChannelsFirst(const Node &node)
{
    const auto perm = node.attributes.find("perm");
    const auto *order = perm == node.attributes.end() ? nullptr : std::get_if<std::vector<std::int64_t>>(&perm->second);
    return node.op == "Transpose" && order && *order == std::vector<std::int64_t>{0, 3, 1, 2};
}

/// Before nodes are sorted and constants are folded.
Order orderOfReaders(const Graph &graph)
{
    std::unordered_map<std::string, std::vector<const Node *>> readers;
    for (const Node &node : graph.nodes)
        for (const std::string &value : node.inputs)
            readers[value].push_back(&node);
    std::vector<std::string> open{graph.input};
    std::unordered_set<std::string> seen;
    bool isLast = false;
    while (!open.empty()) {
        const std::string value = open.back();
        open.pop_back();
        for (const Node *node : readers[value]) {
            if (!node->domain.empty())
                continue;
            if (isOneOf(readChannelsFirst, node->op))
                return Order::First;
            isLast = isLast || makesChannelsFirst(*node);
            if (isOneOf(readAny, node->op) && seen.insert(node->outputs[0]).second)
                open.push_back(node->outputs[0]);
        }
    }
    return isLast ? Order::Last : Order::Unknown;
}

bool looksChannelsLast(const Dimensions &shape)
{
    constexpr std::int64_t mostChannels = 4;
    const auto isImageSize = [](std::int64_t size) {
        return size == 0 || size > mostChannels;
    };
    return isImageSize(shape[1]) && isImageSize(shape[2]) && shape[3] >= 1 && shape[3] <= mostChannels;
}

} // namespace

std::vector<std::size_t> inputAxes(const Graph &graph)
{
    if (graph.inputShape.size() == 4) {
        const Order order = orderOfReaders(graph);
        if (order == Order::Last || (order == Order::Unknown && looksChannelsLast(graph.inputShape)))
            return {0, 2, 3, 1};
    }
    return {0, 1, 2, 3};
}

} // namespace odimo::onnx
