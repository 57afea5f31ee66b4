// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/proposal_flow.h"

#include "core/base/number_text.h"
#include "core/host/flow/analysis.h"
#include "core/host/flow/previews.h"
#include "core/host/flow/selection_rounds.h"
#include "core/host/plan/step_work.h"
#include "core/mapping/cost/baselines.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::host {

using project::RunStatus;
using protocol::TaskKind;

namespace {

/// Stands in the estimate for a fine-tuning whose run is not chosen yet.
workers::Job unchosen(int index) { return {.run = -1 - index, .kind = TaskKind::Finetune}; }

} // namespace

ProposalFlow::ProposalFlow(const ExplorationContext &context, const PlannedRuns &table,
                           const data::DatasetSummary &data)
    : m_context(context), m_project(context.project), m_settings(context.settings), m_plan(context.plan),
      m_table(table), m_data(data), m_recorder(context.recorder), m_runner(context, table.warmup)
{
    planWork();
}

void ProposalFlow::planWork()
{
    ProgressEstimator &estimator = m_runner.estimator();
    estimator.plan({m_table.warmup, TaskKind::Warmup}, stepsOf(m_plan.warmup, m_data.trainImages));
    estimator.plan({0, TaskKind::Analyse}, analysisWork(m_plan, m_data));
    estimator.plan({0, TaskKind::Preview}, previewWork(m_plan, m_data));
    const double fineTuning = finetuneStepWork * stepsOf(m_plan.finetune, m_data.trainImages);
    m_plannedFineTunings = m_plan.fineTunings + static_cast<int>(m_plan.baselines.size());
    for (int index = 0; index < m_plannedFineTunings; ++index)
        estimator.plan(unchosen(index), fineTuning);
    if (m_runner.isDone(m_table.warmup))
        estimator.finish({m_table.warmup, TaskKind::Warmup});
}

Outcome ProposalFlow::run()
{
    m_runner.estimator().start(m_context.elapsed_s);
    m_runner.queueUnfinished(std::vector{m_table.warmup});
    if (!m_runner.isDone(m_table.warmup))
        m_runner.run({{m_table.warmup, TaskKind::Warmup}}, 1);
    std::vector<std::int64_t> all = m_table.all();
    bool decided = true;
    if (m_runner.isDone(m_table.warmup)) {
        const std::vector<std::int64_t> proposed = propose(analysisOf(m_runner, m_context, m_table.warmup));
        all.insert(all.end(), proposed.begin(), proposed.end());
        m_runner.queueUnfinished(all);
        measurePreviews(m_runner, m_context, all, PreviewFor::Choice);
        settlePreviews(all);
        decided = fineTuneCandidates(proposed);
        fineTuneBaselines();
        for (const auto &[candidate, run] : m_fineTuned)
            all.push_back(run);
        reportUnmet(all);
    }
    const Outcome outcome = decided ? m_runner.outcome(all) : Outcome::Stopped;
    if (outcome == Outcome::Done)
        while (m_plannedFineTunings > 0)
            m_runner.estimator().finish(unchosen(--m_plannedFineTunings));
    m_recorder.announce(m_runner.estimator().overall());
    return outcome;
}

std::vector<std::int64_t> ProposalFlow::propose(const mapping::Sensitivity &sensitivity)
{
    const mapping::Restrictions restrictions = restrictionsOf(m_settings.restrictions, m_project.setup().platform);
    const mapping::ProposalRequest request{.table = m_project.costTable(),
                                           .sensitivity = sensitivity,
                                           .restrictions = restrictions,
                                           .objective = m_settings.objective,
                                           .seed = m_settings.seed};
    const std::vector<mapping::Proposal> wanted = targeted(sensitivity, restrictions);
    m_targets = registerProposals(m_project, m_settings, m_plan, m_table.baselines, wanted);
    std::vector<mapping::Proposal> proposals = mapping::engineNamed(m_plan.engine).propose(request, m_plan.previews);
    proposals.insert(proposals.end(), wanted.begin(), wanted.end());
    std::ranges::stable_sort(proposals, {},
                             [&](const mapping::Proposal &each) { return each.cost.value(m_settings.objective); });
    return registerProposals(m_project, m_settings, m_plan, m_table.baselines, proposals);
}

