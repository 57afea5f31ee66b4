// SPDX-License-Identifier: Apache-2.0
#include "core/network/rewrite.h"

#include <numeric>

namespace odimo::network {

Rewrite::Rewrite(const Network &network) : standIn(network.nodes().size())
{
    for (const Node &node : network.nodes())
        operators.push_back(node.op);
    std::iota(standIn.begin(), standIn.end(), 0);
}

Network apply(const Rewrite &rewrite, const Network &network)
{
    Network result(network.name(), network.inputShape());
    result.setInputValues(network.inputValues());
    std::vector<int> newIndex(network.nodes().size(), 0);
    const auto keepRange = [&](int index) {
        if (const std::optional<ValueRange> &range = network.node(index).range)
            result.setRange(newIndex[static_cast<std::size_t>(index)], *range);
    };
    keepRange(0);
    for (int index = 1; index <= network.output(); ++index) {
        const auto position = static_cast<std::size_t>(index);
        if (rewrite.standIn[position] != index) {
            newIndex[position] = newIndex[static_cast<std::size_t>(rewrite.standIn[position])];
            keepRange(index);
            continue;
        }
        const Node &node = network.node(index);
        std::vector<int> inputs;
        for (int input : node.inputs)
            inputs.push_back(newIndex[static_cast<std::size_t>(input)]);
        newIndex[position] = result.add(node.name, rewrite.operators[position], std::move(inputs), node.searched);
        keepRange(index);
    }
    return result;
}

} // namespace odimo::network
