// SPDX-License-Identifier: Apache-2.0
#include "core/host/exploration.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/host/notes.h"
#include "core/host/plan_cache.h"
#include "core/host/project_for.h"
#include "core/host/proposal_flow.h"
#include "core/host/run_tasks.h"
#include "core/host/search_flow.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace odimo::host {

namespace {

/// Steps of each kind that are timed; the medians count.
constexpr int timedSteps = 5;

constexpr const char *measuredBefore = " (As measured on this machine before.)";

/// Throws Error if the worker is missing, before anything else is done.
WorkerPlace checkedPlace(const Settings &settings)
{
    WorkerPlace place{.executor = settings.executor, .worker = settings.worker, .isShared = settings.oneProcess};
    workerCommand(place);
    return place;
}

} // namespace

struct Exploration::Private {
    Settings settings;
    const std::string wantedData; ///< As the user named it, before it was fitted to the network.
    Listener listener;
    const WorkerPlace workers;
    OpenProject opened;
    project::Project &project = opened.project;
    const Subject &subject = opened.subject;
    const WorkFolder &folder = *opened.folder;
    Recorder recorder;
    Control control;

    Private(const std::filesystem::path &path, Settings wanted, Listener notify)
        : settings(std::move(wanted)), wantedData(settings.data), listener(std::move(notify)),
          workers(checkedPlace(settings)), opened(projectFor(path, settings)), recorder(project, listener)
    {
        if (settings.startRun && !project.run(*settings.startRun).mapping)
            throw Error("run " + std::to_string(*settings.startRun) +
                        " has no mapping that a search could start from; choose one of the front");
        stopAbandonedRuns();
    }

    Outcome run();
    void present();
    void warnOfThreads(const Plan &plan);
    Outcome follow(const Plan &plan);
    void keepForLater();
    Plan choosePlan();
    Plan fittedPlan();
    protocol::StepTimes timeSteps();
    protocol::StepTimes timeSteps(const protocol::Schedule &schedule, int threads);
    void stopAbandonedRuns();
};

/// Runs that were in work when their host died, or when this one fails.
void Exploration::Private::stopAbandonedRuns()
{
    for (project::Run &run : project.runs())
        if (run.status == project::RunStatus::Running || run.status == project::RunStatus::Paused) {
            run.status = project::RunStatus::Stopped;
            project.save(run);
        }
}

Outcome Exploration::Private::run()
{
    bool planned = false;
    try {
        const Plan plan = choosePlan();
        planned = true;
        present();
        recorder.announce(PlanMade{plan});
        warnOfThreads(plan);
        return follow(plan);
    } catch (const Error &error) {
        stopAbandonedRuns();
        if (error.kind() != ErrorKind::Cancelled)
            throw;
        if (!planned)
            keepForLater();
        return Outcome::Stopped;
    }
}

/// From now on the project stays, and front ends may read it.
void Exploration::Private::present()
{
    opened.made.keep();
    recorder.announce(ProjectReady{project.setup()});
    if (!settings.resume && settings.data != wantedData)
        recorder.log(0, "info", "The images are made to fit the network: " + settings.data);
}

/// More threads than cores wait for each other in every step.
void Exploration::Private::warnOfThreads(const Plan &plan)
{
    const int cores = availableCores();
    const int most = std::max(plan.warmupThreads, plan.threads);
    if (settings.executor.empty() && settings.device == "cpu" && most > cores)
        recorder.log(0, "warning",
                     "A task has " + std::to_string(most) + " threads, more than the " + std::to_string(cores) +
                         " core(s) here: it repeats what a larger machine has found, but takes many times as long");
}

/// Stopped before there was a plan: resuming makes it, unless the project has an exploration to go on with.
void Exploration::Private::keepForLater()
{
    if (project.note(settingsNote).empty())
        project.setNote(settingsNote, toJson(settings).dump());
    present();
}

