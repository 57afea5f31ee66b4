// SPDX-License-Identifier: Apache-2.0
#include "core/report/values/make_report.h"

#include "core/base/error.h"
#include "core/host/deliver/receipts.h"
#include "core/host/front/front_data.h"
#include "core/host/front/instant_front.h"
#include "core/host/front/summary.h"
#include "core/host/plan/document_keys.h"
#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/weight_size.h"
#include "core/platform/layout_mode.h"
#include "core/project/run_names.h"
#include "core/project/run_title.h"
#include "core/report/values/facts.h"
#include "core/report/values/headline.h"
#include "core/report/values/reproduction.h"

#include <algorithm>

namespace odimo::report {

namespace {

using host::FrontEntry;
using project::Run;

bool isUntrained(const std::string &phase) { return phase == protocol::nameOf(protocol::TaskKind::Preview); }

std::string titleOf(const Run &run, const std::string &name)
{
    const std::optional<project::Measurement> test = run.test();
    const std::string title = project::titleOf(run) + (test && isUntrained(test->phase) ? ", untrained" : "");
    return name.empty() ? title : name + " (" + title + ")";
}

std::string noteOf(const Run &run)
{
    if (run.sameMappingAs)
        return "has the mapping of run " + std::to_string(*run.sameMappingAs) + " and shares its fine-tuning";
    return run.message;
}

RunRow rowOf(const Run &run, const std::string &name, const host::Front &front)
{
    RunRow row{.run = run.id,
               .title = titleOf(run, name),
               .status = nameOf(run.status),
               .role = {},
               .note = noteOf(run),
               .test = run.test()};
    if (run.mapping)
        row.cost = run.cost;
    const auto entry = std::ranges::find(front.points, run.id, &FrontEntry::run);
    if (entry != front.points.end()) {
        row.point = *entry;
        row.role = host::roleOf(*entry, front);
    }
    return row;
}

/// In the order of the front, then those without a point by their number.
std::vector<RunRow> rowsOf(const project::Project &project, const host::Front &front)
{
    project::RunNames names = project::runNames(project);
    std::vector<RunRow> rows;
    for (const Run &run : project.runs())
        rows.push_back(rowOf(run, names[run.id], front));
    const auto place = [&](const RunRow &row) {
        return std::ranges::find(front.points, row.run, &FrontEntry::run) - front.points.begin();
    };
    std::ranges::stable_sort(rows, {}, place);
    return rows;
}

Scores scoresOf(const std::vector<RunRow> &rows)
{
    Scores scores;
    for (const RunRow &row : rows)
        if (row.test)
            scores[row.run] = {.correct = row.test->correct, .total = row.test->total};
    return scores;
}

std::vector<LayerRow> layersOf(const mapping::CostTable &table, const mapping::Mapping &mapping,
                               const mapping::Timeline &timeline)
{
    const mapping::MappingCost cost = mapping::costOf(table, mapping);
    std::vector<LayerRow> layers;
    for (std::size_t i = 0; i < cost.layers.size(); ++i) {
        const std::optional<std::size_t> bottleneck = timeline.steps[i].bottleneck;
        layers.push_back(
            {.name = mapping.layers[i].layer,
             .channels = mapping::channelsPerUnit(mapping.layers[i], static_cast<int>(table.platform.units.size())),
             .cost = cost.layers[i],
             .bottleneck = bottleneck ? timeline.lanes[*bottleneck].name : std::string()});
    }
    return layers;
}

RunDetail detailOf(const project::Project &project, const Run &run, const std::vector<RunRow> &rows)
{
    if (!run.mapping)
        throw Error("Run " + std::to_string(run.id) + " (" + project::titleOf(run) +
                    ") has no mapping, so there is nothing to tell of it layer by layer; choose another run");
    const mapping::CostTable &table = project.costTable();
    RunDetail detail{.row = *std::ranges::find(rows, run.id, &RunRow::run),
                     .seed = run.seed,
                     .mapping = *run.mapping,
                     .weight_bytes = mapping::weightBytes(table, *run.mapping),
                     .timeline = mapping::timelineOf(table, *run.mapping),
                     .measurements = run.measurements,
                     .findings = project::findingsOf(project.log(), run),
                     .executions = project.executions(run.id),
                     .repetition = project.repetition(run.id),
                     .receipt = host::receiptOf(project, run.id),
                     .settings = run.settings};
    detail.layers = layersOf(table, *run.mapping, detail.timeline);
    return detail;
}

struct Choice {
    std::int64_t run = 0;
    std::vector<std::string> reasons = {};
};

void choose(std::vector<Choice> &choices, std::int64_t run, const std::string &reason)
{
    const auto found = std::ranges::find(choices, run, &Choice::run);
    if (found == choices.end())
        choices.push_back({.run = run, .reasons = {reason}});
    else
        found->reasons.push_back(reason);
}

std::vector<Choice> choicesOf(const Report &report)
{
    std::vector<Choice> choices;
    const host::Front &front = report.front;
    const FrontEntry *reference = host::measuredReference(front, report.reference);
    const FrontEntry *best = reference ? bestWithinLoss(front, *reference) : nullptr;
    if (best)
        choose(choices, best->run,
               std::string("least ") + mapping::objectiveName(front.objective) +
                   " that loses at most 0.5 % accuracy against " + report.referenceName);
    if (front.knee)
        choose(choices, *front.knee, "knee of the front");
    if (!front.points.empty())
        choose(choices, front.points.front().run,
               std::string("least ") + mapping::objectiveName(front.objective) + " of all measured mappings");
    return choices;
}

std::vector<Choice> choicesOf(const std::vector<std::int64_t> &runs)
{
    std::vector<Choice> choices;
    for (const std::int64_t run : runs)
        if (std::ranges::find(choices, run, &Choice::run) == choices.end())
            choices.push_back({.run = run});
    return choices;
}

/// Empty if none has.
std::string lastEndOf(const std::vector<Run> &runs)
{
    std::string last;
    for (const Run &run : runs)
        last = std::max(last, run.finishedAt);
    return last;
}

/// What can be said where nothing was measured.
std::string whatIsThere(const project::Project &project)
{
    if (host::InstantFront::isReady(project))
        return "The project holds an analysis of its network, from which a front can be predicted, but no mapping was "
               "measured.";
    return project.runs().empty() ? "The project holds no runs." : "None of its runs has got as far as that.";
}

} // namespace

Report makeReport(const project::Project &project, const ReportRequest &request)
{
    const project::Setup &setup = project.setup();
    Report report{.project = project.path().filename().string(),
                  .network = setup.networkName,
                  .data = setup.data,
                  .classes = setup.classes,
                  .platform = setup.platform,
                  .platformTitle = platform::titleWithArray(setup.platform) + platform::layoutText(setup.platform),
                  .front = host::frontOf(project, request.objective.value_or(host::objectiveOf(project))),
                  .referenceName = host::referenceName(setup.platform),
                  .reference = mapping::referenceCost(project.costTable()),
                  .seeds = host::seedSpreads(project.runs()),
                  .settings = settingsFacts(project),
                  .provenance = provenanceFacts(project),
                  .lastRunEnded = lastEndOf(project.runs()),
                  .settingsText = project.document(host::settingsDocument),
                  .planText = project.document(host::planDocument)};
    report.runs = rowsOf(project, report.front);
    report.headline = headlineOf(report.front, scoresOf(report.runs), report.reference, report.referenceName);
    if (report.front.points.empty())
        report.headline.detail = whatIsThere(project);
    for (const Choice &choice : request.runs.empty() ? choicesOf(report) : choicesOf(request.runs)) {
        RunDetail detail = detailOf(project, project.run(choice.run), report.runs);
        detail.reasons = choice.reasons;
        report.chosen.push_back(std::move(detail));
    }
    report.commands = reproducingCommands(project, report);
    return report;
}

} // namespace odimo::report
