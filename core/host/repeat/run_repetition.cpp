// SPDX-License-Identifier: Apache-2.0
#include "core/host/repeat/run_repetition.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/dataset.h"
#include "core/host/flow/job_runner.h"
#include "core/host/plan/inputs.h"
#include "core/host/repeat/repeatable_run.h"
#include "core/host/repeat/verdict.h"
#include "core/project/copy_weights.h"

#include <algorithm>

namespace odimo::host {

using project::RunStatus;
using protocol::TaskKind;

namespace {

/// Copies a run of one project into another, with some of its weights; returns its number there.
class RunCopier {
public:
    RunCopier(const project::Project &from, project::Project &to) : m_from(from), m_to(to) {}

    std::int64_t copy(std::int64_t id, std::initializer_list<const char *> roles)
    {
        project::Run run = m_from.run(id);
        run.id = 0;
        run.sameMappingAs.reset();
        return withWeights(m_to.save(run), id, roles);
    }

    /// As it was before anything was computed.
    std::int64_t copyBlank(const project::Run &original, std::initializer_list<const char *> roles)
    {
        project::Run run = original;
        run.id = 0;
        run.status = RunStatus::Queued;
        run.measurements.clear();
        run.startedAt.clear();
        run.finishedAt.clear();
        return withWeights(m_to.save(run), original.id, roles);
    }

private:
    std::int64_t withWeights(std::int64_t copied, std::int64_t id, std::initializer_list<const char *> roles)
    {
        for (const char *role : roles)
            if (m_from.hasWeights(id, role))
                project::copyWeights(m_from, id, role, m_to, copied);
        return copied;
    }

    const project::Project &m_from;
    project::Project &m_to;
};

/// The last of the run's executions that came to its end.
std::optional<project::Execution> lastExecution(const project::Project &project, std::int64_t run)
{
    const std::vector<project::Execution> executions = project.executions(run);
    const auto last = std::ranges::find_if(executions.rbegin(), executions.rend(),
                                           [](const project::Execution &each) { return !each.finishedAt.empty(); });
    return last == executions.rend() ? std::nullopt : std::optional(*last);
}

RunResult resultOf(const project::Project &project, const project::Run &run, TaskKind lastPhase)
{
    RunResult result{.test = *run.test()};
    result.mapping = run.mapping;
    result.weights = project.weightsDigest(run.id, weightsRole(lastPhase));
    if (const std::optional<project::Execution> last = lastExecution(project, run.id))
        result.worker = last->worker;
    return result;
}

} // namespace

struct RunRepetition::Private {
    const WorkFolder lock; ///< Nobody explores the project meanwhile.
    project::Project project;
    const RepeatableRun wanted;
    const workers::LaunchOptions workers;
    const Listener listener;
    workers::Control control;

    Private(const std::filesystem::path &path, std::int64_t run, const workers::LaunchOptions &launch, Listener notify)
        : lock(path), project(project::Project::open(path, project::Access::ReadWrite)),
          wanted(repeatableRun(project, run)), workers(launch), listener(std::move(notify))
    {
        for (const workers::Executor &each : workers::executorsOf(launch))
            workers::workerCommand(launch, each);
    }