Outcome Exploration::Private::follow(const Plan &plan)
{
    const Front before = frontOf(project, settings.objective);
    if (!project.referencePoint(settings.objective))
        project.setReferencePoint(settings.objective, before.reference);
    recorder.announce(FrontChanged{before});
    const RunTable table = enterRuns(project, settings, plan);
    keepGivenWeights(project, table.warmup, subject.source);
    const Workplace place{.project = project,
                          .settings = settings,
                          .plan = plan,
                          .folder = folder,
                          .recorder = recorder,
                          .control = control,
                          .workers = workers};
    const bool trains = mapping::engineNamed(plan.engine).trains();
    const Outcome outcome = trains ? SearchFlow(place, table, subject.data.trainImages).run()
                                   : ProposalFlow(place, table, subject.data).run();
    for (const StrengthWish &late : control.takeStrengths())
        recorder.refuse(late);
    return outcome;
}

Plan Exploration::Private::choosePlan()
{
    const std::string stored = project.note(planNote);
    if (settings.resume && !stored.empty()) {
        Plan plan = planFromJson(parseJson(stored, "plan"), project.path().string() + ": plan");
        plan.jobs = settings.jobs > 0 ? settings.jobs : plan.jobs;
        return plan;
    }
    const Plan plan = needsTiming(settings) ? fittedPlan() : makePlan(settings, subject, std::nullopt);
    project.setNote(settingsNote, toJson(settings).dump());
    project.setNote(planNote, toJson(plan).dump());
    return plan;
}

/// The plan for this machine: the one that was made before if there is one, because timings are noisy.
Plan Exploration::Private::fittedPlan()
{
    const std::string key = planKey(settings, subject, project.setup().platform);
    std::optional<Plan> plan = cachedPlan(key);
    if (!plan && project.note(planKeyNote) == key)
        plan = planFromJson(parseJson(project.note(planNote), "plan"), project.path().string() + ": plan");
    if (!plan) {
        recorder.log(0, "info", "Timing a few training steps to fit the plan to this machine");
        plan = makePlan(settings, subject, timeSteps());
        keepPlan(key, *plan);
    } else if (!plan->explanation.ends_with(measuredBefore)) {
        plan->explanation += measuredBefore;
    }
    project.setNote(planKeyNote, key);
    return *plan;
}

/// As all cores together do them: several workers with few threads each get more done than one with many.
protocol::StepTimes Exploration::Private::timeSteps()
{
    const Plan untimed = makePlan(settings, subject, std::nullopt);
    protocol::StepTimes times = timeSteps(untimed.warmup, untimed.warmupThreads);
    if (untimed.jobs > 1) {
        const protocol::StepTimes shared = timeSteps(untimed.warmup, untimed.threads);
        times.searchStep_ms = shared.searchStep_ms / untimed.jobs;
        times.finetuneStep_ms = shared.finetuneStep_ms / untimed.jobs;
    }
    return times;
}

protocol::StepTimes Exploration::Private::timeSteps(const protocol::Schedule &schedule, int threads)
{
    const project::Setup &setup = project.setup();
    protocol::Task task{.kind = protocol::TaskKind::Time,
                        .name = "the timing of steps",
                        .network = setup.network,
                        .data = setup.data,
                        .platform = setup.platform};
    task.schedule = schedule;
    task.seed = settings.seed;
    task.device = settings.device;
    task.threads = threads;
    task.objective = settings.objective;
    task.repetitions = timedSteps;
    std::optional<protocol::StepTimes> times;
    runTask(task, workers, control, [&](const protocol::Event &event) {
        if (const auto *measured = std::get_if<protocol::StepTimes>(&event))
            times = *measured;
        if (const auto *line = std::get_if<protocol::Log>(&event))
            recorder.log(0, line->level, line->text);
    });
    if (!times)
        throw Error("the worker timed no steps; install odimo and odimo-worker of the same version",
                    ErrorKind::RunFailed);
    return *times;
}

Exploration::Exploration(std::filesystem::path project, Settings settings, Listener listener)
    : m_state(std::make_unique<Private>(project, std::move(settings), std::move(listener)))
{
}

Exploration::~Exploration() = default;

Outcome Exploration::run() { return m_state->run(); }

void Exploration::pause() { m_state->control.pause(); }

void Exploration::resume() { m_state->control.resume(); }

void Exploration::setStrength(std::int64_t run, double strength)
{
    if (!std::isfinite(strength) || strength < 0)
        throw Error("the strength must be a number, 0 or more");
    m_state->control.setStrength({.run = run, .strength = strength});
}

void Exploration::stop() { m_state->control.stop(); }

} // namespace odimo::host
