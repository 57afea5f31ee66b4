// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/parameter_state.h"

namespace odimo::learn {

std::vector<StateTensor> parameterState(const network::Network &network, const NetworkTensors &tensors)
{
    std::vector<StateTensor> state;
    for (std::size_t node = 0; node < tensors.size(); ++node)
        addState(state, network.nodes()[node].name, tensors[node]);
    return state;
}

void addState(std::vector<StateTensor> &state, const std::string &name, const NodeTensors &tensors)
{
    if (tensors.weight.defined())
        state.push_back({name + ".weight", tensors.weight, Role::Weight});
    if (tensors.bias.defined())
        state.push_back({name + ".bias", tensors.bias, Role::Weight});
    if (tensors.runningMean.defined())
        state.push_back({name + ".running_mean", tensors.runningMean, Role::Statistic});
    if (tensors.runningVariance.defined())
        state.push_back({name + ".running_var", tensors.runningVariance, Role::Statistic});
}

} // namespace odimo::learn
