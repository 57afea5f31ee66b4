// SPDX-License-Identifier: Apache-2.0
#include "core/integer/ideal_array.h"

#include "core/base/json_reader.h"
#include "core/integer/mapped_network.h"
#include "core/integer/weight_codes.h"
#include "core/mapping/branch_tensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::integer {

namespace {

platform::Platform idealPlatform(const platform::Platform &platform)
{
    Json json = parseJson(platform.json, platform.name);
    for (std::size_t unit = 0; unit < platform.units.size(); ++unit)
        if (platform.units[unit].format.converter) {
            Json &own = json["units"][unit];
            own["array"] = "ideal";
            own.erase("converter_bits");
            own.erase("converter_rows");
        }
    return platform::platformFromText(json.dump(), platform.name);
}

/// Weights with the integers that they had with the scales `before`.
void keepCodes(network::Tensor &weights, const std::vector<int> &units, const mapping::WeightScales &before,
               const mapping::WeightScales &after, int bits)
{
    const std::size_t perChannel = weights.values.size() / units.size();
    for (std::size_t c = 0; c < units.size(); ++c) {
        if (units[c] != after.unit)
            continue;
        const double step = after.scales[c] / largestWeight(bits);
        for (std::size_t i = c * perChannel; i < (c + 1) * perChannel; ++i)
            weights.values[i] =
                static_cast<float>(weightCode(weights.values[i], static_cast<float>(before.scales[c]), bits) * step);
    }
}

} // namespace

bool hasConverters(const platform::Platform &platform)
{
    return std::ranges::any_of(platform.units,
                               [](const platform::ComputeUnit &unit) { return unit.format.converter.has_value(); });
}

OnPlatform withoutConverters(const mapping::TrainedNetwork &trained, const platform::Platform &platform)
{
    OnPlatform made{trained, idealPlatform(platform)};
    for (mapping::WeightScales &each : made.trained.quantisation->weights)
        each.divisor.reset();
    made.trained.mapping.reset(); // So that multipliers are found anew.
    made.trained = mapped(made.trained, *trained.mapping, made.platform);
    for (std::size_t index = 0; index < trained.quantisation->weights.size(); ++index) {
        const mapping::WeightScales &before = trained.quantisation->weights[index];
        const mapping::WeightScales &after = made.trained.quantisation->weights[index];
        const platform::ComputeUnit &unit = platform.units[static_cast<std::size_t>(after.unit)];
        if (after.scales != before.scales)
            keepCodes(mapping::weightsOn(made.trained, after.layer, unit), unitsOf(*trained.mapping, after.layer),
                      before, after, unit.format.weightBits);
    }
    return made;
}

} // namespace odimo::integer
