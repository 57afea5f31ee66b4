// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exploration_state.h"

#include "app/cli/cost_figures.h"
#include "app/cli/front_table.h"
#include "app/cli/run_text.h"
#include "core/base/overloaded.h"
#include "core/network/passes.h"

#include <algorithm>

namespace odimo::cli {

namespace {

constexpr int barWidth = 20;

/// Calibration and measuring last a moment; they are no news.
bool isTraining(const std::string &phase) { return phase == "warmup" || phase == "search" || phase == "finetune"; }

std::string labelOf(const project::Run &run) { return "run " + std::to_string(run.id) + " (" + titleOf(run) + ")"; }

std::string labelOf(const ExplorationState &state, std::int64_t run)
{
    const auto found = state.runs.find(run);
    return found == state.runs.end() ? "run " + std::to_string(run) : labelOf(found->second);
}

/// ": done, 89.12 ± 0.61 %, latency 34.2 % and energy 39.4 % of all-digital".
std::string resultOf(const ExplorationState &state, const project::Run &run)
{
    std::string text = ": done";
    if (const std::optional<project::Measurement> test = run.test())
        text += ", " + accuracyText(test->correct, test->total);
    if (run.mapping && state.costs) {
        const mapping::MappingCost reference = referenceCost(*state.costs);
        text += ", latency " + percent(run.cost.latency_cycles / reference.latency_cycles, 1) + " % and energy " +
                percent(run.cost.energy_uJ / reference.energy_uJ, 1) + " % of " + referenceName(state.costs->platform);
    }
    if (run.sameMappingAs)
        text += ", same mapping as run " + std::to_string(*run.sameMappingAs);
    return text;
}

std::optional<std::string> lineOf(const ExplorationState &state, const project::Run &run)
{
    switch (run.status) {
    case project::RunStatus::Queued:
        return std::nullopt;
    case project::RunStatus::Running:
        return isTraining(run.phase) ? std::optional(labelOf(run) + ": " + titleOfPhase(run.phase)) : std::nullopt;
    case project::RunStatus::Paused:
        return labelOf(run) + ": paused";
    case project::RunStatus::Done:
        return labelOf(run) + resultOf(state, run);
    case project::RunStatus::Failed:
        return labelOf(run) + ": failed: " + run.message;
    case project::RunStatus::Stopped:
        return labelOf(run) + ": stopped";
    }
    return std::nullopt;
}

std::string lineOf(const ExplorationState &state, const project::Epoch &epoch)
{
    const protocol::EpochFinished &result = epoch.result;
    return labelOf(state, epoch.run) + ": " + titleOfPhase(result.phase) + " epoch " + std::to_string(result.epoch) +
           "/" + std::to_string(result.epochs) + ", loss " + decimal(result.loss, 4) + ", validation " +
           percent(result.validationAccuracy) + " %" +
           (result.phase == "search" ? ", relative cost " + decimal(result.relaxedCost, 3) : "") + ", " +
           decimal(result.seconds, 1) + " s";
}

double fractionOf(const protocol::Progress &progress)
{
    const double inEpoch = progress.batches > 0 ? static_cast<double>(progress.batch) / progress.batches : 0;
    return progress.epochs > 0 ? (progress.epoch - 1 + inEpoch) / progress.epochs : inEpoch;
}

void addRunRows(Table &table, const ExplorationState &state)
{
    for (const auto &[run, progress] : state.progress)
        table.row({labelOf(state, run), titleOfPhase(progress.phase), bar(fractionOf(progress), barWidth),
                   std::to_string(progress.epoch) + "/" + std::to_string(progress.epochs),
                   decimal(progress.imagesPerSecond, 0), decimal(progress.loss, 3)});
}

std::string overallLine(const ExplorationState &state)
{
    const host::OverallProgress &overall = state.overall;
    std::string line = bar(overall.fraction, barWidth) + " " + percent(overall.fraction, 0) + " %, " +
                       duration(overall.elapsed_s) + " so far";
    if (overall.fraction > 0)
        line += ", about " + duration(overall.remaining_s) + " left";
    return line + (state.stopping ? ", stopping at the next batch" : "");
}

/// A finding names its run, as others may have been told of in between.
std::string lineOf(const project::LogLine &line)
{
    const std::string run = line.level == "finding" && line.run > 0 ? " of run " + std::to_string(line.run) : "";
    return line.level + run + ": " + line.text;
}

} // namespace

void apply(ExplorationState &state, const host::Notice &notice)
{
    std::visit(Overloaded{
                   [&](const host::ProjectReady &ready) {
                       state.costs =
                           mapping::makeCostTable(network::simplify(ready.setup.network), ready.setup.platform);
                   },
                   [&](const host::RunChanged &changed) {
                       state.runs[changed.run.id] = changed.run;
                       if (changed.run.status != project::RunStatus::Running)
                           state.progress.erase(changed.run.id);
                   },
                   [&](const host::RunProgress &progress) { state.progress[progress.run] = progress.progress; },
                   [&](const host::OverallProgress &overall) { state.overall = overall; },
                   [&](const host::FrontChanged &changed) { state.front = changed.front; },
                   [](const host::PlanMade &) {},
                   [](const host::EpochStored &) {},
                   [](const host::LogAdded &) {},
               },
               notice);
}

std::vector<std::string> liveLines(const ExplorationState &state, const Terminal &terminal)
{
    std::vector<std::string> lines;
    const auto add = [&](const std::vector<std::string> &more) {
        lines.insert(lines.end(), more.begin(), more.end());
    };
    if (!state.progress.empty()) {
        Table runs({{"in training", Align::Left},
                    {"phase", Align::Left},
                    {"", Align::Left},
                    {"epoch"},
                    {"images/s"},
                    {"loss"}});
        addRunRows(runs, state);
        add(runs.lines());
    }
    add({overallLine(state)});
    if (state.costs && !state.front.points.empty()) {
        constexpr std::size_t mostPoints = 12;
        add({""});
        add(shortFrontTable(state.front, *state.costs, mostPoints).lines());
    }
    lines.resize(std::min(lines.size(), static_cast<std::size_t>(std::max(1, terminal.rows - 2))));
    for (std::string &line : lines)
        line = truncated(line, terminal.columns);
    return lines;
}

std::optional<std::string> lastingLine(const ExplorationState &state, const host::Notice &notice)
{
    using Line = std::optional<std::string>;
    return std::visit(Overloaded{
                          [](const host::PlanMade &made) -> Line { return made.plan.explanation; },
                          [&](const host::RunChanged &changed) -> Line { return lineOf(state, changed.run); },
                          [&](const host::EpochStored &stored) -> Line { return lineOf(state, stored.epoch); },
                          [](const host::LogAdded &added) -> Line {
                              // The run's own line says it, or the message that the program ends with.
                              return added.line.level == "error" ? Line() : lineOf(added.line);
                          },
                          [](const host::ProjectReady &) -> Line { return std::nullopt; },
                          [](const host::RunProgress &) -> Line { return std::nullopt; },
                          [](const host::OverallProgress &) -> Line { return std::nullopt; },
                          [](const host::FrontChanged &) -> Line { return std::nullopt; },
                      },
                      notice);
}

} // namespace odimo::cli
