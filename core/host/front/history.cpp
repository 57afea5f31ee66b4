// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/history.h"

#include "core/base/number_text.h"
#include "core/mapping/cost/cost_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ctime>
#include <string_view>
#include <tuple>
#include <unordered_map>

namespace odimo::host {

namespace {

/// Of project::timestamp(); absent if the text is none.
std::optional<double> secondsOf(const std::string &timestamp)
{
    std::tm utc{};
    const std::string_view form = "2000-01-01T00:00:00Z";
    if (timestamp.size() != form.size())
        return std::nullopt;
    int *const fields[] = {&utc.tm_year, &utc.tm_mon, &utc.tm_mday, &utc.tm_hour, &utc.tm_min, &utc.tm_sec};
    std::size_t at = 0;
    for (int *field : fields) {
        const std::size_t digits = at == 0 ? 4 : 2;
        const std::optional<int> number = numberFrom<int>(std::string_view(timestamp).substr(at, digits));
        if (!number)
            return std::nullopt;
        *field = *number;
        at += digits + 1;
    }
    utc.tm_year -= 1900;
    utc.tm_mon -= 1;
    return static_cast<double>(timegm(&utc));
}

std::optional<double> validationAccuracyOf(const project::Run &run)
{
    for (const project::Measurement &each : run.measurements)
        if (each.phase == protocol::nameOf(protocol::TaskKind::Search) && each.split == "validation")
            return each.accuracy();
    return std::nullopt;
}

} // namespace

std::vector<SearchStep> searchSteps(const project::Run &run, const std::vector<protocol::EpochFinished> &epochs,
                                    const mapping::CostTable &table)
{
    std::vector<SearchStep> steps;
    double seconds = 0;
    for (const protocol::EpochFinished &epoch : epochs) {
        if (epoch.splits.empty())
            continue;
        seconds += epoch.seconds;
        steps.push_back({.epoch = epoch.epoch,
                         .epochs = epoch.epochs,
                         .seconds = seconds,
                         .accuracy = epoch.validationAccuracy,
                         .relaxedCost = epoch.relaxedCost,
                         .splits = epoch.splits,
                         .cost = mapping::costOf(table, epoch.splits)});
    }
    if (!steps.empty() && run.mapping) {
        SearchStep found = steps.back();
        found.isFound = true;
        found.relaxedCost = 0;
        found.accuracy = validationAccuracyOf(run).value_or(found.accuracy);
        found.splits = mapping::countsOf(*run.mapping, static_cast<int>(table.platform.units.size()));
        found.cost = mapping::costOf(table, found.splits);
        steps.push_back(std::move(found));
    }
    return steps;
}

std::vector<MeasuredRun> inOrderOfMeasurement(const std::vector<project::Run> &runs)
{
    std::string began = "~"; // Timestamps sort as text.
    std::vector<const project::Run *> measured;
    for (const project::Run &run : runs) {
        if (!run.startedAt.empty())
            began = std::min(began, run.startedAt);
        if (run.mapping && run.test())
            measured.push_back(&run);
    }
    std::ranges::stable_sort(measured, {}, [](const project::Run *run) { return std::pair(run->finishedAt, run->id); });
    const std::optional<double> first = secondsOf(began);
    std::vector<MeasuredRun> inOrder;
    for (const project::Run *run : measured) {
        const std::optional<double> ended = secondsOf(run->finishedAt);
        inOrder.push_back({run->id, first && ended ? *ended - *first : 0});
    }
    return inOrder;
}

std::vector<GrowthStep> growthOf(const Front &front, const std::vector<project::Run> &runs)
{
    std::vector<GrowthStep> steps;
    std::vector<mapping::FrontPoint> points;
    mapping::ParetoFront grown;
    std::unordered_map<std::int64_t, const FrontEntry *> entries;
    for (const FrontEntry &entry : front.points)
        entries[entry.run] = &entry;
    for (const MeasuredRun &measured : inOrderOfMeasurement(runs)) {
        const auto found = entries.find(measured.run);
        if (found == entries.end())
            continue;
        const FrontEntry *entry = found->second;
        points.push_back({entry->run, entry->cost.value(front.objective), entry->accuracy});
        GrowthStep step{measured, *entry};
        step.isOnFront = grown.insert(points.back());
        step.frontPoints = grown.points().size();
        steps.push_back(std::move(step));
    }
    const std::vector<double> growth = mapping::hypervolumeGrowth(points, front.reference);
    const double whole = front.reference.cost * (1 - front.reference.accuracy);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        steps[i].hypervolume = growth[i];
        steps[i].share = whole > 0 ? growth[i] / whole : 0;
    }
    return steps;
}

DataTable searchTable(const std::vector<SearchStep> &steps, const platform::Platform &platform)
{
    DataTable table;
    for (const char *name : {"epoch", "epochs", "found", "seconds", "validation_accuracy", "relaxed_cost",
                             "latency_cycles", "latency_ms", "energy_uJ", "layer", "unit", "channels"})
        table.columns.push_back({.name = name});
    for (const SearchStep &step : steps)
        for (const mapping::LayerCounts &layer : step.splits)
            for (std::size_t unit = 0; unit < layer.channels.size(); ++unit)
                table.rows.push_back({std::int64_t(step.epoch), std::int64_t(step.epochs),
                                      std::int64_t(step.isFound ? 1 : 0), step.seconds, step.accuracy,
                                      step.isFound ? TableCell() : TableCell(step.relaxedCost),
                                      step.cost.latency_cycles, step.cost.latency_ms, step.cost.energy_uJ, layer.layer,
                                      platform.units[unit].name, std::int64_t(layer.channels[unit])});
    return table;
}

DataTable growthTable(const std::vector<GrowthStep> &steps)
{
    DataTable table;
    for (const char *name : {"run", "seconds", "accuracy", "latency_cycles", "latency_ms", "energy_uJ", "on_front",
                             "front_points", "hypervolume", "hypervolume_share"})
        table.columns.push_back({.name = name});
    for (const GrowthStep &step : steps)
        table.rows.push_back({step.run, step.seconds, step.entry.accuracy, step.entry.cost.latency_cycles,
                              step.entry.cost.latency_ms, step.entry.cost.energy_uJ,
                              std::int64_t(step.isOnFront ? 1 : 0), static_cast<std::int64_t>(step.frontPoints),
                              step.hypervolume, step.share});
    return table;
}

Json toJson(const std::vector<SearchStep> &steps, const mapping::CostTable &table)
{
    Json list = Json::array();
    for (const SearchStep &step : steps)
        list.push_back({{"epoch", step.epoch},
                        {"epochs", step.epochs},
                        {"found", step.isFound},
                        {"seconds", step.seconds},
                        {"validation_accuracy", step.accuracy},
                        {"relaxed_cost", step.isFound ? Json(nullptr) : Json(step.relaxedCost)},
                        {"cost", mapping::toJson(step.cost)},
                        {"splits", mapping::toJson(step.splits, table.platform)}});
    return list;
}

Json toJson(const std::vector<GrowthStep> &steps)
{
    Json list = Json::array();
    for (const GrowthStep &step : steps)
        list.push_back({{"run", step.run},
                        {"seconds", step.seconds},
                        {"accuracy", step.entry.accuracy},
                        {"cost", mapping::toJson(step.entry.cost)},
                        {"on_front", step.isOnFront},
                        {"front_points", step.frontPoints},
                        {"hypervolume", step.hypervolume},
                        {"hypervolume_share", step.share}});
    return list;
}

} // namespace odimo::host
