// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/json_output.h"
#include "app/cli/shown_project.h"
#include "app/cli/table.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "app/cli/visible_text.h"
#include "core/host/files/work_folder.h"
#include "core/host/prune/pruning.h"
#include "core/project/integrity.h"
#include "core/project/rescue.h"
#include "core/project/storage.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>
#include <numeric>

namespace odimo::cli {

namespace {

std::string megabytes(std::int64_t bytes) { return decimal(static_cast<double>(bytes) * 1e-6, 3); }

Json toJson(const project::Storage &storage)
{
    Json weights = Json::object();
    for (const auto &[role, stored] : storage.weights)
        weights[role] = {{"files", stored.files}, {"bytes", stored.bytes}};
    return {{"file", storage.file},         {"unused", storage.unused}, {"weights", weights},
            {"analyses", storage.analyses}, {"epochs", storage.epochs}, {"log", storage.log},
            {"setup", storage.setup}};
}

std::string runCount(std::size_t runs) { return std::to_string(runs) + (runs == 1 ? " run" : " runs"); }

std::int64_t weightsOf(const project::Storage &storage, const std::vector<std::int64_t> &runs)
{
    return std::accumulate(runs.begin(), runs.end(), std::int64_t{0}, [&](std::int64_t sum, std::int64_t run) {
        const auto found = storage.weightsOfRun.find(run);
        return found == storage.weightsOfRun.end() ? sum : sum + found->second;
    });
}

struct InfoOptions {
    std::string project;
    bool json = false;
};

std::string storageText(const project::Storage &storage)
{
    Table table({{"what", Align::Left}, {"files"}, {"MB"}});
    for (const auto &[role, stored] : storage.weights)
        table.row({role + " weights", std::to_string(stored.files), megabytes(stored.bytes)});
    table.row({"analyses", "", megabytes(storage.analyses)});
    table.row({"epochs", "", megabytes(storage.epochs)});
    table.row({"log", "", megabytes(storage.log)});
    table.row({"network, platform, settings", "", megabytes(storage.setup)});
    table.row({"unused", "", megabytes(storage.unused)});
    table.separator();
    table.row({"the whole file", "", megabytes(storage.file)});
    return table.text();
}

int showInfo(const InfoOptions &options)
{
    const project::Storage storage = project::storageOf(options.project);
    const project::Project project = shownProject(options.project);
    const std::vector<std::int64_t> prunable = host::prunableRuns(project, {});
    if (options.json) {
        Json document = toJson(storage);
        document["runs"] = project.runs().size();
        document["prunable"] = {{"runs", prunable}, {"bytes", weightsOf(storage, prunable)}};
        printDocument(document);
        return 0;
    }
    const std::string advice = prunable.empty()
                                   ? "`odimo project prune` would drop nothing"
                                   : "`odimo project prune` would drop the weights of " + runCount(prunable.size()) +
                                         " that others beat, " + megabytes(weightsOf(storage, prunable)) + " MB";
    print(stdout, storageText(storage) + "\n" + runCount(project.runs().size()) + "; " + advice + "\n");
    return 0;
}

struct PruneOptions {
    std::string project;
    std::vector<std::int64_t> keep;
    bool dryRun = false;
    bool json = false;
};

int pruneProject(const PruneOptions &options)
{
    host::requireUnexplored(options.project);
    const project::Storage before = project::storageOf(options.project);
    std::vector<std::int64_t> runs;
    {
        const project::Access access = options.dryRun ? project::Access::ReadOnly : project::Access::ReadWrite;
        project::Project project = project::Project::open(options.project, access);
        runs = host::prunableRuns(project, {options.keep.begin(), options.keep.end()});
        if (!options.dryRun)
            host::prune(project, runs);
    }
    const std::int64_t dropped = weightsOf(before, runs);
    if (!options.dryRun)
        project::compact(options.project);
    const std::int64_t after = project::storageOf(options.project).file;
    if (options.json) {
        printDocument({{"runs", runs},
                       {"bytes", dropped},
                       {"file", {{"before", before.file}, {"after", after}}},
                       {"done", !options.dryRun}});
        return 0;
    }
    std::string list;
    for (const std::int64_t run : runs)
        list += (list.empty() ? "" : ", ") + std::to_string(run);
    print(stdout, runs.empty()
                      ? "There is nothing to drop: every run is on a front, or is marked by a name or a receipt\n"
                      : (options.dryRun ? "Would drop" : "Dropped") + std::string(" the weights of ") +
                            (runs.size() == 1 ? "run " : std::to_string(runs.size()) + " runs: ") + list + ", " +
                            megabytes(dropped) + " MB" +
                            (options.dryRun ? ""
                                            : "; the file has shrunk from " + megabytes(before.file) + " to " +
                                                  megabytes(after) + " MB") +
                            ". `odimo verify-run` computes a run again and brings its weights back.\n");
    return 0;
}

struct CheckOptions {
    std::string project;
    bool json = false;
};

int checkProject(const CheckOptions &options)
{
    const project::Project project = shownProject(options.project);
    const std::vector<std::string> damage = project::damageOf(options.project);
    const std::size_t runs = damage.empty() ? project.runs().size() : 0;
    if (options.json)
        printDocument({{"whole", damage.empty()}, {"damage", damage}});
    else if (damage.empty() && !project.newerVersion().empty())
        print(stdout, "The structure of the file is whole; of a newer version nothing else can be checked\n");
    else if (damage.empty())
        print(stdout, "The project is whole: " + runCount(runs) + ", all weights and the file itself were checked\n");
    else
        for (const std::string &each : damage)
            print(stdout, visibleLine(each) + "\n");
    if (damage.empty())
        return 0;
    throw Error(options.project +
                " is damaged; restore it from a copy, or let `odimo project rescue` copy what is whole "
                "of it into a new project");
}

struct RescueOptions {
    std::string project;
    std::string output;
    bool json = false;
};

int rescueProject(const RescueOptions &options)
{
    const project::Rescue rescue = project::rescue(options.project, options.output);
    if (options.json) {
        printDocument({{"runs", rescue.runs}, {"losses", rescue.losses}});
        return 0;
    }
    std::string text = runCount(static_cast<std::size_t>(rescue.runs)) + (rescue.runs == 1 ? " is in " : " are in ") +
                       visibleLine(options.output) + "\n";
    for (const std::string &loss : rescue.losses)
        text += "lost: " + visibleLine(loss) + "\n";
    print(stdout, text + (rescue.losses.empty() ? "Nothing is lost.\n" : ""));
    return 0;
}

Action defineInfo(CLI::App &app)
{
    const auto options = std::make_shared<InfoOptions>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return showInfo(*options);
    };
}

Action definePrune(CLI::App &app)
{
    const auto options = std::make_shared<PruneOptions>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_option("--keep", options->keep, "Runs that keep their weights in any case, for example 3,5")
        ->delimiter(',');
    app.add_flag("--dry-run", options->dryRun, "Say what would be dropped, and drop nothing");
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return pruneProject(*options);
    };
}

