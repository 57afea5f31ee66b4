// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/cost_figures.h"
#include "app/cli/history_table.h"
#include "app/cli/json_output.h"
#include "app/cli/layer_table.h"
#include "app/cli/provenance_text.h"
#include "app/cli/receipt_table.h"
#include "app/cli/run_text.h"
#include "app/cli/schedule_table.h"
#include "app/cli/shown_project.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "app/cli/visible_text.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/base/json_text.h"
#include "core/base/origin.h"
#include "core/deploy/diana/lowering/program_json.h"
#include "core/deploy/diana/lowering/program_timeline.h"
#include "core/host/deliver/program_of_run.h"
#include "core/host/deliver/receipts.h"
#include "core/host/deliver/run_json.h"
#include "core/mapping/cost/cost_json.h"
#include "core/mapping/cost/timeline_json.h"
#include "core/project/project.h"
#include "core/project/run_names.h"
#include "core/project/run_title.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace odimo::cli {

namespace {

struct ShowOptions {
    std::string project;
    std::int64_t run = 0;
    bool json = false;
    bool schedule = false;
    bool epochs = false;
    std::string trace, csv; ///< Files; empty for none.
};

std::string headingOf(const project::Run &run, const project::Project &project, const Terminal &terminal)
{
    const std::string name = project::runNames(project)[run.id];
    std::string text =
        bold("Run " + std::to_string(run.id) + ": " + titleOf(run, name) + ", " + nameOf(run.status), terminal) + "\n" +
        inputsText(project.setup()) + ", seed " + std::to_string(run.seed) + "\n";
    if (!run.startedAt.empty())
        text += "started " + run.startedAt + (run.finishedAt.empty() ? "" : ", finished " + run.finishedAt) + "\n";
    if (!run.message.empty())
        text += run.message + "\n";
    if (run.sameMappingAs)
        text += "The search found the mapping of run " + std::to_string(*run.sameMappingAs) +
                " and shares its fine-tuning.\n";
    return text;
}

std::string measurementsText(const project::Run &run)
{
    if (run.measurements.empty())
        return {};
    Table table({{"after", Align::Left},
                 {"images", Align::Left},
                 {"numerics", Align::Left},
                 {"accuracy", Align::Right},
                 {"correct", Align::Right},
                 {"loss", Align::Right}});
    for (const project::Measurement &measured : run.measurements)
        table.row({titleOfPhase(measured.phase), measured.split, measured.numerics,
                   accuracyText(measured.correct, measured.total),
                   std::to_string(measured.correct) + " of " + std::to_string(measured.total),
                   decimal(measured.loss, 4)});
    return "\n" + table.text();
}

std::string findingsText(const std::vector<std::string> &findings)
{
    std::string text;
    for (const std::string &finding : findings)
        text += "finding: " + finding + "\n";
    return text.empty() ? text : "\n" + text;
}

std::string epochsText(const std::vector<project::Epoch> &epochs)
{
    if (epochs.empty())
        return {};
    Table table({{"phase", Align::Left},
                 {"epoch"},
                 {"loss"},
                 {"training %"},
                 {"validation %"},
                 {"relative cost"},
                 {"s"},
                 {"", Align::Left}});
    for (const project::Epoch &epoch : epochs) {
        const protocol::EpochFinished &result = epoch.result;
        table.row({titleOfPhase(result.phase), std::to_string(result.epoch) + "/" + std::to_string(result.epochs),
                   decimal(result.loss, 4), percent(result.trainAccuracy), percent(result.validationAccuracy),
                   result.phase == "search" ? decimal(result.relaxedCost, 3) : "", decimal(result.seconds, 1),
                   result.best ? "best" : ""});
    }
    return "\n" + table.text();
}

std::string mappingText(const project::Run &run, const mapping::CostTable &costs)
{
    if (!run.mapping)
        return {};
    const mapping::MappingCost whole = referenceCost(costs);
    const std::string reference = " % of " + referenceName(costs.platform);
    return "\n" + layerTable(costs, *run.mapping).text() + "\nlatency " + withUnit(run.cost.latency_cycles, "cycles") +
           ", " + withUnit(run.cost.latency_ms * 1e-3, "s") + ", " +
           percent(run.cost.latency_cycles / whole.latency_cycles, 1) + reference + "\nenergy  " +
           withUnit(run.cost.energy_uJ * joulePerMicrojoule, "J") + ", " +
           percent(run.cost.energy_uJ / whole.energy_uJ, 1) + reference + "\n" +
           visibleLine(summaryOf(mapping::timelineOf(costs, *run.mapping))) + "\n";
}

std::string receiptText(const std::optional<deploy::Receipt> &receipt, const project::Run &run)
{
    if (!receipt)
        return {};
    const std::string accuracies = imageAccuracies(*receipt, run.test());
    return "\nIts exported code, when it was verified last:\n" + receiptTable(*receipt).text() + memoryText(*receipt) +
           (accuracies.empty() ? "" : "\n" + accuracies);
}

std::string provenanceText(const project::Project &project, std::int64_t run)
{
    const std::optional<project::Repetition> repetition = project.repetition(run);
    return executionsText(project.executions(run)) +
           (repetition ? "computed again " + visibleLine(repetition->at) + ": " + repetitionText(*repetition) + "\n"
                       : "");
}

Json epochsToJson(const std::vector<project::Epoch> &epochs, const platform::Platform &platform)
{
    Json result = Json::array();
    for (const project::Epoch &epoch : epochs)
        result.push_back({{"phase", epoch.result.phase},
                          {"epoch", epoch.result.epoch},
                          {"epochs", epoch.result.epochs},
                          {"loss", epoch.result.loss},
                          {"train_accuracy", epoch.result.trainAccuracy},
                          {"validation_accuracy", epoch.result.validationAccuracy},
                          {"relaxed_cost", epoch.result.relaxedCost},
                          {"seconds", epoch.result.seconds},
                          {"best", epoch.result.best},
                          {"splits", mapping::toJson(epoch.result.splits, platform)}});
    return result;
}

Json runToJson(const project::Run &run, const project::Project &project)
{
    const std::optional<deploy::Receipt> receipt = host::receiptOf(project, run.id);
    const std::optional<project::Repetition> repetition = project.repetition(run.id);
    const std::string name = project::runNames(project)[run.id];
    Json document = {
        {"run", run.id},
        {"kind", nameOf(run.kind)},
        {"engine", run.engine},
        {"title", cli::titleOf(run)},
        {"name", name.empty() ? Json(nullptr) : Json(name)},
        {"status", nameOf(run.status)},
        {"phase", run.phase},
        {"message", run.message},
        {"strength", run.strength ? Json(*run.strength) : Json(nullptr)},
        {"baseline", run.baseline.empty() ? Json(nullptr) : Json(run.baseline)},
        {"objective", mapping::objectiveName(run.objective)},
        {"seed", run.seed},
        {"settings",
         run.settings.empty() ? Json(nullptr) : parseJson(run.settings, "settings of run " + std::to_string(run.id))},
        {"started_at", run.startedAt},
        {"finished_at", run.finishedAt},
        {"same_mapping_as", run.sameMappingAs ? Json(*run.sameMappingAs) : Json(nullptr)},
        {"measurements", host::toJson(run.measurements)},
        {"epochs", epochsToJson(project.epochs(run.id), project.setup().platform)},
        {"findings", project::findingsOf(project.log(), run)},
        {"receipt", receipt ? deploy::toJson(*receipt) : Json(nullptr)},
        {"executions", host::toJson(project.executions(run.id))},
        {"repetition", repetition ? host::toJson(*repetition) : Json(nullptr)},
    };
    document["cost"] = run.mapping ? mapping::costToJson(project.costTable(), *run.mapping) : Json(nullptr);
    document["use"] =
        run.mapping ? mapping::useToJson(mapping::timelineOf(project.costTable(), *run.mapping)) : Json(nullptr);
    return document;
}

mapping::Timeline modelOf(const project::Run &run, const project::Project &project)
{
    if (!run.mapping)
        throw Error("Run " + std::to_string(run.id) + " has no mapping, so no unit has anything to do");
    return mapping::timelineOf(project.costTable(), *run.mapping);
}

void writeTrace(const mapping::Timeline &timeline, const project::Run &run, const ShowOptions &options)
{
    const std::string title = options.project + ", run " + std::to_string(run.id) + ": " + project::titleOf(run);
    writeText(options.trace, documentText(mapping::traceToJson(timeline, title)));
    if (!options.json)
        print(stdout, "\nA trace for https://ui.perfetto.dev is in " + visibleLine(options.trace) + "\n");
}

/// How the chip runs the network: which unit does what when.
void printSchedule(const project::Run &run, const project::Project &project, const ShowOptions &options)
{
    const deploy::ChipProgram program = host::programOf(run, project);
    if (options.json)
        printDocument(deploy::toJson(program));
    else
        print(stdout, headingOf(run, project, terminalOf(stdout)) + "\n" + scheduleTable(program).text() + "\n" +
                          memoryText(program));
    if (!options.trace.empty())
        writeTrace(deploy::timelineOf(program, project.setup().platform), run, options);
}

/// How the search of the run moved channels between the units.
void printEpochs(const project::Run &run, const project::Project &project, const ShowOptions &options)
{
    std::vector<protocol::EpochFinished> epochs;
    for (const project::Epoch &epoch : project.epochs(run.id))
        epochs.push_back(epoch.result);
    const mapping::CostTable &table = project.costTable();
    const std::vector<host::SearchStep> steps = host::searchSteps(run, epochs, table);
    if (steps.empty())
        throw Error("Run " + std::to_string(run.id) +
                    " has no splits by epoch: only a search with the engine odimo moves channels while it trains, and "
                    "only since this version does it keep how");
    if (!options.csv.empty())
        writeText(options.csv,
                  csvText(host::searchTable(steps, table.platform),
                          originComments(project.setup().networkName + ": search of run " + std::to_string(run.id),
                                         {.project = projectPath(options.project), .view = "replay", .run = run.id})));
    if (options.json)
        printDocument(host::toJson(steps, table));
    else
        print(stdout, headingOf(run, project, terminalOf(stdout)) + "\n" + searchText(steps, table));
}

int showRun(const ShowOptions &options)
{
    if (!options.csv.empty() && !options.epochs)
        throw Error("CSV is there for the epochs; add --epochs", ErrorKind::Usage);
    if (options.epochs && (options.schedule || !options.trace.empty()))
        throw Error("The epochs of a search have neither schedule nor trace; leave one of them out", ErrorKind::Usage);
    const project::Project project = shownProject(options.project);
    const project::Run run = project.run(options.run);
    if (options.epochs) {
        printEpochs(run, project, options);
        return 0;
    }
    if (options.schedule) {
        printSchedule(run, project, options);
        return 0;
    }
    if (options.json)
        printDocument(runToJson(run, project));
    else
        print(stdout, headingOf(run, project, terminalOf(stdout)) + measurementsText(run) +
                          findingsText(project::findingsOf(project.log(), run)) +
                          mappingText(run, project.costTable()) + receiptText(host::receiptOf(project, run.id), run) +
                          provenanceText(project, run.id) + epochsText(project.epochs(run.id)));
    if (!options.trace.empty())
        writeTrace(modelOf(run, project), run, options);
    return 0;
}

} // namespace

Action defineShow(CLI::App &app)
{
    const auto options = std::make_shared<ShowOptions>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_option("--run", options->run, "The number of the run, as `odimo front` lists it")->required();
    app.add_flag("--schedule", options->schedule, "How the chip runs the network: jobs, time and memory of each step");
    app.add_option("--trace", options->trace,
                   "Write a file for ui.perfetto.dev: when each unit is busy, by the cost model, or with --schedule by "
                   "the program")
        ->type_name(fileValue);
    app.add_flag("--epochs", options->epochs, "How the search moved channels between the units, epoch by epoch");
    app.add_option("--csv", options->csv, "With --epochs: write a line for each epoch, layer and unit to this file too")
        ->type_name(fileValue);
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return showRun(*options);
    };
}

} // namespace odimo::cli
