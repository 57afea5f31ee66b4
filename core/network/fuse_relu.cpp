// SPDX-License-Identifier: Apache-2.0
// Before: any network.
// After: a Relu whose only input is a layer or an Addition read by nothing else is gone, and that node's `relu` is set.
// Parameters are untouched.
#include "core/network/passes.h"
#include "core/network/rewrite.h"

#include <algorithm>

namespace odimo::network {

namespace {

/// False if the operator cannot carry a ReLU. One after the other is that with the lower ceiling.
bool setRelu(Operator &op, const Relu &relu)
{
    return std::visit(
        [&](auto &alternative) {
            if constexpr (requires { alternative.relu; }) {
                alternative.relu = Relu{std::min(relu.ceiling, alternative.relu.value_or(relu).ceiling)};
                return true;
            } else {
                return false;
            }
        },
        op);
}

} // namespace

Network fuseRelu(const Network &network)
{
    Rewrite rewrite(network);
    for (int index = 1; index <= network.output(); ++index) {
        const Node &node = network.node(index);
        const auto *relu = std::get_if<Relu>(&node.op);
        if (!relu || network.consumers(node.inputs[0]).size() != 1)
            continue;
        // The input may be a Relu that has just been fused itself.
        const int target = rewrite.standIn[static_cast<std::size_t>(node.inputs[0])];
        if (setRelu(rewrite.operators[static_cast<std::size_t>(target)], *relu))
            rewrite.standIn[static_cast<std::size_t>(index)] = target;
    }
    return apply(rewrite, network);
}

Model fuseRelu(const Model &model) { return {fuseRelu(model.network), model.parameters}; }

} // namespace odimo::network
