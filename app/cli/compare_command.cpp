// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/cost_figures.h"
#include "app/cli/json_output.h"
#include "app/cli/project_comparison.h"
#include "app/cli/run_text.h"
#include "app/cli/shown_project.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "app/cli/visible_text.h"
#include "core/base/error.h"
#include "core/host/compare/run_difference.h"
#include "core/project/run_names.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace odimo::cli {

namespace {

struct Options {
    std::string project;
    std::string other; ///< Empty: the same.
    std::int64_t run = 0;
    std::int64_t with = 0;
    std::string objective = "latency";
    bool json = false;
};

/// A run with the project that it is in.
struct Side {
    project::Project project;
    project::Run run;

    Side(const std::string &path, std::int64_t id) : project(shownProject(path)), run(project.run(id)) {}
    host::ComparedRun compared() const { return {run, project.setup(), project.costTable()}; }
};

std::string headingOf(const Side &side, const Terminal &terminal)
{
    return bold("Run " + std::to_string(side.run.id) + ": " +
                    titleOf(side.run, project::runNames(side.project)[side.run.id]),
                terminal) +
           ", " + inputsText(side.project.setup()) + "\n";
}

/// "+1.5" and "-1.5".
std::string withSign(const std::string &figure, double value) { return (value > 0 ? "+" : "") + figure; }

std::string changeText(const char *quantity, double first, double second, const std::string &unit)
{
    const double change = second / first - 1;
    return std::string(quantity) + withUnit(first, unit) + " -> " + withUnit(second, unit) + ", " +
           withSign(percent(change, 1), change) + " %\n";
}

std::string costText(const host::RunDifference &difference)
{
    if (!difference.cost)
        return "A run without a mapping has no cost to compare.\n";
    const auto &[first, second] = *difference.cost;
    return changeText("latency   ", first.latency_cycles, second.latency_cycles, "cycles") +
           changeText("energy    ", first.energy_uJ * 1e-6, second.energy_uJ * 1e-6, "J");
}

std::string accuracyText(const host::RunDifference &difference)
{
    if (!difference.accuracy)
        return "A run that was not measured on its test images has no accuracy to compare.\n";
    const auto &[first, second, found, sameImages] = *difference.accuracy;
    std::string text = "accuracy  " + percent(first.accuracy()) + " % -> " + percent(second.accuracy()) + " %, " +
                       withSign(percent(found.difference), found.difference) + " % (95 % interval " +
                       withSign(percent(found.interval.low), found.interval.low) + " to " +
                       withSign(percent(found.interval.high), found.interval.high) + " %)";
    if (!sameImages)
        text += ", on different images";
    else if (!found.isClear())
        text += ": " + std::to_string(first.total) + " images do not tell them apart";
    return text + "\n";
}

std::string channelsText(const std::optional<host::LayerShare> &share)
{
    if (!share)
        return "—";
    std::string text;
    for (const int channels : share->channels)
        text += (text.empty() ? "" : " | ") + std::to_string(channels);
    return text;
}

std::string layersText(const host::RunDifference &difference)
{
    std::string units;
    for (const std::string &unit : difference.units)
        units += (units.empty() ? "" : " | ") + unit;
    double most_cycles = 0, most_uJ = 0;
    for (const host::LayerDifference &layer : difference.layers) {
        most_cycles = std::max(most_cycles, std::abs(layer.value(mapping::Objective::Latency)));
        most_uJ = std::max(most_uJ, std::abs(layer.value(mapping::Objective::Energy)));
    }
    const Scale cycles = scaleFor(most_cycles), joule = scaleFor(most_uJ * 1e-6);
    Table table(
        {{"layer", Align::Left}, {units}, {"then"}, {"moved"}, {cycles.prefix + "cycles"}, {joule.prefix + "J"}});
    std::size_t same = 0;
    for (const host::LayerDifference &layer : difference.layers) {
        if (layer.isSame()) {
            ++same;
            continue;
        }
        const double latency = layer.value(mapping::Objective::Latency);
        const double energy = layer.value(mapping::Objective::Energy);
        table.row({layer.layer, channelsText(layer.first), channelsText(layer.second), std::to_string(layer.moved),
                   withSign(scaled(latency, cycles), latency), withSign(scaled(energy * 1e-6, joule), energy)});
    }
    if (same == difference.layers.size())
        return difference.layers.empty() ? "" : "\nBoth have the same mapping.\n";
    return "\n" + table.text() + (same == 0 ? "" : std::to_string(same) + " more layers are the same\n");
}

Json sideToJson(const Side &side)
{
    return {{"project", side.project.path().string()}, {"run", side.run.id}, {"title", titleOf(side.run)}};
}

int compareRuns(const Options &options)
{
    const Side first(options.project, options.run);
    const Side second(options.other.empty() ? options.project : options.other, options.with);
    const host::RunDifference difference = host::differenceOf(first.compared(), second.compared());
    if (options.json) {
        Json document = {{"first", sideToJson(first)}, {"second", sideToJson(second)}};
        document.update(host::toJson(difference));
        printDocument(document);
        return 0;
    }
    const Terminal terminal = terminalOf(stdout);
    print(stdout, headingOf(first, terminal) + headingOf(second, terminal) + "\n" +
                      notComparableText(difference.notComparable) + costText(difference) + accuracyText(difference) +
                      layersText(difference) + settingsText(difference.settings));
    return 0;
}

int compareProjects(const Options &options)
{
    const project::Project first = shownProject(options.project), second = shownProject(options.other);
    if (options.json)
        printDocument(projectsToJson(first, second));
    else
        print(stdout, projectsText(first, second, mapping::objectiveFromName(options.objective)));
    return 0;
}

int compare(const Options &options)
{
    if (options.run != 0 && options.with != 0)
        return compareRuns(options);
    if (options.run != 0 || options.with != 0)
        throw Error("Two runs are compared: give both --run and --with.", ErrorKind::Usage);
    if (options.other.empty())
        throw Error("Give --run and --with to compare two runs, or a second project.", ErrorKind::Usage);
    return compareProjects(options);
}

} // namespace

Action defineCompare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_option("other", options->other, "Another project, or that of the second run")->type_name(projectValue);
    app.add_option("--run", options->run, "The number of the first run, as `odimo front` lists it");
    app.add_option("--with", options->with,
                   "The number of the second run; without both numbers, two projects are compared");
    app.add_option("--objective", options->objective, "The cost of the fronts of two projects")
        ->check(CLI::IsMember({"latency", "energy"}));
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return compare(*options);
    };
}

} // namespace odimo::cli