/// For each target the most accurate mapping by the prediction that costs no more.
std::vector<mapping::Proposal> ProposalFlow::targeted(const mapping::Sensitivity &sensitivity,
                                                      const mapping::Restrictions &restrictions)
{
    const mapping::CostTable &table = m_project.costTable();
    const mapping::MappingCost reference = mapping::referenceCost(table);
    std::vector<mapping::Proposal> wanted;
    for (const double target : m_settings.targets) {
        const std::vector<mapping::LayerChoices> layers = mapping::layerChoices(table, sensitivity, restrictions);
        const bool latency = m_settings.objective == mapping::Objective::Latency;
        mapping::Restrictions limited = restrictions;
        if (latency)
            limited.mostLatency_ms =
                std::min(limited.mostLatency_ms.value_or(reference.latency_ms), target * reference.latency_ms);
        else
            limited.mostEnergy_uJ =
                std::min(limited.mostEnergy_uJ.value_or(reference.energy_uJ), target * reference.energy_uJ);
        const mapping::PredictedPoint best =
            mapping::permittedFront(layers, m_settings.objective, limited, table.platform).back();
        const mapping::Mapping mapping = mapping::mappingOf(layers, best);
        wanted.push_back({mapping, mapping::costOf(table, mapping), best.penalty});
    }
    return wanted;
}

/// What is measured is done, until it is chosen to be fine-tuned: an earlier exploration may have begun that.
void ProposalFlow::settlePreviews(const std::vector<std::int64_t> &runs) const
{
    for (const std::int64_t id : runs) {
        const project::Run run = m_project.run(id);
        if (run.status != RunStatus::Done && measurementOf(run, "test", TaskKind::Preview))
            m_recorder.change(id, [](project::Run &changed) {
                changed.status = RunStatus::Done;
                changed.phase = protocol::nameOf(TaskKind::Preview);
                changed.message.clear();
            });
    }
}

/// All that the rounds depend on but for what is measured.
std::string ProposalFlow::question(const std::vector<std::int64_t> &runs) const
{
    return Json{{"candidates", runs},
                {"wanted", m_targets},
                {"round", m_plan.round},
                {"tunings", m_plan.fineTunings},
                {"least_accuracy", m_settings.restrictions.leastAccuracy.value_or(0)}}
        .dump();
}

bool ProposalFlow::fineTuneCandidates(const std::vector<std::int64_t> &runs)
{
    SelectionRounds decided(m_project, question(runs));
    for (const std::vector<FineTuning> &round : decided.rounds())
        fineTune(round);
    while (decided.fineTunings() < m_plan.fineTunings) {
        if (m_context.control.request() == workers::Request::Stop)
            return false;
        const std::vector<Candidate> candidates = candidatesOf(runs);
        if (candidates.empty())
            return true;
        const Candidate best = std::ranges::max(candidates, {}, &Candidate::previewAccuracy);
        SelectionRule rule = selectionRuleFor(
            best.previewAccuracy, measurementOf(m_project.run(best.run), "validation", TaskKind::Preview)->total);
        rule.leastAccuracy = m_settings.restrictions.leastAccuracy.value_or(0);
        const std::vector<FineTuning> round =
            nextFineTunings(candidates, rule, std::min(m_plan.round, m_plan.fineTunings - decided.fineTunings()));
        if (round.empty())
            return true;
        decided.add(round);
        fineTune(round);
    }
    return true;
}

/// The run in which a candidate is fine-tuned near its neighbour: the one that was, in an earlier exploration perhaps;
/// else the candidate's own; or a new one, if that was begun otherwise.
std::int64_t ProposalFlow::runOf(const FineTuning &fineTuning)
{
    const project::Run candidate = m_project.run(fineTuning.run);
    const std::optional<std::string> neighbour =
        fineTuning.neighbour ? std::optional(m_project.run(m_fineTuned.at(*fineTuning.neighbour)).settings)
                             : std::nullopt;
    const std::string wanted = withNeighbour(candidate.settings, neighbour);
    for (const project::Run &run : m_project.runs())
        if (run.kind == candidate.kind && run.settings == wanted)
            return run.id;
    if (!knowsNeighbour(candidate.settings)) // It goes on with a decision of an earlier version.
        return candidate.id;
    const bool isBegun = std::ranges::any_of(m_project.epochs(candidate.id), [](const project::Epoch &epoch) {
        return epoch.result.phase == protocol::nameOf(TaskKind::Finetune);
    });
    if (!isBegun && !measurementOf(candidate, "validation", TaskKind::Finetune)) {
        m_recorder.change(candidate.id, [&](project::Run &run) { run.settings = wanted; });
        return candidate.id;
    }
    project::Run fresh{.kind = candidate.kind,
                       .objective = candidate.objective,
                       .seed = candidate.seed,
                       .settings = wanted,
                       .mapping = candidate.mapping};
    fresh.engine = candidate.engine;
    fresh.baseline = candidate.baseline;
    fresh.cost = candidate.cost;
    return m_project.save(fresh);
}

