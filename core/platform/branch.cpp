// SPDX-License-Identifier: Apache-2.0
#include "core/platform/branch.h"

#include <algorithm>

namespace odimo::platform {

std::vector<Branch> branchesOf(const Layer &layer, const Platform &platform)
{
    std::vector<Branch> branches;
    for (int unit = 0; unit < static_cast<int>(platform.units.size()); ++unit)
        if (!platform.refusal(layer, unit))
            branches.push_back({.unit = unit,
                                .operation = layer.kind,
                                .geometry = layer.geometry,
                                .format = platform.units[static_cast<std::size_t>(unit)].format});
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

} // namespace odimo::platform
