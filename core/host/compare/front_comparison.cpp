// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/front_comparison.h"

#include "core/host/compare/volume_interval.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>

namespace odimo::host {

namespace {

mapping::FrontPoint pointOf(const FrontEntry &entry, mapping::Objective objective)
{
    return {.id = entry.run, .cost = entry.cost.value(objective), .accuracy = entry.accuracy};
}

/// The run of `others` that dominates the point; the most accurate, of equals the cheapest.
std::optional<std::int64_t> beaterOf(const mapping::FrontPoint &point, const std::vector<mapping::FrontPoint> &others)
{
    const mapping::FrontPoint *best = nullptr;
    for (const mapping::FrontPoint &other : others)
        if (mapping::dominates(other, point) &&
            (!best || std::tuple(other.accuracy, -other.cost) > std::tuple(best->accuracy, -best->cost)))
            best = &other;
    return best ? std::optional(best->id) : std::nullopt;
}

mapping::ReferencePoint widest(const std::vector<ComparedFront> &fronts)
{
    mapping::ReferencePoint reference = fronts.front().front.reference;
    for (const auto &[project, front] : fronts) {
        reference.cost = std::max(reference.cost, front.reference.cost);
        reference.accuracy = std::min(reference.accuracy, front.reference.accuracy);
    }
    return reference;
}

using Points = std::vector<mapping::FrontPoint>;

void addPoints(const std::vector<ComparedFront> &fronts, const std::vector<Points> &points, const Points &all,
               FrontDifference &difference)
{
    const std::vector<bool> dominated = mapping::dominatedPoints(all);
    for (std::size_t which = 0; which < fronts.size(); ++which) {
        OwnFront &own = difference.fronts[which];
        for (std::size_t index = 0; index < points[which].size(); ++index) {
            const FrontEntry &entry = fronts[which].front.points[index];
            MergedEntry made{.project = fronts[which].project,
                             .entry = entry,
                             .isOnMergedFront = !dominated[difference.points.size()]};
            for (std::size_t other = 0; other < fronts.size(); ++other)
                if (const auto run = other == which ? std::nullopt : beaterOf(points[which][index], points[other])) {
                    made.beatenBy.push_back({fronts[other].project, *run});
                    own.beatenBy[other] += entry.dominated ? 0 : 1;
                }
            own.onFront += entry.dominated ? 0 : 1;
            own.onMerged += made.isOnMergedFront ? 1 : 0;
            difference.points.push_back(std::move(made));
        }
    }
    std::ranges::sort(difference.points, {}, [&](const MergedEntry &point) {
        return std::tuple(!point.isOnMergedFront, point.entry.cost.value(difference.objective), -point.entry.accuracy,
                          point.project, point.entry.run);
    });
}

void addIntervals(const std::vector<ComparedFront> &fronts, FrontDifference &difference)
{
    std::vector<std::vector<FrontEntry>> entries;
    for (const auto &[project, front] : fronts)
        entries.push_back(front.points);
    const std::vector<DrawnVolumes> drawn = drawnVolumes(entries, difference.objective, difference.reference);
    for (std::size_t which = 0; which < fronts.size(); ++which) {
        Volume &volume = difference.fronts[which].hypervolume;
        volume.interval = intervalAround(volume.value, drawn[which]);
    }
    difference.merged.interval = intervalAround(difference.merged.value, drawn.back());
    for (std::size_t second = 1; second < fronts.size(); ++second)
        for (std::size_t first = 0; first < second; ++first) {
            const double value =
                difference.fronts[second].hypervolume.value - difference.fronts[first].hypervolume.value;
            DrawnVolumes differences = drawn[second];
            for (std::size_t draw = 0; draw < differences.size(); ++draw)
                differences[draw] -= drawn[first][draw];
            difference.differences.push_back({first, second, {value, intervalAround(value, std::move(differences))}});
        }
}

Json toJson(const Volume &volume)
{
    return {{"value", volume.value}, {"interval", {volume.interval.low, volume.interval.high}}};
}

} // namespace

FrontDifference merged(const std::vector<ComparedFront> &fronts)
{
    FrontDifference difference{.objective = fronts.front().front.objective,
                               .reference = widest(fronts),
                               .fronts = {},
                               .differences = {},
                               .points = {}};
    std::vector<Points> points;
    Points all;
    for (const auto &[project, front] : fronts) {
        Points &own = points.emplace_back();
        for (const FrontEntry &entry : front.points)
            own.push_back(pointOf(entry, difference.objective));
        all.insert(all.end(), own.begin(), own.end());
        difference.fronts.push_back({.project = project,
                                     .hypervolume = {.value = hypervolumeOf(own, difference.reference), .interval = {}},
                                     .beatenBy = std::vector<int>(fronts.size(), 0)});
    }
    difference.merged.value = hypervolumeOf(all, difference.reference);
    addPoints(fronts, points, all, difference);
    addIntervals(fronts, difference);
    return difference;
}

Json toJson(const FrontDifference &difference)
{
    Json fronts = Json::array(), differences = Json::array(), points = Json::array();
    for (const OwnFront &own : difference.fronts) {
        Json beaten = Json::array();
        for (std::size_t other = 0; other < difference.fronts.size(); ++other)
            if (difference.fronts[other].project != own.project)
                beaten.push_back({{"by", difference.fronts[other].project}, {"mappings", own.beatenBy[other]}});
        fronts.push_back({{"project", own.project},
                          {"hypervolume", toJson(own.hypervolume)},
                          {"on_front", own.onFront},
                          {"on_merged_front", own.onMerged},
                          {"beaten", std::move(beaten)}});
    }
    for (const VolumeDifference &each : difference.differences) {
        Json json = toJson(each.difference);
        json["of"] = difference.fronts[each.second].project;
        json["minus"] = difference.fronts[each.first].project;
        json["clear"] = each.isClear();
        differences.push_back(std::move(json));
    }
    for (const MergedEntry &point : difference.points) {
        Json json = toJson(point.entry);
        json["project"] = point.project;
        json["on_merged_front"] = point.isOnMergedFront;
        json["beaten_by"] = Json::array();
        for (const ForeignRun &beater : point.beatenBy)
            json["beaten_by"].push_back({{"project", beater.project}, {"run", beater.run}});
        points.push_back(std::move(json));
    }
    return {{"objective", mapping::objectiveName(difference.objective)},
            {"reference", {{"cost", difference.reference.cost}, {"accuracy", difference.reference.accuracy}}},
            {"fronts", std::move(fronts)},
            {"merged_hypervolume", toJson(difference.merged)},
            {"differences", std::move(differences)},
            {"points", std::move(points)}};
}

} // namespace odimo::host
