// SPDX-License-Identifier: Apache-2.0
// Before: any network.
// After: no Identity; readers of one read its input. Parameters are untouched.
#include "core/network/passes.h"
#include "core/network/rewrite.h"

namespace odimo::network {

Network removeIdentities(const Network &network)
{
    Rewrite rewrite(network);
    for (int index = 0; index <= network.output(); ++index)
        if (std::holds_alternative<Identity>(network.node(index).op))
            rewrite.standIn[static_cast<std::size_t>(index)] = network.node(index).inputs[0];
    return apply(rewrite, network);
}

Model removeIdentities(const Model &model) { return {removeIdentities(model.network), model.parameters}; }

} // namespace odimo::network
