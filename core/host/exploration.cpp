// SPDX-License-Identifier: Apache-2.0
#include "core/host/exploration.h"

#include "core/base/error.h"
#include "core/base/overloaded.h"
#include "core/host/flow/adaptive_warmup.h"
#include "core/host/flow/analysis.h"
#include "core/host/flow/proposal_flow.h"
#include "core/host/flow/search_flow.h"
#include "core/host/flow/step_timing.h"
#include "core/host/open_project.h"
#include "core/host/plan/document_keys.h"
#include "core/host/plan/fitted_plans.h"
#include "core/host/plan/known_times.h"
#include "core/host/plan/make_plan.h"
#include "core/host/plan/started_workers.h"
#include "core/host/plan/stored_plan.h"
#include "core/host/plan/threads.h"
#include "core/host/plan/time_budget.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace odimo::host {

/// What a plan was fitted to.
struct Timed {
    protocol::StepTimes times;
    double seconds = 0; ///< What the timing took.
};

struct Exploration::Private {
    Settings settings;
    const std::string wantedData; ///< As the user named it, before it was fitted to the network.
    Listener listener;
    const workers::LaunchOptions workers;
    OpenProject opened;
    project::Project &project = opened.project;
    const Inputs &inputs = opened.inputs;
    const WorkFolder &folder = *opened.folder;
    Recorder recorder;
    workers::Control control;
    RunRequests requests;
    std::vector<std::int64_t> chosenRuns;
    std::optional<Timed> timed; ///< If the plan was made now.

    Private(const std::filesystem::path &path, Settings wanted, Listener notify)
        : settings(std::move(wanted)), wantedData(settings.data), listener(std::move(notify)),
          workers(checkedLaunch(settings)), opened(openProject(path, settings)), recorder(project, listener)
    {
        if (settings.startRun && !project.run(*settings.startRun).mapping)
            throw Error("run " + std::to_string(*settings.startRun) +
                        " has no mapping that a search could start from; choose one of the front");
        if (!settings.chosen.empty())
            checkChosen();
        stopAbandonedRuns();
    }

    Outcome run();
    bool request(const RunRequest &request);
    void present();
    void tellOfOpening();
    void tellExecutors();
    void warnOfThreads(const Plan &plan);
    Outcome follow(const Plan &first);
    ExplorationContext contextFor(const Plan &plan, double elapsed_s);
    void checkChosen() const;
    void checkMapping(const mapping::Mapping &mapping) const;
    Outcome measureChosen();
    Outcome finishChosen(const ExplorationContext &context, std::int64_t warmup);
    void keep(const Plan &plan);
    void keepForLater();
    Plan storedPlan() const;
    Plan choosePlan();
    Plan planFittedToTime();
    protocol::StepTimes timeSteps();
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
    bool planned = !settings.chosen.empty();
    tellOfOpening();
    try {
        tellExecutors();
        if (planned)
            return measureChosen();
        const Plan plan = choosePlan();
        planned = true;
        present();
        recorder.announce(PlanMade{plan});
        warnOfThreads(plan);
        return follow(plan);
    } catch (const Error &error) {
        stopAbandonedRuns();
        if (error.kind() != ErrorKind::Cancelled) {
            recorder.log(0, "error", error.what());
            throw;
        }
        if (!planned)
            keepForLater();
        return Outcome::Stopped;
    }
}

/// What the log says since the project was opened.
void Exploration::Private::tellOfOpening()
{
    const std::vector<project::LogLine> log = project.log();
    const std::ptrdiff_t lines = (opened.isUpgraded ? 1 : 0) + (project.wasLeftOpen() ? 1 : 0);
    for (auto line = log.end() - lines; line != log.end(); ++line)
        recorder.announce(LogAdded{*line});
}

/// From now on the project stays, and front ends may read it.
void Exploration::Private::present()
{
    opened.made.keep();
    recorder.announce(ProjectReady{project.setup()});
    if (!settings.resume && settings.data != wantedData)
        recorder.log(0, "info", "The images are made to fit the network: " + settings.data);
    for (const std::string &note : signRemarks(project.costTable()))
        recorder.log(0, "info", note);
}

