// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow.h"

#include <algorithm>

namespace odimo::host {

using project::RunStatus;
using protocol::TaskKind;

namespace {

/// The work of a step of each phase, in float steps (the aims of the step times, and what they measure).
constexpr double searchStepWork = 1.2;
constexpr double finetuneStepWork = 1.1;

constexpr auto tickInterval = std::chrono::milliseconds(100);

bool hasFailed(const Ending &ending)
{
    return ending.how == Ending::How::Failed || ending.how == Ending::How::NeverStarted;
}

} // namespace

Flow::Flow(project::Project &project, const Settings &settings, const Plan &plan, const WorkFolder &folder,
           const RunTable &table, Recorder &recorder, int trainImages)
    : m_project(project), m_settings(settings), m_plan(plan), m_folder(folder), m_table(table), m_recorder(recorder),
      m_tasks(project, settings, plan, folder, table.warmup), m_tuning(project)
{
    planWork(trainImages);
}

void Flow::planWork(int trainImages)
{
    const auto plan = [&](std::int64_t run, TaskKind kind, double factor) {
        m_meter.plan({run, kind}, factor * stepsOf(m_tasks.scheduleOf({run, kind}), trainImages));
        if (isDone(run) || (kind == TaskKind::Search && isSearched(m_project.run(run))))
            m_meter.finish({run, kind});
    };
    plan(m_table.warmup, TaskKind::Warmup, 1);
    for (const std::int64_t run : m_table.searches) {
        plan(run, TaskKind::Search, searchStepWork);
        plan(run, TaskKind::Finetune, finetuneStepWork);
    }
    for (const std::int64_t run : m_table.baselines)
        plan(run, TaskKind::Finetune, finetuneStepWork);
}

Outcome Flow::run(const std::vector<std::string> &command, Control &control)
{
    const JobHandler jobs{.begin = [this](const Job &job) { return begin(job); },
                          .event = [this](const Job &job, const protocol::Event &event) { take(job, event); },
                          .end = [this](const Job &job, const Ending &ending) { return end(job, ending); },
                          .tick =
                              [this, &control] {
                                  tick(control);
                              }};
    m_meter.start();
    queueUnfinished();
    if (!isDone(m_table.warmup))
        runJobs({{m_table.warmup, TaskKind::Warmup}}, 1, command, control, jobs);
    if (isDone(m_table.warmup))
        runJobs(firstJobs(), m_plan.jobs, command, control, jobs);
    m_recorder.announce(m_meter.overall());
    return outcome(control);
}

/// Runs that failed or were stopped before get another chance.
void Flow::queueUnfinished()
{
    for (const std::int64_t id : m_table.all())
        m_recorder.change(id, [](project::Run &run) {
            if (run.status != RunStatus::Done)
                run.status = RunStatus::Queued;
        });
}

std::vector<Job> Flow::firstJobs()
{
    std::vector<Job> jobs;
    for (const std::int64_t id : m_table.searches)
        if (const project::Run run = m_project.run(id); run.status != RunStatus::Done && !isSearched(run))
            jobs.push_back({id, TaskKind::Search});
    m_openSearches = static_cast<int>(jobs.size());
    for (const std::int64_t id : m_table.baselines)
        tune(m_project.run(id), jobs);
    if (m_openSearches == 0) {
        const std::vector<Job> tunings = tuneSearched();
        jobs.insert(jobs.end(), tunings.begin(), tunings.end());
    }
    return jobs;
}

std::vector<Job> Flow::tuneSearched()
{
    std::vector<Job> jobs;
    for (const std::int64_t id : m_table.searches)
        if (const project::Run run = m_project.run(id); isSearched(run) && run.status != RunStatus::Failed)
            tune(run, jobs);
    return jobs;
}

/// Adds the fine-tuning of the run's mapping, unless another run does it.
void Flow::tune(const project::Run &run, std::vector<Job> &jobs)
{
    if (run.status == RunStatus::Done)
        return;
    const std::optional<std::int64_t> owner = m_tuning.claim(run);
    m_recorder.change(run.id, [&](project::Run &changed) { changed.sameMappingAs = owner; });
    if (!owner) {
        jobs.push_back({run.id, TaskKind::Finetune});
        return;
    }
    m_meter.finish({run.id, TaskKind::Finetune});
    m_sharers[*owner].push_back(run.id);
    const project::Run owning = m_project.run(*owner);
    if (owning.status == RunStatus::Done || owning.status == RunStatus::Failed)
        settleSharers(owning);
}

protocol::Task Flow::begin(const Job &job)
{
    m_recorder.change(job.run, [&](project::Run &run) {
        run.status = RunStatus::Running;
        run.phase = protocol::nameOf(job.kind);
        run.message.clear();
        run.finishedAt.clear();
        if (run.startedAt.empty())
            run.startedAt = project::timestamp();
        if (job.kind != TaskKind::Finetune)
            run.mapping.reset();
    });
    return m_tasks.make(job);
}

void Flow::take(const Job &job, const protocol::Event &event)
{
    if (const auto *hello = std::get_if<protocol::Hello>(&event); hello && !m_workerSeen) {
        m_workerSeen = true;
        m_recorder.log(0, "info",
                       "Workers: odimo-worker " + hello->version + ", LibTorch " + hello->torch + ", " + hello->device);
    }
    if (const auto *progress = std::get_if<protocol::Progress>(&event);
        progress && progress->phase == protocol::nameOf(job.kind) && progress->epochs > 0) {
        const double batches = std::max(1, progress->batches);
        m_meter.progress(job, (progress->epoch - 1 + progress->batch / batches) / progress->epochs);
    }
    m_recorder.record(job, event);
}

std::vector<Job> Flow::end(const Job &job, const Ending &ending)
{
    if (ending.how == Ending::How::NeverStarted && !m_workerSeen)
        throw Error(ending.message, ending.kind);
    m_recorder.announceProgress();
    if (ending.how == Ending::How::Stopped)
        m_recorder.change(job.run, [](project::Run &run) { run.status = RunStatus::Stopped; });
    else if (hasFailed(ending))
        m_recorder.change(job.run, [&](project::Run &run) {
            run.status = RunStatus::Failed;
            run.message = ending.message;
            run.finishedAt = project::timestamp();
        });
    else
        finish(job);
    if (ending.how != Ending::How::Stopped)
        m_meter.finish(job);
    if (hasFailed(ending))
        m_meter.finish({job.run, TaskKind::Finetune});
    if (job.kind == TaskKind::Finetune)
        settleSharers(m_project.run(job.run));
    return job.kind == TaskKind::Search && --m_openSearches == 0 ? tuneSearched() : std::vector<Job>();
}

/// A worker that ended in good order must have left what its task asks for.
void Flow::finish(const Job &job)
{
    const project::Run result = m_project.run(job.run);
    const bool complete = job.kind == TaskKind::Warmup   ? m_project.hasWeights(job.run, weightsRole(job.kind))
                          : job.kind == TaskKind::Search ? isSearched(result)
                                                         : result.test().has_value();
    m_recorder.change(job.run, [&](project::Run &run) {
        run.checkpoint.clear();
        run.status = job.kind == TaskKind::Search ? RunStatus::Queued : RunStatus::Done;
        if (job.kind != TaskKind::Search)
            run.finishedAt = project::timestamp();
        if (complete)
            return;
        run.status = RunStatus::Failed;
        run.message =
            "The worker ended without the result of its task; install odimo and odimo-worker of the same version";
    });
    m_folder.remove(job.run);
    m_project.forgetCheckpoints(job.run);
    if (complete && job.kind == TaskKind::Finetune)
        m_recorder.announce(FrontChanged{frontOf(m_project, m_settings.objective)});
}

void Flow::settleSharers(const project::Run &owner)
{
    for (const std::int64_t id : m_sharers[owner.id])
        m_recorder.change(id, [&](project::Run &run) {
            run.status = owner.status;
            run.finishedAt = owner.finishedAt;
            if (owner.status == RunStatus::Done)
                shareMeasurements(owner, run);
            else if (owner.status == RunStatus::Failed)
                run.message = "It shares the fine-tuning of run " + std::to_string(owner.id) + ", which failed";
        });
    m_sharers.erase(owner.id);
}

void Flow::tick(const Control &control)
{
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lastTick < tickInterval)
        return;
    m_lastTick = now;
    m_recorder.announceProgress();
    if (control.wish() == Wish::Pause) {
        m_meter.pause();
        return;
    }
    m_meter.resume();
    m_recorder.announce(m_meter.overall());
}

bool Flow::isDone(std::int64_t run) const { return m_project.run(run).status == RunStatus::Done; }

bool Flow::isSearched(const project::Run &run) const
{
    return run.mapping && m_project.hasWeights(run.id, weightsRole(TaskKind::Search));
}

Outcome Flow::outcome(const Control &control) const
{
    bool allDone = true;
    bool anyFailed = false;
    for (const std::int64_t id : m_table.all()) {
        const RunStatus status = m_project.run(id).status;
        allDone = allDone && status == RunStatus::Done;
        anyFailed = anyFailed || status == RunStatus::Failed;
    }
    if (allDone)
        return Outcome::Done;
    return control.wish() == Wish::Stop || !anyFailed ? Outcome::Stopped : Outcome::Failed;
}

} // namespace odimo::host