    project::Repetition run();
    void requireSameData(const std::string &digest) const;
    project::Run repeatIn(project::Project &scratch, const data::Dataset &data, const std::string &digest);
    void compute(JobRunner &runner, std::int64_t run);
    Notice renumbered(const Notice &notice, std::int64_t copy) const;
};

void RunRepetition::Private::requireSameData(const std::string &digest) const
{
    const std::optional<project::Execution> last = lastExecution(project, wanted.run.id);
    if (last && !last->data.empty() && last->data != digest)
        throw Error("run " + std::to_string(wanted.run.id) + " cannot be repeated: the data " + project.setup().data +
                    " are not those that it read (SHA-256 " + digest.substr(0, 12) + "..., then " +
                    last->data.substr(0, 12) + "...); bring back the files it was trained with");
}

project::Repetition RunRepetition::Private::run()
{
    const data::Dataset data = data::loadDataset(project.setup().data);
    const std::string digest = data::digestOf(data);
    requireSameData(digest);
    const TemporaryFolder folder;
    project::Project scratch = project::Project::create(folder.path() / "repetition.odimo", project.setup());
    const project::Run again = repeatIn(scratch, data, digest);
    const TaskKind lastPhase = wanted.phases.back();
    const RunResult repeated = resultOf(scratch, again, lastPhase);
    const Judgement judgement = judge(resultOf(project, wanted.run, lastPhase), repeated);
    const project::Repetition repetition{.run = wanted.run.id,
                                         .verdict = judgement.verdict,
                                         .explanation = judgement.explanation,
                                         .worker = repeated.worker.value_or(protocol::Hello()),
                                         .at = project::timestamp()};
    project.storeRepetition(repetition);
    const char *role = weightsRole(lastPhase);
    if (judgement.verdict == project::Verdict::Identical && !project.hasWeights(wanted.run.id, role))
        project::copyWeights(scratch, again.id, role, project, wanted.run.id); // They had been dropped to save space.
    return repetition;
}

/// The run as the scratch project has it at the end.
project::Run RunRepetition::Private::repeatIn(project::Project &scratch, const data::Dataset &data,
                                              const std::string &digest)
{
    RunCopier copier(project, scratch);
    std::int64_t warmup = 0;
    if (wanted.warmup)
        warmup = copier.copy(*wanted.warmup, {weightsRole(TaskKind::Warmup), weightsRole(TaskKind::Analyse)});
    Settings settings = wanted.settings;
    if (settings.startRun)
        settings.startRun = copier.copy(*settings.startRun, {});
    const std::int64_t copy = copier.copyBlank(wanted.run, {pretrainedRole});
    const WorkFolder folder(scratch.path());
    const Listener told = [&](const Notice &notice) {
        listener(renumbered(notice, copy));
    };
    Recorder recorder(scratch, told);
    RunRequests requests;
    const ExplorationContext context{.project = scratch,
                                     .settings = settings,
                                     .plan = wanted.plan,
                                     .folder = folder,
                                     .recorder = recorder,
                                     .control = control,
                                     .requests = requests,
                                     .data = data::summarise(data),
                                     .dataDigest = digest,
                                     .workers = workers,
                                     .elapsed_s = 0};
    JobRunner runner(context, warmup);
    if (wanted.neighbour)
        runner.tasks().startNear(copy, copier.copy(*wanted.neighbour, {weightsRole(TaskKind::Finetune)}));
    compute(runner, copy);
    const project::Run result = scratch.run(copy);
    if (result.status == RunStatus::Failed)
        throw Error("run " + std::to_string(wanted.run.id) + " failed when it was repeated: " + result.message,
                    ErrorKind::RunFailed);
    if (control.request() == workers::Request::Stop || !result.test())
        throw Error("the repetition of run " + std::to_string(wanted.run.id) + " was stopped", ErrorKind::Cancelled);
    return result;
}

void RunRepetition::Private::compute(JobRunner &runner, std::int64_t run)
{
    for (const TaskKind kind : wanted.phases)
        runner.estimator().plan({run, kind}, 1);
    runner.estimator().start(0);
    for (const TaskKind kind : wanted.phases) {
        runner.run({{run, kind}}, 1);
        if (control.request() == workers::Request::Stop || runner.outcome(std::vector{run}) == Outcome::Failed)
            return;
    }
}

/// What is said of the copy is of interest as said of the run.
Notice RunRepetition::Private::renumbered(const Notice &notice, std::int64_t copy) const
{
    Notice changed = notice;
    const auto rename = [&](std::int64_t &run) {
        run = run == copy ? wanted.run.id : 0;
    };
    if (auto *each = std::get_if<RunChanged>(&changed))
        rename(each->run.id);
    if (auto *each = std::get_if<EpochStored>(&changed))
        rename(each->epoch.run);
    if (auto *each = std::get_if<RunProgress>(&changed))
        rename(each->run);
    if (auto *each = std::get_if<LogAdded>(&changed))
        rename(each->line.run);
    return changed;
}

RunRepetition::RunRepetition(const std::filesystem::path &project, std::int64_t run,
                             const workers::LaunchOptions &workers, Listener listener)
    : m_state(std::make_unique<Private>(project, run, workers, std::move(listener)))
{
}

RunRepetition::~RunRepetition() = default;

project::Repetition RunRepetition::run() { return m_state->run(); }

void RunRepetition::stop() { m_state->control.stop(); }

} // namespace odimo::host