/// Before any of them is used.
void Exploration::Private::tellExecutors()
{
    for (const StartedWorkers &started : startedWorkers(settings, workers))
        recorder.log(0, "info", textOf(started));
}

/// More threads than cores wait for each other in every step.
void Exploration::Private::warnOfThreads(const Plan &plan)
{
    const int cores = availableCores();
    const int most = std::max(plan.warmupThreads, plan.threads);
    if (!workers::leadElsewhere(settings.executors) && settings.device == "cpu" && most > cores)
        recorder.log(0, "warning",
                     "A task has " + std::to_string(most) + " threads, more than the " + std::to_string(cores) +
                         " core(s) here: it repeats what a larger machine has found, but takes many times as long");
}

/// Stopped before there was a plan: resuming makes it, unless the project has an exploration to go on with.
void Exploration::Private::keepForLater()
{
    if (project.document(settingsDocument).empty())
        project.storeDocument(settingsDocument, toJson(settings).dump());
    present();
}

Outcome Exploration::Private::follow(const Plan &first)
{
    const Front before = frontOf(project, settings.objective);
    if (!project.referencePoint(settings.objective))
        project.setReferencePoint(settings.objective, before.reference);
    recorder.announce(FrontChanged{before});
    Plan plan = first;
    double elapsed_s = 0;
    if (timed && plan.warmup.epochs > 0) {
        const AdaptiveWarmup warmup = warmUpAdaptively(contextFor(plan, timed->seconds), inputs, timed->times);
        if (warmup.outcome != Outcome::Done)
            return warmup.outcome;
        plan = warmup.plan;
        elapsed_s = warmup.elapsed_s;
    }
    if (needsTiming(settings))
        keep(plan);
    const PlannedRuns table = registerRuns(project, settings, plan);
    keepPretrainedWeights(project, table.warmup, inputs.source);
    const ExplorationContext context = contextFor(plan, elapsed_s);
    const bool trains = mapping::engineNamed(plan.engine).trains();
    const Outcome outcome = trains ? SearchFlow(context, table, inputs.data.trainImages).run()
                                   : ProposalFlow(context, table, inputs.data).run();
    const Outcome afterwards = outcome == Outcome::Stopped ? outcome : finishChosen(context, table.warmup);
    for (const workers::StrengthRequest &late : control.takeStrengths())
        recorder.refuse(late);
    return afterwards == Outcome::Done ? outcome : afterwards;
}

/// Before anything is written.
void Exploration::Private::checkChosen() const
{
    for (const ChosenMapping &chosen : settings.chosen)
        checkMapping(chosen.mapping);
    if (project.document(planDocument).empty())
        throw Error(project.path().string() + " has no warm-up yet that a mapping could start from",
                    ErrorKind::BadInput, Remedy::ResumeExploration);
    requireWarmup(project, settings, storedPlan());
}

void Exploration::Private::checkMapping(const mapping::Mapping &mapping) const
{
    const project::Setup &setup = project.setup();
    mapping::checkMapping(mapping, setup.network, setup.platform);
}

Outcome Exploration::Private::measureChosen()
{
    const Plan plan = storedPlan();
    const std::int64_t warmup = requireWarmup(project, settings, plan);
    recorder.announce(ProjectReady{project.setup()});
    recorder.announce(FrontChanged{frontOf(project, settings.objective)});
    for (const ChosenMapping &chosen : settings.chosen)
        requests.add(chosen);
    return finishChosen(contextFor(plan, 0), warmup);
}

/// What the user chose and no worker has begun: in this exploration, where there was no analysis yet or nothing left to
/// do, or in an earlier one.
Outcome Exploration::Private::finishChosen(const ExplorationContext &context, std::int64_t warmup)
{
    JobRunner runner(context, warmup);
    runner.estimator().start(context.elapsed_s);
    if (settings.chosen.empty() && settings.resume)
        runner.retryChosen();
    std::vector<std::int64_t> runs;
    do {
        const std::vector<std::int64_t> entered = runner.enterChosen();
        runs.insert(runs.end(), entered.begin(), entered.end());
        if (chosenRuns.empty())
            chosenRuns = entered;
        if (!runner.areChosenWaiting())
            continue;
        analysisOf(runner, context, warmup);
        runner.run({}, context.plan.jobs);
        recorder.announce(runner.estimator().overall());
    } while (control.request() != workers::Request::Stop && !requests.close());
    return runner.outcome(runs);
}

