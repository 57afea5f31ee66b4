// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/job_runner.h"

#include "core/host/flow/preview_results.h"
#include "core/host/plan/step_work.h"
#include "core/workers/run_tasks.h"

#include <algorithm>
#include <utility>

namespace odimo::host {

using project::RunStatus;
using protocol::TaskKind;

namespace {

constexpr auto tickInterval = std::chrono::milliseconds(100);

constexpr const char *cancelledMessage = "Cancelled";

} // namespace

JobRunner::JobRunner(const ExplorationContext &context, std::int64_t warmup)
    : m_context(context), m_project(context.project), m_recorder(context.recorder),
      m_tasks(context.project, context.settings, context.plan, context.folder, warmup), m_chosen(context, warmup),
      m_executions(context.project, context.dataDigest)
{
}

void JobRunner::run(const std::vector<workers::Job> &jobs, int capacity, const Next &next)
{
    const workers::JobHandler handler{
        .begin = [this](const workers::Job &job) { return begin(job); },
        .event = [this](const workers::Job &job, const protocol::Event &event) { take(job, event); },
        .end =
            [&](const workers::Job &job, const workers::Ending &ending) {
                m_open.erase(job.run);
                end(job, ending);
                std::vector<workers::Job> following = m_chosen.follow(job);
                std::ranges::for_each(following, [&](const workers::Job &each) { planChosen(each); });
                if (next)
                    std::ranges::copy(next(job), std::back_inserter(following));
                return admitted(following);
            },
        .tick = [this] { tick(); },
        .refuse = [this](const workers::StrengthRequest &request) { m_recorder.refuse(request); },
        .cancel = [this](std::int64_t run) { cancel(run); },
        .more =
            [this] {
                return admitted(more());
            }};
    m_open.clear(); // Of what was stopped.
    workers::runJobs(admitted(jobs), capacity, m_context.workers, m_context.control, handler);
}

/// Not what was cancelled before its turn, nor a run that is in work already.
std::vector<workers::Job> JobRunner::admitted(const std::vector<workers::Job> &jobs)
{
    std::vector<workers::Job> admitted;
    for (const workers::Job &job : jobs) {
        if (isCancelled(job.run)) {
            m_lost[job.run] = job;
            settleCancelled(job.run);
        } else if (m_open.emplace(job.run, job).second) {
            admitted.push_back(job);
        }
    }
    return admitted;
}

bool JobRunner::hasOpen(TaskKind kind) const
{
    return std::ranges::any_of(m_open, [&](const auto &each) { return each.second.kind == kind; });
}

std::vector<std::int64_t> JobRunner::enterChosen() { return m_chosen.enter(m_context.requests.takeChosen()); }

std::vector<workers::Job> JobRunner::more()
{
    std::vector<workers::Job> jobs;
    for (const RetryRun &request : m_context.requests.takeRetries())
        if (const std::optional<workers::Job> job = retry(request.run))
            jobs.push_back(*job);
    enterChosen();
    for (const workers::Job &job : m_chosen.jobs()) {
        planChosen(job);
        jobs.push_back(job);
    }
    return jobs;
}

void JobRunner::planChosen(const workers::Job &job)
{
    m_estimator.plan(job, job.kind == TaskKind::Preview
                              ? previewWork(m_context.plan, m_context.data, 1)
                              : finetuneStepWork * stepsOf(m_context.plan.finetune, m_context.data.trainImages));
}

/// What failed or was cancelled here begins again; a chosen mapping is given out by ChosenRuns.
std::optional<workers::Job> JobRunner::retry(std::int64_t run)
{
    const std::vector<project::Run> runs = m_project.runs();
    const auto found = std::ranges::find(runs, run, &project::Run::id);
    const auto lost = m_lost.find(run);
    const bool hasEnded =
        found != runs.end() && (found->status == RunStatus::Failed || found->status == RunStatus::Stopped);
    if (hasEnded && !m_open.contains(run)) {
        m_cancelled.erase(run);
        if (m_chosen.retry(run))
            return std::nullopt;
        if (lost != m_lost.end()) {
            m_recorder.change(run, [](project::Run &changed) {
                changed.status = RunStatus::Queued;
                changed.message.clear();
            });
            return lost->second;
        }
    }
    m_recorder.log(0, "warning",
                   "Run " + std::to_string(run) +
                       " was not tried again: only one that has failed or was cancelled in this exploration can be");
    return std::nullopt;
}

/// One without a job: it waits for a later phase, or cannot be cancelled.
void JobRunner::cancel(std::int64_t run)
{
    const std::vector<project::Run> runs = m_project.runs();
    const auto found = std::ranges::find(runs, run, &project::Run::id);
    if (found != runs.end() && found->status == RunStatus::Queued)
        settleCancelled(run);
    else
        m_recorder.log(
            0, "warning",
            "Run " + std::to_string(run) + " was not cancelled: " +
                (found == runs.end() ? "there is none" : std::string("it is ") + project::nameOf(found->status)));
}

void JobRunner::settleCancelled(std::int64_t run)
{
    m_cancelled.insert(run);
    m_chosen.lose(run);
    m_recorder.change(run, [](project::Run &changed) {
        changed.status = RunStatus::Stopped;
        changed.message = cancelledMessage;
    });
}

void JobRunner::run(const workers::Job &job, std::span<const protocol::Task> tasks,
                    const std::function<void(std::size_t, const protocol::Event &)> &listener)
{
    workers::runTasks(
        tasks, m_context.workers, m_context.control,
        [&](std::size_t index, const protocol::Event &event) {
            greet(event);
            measure(job, event);
            if (const auto *line = std::get_if<protocol::Log>(&event))
                m_recorder.log(0, line->level, line->text);
            listener(index, event);
        },
        [this] {
            for (const std::int64_t run : m_context.control.takeCancelled())
                cancel(run);
            tick();
        });
    m_estimator.finish(job);
}

void JobRunner::queueUnfinished(std::span<const std::int64_t> runs) const
{
    for (const std::int64_t id : runs)
        m_recorder.change(id, [](project::Run &run) {
            if (run.status != RunStatus::Done)
                run.status = RunStatus::Queued;
        });
}

protocol::Task JobRunner::begin(const workers::Job &job)
{
    m_recorder.change(job.run, [&](project::Run &run) {
        run.status = RunStatus::Running;
        run.phase = protocol::nameOf(job.kind);
        run.message.clear();
        run.finishedAt.clear();
        if (run.startedAt.empty())
            run.startedAt = project::timestamp();
        if (job.kind == TaskKind::Search)
            run.mapping.reset();
    });
    protocol::Task task = m_tasks.make(job);
    m_threads[job.run] = task.threads;
    return task;
}

void JobRunner::greet(const protocol::Event &event)
{
    const auto *hello = std::get_if<protocol::Hello>(&event);
    if (!hello || m_workerSeen)
        return;
    m_workerSeen = true;
    m_recorder.log(0, "info",
                   "Workers: odimo-worker " + hello->version + ", LibTorch " + hello->torch + ", " + hello->device);
}

void JobRunner::measure(const workers::Job &job, const protocol::Event &event)
{
    const auto *progress = std::get_if<protocol::Progress>(&event);
    if (!progress || progress->phase != protocol::nameOf(job.kind) || progress->epochs == 0)
        return;
    const double batches = std::max(1, progress->batches);
    m_estimator.progress(job, (progress->epoch - 1 + progress->batch / batches) / progress->epochs);
}

void JobRunner::take(const workers::Job &job, const protocol::Event &event)
{
    greet(event);
    measure(job, event);
    if (const auto *hello = std::get_if<protocol::Hello>(&event))
        m_executions.begin(job.run, job.kind, *hello, m_threads[job.run]);
    if (const auto *previewed = std::get_if<protocol::Previewed>(&event))
        storePreview(m_context, job.run, *previewed);
    m_recorder.record(job, event);
}

void JobRunner::end(const workers::Job &job, const workers::Ending &ending)
{
    if (ending.how == workers::Ending::How::NeverStarted && !m_workerSeen)
        throw ending.error();
    m_recorder.announceProgress();
    const bool isStopped = ending.how == workers::Ending::How::Stopped;
    const bool isCancelled = isStopped && m_context.control.request() != workers::Request::Stop;
    if (isCancelled)
        settleCancelled(job.run);
    else if (isStopped)
        m_recorder.change(job.run, [](project::Run &run) { run.status = RunStatus::Stopped; });
    else if (ending.hasFailed())
        fail(job.run, ending.error().what());
    else
        finish(job);
    if (isCancelled || ending.hasFailed()) {
        m_lost[job.run] = job;
        m_estimator.finish({job.run, TaskKind::Finetune});
    }
    if (isCancelled || !isStopped)
        m_estimator.finish(job);
}

/// The log keeps why a run failed also when it is tried again.
void JobRunner::fail(std::int64_t run, const std::string &message)
{
    m_recorder.change(run, [&](project::Run &failed) {
        failed.status = RunStatus::Failed;
        failed.message = message;
        failed.finishedAt = project::timestamp();
    });
    m_recorder.log(run, "error", message);
}

/// A worker that ended in good order must have left what its task asks for.
void JobRunner::finish(const workers::Job &job)
{
    const project::Run result = m_project.run(job.run);
    const bool complete = job.kind == TaskKind::Warmup   ? m_project.hasWeights(job.run, weightsRole(job.kind))
                          : job.kind == TaskKind::Search ? isSearched(result)
                                                         : measurementOf(result, "test", job.kind).has_value();
    if (complete) {
        m_executions.finish(job.run);
        m_recorder.change(job.run, [&](project::Run &run) {
            run.status = job.kind == TaskKind::Search ? RunStatus::Queued : RunStatus::Done;
            if (job.kind != TaskKind::Search)
                run.finishedAt = project::timestamp();
        });
    } else {
        fail(job.run,
             "The worker ended without the result of its task; install odimo and odimo-worker of the same version");
    }
    m_context.folder.remove(job.run);
    if (complete && job.kind == TaskKind::Finetune)
        m_recorder.announce(FrontChanged{frontOf(m_project, m_context.settings.objective)});
}

/// At once: where no worker runs, no other tick comes before the user resumes.
void JobRunner::followPause()
{
    const bool isPaused = m_context.control.request() == workers::Request::Pause;
    if (std::exchange(m_isPaused, isPaused) == isPaused)
        return;
    isPaused ? m_estimator.pause() : m_estimator.resume();
    m_recorder.announce(m_estimator.overall());
}

void JobRunner::tick()
{
    followPause();
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lastTick < tickInterval)
        return;
    m_lastTick = now;
    m_recorder.announceProgress();
    if (m_isPaused)
        return;
    m_estimator.resume();
    m_recorder.announce(m_estimator.overall());
}

bool JobRunner::isDone(std::int64_t run) const { return m_project.run(run).status == RunStatus::Done; }

bool JobRunner::isSearched(const project::Run &run) const
{
    return run.mapping && m_project.hasWeights(run.id, weightsRole(TaskKind::Search));
}

Outcome JobRunner::outcome(std::span<const std::int64_t> runs) const
{
    bool allDone = true;
    bool anyFailed = false;
    for (const std::int64_t id : runs) {
        if (isCancelled(id))
            continue;
        const RunStatus status = m_project.run(id).status;
        allDone = allDone && status == RunStatus::Done;
        anyFailed = anyFailed || status == RunStatus::Failed;
    }
    if (allDone)
        return Outcome::Done;
    return m_context.control.request() == workers::Request::Stop || !anyFailed ? Outcome::Stopped : Outcome::Failed;
}

} // namespace odimo::host
