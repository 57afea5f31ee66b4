// SPDX-License-Identifier: Apache-2.0
#include "app/cli/run_comparison.h"

#include "app/cli/cost_figures.h"
#include "app/cli/json_output.h"
#include "app/cli/run_text.h"
#include "app/cli/shown_project.h"
#include "app/cli/terminal.h"
#include "app/cli/visible_text.h"
#include "core/host/compare/run_difference.h"
#include "core/host/compare/setting_words.h"
#include "core/project/run_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::cli {

namespace {

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
           changeText("energy    ", first.energy_uJ * joulePerMicrojoule, second.energy_uJ * joulePerMicrojoule, "J");
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
    const Scale cycles = scaleFor(most_cycles), joule = scaleFor(most_uJ * joulePerMicrojoule);
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
                   withSign(scaled(latency, cycles), latency),
                   withSign(scaled(energy * joulePerMicrojoule, joule), energy)});
    }
    if (same == difference.layers.size())
        return difference.layers.empty() ? "" : "\nBoth have the same mapping.\n";
    return "\n" + table.text() + (same == 0 ? "" : std::to_string(same) + " more layers are the same\n");
}

Json sideToJson(const Side &side)
{
    return {{"project", side.project.path().string()}, {"run", side.run.id}, {"title", titleOf(side.run)}};
}

/// A sentence for each part that two projects do not share, each on a line of its own.
std::string notComparableText(const std::vector<host::PartDifference> &parts)
{
    std::string text;
    for (const host::PartDifference &part : parts)
        text += "The second is another subject: " + host::textOf(part) + ".\n";
    return text;
}

/// A table of the settings that differ, or a sentence that none does.
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

} // namespace

void compareRuns(const NamedRun &one, const NamedRun &other, bool asJson)
{
    const Side first(one.project, one.run), second(other.project, other.run);
    const host::RunDifference difference = host::differenceOf(first.compared(), second.compared());
    if (asJson) {
        Json document = {{"first", sideToJson(first)}, {"second", sideToJson(second)}};
        document.update(host::toJson(difference));
        printDocument(document);
        return;
    }
    const Terminal terminal = terminalOf(stdout);
    print(stdout, headingOf(first, terminal) + headingOf(second, terminal) + "\n" +
                      notComparableText(difference.notComparable) + costText(difference) + accuracyText(difference) +
                      layersText(difference) + settingsText(difference.settings));
}

} // namespace odimo::cli
