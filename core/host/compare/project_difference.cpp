// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/project_difference.h"

#include "core/base/json_reader.h"
#include "core/platform/layout_mode.h"

#include <nlohmann/json.hpp>

#include <utility>

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

/// Of those that can be compared with the first.
std::optional<FrontDifference> frontsOf(const std::vector<ComparedProject> &projects,
                                        const Front &(*kind)(const ComparedProject &),
                                        const ProjectDifference &difference)
{
    std::vector<ComparedFront> fronts;
    for (std::size_t which = 0; which < projects.size(); ++which)
        if (difference.notComparable[which].empty())
            fronts.push_back({which, kind(projects[which])});
    return fronts.size() < 2 ? std::nullopt : std::optional(merged(fronts));
}

Json layersToJson(const LayersSideBySide &layers)
{
    Json document = Json::array();
    for (const LayerRow &row : layers.layers) {
        if (row.isSame())
            continue;
        Json shares = Json::array();
        for (const std::optional<LayerShare> &share : row.shares)
            shares.push_back(toJson(share, layers.units));
        document.push_back({{"name", row.layer}, {"projects", std::move(shares)}});
    }
    return document;
}

} // namespace

ProjectDifference differenceOf(const std::vector<ComparedProject> &projects)
{
    ProjectDifference difference;
    std::vector<NamedValues> settings;
    std::vector<std::optional<ComparedMapping>> chosen;
    for (const ComparedProject &project : projects) {
        difference.notComparable.push_back(differentParts(projects.front().setup, project.setup));
        settings.push_back(settingsOf(project));
        chosen.push_back(project.chosen);
    }
    difference.latency = frontsOf(
        projects, [](const ComparedProject &each) -> const Front & { return each.latency; }, difference);
    difference.energy = frontsOf(
        projects, [](const ComparedProject &each) -> const Front & { return each.energy; }, difference);
    difference.layers = sideBySide(chosen);
    difference.settings = sideBySide(settings);
    return difference;
}

Json toJson(const ProjectDifference &difference)
{
    Json notComparable = Json::array();
    for (const std::vector<PartDifference> &parts : difference.notComparable)
        notComparable.push_back(toJson(parts));
    return {{"not_comparable", std::move(notComparable)},
            {"latency", difference.latency ? toJson(*difference.latency) : Json()},
            {"energy", difference.energy ? toJson(*difference.energy) : Json()},
            {"layers", layersToJson(difference.layers)},
            {"settings", toJson(difference.settings)}};
}

} // namespace odimo::host
