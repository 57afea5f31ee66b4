// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/search_flow.h"

#include "core/host/flow/analysis.h"
#include "core/host/plan/step_work.h"
#include "core/host/plan/targets.h"
#include "core/mapping/cost/baselines.h"

#include <algorithm>

namespace odimo::host {

using project::RunStatus;
using protocol::TaskKind;

namespace {

/// Further searches for a target that was not met.
constexpr int mostCorrections = 2;

/// One that has failed in this exploration has had its attempts; resuming gives it further ones.
bool hasEnded(const project::Run &run) { return run.status == RunStatus::Done || run.status == RunStatus::Failed; }

} // namespace

SearchFlow::SearchFlow(const ExplorationContext &context, PlannedRuns table, int trainImages)
    : m_context(context), m_project(context.project), m_plan(context.plan), m_trainImages(trainImages),
      m_table(std::move(table)), m_recorder(context.recorder), m_runner(context, m_table.warmup),
      m_sharedFineTuning(context.project.setup().platform)
{
    planWork(m_table.warmup, TaskKind::Warmup, 1);
    planSearches(m_table.searches);
    for (const std::int64_t run : m_table.baselines)
        planWork(run, TaskKind::Finetune, finetuneStepWork);
}

void SearchFlow::planWork(std::int64_t run, TaskKind kind, double factor)
{
    ProgressEstimator &estimator = m_runner.estimator();
    estimator.plan({run, kind}, factor * stepsOf(m_runner.tasks().scheduleOf({run, kind}), m_trainImages));
    if (m_runner.isDone(run) || (kind == TaskKind::Search && m_runner.isSearched(m_project.run(run))))
        estimator.finish({run, kind});
}

void SearchFlow::planSearches(const std::vector<std::int64_t> &runs)
{
    for (const std::int64_t run : runs) {
        planWork(run, TaskKind::Search, searchStepWork);
        planWork(run, TaskKind::Finetune, finetuneStepWork);
    }
}

Outcome SearchFlow::run()
{
    m_runner.estimator().start(m_context.elapsed_s);
    m_runner.queueUnfinished(m_table.all());
    if (!m_runner.isDone(m_table.warmup))
        m_runner.run({{m_table.warmup, TaskKind::Warmup}}, 1);
    if (m_runner.isDone(m_table.warmup)) {
        aim();
        const auto next = [this](const workers::Job &job) {
            return follow(job);
        };
        m_runner.run(firstJobs(), m_plan.jobs, next);
        for (int correction = 0; correction < mostCorrections && m_context.control.request() != workers::Request::Stop;
             ++correction) {
            correct();
            m_runner.run(firstJobs(), m_plan.jobs, next);
        }
    }
    m_recorder.announce(m_runner.estimator().overall());
    return m_runner.outcome(m_table.all());
}

/// Adds a search for each target, at the strength that the analysis predicts.
void SearchFlow::aim()
{
    const Settings &settings = m_context.settings;
    if (settings.targets.empty())
        return;
    const mapping::Sensitivity sensitivity = analysisOf(m_runner, m_context, m_table.warmup);
    const mapping::CostTable &table = m_project.costTable();
    const std::vector<mapping::LayerChoices> layers =
        mapping::layerChoices(table, sensitivity, restrictionsOf(settings.restrictions, table.platform));
    const std::vector<mapping::PredictedPoint> hull = mapping::convexFront(layers, settings.objective);
    for (const double target : settings.targets)
        search(predictedStrength(target, hull, settings.objective,
                                 mapping::referenceCost(table).value(settings.objective)));
}

/// Adds a search for each target that none has met.
void SearchFlow::correct()
{
    const Settings &settings = m_context.settings;
    const double reference = mapping::referenceCost(m_project.costTable()).value(settings.objective);
    std::vector<StrengthCost> measured;
    for (const std::int64_t id : m_table.searches)
        if (const project::Run run = m_project.run(id); run.mapping && run.strength)
            measured.push_back({*run.strength, run.cost.value(settings.objective) / reference});
    for (const double target : settings.targets)
        if (const std::optional<double> strength = correctedStrength(target, measured))
            search(*strength);
}

void SearchFlow::search(double strength)
{
    const std::int64_t run = registerSearch(m_project, m_context.settings, m_plan, strength);
    if (std::ranges::find(m_table.searches, run) != m_table.searches.end())
        return;
    m_table.searches.push_back(run);
    m_runner.queueUnfinished(std::vector{run});
    planSearches({run});
}

std::vector<workers::Job> SearchFlow::firstJobs()
{
    std::vector<workers::Job> jobs;
    for (const std::int64_t id : m_table.searches)
        if (const project::Run run = m_project.run(id);
            !hasEnded(run) && !m_runner.isSearched(run) && !m_runner.isCancelled(id))
            jobs.push_back({id, TaskKind::Search});
    const bool areSearched = jobs.empty();
    for (const std::int64_t id : m_table.baselines)
        fineTune(m_project.run(id), jobs);
    if (areSearched) {
        const std::vector<workers::Job> fineTunings = fineTuneSearched();
        jobs.insert(jobs.end(), fineTunings.begin(), fineTunings.end());
    }
    return jobs;
}

std::vector<workers::Job> SearchFlow::follow(const workers::Job &job)
{
    if (job.kind == TaskKind::Finetune)
        settleSharers(m_project.run(job.run));
    return job.kind == TaskKind::Search && !m_runner.hasOpen(TaskKind::Search) ? fineTuneSearched()
                                                                               : std::vector<workers::Job>();
}

std::vector<workers::Job> SearchFlow::fineTuneSearched()
{
    std::vector<workers::Job> jobs;
    for (const std::int64_t id : m_table.searches)
        if (const project::Run run = m_project.run(id); m_runner.isSearched(run))
            fineTune(run, jobs);
    return jobs;
}

/// Adds the fine-tuning of the run's mapping, unless it is done or another run does it.
void SearchFlow::fineTune(const project::Run &run, std::vector<workers::Job> &jobs)
{
    if (run.status == RunStatus::Failed)
        return;
    const std::optional<std::int64_t> owner = m_sharedFineTuning.claim(run);
    const bool hasShared = run.sameMappingAs && run.sameMappingAs != owner; // In an earlier exploration.
    if (run.status == RunStatus::Done && !hasShared)
        return;
    m_recorder.change(run.id, [&](project::Run &changed) {
        changed.sameMappingAs = owner;
        if (!hasShared)
            return;
        changed.status = RunStatus::Queued;
        std::erase_if(changed.measurements, [](const auto &each) { return each.phase == "finetune"; });
    });
    if (!owner) {
        jobs.push_back({run.id, TaskKind::Finetune});
        return;
    }
    m_runner.estimator().finish({run.id, TaskKind::Finetune});
    m_sharers[*owner].push_back(run.id);
    const project::Run owning = m_project.run(*owner);
    if (owning.status == RunStatus::Done || owning.status == RunStatus::Failed)
        settleSharers(owning);
}

/// Where the owner failed or was cancelled, they go on waiting for another attempt of it.
void SearchFlow::settleSharers(const project::Run &owner)
{
    for (const std::int64_t id : m_sharers[owner.id]) {
        if (m_runner.isCancelled(owner.id)) {
            m_runner.settleCancelled(id);
            continue;
        }
        m_recorder.change(id, [&](project::Run &run) {
            run.status = owner.status;
            run.finishedAt = owner.finishedAt;
            run.message.clear();
            if (owner.status == RunStatus::Done)
                shareMeasurements(owner, run);
            else if (owner.status == RunStatus::Failed)
                run.message = "It shares the fine-tuning of run " + std::to_string(owner.id) + ", which failed";
        });
    }
    if (owner.status == RunStatus::Done)
        m_sharers.erase(owner.id);
}

} // namespace odimo::host
