// SPDX-License-Identifier: Apache-2.0
#include "core/platform/branch.h"

#include <algorithm>

namespace odimo::platform {

WeightForm Branch::form() const
{
    switch (operation) {
    case Operation::Same:
        return WeightForm::Full;
    case Operation::Depthwise:
        return WeightForm::Diagonal;
    case Operation::LeftOut:
        return WeightForm::Zero;
    }
    return WeightForm::Full;
}

int Branch::weightsPerChannel() const
{
    if (form() == WeightForm::Zero)
        return 0;
    return geometry.kernelX * geometry.kernelY * (geometry.inChannels / geometry.groups);
}

std::vector<Branch> branchesOf(const Layer &layer, const Platform &platform)
{
    std::vector<Branch> branches;
    for (int index = 0; index < static_cast<int>(platform.units.size()); ++index) {
        if (platform.refusal(layer, index))
            continue;
        const ComputeUnit &unit = platform.units[static_cast<std::size_t>(index)];
        const Operation operation = unit.operationFor(layer.kind);
        branches.push_back({.unit = index,
                            .operation = operation,
                            .geometry = geometryFor(layer.geometry, operation),
                            .format = unit.format});
    }
    return branches;
}

std::size_t referenceBranch(std::span<const Branch> branches, const Platform &platform)
{
    for (const int unit : platform.referenceOrder())
        for (std::size_t index = 0; index < branches.size(); ++index)
            if (branches[index].unit == unit)
                return index;
    return 0;
}

std::vector<bool> depthwiseNodes(const network::Network &network, const Platform &platform)
{
    std::vector<bool> depthwise(network.nodes().size(), false);
    for (const Layer &layer : layersOf(network))
        depthwise[static_cast<std::size_t>(layer.node)] = std::ranges::any_of(
            branchesOf(layer, platform), [](const Branch &branch) { return branch.operation == Operation::Depthwise; });
    return depthwise;
}

} // namespace odimo::platform
