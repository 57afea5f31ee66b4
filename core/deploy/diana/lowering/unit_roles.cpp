// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/unit_roles.h"

#include "core/platform/left_out.h"

namespace odimo::deploy {

std::vector<UnitRole> unitRoles(const platform::Platform &platform)
{
    std::vector<UnitRole> roles;
    for (const platform::ComputeUnit &unit : platform.units) {
        const platform::NumericFormat &format = unit.format;
        if (leavesOut(unit))
            roles.push_back(UnitRole::None);
        else if (format.weightBits == 8 && format.weightScale == platform::WeightScale::PowerOfTwoPerLayer)
            roles.push_back(UnitRole::Digital);
        else if (format.weightBits == 2 && format.weightScale == platform::WeightScale::RealPerChannel)
            roles.push_back(UnitRole::Analog);
        else
            roles.push_back(UnitRole::None);
    }
    return roles;
}

std::vector<UnitRole> rolesOfChannels(const integer::QuantisedLayer &layer, const std::vector<UnitRole> &roles)
{
    std::vector<UnitRole> made;
    made.reserve(layer.unitOfChannel.size());
    for (const int unit : layer.unitOfChannel)
        made.push_back(roles[static_cast<std::size_t>(unit)]);
    return made;
}

} // namespace odimo::deploy
