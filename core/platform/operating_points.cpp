// SPDX-License-Identifier: Apache-2.0
#include "core/platform/operating_points.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/platform/quantities.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::platform {

namespace {

constexpr const char *field = "operating_points";
constexpr std::size_t mostPoints = 64;
constexpr NumberRange voltageRange{1e-3, 1e3, "V"};
constexpr NumberRange scaleRange{1e-6, 1e6, "times the power"};

void scalePowers(Json &states, double scale)
{
    for (Json &state : states)
        state["mW"] = state.at("mW").get<double>() * scale;
}

/// What runs between layers draws its share too: the conversions between layouts.
void scaleConversions(Json &platform, double scale)
{
    if (!platform.contains("layout"))
        return;
    for (Json &mode : platform["layout"])
        if (mode.is_object())
            mode["mW"] = mode.at("mW").get<double>() * scale;
}

/// The platform's JSON at the point: as its author would write it in a file of its own.
OperatingPoint readPoint(const Json &json, const std::string &where, Json platform)
{
    JsonReader reader(json, where);
    OperatingPoint point{.name = reader.name("name", mostNameBytes), .voltage_V = {}, .platform = {}};
    if (reader.has("V"))
        point.voltage_V = reader.number("V", voltageRange);
    platform["clock_Hz"] = reader.number("clock_Hz", clockRange);
    const bool isScaled = reader.has("power_scale"), isStated = reader.has("power");
    if (!isScaled && !isStated)
        throw Error(where + " has neither \"power_scale\" nor \"power\"; a point needs one of them");
    if (!isScaled && platform.contains("layout"))
        throw Error(reader.path("power_scale") + " is missing; the platform says what conversions between layouts "
                                                 "draw, which has to be scaled");
    if (isScaled) {
        const double scale = reader.number("power_scale", scaleRange);
        scalePowers(platform["power"], scale);
        scaleConversions(platform, scale);
    }
    if (isStated)
        platform["power"] = reader.array("power");
    reader.finish();
    point.platform = platformFromText(platform.dump(), where);
    return point;
}

} // namespace

std::vector<OperatingPoint> operatingPointsOf(const Platform &platform)
{
    const Json json = parseJson(platform.json, platform.name);
    return json.contains(field) ? readOperatingPoints(platform.json, platform.name) : std::vector<OperatingPoint>();
}

std::vector<OperatingPoint> readOperatingPoints(const std::string &json, const std::string &where)
{
    const Json document = parseJson(json, where);
    JsonReader reader(document, where);
    const Json &array = reader.array(field);
    if (array.empty() || array.size() > mostPoints)
        throw Error(reader.path(field) + " has " + std::to_string(array.size()) + " points; 1 to " +
                    std::to_string(mostPoints) + " are possible");
    Json alone = document;
    alone.erase(field);
    std::vector<OperatingPoint> points;
    for (std::size_t i = 0; i < array.size(); ++i) {
        const std::string place = reader.path(field) + "[" + std::to_string(i) + "]";
        OperatingPoint point = readPoint(array[i], place, alone);
        if (std::ranges::find(points, point.name, &OperatingPoint::name) != points.end())
            throw Error(place + ".name is \"" + point.name + "\", as that of an earlier point");
        points.push_back(std::move(point));
    }
    return points;
}

} // namespace odimo::platform
