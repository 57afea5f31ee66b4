// SPDX-License-Identifier: Apache-2.0
#include "core/platform/constants.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/base/list_text.h"
#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace odimo::platform {

namespace {

constexpr const char *clock = "clock_Hz";
/// Of whole numbers that a double holds exactly.
constexpr double mostExact = 9e15;

/// Calls `visit(name, number)` for each constant of a platform's JSON, in their order.
template <typename Document, typename Visit>
void visitConstants(Document &json, Visit visit)
{
    for (auto &unit : json.at("units")) {
        const std::string prefix = unit.at("name").template get<std::string>() + ".";
        for (auto &[name, number] : unit.at("cost").items())
            if (number.is_number())
                visit(prefix + name, number);
    }
    visit(clock, json.at(clock));
}

/// As somebody writes the value into a file: a whole number without a point where there was none, so that a count of
/// things stays one.
void set(Json &number, double value)
{
    if (number.is_number_integer() && value == std::floor(value) && std::abs(value) <= mostExact)
        number = static_cast<std::int64_t>(value);
    else
        number = value;
}

} // namespace

std::vector<PlatformConstant> constantsOf(const Platform &platform)
{
    const Json json = parseJson(platform.json, platform.name);
    std::vector<PlatformConstant> constants;
    visitConstants(json, [&](std::string name, const Json &number) {
        constants.push_back({std::move(name), number.get<double>()});
    });
    return constants;
}

Platform withConstants(const Platform &platform, std::span<const PlatformConstant> values)
{
    Json json = parseJson(platform.json, platform.name);
    for (const PlatformConstant &asked : values) {
        std::string known;
        bool isKnown = false;
        visitConstants(json, [&](const std::string &name, Json &number) {
            addToList(known, name);
            isKnown = isKnown || name == asked.name;
            if (name == asked.name)
                set(number, asked.value);
        });
        if (!isKnown)
            throw Error("the platform " + platform.name + " has no constant \"" + asked.name + "\"; it has " + known);
    }
    return platformFromText(json.dump(), values.empty() ? platform.name : constantsText(values));
}

std::string valueText(const PlatformConstant &constant)
{
    const bool isWhole = constant.value == std::floor(constant.value) && std::abs(constant.value) <= mostExact;
    return isWhole ? decimalText(constant.value, 0) : shortestText(constant.value);
}

std::string constantsText(std::span<const PlatformConstant> constants)
{
    std::string text;
    for (const PlatformConstant &constant : constants)
        addToList(text, constant.name + "=" + valueText(constant));
    return text;
}

} // namespace odimo::platform
