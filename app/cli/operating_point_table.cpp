// SPDX-License-Identifier: Apache-2.0
#include "app/cli/operating_point_table.h"

#include "app/cli/figures.h"
#include "app/cli/table.h"
#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::cli {

namespace {

constexpr double second_per_ms = 1e-3;

/// The SI units of the costliest.
struct Scales {
    Scale seconds, joule;
};

Scales scalesFor(std::span<const mapping::OperatingPointTable> points, std::span<const mapping::Baseline> mappings)
{
    double latency_ms = 0, energy_uJ = 0;
    for (const mapping::Baseline &each : mappings)
        for (const mapping::OperatingPointCost &at : mapping::costsAt(points, each.mapping, {})) {
            latency_ms = std::max(latency_ms, at.cost.latency_ms);
            energy_uJ = std::max(energy_uJ, at.cost.energy_uJ);
        }
    return {scaleFor(latency_ms * second_per_ms), scaleFor(energy_uJ * joulePerMicrojoule)};
}

std::string voltageText(const platform::OperatingPoint &point)
{
    return point.voltage_V ? shortestText(*point.voltage_V) : "";
}

} // namespace

std::string operatingPointText(std::span<const mapping::OperatingPointTable> points,
                               std::span<const mapping::Baseline> mappings, std::optional<double> mostLatency_ms)
{
    if (points.empty())
        return {};
    const Scales scales = scalesFor(points, mappings);
    Table table({{"mapping", Align::Left},
                 {"operating point", Align::Left},
                 {"V"},
                 {"clock"},
                 {scales.seconds.prefix + "s"},
                 {scales.joule.prefix + "J"},
                 {"", Align::Left}});
    for (const mapping::Baseline &each : mappings) {
        const std::vector<mapping::OperatingPointCost> costs = mapping::costsAt(points, each.mapping, mostLatency_ms);
        for (std::size_t i = 0; i < points.size(); ++i)
            table.row({i == 0 ? each.name : "", points[i].point.name, voltageText(points[i].point),
                       withUnit(points[i].point.platform.clock_Hz, "Hz"),
                       scaled(costs[i].cost.latency_ms * second_per_ms, scales.seconds),
                       scaled(costs[i].cost.energy_uJ * joulePerMicrojoule, scales.joule),
                       costs[i].isMostFrugal ? "*"
                       : costs[i].keepsLimit ? ""
                                             : "too slow"});
        table.separator();
    }
    const std::string limit =
        mostLatency_ms ? " within " + withUnit(*mostLatency_ms * second_per_ms, "s") : std::string();
    return "\nAt each operating point; * takes the least energy" + limit + "\n\n" + table.text();
}

Json operatingPointsToJson(std::span<const mapping::OperatingPointTable> points, const mapping::Mapping &mapping,
                           std::optional<double> mostLatency_ms)
{
    if (points.empty())
        return Json::object();
    Json json = {{"operating_points", Json::array()}, {"best_operating_point", nullptr}};
    const std::vector<mapping::OperatingPointCost> costs = mapping::costsAt(points, mapping, mostLatency_ms);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const platform::OperatingPoint &point = points[i].point;
        Json each = {{"name", point.name},
                     {"clock_Hz", point.platform.clock_Hz},
                     {"latency_ms", costs[i].cost.latency_ms},
                     {"energy_uJ", costs[i].cost.energy_uJ},
                     {"keeps_limit", costs[i].keepsLimit}};
        if (point.voltage_V)
            each["V"] = *point.voltage_V;
        json["operating_points"].push_back(std::move(each));
        if (costs[i].isMostFrugal)
            json["best_operating_point"] = point.name;
    }
    return json;
}

} // namespace odimo::cli