Action defineCheck(CLI::App &app)
{
    const auto options = std::make_shared<CheckOptions>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return checkProject(*options);
    };
}

Action defineRescue(CLI::App &app)
{
    const auto options = std::make_shared<RescueOptions>();
    app.add_option("project", options->project, "A damaged project file")->required();
    app.add_option("-o,--output", options->output, "The new project file")->type_name(projectValue)->required();
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return rescueProject(*options);
    };
}

} // namespace

Action defineProject(CLI::App &app)
{
    app.require_subcommand(1);
    CLI::App *info = app.add_subcommand("info", "What takes the space of a project file");
    CLI::App *prune = app.add_subcommand("prune", "Drop the weights of runs that others beat");
    CLI::App *check = app.add_subcommand("check", "Check all of a project file: is it as it was stored?");
    CLI::App *rescue = app.add_subcommand("rescue", "Copy what is whole of a damaged project into a new one");
    return [info, prune, check, showInfo = defineInfo(*info), pruneProject = definePrune(*prune),
            checkProject = defineCheck(*check), rescueProject = defineRescue(*rescue)] {
        if (info->parsed())
            return showInfo();
        if (prune->parsed())
            return pruneProject();
        return check->parsed() ? checkProject() : rescueProject();
    };
}

} // namespace odimo::cli