bool Exploration::Private::request(const RunRequest &request)
{
    const bool isTaken = std::visit(Overloaded{[&](const CancelRun &cancel) {
                                                   control.cancel(cancel.run);
                                                   return true;
                                               },
                                               [&](const OrderRuns &order) {
                                                   control.order(order.runs);
                                                   return true;
                                               },
                                               [&](const RetryRun &retry) { return requests.add(retry); },
                                               [&](const ChosenMapping &chosen) {
                                                   checkMapping(chosen.mapping);
                                                   return requests.add(chosen);
                                               }},
                                    request);
    control.wake();
    return isTaken;
}

ExplorationContext Exploration::Private::contextFor(const Plan &plan, double elapsed_s)
{
    return {.project = project,
            .settings = settings,
            .plan = plan,
            .folder = folder,
            .recorder = recorder,
            .control = control,
            .requests = requests,
            .data = inputs.data,
            .dataDigest = inputs.dataDigest,
            .workers = workers,
            .elapsed_s = elapsed_s};
}

/// The plan changes no more, so the same settings repeat it in this project. Others are told how they can.
void Exploration::Private::keep(const Plan &plan)
{
    if (fittedPlan(project, settings, inputs))
        return;
    keepFittedPlan(project, settings, inputs, plan);
    recorder.log(0, "info",
                 "The plan was fitted to this machine and moment. Another project repeats it with " +
                     repeatingSettings(plan, settings));
}

Plan Exploration::Private::storedPlan() const
{
    Plan plan = host::storedPlan(project).value();
    if (settings.jobs > 0 || settings.executors.size() > 1)
        plan.jobs = jobsFor(settings, plan.threads);
    else if (!workers::leadElsewhere(settings.executors)) // The plan may be of an exploration with more executors.
        plan.jobs = std::min(plan.jobs, std::max(1, availableCores() / plan.threads));
    return plan;
}

Plan Exploration::Private::choosePlan()
{
    if (settings.resume && !project.document(planDocument).empty())
        return storedPlan();
    const Plan plan = needsTiming(settings) ? planFittedToTime() : makePlan(settings, inputs, std::nullopt);
    project.storeDocument(settingsDocument, toJson(settings).dump());
    project.storeDocument(planDocument, toJson(plan).dump());
    return plan;
}

/// The plan that the project has kept for the same settings, or one for this machine now.
Plan Exploration::Private::planFittedToTime()
{
    if (const std::optional<Plan> kept = fittedPlan(project, settings, inputs)) {
        recorder.log(0, "info", "The plan is the one that was made for the same settings in this project before");
        return *kept;
    }
    recorder.log(0, "info", "Timing a few training steps to fit the plan to this machine");
    const auto start = std::chrono::steady_clock::now();
    timed = Timed{.times = timeSteps()};
    timed->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return makePlan(settings, inputs, timed->times);
}

protocol::StepTimes Exploration::Private::timeSteps()
{
    const Plan untimed = makePlan(settings, inputs, std::nullopt);
    const protocol::StepTimes times =
        host::timeSteps(settings, inputs, untimed, workers, control,
                        [this](const protocol::Log &line) { recorder.log(0, line.level, line.text); });
    KnownTimes().keep(settings, inputs, untimed, times);
    return times;
}

Exploration::Exploration(const std::filesystem::path &project, Settings settings, Listener listener)
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

bool Exploration::request(const RunRequest &request) { return m_state->request(request); }

const std::vector<std::int64_t> &Exploration::chosenRuns() const { return m_state->chosenRuns; }

void Exploration::stop() { m_state->control.stop(); }

} // namespace odimo::host
