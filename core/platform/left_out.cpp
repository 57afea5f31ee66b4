// SPDX-License-Identifier: Apache-2.0
#include "core/platform/left_out.h"

#include "core/base/json_reader.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::platform {

namespace {

class NoCost : public CostModel {
public:
    double cycles(const LayerGeometry &, int) const override { return 0; }
    std::optional<std::string> refusal(const LayerGeometry &) const override { return std::nullopt; }
};

} // namespace

bool leavesOut(const ComputeUnit &unit)
{
    return std::ranges::any_of(unit.standsIn,
                               [](const StandIn &standIn) { return standIn.operation == Operation::LeftOut; });
}

bool isComputed(const Layer &layer, const Platform &platform)
{
    for (std::size_t unit = 0; unit < platform.units.size(); ++unit)
        if (!leavesOut(platform.units[unit]) && !platform.refusal(layer, static_cast<int>(unit)))
            return true;
    return false;
}

ComputeUnit unitNone(const Platform &platform)
{
    const ComputeUnit &reference = platform.units[static_cast<std::size_t>(platform.referenceUnit())];
    ComputeUnit none;
    none.name = "none";
    none.title = "Left out";
    none.format.activationBits = reference.format.activationBits;
    none.costModel = std::make_shared<NoCost>();
    none.layout = reference.layout;
    for (const OperatorKind kind :
         {OperatorKind::Convolution, OperatorKind::GroupedConvolution, OperatorKind::FullyConnected})
        none.standsIn.push_back({.layer = kind, .operation = Operation::LeftOut});
    return none;
}

Platform withNone(const Platform &platform)
{
    if (std::ranges::any_of(platform.units, leavesOut))
        return platform;
    Json json = parseJson(platform.json, platform.name);
    if (json["schema"].get<int>() == 1)
        for (Json &unit : json["units"]) // The first schema took arrays for ideal without a word.
            if (unit["weight_scale"].get<std::string>() == "real_per_channel" && !unit.contains("array"))
                unit["array"] = "ideal";
    json["schema"] = 2;
    json["name"] = platform.name + std::string(noneSuffix);
    json["title"] = platform.title + " + none";
    json["none"] = true;
    return platformFromText(json.dump(), platform.name);
}

} // namespace odimo::platform
