// SPDX-License-Identifier: Apache-2.0
#include "app/cli/project_comparison.h"

#include "app/cli/cost_figures.h"
#include "app/cli/figures.h"
#include "app/cli/run_text.h"
#include "app/cli/table.h"
#include "core/host/compare/setting_words.h"
#include "core/host/plan/document_keys.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace odimo::cli {

namespace {

host::ProjectDifference between(const project::Project &first, const project::Project &second)
{
    using mapping::Objective;
    const host::Front latency = host::frontOf(first, Objective::Latency),
                      energy = host::frontOf(first, Objective::Energy);
    const host::Front otherLatency = host::frontOf(second, Objective::Latency),
                      otherEnergy = host::frontOf(second, Objective::Energy);
    return host::differenceOf({first.setup(), latency, energy, first.document(host::settingsDocument)},
                              {second.setup(), otherLatency, otherEnergy, second.document(host::settingsDocument)});
}

const char *const sides[] = {"first", "second"};

std::string volumesText(const host::FrontDifference &difference)
{
    Table table({{"project", Align::Left}, {"hypervolume %"}, {"on its front"}, {"of which the other beats"}});
    for (std::size_t which = 0; which < 2; ++which)
        table.row({sides[which], percent(difference.share(difference.hypervolume[which])),
                   std::to_string(difference.onFront[which]), std::to_string(difference.beaten[which])});
    const auto merged = std::ranges::count(difference.points, true, &host::MergedEntry::isOnMergedFront);
    table.row({"both", percent(difference.share(difference.mergedHypervolume)), std::to_string(merged)});
    const std::string unit = difference.objective == mapping::Objective::Latency ? "cycles" : "J";
    const double cost = difference.reference.cost * (unit == "J" ? 1e-6 : 1);
    return table.text() + "By " + mapping::objectiveName(difference.objective) +
           "; hypervolumes reach up to the same reference point, " + withUnit(cost, unit) + " and " +
           percent(difference.reference.accuracy) + " %.\n";
}

std::string pointsText(const host::FrontDifference &difference)
{
    double latency_cycles = 0, latency_ms = 0, energy_uJ = 0;
    for (const host::MergedEntry &point : difference.points) {
        latency_cycles = std::max(latency_cycles, point.entry.cost.latency_cycles);
        latency_ms = std::max(latency_ms, point.entry.cost.latency_ms);
        energy_uJ = std::max(energy_uJ, point.entry.cost.energy_uJ);
    }
    const CostColumns costs(latency_cycles, latency_ms, energy_uJ);
    std::vector<Column> columns = {{"project", Align::Left}, {"run"}, {"mapping", Align::Left}, {"accuracy %"}, {"±"}};
    std::ranges::move(costs.columns(), std::back_inserter(columns));
    columns.push_back({"beaten by", Align::Left});
    Table table(columns);
    bool onFront = true;
    for (const host::MergedEntry &point : difference.points) {
        if (onFront && !point.isOnMergedFront)
            table.separator();
        onFront = point.isOnMergedFront;
        const host::FrontEntry &entry = point.entry;
        std::vector<std::string> cells = {sides[point.project], std::to_string(entry.run), titleOf(entry),
                                          percent(entry.accuracy), plusMinus(entry.interval)};
        std::ranges::move(costs.cells(entry.cost.latency_cycles, entry.cost.latency_ms, entry.cost.energy_uJ),
                          std::back_inserter(cells));
        if (point.beatenBy)
            cells.push_back("run " + std::to_string(*point.beatenBy) + " of the " + sides[1 - point.project]);
        table.row(std::move(cells));
    }
    return table.text();
}

std::string headingOf(const char *side, const project::Project &project)
{
    return side + project.path().filename().string() + ", " + inputsText(project.setup()) + "\n";
}

} // namespace

std::string notComparableText(const std::vector<host::PartDifference> &parts)
{
    std::string text;
    for (const host::PartDifference &part : parts)
        text += "The second is another subject: " + host::textOf(part) + ".\n";
    return text;
}

std::string settingsText(const std::vector<host::SettingPair> &settings)
{
    Table table({{"setting", Align::Left}, {"first", Align::Left}, {"second", Align::Left}});
    bool any = false;
    for (const host::SettingPair &setting : settings) {
        if (setting.isSame())
            continue;
        any = true;
        table.row({host::settingWords(setting.name), setting.first, setting.second});
    }
    return any ? "\n" + table.text() : "\nAll settings are the same.\n";
}

std::string projectsText(const project::Project &first, const project::Project &second, mapping::Objective objective)
{
    const host::ProjectDifference difference = between(first, second);
    const auto &front = objective == mapping::Objective::Latency ? difference.latency : difference.energy;
    return headingOf("First:  ", first) + headingOf("Second: ", second) + "\n" +
           notComparableText(difference.notComparable) +
           (front ? volumesText(*front) + "\n" + pointsText(*front) : "") + settingsText(difference.settings);
}

Json projectsToJson(const project::Project &first, const project::Project &second)
{
    Json document = {{"first", {{"project", first.path().string()}}},
                     {"second", {{"project", second.path().string()}}}};
    document.update(host::toJson(between(first, second)));
    return document;
}

} // namespace odimo::cli
