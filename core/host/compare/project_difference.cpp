// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/project_difference.h"

#include "core/base/json_reader.h"
#include "core/platform/layout_mode.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>

namespace odimo::host {

namespace {

NamedValues settingsOf(const ComparedProject &project)
{
    const project::Setup &setup = project.setup;
    NamedValues values = {{"network", setup.networkName},
                          {"data", setup.data},
                          {"platform", setup.platform.name},
                          {"layout", platform::nameOf(platform::layoutModeOf(setup.platform))}};
    if (!project.settings.empty()) {
        Json settings = parseJson(project.settings, "settings of the project");
        for (const char *named :
             {"network", "data", "platform", "layout"}) // As above, if they differ in spelling only.
            settings.erase(named);
        flatten(settings, "", values);
    }
    addProvenance(setup, values);
    return values;
}

mapping::FrontPoint pointOf(const FrontEntry &entry, mapping::Objective objective)
{
    return {.id = entry.run, .cost = entry.cost.value(objective), .accuracy = entry.accuracy};
}

double hypervolumeOf(const std::vector<mapping::FrontPoint> &points, const mapping::ReferencePoint &reference)
{
    mapping::ParetoFront front;
    for (const mapping::FrontPoint &point : points)
        front.insert(point);
    return mapping::hypervolume(front.points(), reference);
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

FrontDifference merged(const Front &first, const Front &second)
{
    const std::array<const Front *, 2> fronts{&first, &second};
    FrontDifference difference{.objective = first.objective,
                               .reference = {.cost = std::max(first.reference.cost, second.reference.cost),
                                             .accuracy = std::min(first.reference.accuracy, second.reference.accuracy)},
                               .points = {}};
    std::array<std::vector<mapping::FrontPoint>, 2> points;
    std::vector<mapping::FrontPoint> all;
    for (std::size_t which = 0; which < fronts.size(); ++which)
        for (const FrontEntry &entry : fronts[which]->points) {
            points[which].push_back(pointOf(entry, difference.objective));
            all.push_back(points[which].back());
        }
    const std::vector<bool> dominated = mapping::dominatedPoints(all);
    for (std::size_t which = 0; which < fronts.size(); ++which) {
        difference.hypervolume[which] = hypervolumeOf(points[which], difference.reference);
        for (std::size_t index = 0; index < points[which].size(); ++index) {
            const FrontEntry &entry = fronts[which]->points[index];
            MergedEntry made{.project = which,
                             .entry = entry,
                             .isOnMergedFront = !dominated[difference.points.size()],
                             .beatenBy = beaterOf(points[which][index], points[1 - which])};
            difference.onFront[which] += entry.dominated ? 0 : 1;
            difference.beaten[which] += !entry.dominated && made.beatenBy ? 1 : 0;
            difference.points.push_back(std::move(made));
        }
    }
    difference.mergedHypervolume = hypervolumeOf(all, difference.reference);
    std::ranges::sort(difference.points, {}, [&](const MergedEntry &point) {
        return std::tuple(!point.isOnMergedFront, point.entry.cost.value(difference.objective), -point.entry.accuracy,
                          point.project, point.entry.run);
    });
    return difference;
}

Json toJson(const FrontDifference &difference)
{
    Json points = Json::array();
    for (const MergedEntry &point : difference.points) {
        Json json = toJson(point.entry);
        json["project"] = point.project + 1;
        json["on_merged_front"] = point.isOnMergedFront;
        json["beaten_by"] = point.beatenBy ? Json(*point.beatenBy) : Json();
        points.push_back(std::move(json));
    }
    return {{"objective", mapping::objectiveName(difference.objective)},
            {"reference", {{"cost", difference.reference.cost}, {"accuracy", difference.reference.accuracy}}},
            {"hypervolume",
             {{"first", difference.hypervolume[0]},
              {"second", difference.hypervolume[1]},
              {"merged", difference.mergedHypervolume}}},
            {"on_front", {{"first", difference.onFront[0]}, {"second", difference.onFront[1]}}},
            {"beaten", {{"first", difference.beaten[0]}, {"second", difference.beaten[1]}}},
            {"points", std::move(points)}};
}

} // namespace

ProjectDifference differenceOf(const ComparedProject &first, const ComparedProject &second)
{
    ProjectDifference difference{.notComparable = differentParts(first.setup, second.setup),
                                 .latency = {},
                                 .energy = {},
                                 .settings = paired(settingsOf(first), settingsOf(second))};
    if (difference.notComparable.empty()) {
        difference.latency = merged(first.latency, second.latency);
        difference.energy = merged(first.energy, second.energy);
    }
    return difference;
}

Json toJson(const ProjectDifference &difference)
{
    return {{"not_comparable", toJson(difference.notComparable)},
            {"latency", difference.latency ? toJson(*difference.latency) : Json()},
            {"energy", difference.energy ? toJson(*difference.energy) : Json()},
            {"settings", toJson(difference.settings)}};
}

} // namespace odimo::host
