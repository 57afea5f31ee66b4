// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/edit_report.h"
#include "app/cli/json_output.h"
#include "app/cli/run_text.h"
#include "app/cli/shown_project.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_text.h"
#include "core/host/front/instant_front.h"
#include "core/mapping/cost/layer_explanation.h"
#include "core/mapping/edit/block_edit.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct EditOptions {
    std::string project;
    std::int64_t run = 0;
    std::vector<std::string> splits;
    bool fillBlocks = false;
    bool dropStragglers = false;
    std::string objective;
    std::string explain;
    std::string output;
    bool json = false;
};

void addChange(EditReport &report, const mapping::EditBasis &basis, const mapping::SplitChange &change)
{
    mapping::Mapping next = mapping::withSplit(report.after, basis, change);
    const int moved = mapping::movedChannels(report.after, next);
    report.edits.push_back(change.layer + ": " + std::to_string(change.channels) + " channels on " +
                           basis.table.platform.units[static_cast<std::size_t>(change.unit)].name + ", " +
                           std::to_string(moved) + " moved");
    report.after = std::move(next);
}

void addBlocks(EditReport &report, const std::string &name, const mapping::BlockEdit &edit,
               const platform::Platform &platform, mapping::Objective objective)
{
    report.edits.push_back(name + ": " + mapping::summaryOf(edit, platform, objective));
    report.after = edit.mapping;
}

EditReport edited(const project::Project &project, const project::Run &run, const EditOptions &options)
{
    const std::optional<host::InstantFront> prediction =
        host::InstantFront::isReady(project) ? std::optional(host::InstantFront(project)) : std::nullopt;
    const mapping::CostTable &costs = project.costTable();
    const mapping::EditBasis basis{costs, prediction ? &prediction->sensitivity() : nullptr};
    const mapping::Objective objective =
        options.objective.empty() ? run.objective : mapping::objectiveFromName(options.objective);
    const mapping::Staircases stairs = mapping::staircasesOf(costs, objective);
    EditReport report{
        .before = *run.mapping, .after = *run.mapping, .edits = {}, .accuracyBefore = {}, .accuracyAfter = {}};
    for (const std::string &split : options.splits)
        addChange(report, basis, mapping::splitChangeFromText(split, costs.platform));
    if (options.dropStragglers)
        addBlocks(report, "Drop stragglers", mapping::dropStragglers(report.after, basis, stairs), costs.platform,
                  objective);
    if (options.fillBlocks)
        addBlocks(report, "Fill blocks", mapping::fillBlocks(report.after, basis, stairs), costs.platform, objective);
    if (prediction) {
        report.accuracyBefore = prediction->accuracyOf(report.before);
        report.accuracyAfter = prediction->accuracyOf(report.after);
    }
    return report;
}

/// How the cost of one layer of the edited mapping comes about.
std::string explanation(const EditReport &report, const mapping::CostTable &costs, const std::string &layer)
{
    const std::size_t index = mapping::layerNamed(costs, layer);
    const auto units = static_cast<int>(costs.platform.units.size());
    const mapping::MappingCost cost = costOf(costs, report.after);
    return mapping::textOf(mapping::explainLayer(costs.layers[index], costs.platform,
                                                 channelsPerUnit(report.after.layers[index], units),
                                                 cost.layers[index].conversion_cycles));
}

int editRun(const EditOptions &options)
{
    const project::Project project = shownProject(options.project);
    const project::Run run = project.run(options.run);
    if (!run.mapping)
        throw Error("Run " + std::to_string(run.id) + " has no mapping that could be edited; choose another");
    const mapping::CostTable &costs = project.costTable();
    const EditReport report = edited(project, run, options);
    if (!options.output.empty())
        writeText(options.output, documentText(mapping::toJson(report.after, costs.platform)));
    if (options.json)
        printDocument(toJson(report, costs));
    else if (!options.explain.empty())
        print(stdout, explanation(report, costs, options.explain));
    else
        print(stdout, bold("Run " + std::to_string(run.id) + ": " + titleOf(run), terminalOf(stdout)) + "\n" +
                          textOf(report, costs));
    return 0;
}

} // namespace

Action defineEdit(CLI::App &app)
{
    const auto options = std::make_shared<EditOptions>();
    app.add_option("project", options->project, "A project file (.odimo), which is only read")->required();
    app.add_option("--run", options->run, "The run whose mapping is edited, as `odimo front` lists it")->required();
    app.add_option("--split", options->splits,
                   "LAYER:UNIT=N puts N channels of a layer on a unit, those that need it most; may be repeated");
    app.add_flag("--drop-stragglers", options->dropStragglers,
                 "Move the few channels that pay for a whole block to the other unit");
    app.add_flag("--fill-blocks", options->fillBlocks,
                 "Fill the blocks that are paid for anyway with channels of the more precise unit");
    app.add_option("--objective", options->objective, "The cost whose blocks are filled (default: that of the run)")
        ->type_name(objectiveValues);
    CLI::Option *explain = app.add_option("--explain", options->explain,
                                          "Show how the cost of this layer comes about, instead of a table");
    app.add_option("-o,--output", options->output, "Write the edited mapping to this JSON file")->type_name(fileValue);
    app.add_flag("--json", options->json, "Print one JSON document")->excludes(explain);
    return [options] {
        return editRun(*options);
    };
}

} // namespace odimo::cli
