// SPDX-License-Identifier: Apache-2.0
#include "core/host/vary/varied_data.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace odimo::host {

namespace {

Json toJson(const VariantFront &each)
{
    Json json = {{"constants", Json::object()},
                 {"as_stated", each.variant.isStated},
                 {"undominated", each.isUndominated},
                 {"points", Json::array()}};
    for (const platform::PlatformConstant &constant : each.variant.constants)
        json["constants"][constant.name] = constant.value;
    if (!each.variant.operatingPoint.empty())
        json["operating_point"] = each.variant.operatingPoint;
    if (each.variant.area)
        json["area"] = *each.variant.area;
    for (const PredictedEntry &entry : each.front)
        json["points"].push_back(toJson(entry));
    return json;
}

Json endOf(const PredictedEntry &entry)
{
    return {{"latency_ms", entry.cost.latency_ms},
            {"energy_uJ", entry.cost.energy_uJ},
            {"predicted_accuracy", entry.accuracy}};
}

TableCell flag(bool value) { return value ? std::int64_t{1} : std::int64_t{0}; }

std::vector<TableColumn> columnsOf(const Variation &variation)
{
    std::vector<TableColumn> columns;
    for (const VariedConstant &constant : variation.constants)
        columns.push_back({.name = constant.name});
    if (variation.operatingPoints)
        columns.push_back({.name = "operating_point"});
    if (!variation.area.empty())
        columns.push_back({.name = "area"});
    for (const char *name : {"undominated", "on_common_front", "latency_cycles", "latency_ms", "energy_uJ", "penalty",
                             "predicted_accuracy"})
        columns.push_back({.name = name});
    return columns;
}

/// What all rows of a variant begin with.
std::vector<TableCell> cellsOf(const VariantFront &each)
{
    std::vector<TableCell> cells;
    for (const platform::PlatformConstant &constant : each.variant.constants)
        cells.emplace_back(constant.value);
    if (!each.variant.operatingPoint.empty())
        cells.emplace_back(each.variant.operatingPoint);
    if (each.variant.area)
        cells.emplace_back(*each.variant.area);
    cells.push_back(flag(each.isUndominated));
    return cells;
}

} // namespace

Json toJson(const VariedFronts &fronts)
{
    Json json = {{"objective", mapping::objectiveName(fronts.objective)},
                 {"layout", platform::nameOf(fronts.layout)},
                 {"constants", Json::array()},
                 {"variants", Json::array()},
                 {"common_front", Json::array()},
                 {"best_variants", Json::array()}};
    for (const VariedConstant &constant : fronts.variation.constants)
        json["constants"].push_back({{"name", constant.name}, {"values", constant.values}});
    if (!fronts.variation.area.empty())
        json["area"] = fronts.variation.area;
    for (const VariantFront &each : fronts.variants)
        json["variants"].push_back(toJson(each));
    for (const CommonPoint &point : fronts.common) {
        Json entry = toJson(fronts.entryOf(point));
        entry["variant"] = point.variant;
        json["common_front"].push_back(std::move(entry));
    }
    for (const WinningRange &range : winningRanges(fronts))
        json["best_variants"].push_back({{"variant", range.variant},
                                         {"from", endOf(fronts.entryOf(fronts.common[range.first]))},
                                         {"to", endOf(fronts.entryOf(fronts.common[range.last]))}});
    return json;
}

DataTable variedTable(const VariedFronts &fronts)
{
    std::set<std::pair<std::size_t, std::size_t>> common;
    for (const CommonPoint &point : fronts.common)
        common.emplace(point.variant, point.entry);
    DataTable table{.columns = columnsOf(fronts.variation), .rows = {}};
    for (std::size_t variant = 0; variant < fronts.variants.size(); ++variant) {
        const VariantFront &each = fronts.variants[variant];
        for (std::size_t i = 0; i < each.front.size(); ++i) {
            const PredictedEntry &entry = each.front[i];
            std::vector<TableCell> &row = table.rows.emplace_back(cellsOf(each));
            row.push_back(flag(common.contains({variant, i})));
            for (const double value : {entry.cost.latency_cycles, entry.cost.latency_ms, entry.cost.energy_uJ,
                                       entry.point.penalty, entry.accuracy})
                row.emplace_back(value);
        }
    }
    return table;
}

} // namespace odimo::host
