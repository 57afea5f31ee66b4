// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/restrictions.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"

#include <nlohmann/json.hpp>

namespace odimo::mapping {

namespace {

Json orNull(const std::optional<double> &number) { return number ? Json(*number) : Json(nullptr); }

std::optional<double> numberOrNull(JsonReader &reader, const char *field)
{
    return reader.value(field).is_null() ? std::nullopt : std::optional(reader.number(field));
}

} // namespace

Json toJson(const Restrictions &restrictions, const platform::Platform &platform)
{
    Json pins = Json::array();
    for (const Pin &pin : restrictions.pins)
        pins.push_back(textOf(pin, platform));
    return {{"pins", std::move(pins)},
            {"most_latency_ms", orNull(restrictions.mostLatency_ms)},
            {"most_energy_uJ", orNull(restrictions.mostEnergy_uJ)},
            {"least_accuracy", orNull(restrictions.leastAccuracy)}};
}

Restrictions restrictionsFromJson(const Json &json, const platform::Platform &platform, const std::string &where)
{
    JsonReader reader(json, where);
    Restrictions restrictions;
    const std::vector<std::string> pins = reader.texts("pins");
    for (std::size_t i = 0; i < pins.size(); ++i)
        restrictions.pins.push_back(within(reader.path("pins") + "[" + std::to_string(i) + "]: ",
                                           [&] { return pinFromText(pins[i], platform); }));
    restrictions.mostLatency_ms = numberOrNull(reader, "most_latency_ms");
    restrictions.mostEnergy_uJ = numberOrNull(reader, "most_energy_uJ");
    restrictions.leastAccuracy = numberOrNull(reader, "least_accuracy");
    reader.finish();
    return restrictions;
}

} // namespace odimo::mapping
