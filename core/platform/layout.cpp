// SPDX-License-Identifier: Apache-2.0
#include "core/platform/layout.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/base/names.h"
#include "core/platform/quantities.h"

#include <nlohmann/json.hpp>

#include <array>

namespace odimo::platform {

namespace {

constexpr std::array modes = {LayoutMode::Paper, LayoutMode::HostConversion, LayoutMode::HardwareShuffle};
constexpr NumberRange cyclesPerElement{0, 1e6, "cycles"};

LayoutCosts readCosts(const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    LayoutCosts costs{.inputCycles = reader.number("input_cycles_per_element", cyclesPerElement),
                      .toCycles = reader.number("to_cycles_per_element", cyclesPerElement),
                      .backCycles = reader.number("back_cycles_per_element", cyclesPerElement),
                      .power_mW = reader.number("mW", powerRange)};
    reader.finish();
    return costs;
}

} // namespace

const char *nameOf(LayoutMode mode)
{
    switch (mode) {
    case LayoutMode::Paper:
        return "paper";
    case LayoutMode::HostConversion:
        return "host_conversion";
    case LayoutMode::HardwareShuffle:
        return "hardware_shuffle";
    }
    return "";
}

LayoutMode layoutModeFromName(const std::string &name)
{
    if (const auto mode = findNamed(modes, name))
        return *mode;
    throw Error("there is no layout mode \"" + name + "\"; choose one of " + namesOf(modes));
}

const char *titleOf(LayoutMode mode)
{
    switch (mode) {
    case LayoutMode::Paper:
        return "layouts not counted";
    case LayoutMode::HostConversion:
        return "layouts converted by the host";
    case LayoutMode::HardwareShuffle:
        return "layouts converted in hardware";
    }
    return "";
}

std::optional<LayoutCosts> readLayout(JsonReader &platform)
{
    if (!platform.has("layout"))
        return std::nullopt;
    JsonReader reader(platform.value("layout"), platform.path("layout"));
    const std::string name = reader.text("mode");
    const LayoutMode mode = within(reader.path("mode") + ": ", [&] { return layoutModeFromName(name); });
    const std::string common = reader.name("common", mostNameBytes);
    std::optional<LayoutCosts> chosen;
    for (const LayoutMode each : modes) {
        if (each == LayoutMode::Paper || !reader.has(nameOf(each)))
            continue;
        LayoutCosts costs = readCosts(reader.value(nameOf(each)), reader.path(nameOf(each)));
        if (each != mode)
            continue;
        costs.mode = mode;
        costs.common = common;
        chosen = costs;
    }
    reader.finish();
    if (mode != LayoutMode::Paper && !chosen)
        throw Error(reader.path("mode") + " is \"" + nameOf(mode) + "\", but there is no layout." + nameOf(mode));
    return chosen;
}

} // namespace odimo::platform
