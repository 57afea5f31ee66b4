// SPDX-License-Identifier: Apache-2.0
#include "core/platform/published_cost.h"

#include "core/base/error.h"

namespace odimo::platform {

const PublishedCost &publishedCost(const ComputeUnit &unit)
{
    if (const auto *published = dynamic_cast<const PublishedCost *>(unit.costModel.get()))
        return *published;
    throw Error("The cost of the unit " + unit.name +
                " has no published gradient, so the cost rule \"published\" cannot search with it; use "
                "\"joint-staircase\".");
}

void checkPublishedCosts(const Platform &platform)
{
    for (const ComputeUnit &unit : platform.units)
        publishedCost(unit);
}

} // namespace odimo::platform