void ProposalFlow::fineTune(const std::vector<FineTuning> &round)
{
    std::vector<std::int64_t> runs;
    for (const FineTuning &fineTuning : round) {
        runs.push_back(runOf(fineTuning));
        m_fineTuned[fineTuning.run] = runs.back();
        if (fineTuning.neighbour)
            m_runner.tasks().startNear(runs.back(), m_fineTuned.at(*fineTuning.neighbour));
    }
    std::vector<std::int64_t> untrained;
    std::ranges::copy_if(runs, std::back_inserter(untrained), [this](std::int64_t run) { return !isFineTuned(run); });
    measurePreviews(m_runner, m_context, untrained, PreviewFor::Training);
    std::vector<workers::Job> jobs;
    for (const std::int64_t run : runs) {
        const workers::Job job{.run = run, .kind = TaskKind::Finetune};
        if (m_plannedFineTunings > 0)
            m_runner.estimator().assign(unchosen(--m_plannedFineTunings), job);
        if (isFineTuned(run))
            m_runner.estimator().finish(job);
        else
            jobs.push_back(job);
    }
    for (const workers::Job &job : jobs)
        m_recorder.change(job.run, [](project::Run &run) { run.status = RunStatus::Queued; });
    m_runner.run(jobs, m_plan.jobs);
    for (const workers::Job &job : jobs)
        if (isFineTuned(job.run))
            m_project.forgetWeights(job.run, weightsRole(TaskKind::Preview));
}

std::vector<Candidate> ProposalFlow::candidatesOf(const std::vector<std::int64_t> &runs) const
{
    std::vector<Candidate> candidates;
    for (const std::int64_t id : runs) {
        const project::Run run = m_project.run(id);
        const std::optional<project::Measurement> preview = measurementOf(run, "validation", TaskKind::Preview);
        const auto fineTuning = m_fineTuned.find(id);
        const bool hasFailed = fineTuning != m_fineTuned.end() && !isFineTuned(fineTuning->second);
        if (!preview || hasFailed)
            continue;
        Candidate candidate{.run = id,
                            .cost = run.cost.value(m_settings.objective),
                            .previewAccuracy = preview->accuracy(),
                            .isTarget = std::ranges::find(m_targets, id) != m_targets.end()};
        if (fineTuning != m_fineTuned.end())
            candidate.tunedAccuracy =
                measurementOf(m_project.run(fineTuning->second), "validation", TaskKind::Finetune)->accuracy();
        candidates.push_back(candidate);
    }
    return candidates;
}

/// For comparison they are trained alike, whether they promise anything or not.
void ProposalFlow::fineTuneBaselines()
{
    std::vector<FineTuning> round;
    for (const std::int64_t id : m_table.baselines)
        if (!m_fineTuned.contains(id))
            round.push_back({.run = id});
    if (!round.empty() && m_context.control.request() != workers::Request::Stop)
        fineTune(round);
}

void ProposalFlow::reportUnmet(const std::vector<std::int64_t> &runs) const
{
    const double wanted = m_settings.restrictions.leastAccuracy.value_or(0);
    std::optional<project::Run> best;
    for (const std::int64_t id : runs)
        if (const project::Run run = m_project.run(id); run.mapping && run.test())
            if (!best || run.test()->accuracy() > best->test()->accuracy())
                best = run;
    if (!best || best->test()->accuracy() >= wanted)
        return;
    m_recorder.log(0, "warning",
                   "No mapping reaches an accuracy of " + numberText(100 * wanted, 4) + " %; the best, run " +
                       std::to_string(best->id) + ", has " + numberText(100 * best->test()->accuracy(), 4) +
                       " %. Train longer, for example with the preset standard, or ask for less.");
}

bool ProposalFlow::isFineTuned(std::int64_t run) const
{
    const project::Run found = m_project.run(run);
    return found.status == RunStatus::Done && measurementOf(found, "test", TaskKind::Finetune);
}

} // namespace odimo::host
