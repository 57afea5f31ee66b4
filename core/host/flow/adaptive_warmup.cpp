// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/adaptive_warmup.h"

#include "core/host/flow/run_settings.h"
#include "core/host/plan/document_keys.h"
#include "core/host/plan/revised_plan.h"
#include "core/host/plan/step_work.h"
#include "core/host/plan/time_budget.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::host {

using project::RunStatus;
using protocol::TaskKind;

namespace {

/// Ends the workers of a warm-up that is to begin again.
struct BeginAgain {
    Plan plan;
};

/// Stands in the meter for all that follows.
constexpr workers::Job rest{.run = -1, .kind = TaskKind::Finetune};

class Attempt {
public:
    Attempt(const Workplace &place, const Subject &subject, const protocol::StepTimes &times, const Plan &plan,
            double elapsed_s)
        : m_place(place), m_subject(subject), m_times(times), m_plan(plan),
          m_run(enterWarmup(place.project, place.settings, plan)), m_recorder(place.project, m_listener),
          m_workshop({.project = place.project,
                      .settings = place.settings,
                      .plan = m_plan,
                      .folder = place.folder,
                      .recorder = m_recorder,
                      .control = place.control,
                      .workers = place.workers},
                     m_run)
    {
        const double whole_s = estimatedSeconds(plan, place.settings, subject.data, times);
        const double rest_s = secondsAfterWarmup(plan, place.settings, subject.data, times);
        m_workshop.meter().plan({m_run, TaskKind::Warmup}, whole_s - rest_s);
        m_workshop.meter().plan(rest, rest_s);
        m_workshop.meter().start(elapsed_s);
    }

    /// Throws BeginAgain.
    WatchedWarmup run()
    {
        if (m_workshop.isDone(m_run)) // In an earlier exploration: it shows nothing of the machine now.
            return {.plan = m_plan, .outcome = Outcome::Done};
        keepGivenWeights(m_place.project, m_run, m_subject.source);
        m_workshop.queueUnfinished(std::vector{m_run});
        m_workshop.run({{m_run, TaskKind::Warmup}}, 1);
        const Outcome outcome = m_workshop.outcome(std::vector{m_run});
        const Plan settled =
            outcome == Outcome::Done ? settledPlan(m_place.settings, m_subject, m_plan, paced(), elapsed_s()) : m_plan;
        return {.plan = settled, .outcome = outcome, .elapsed_s = elapsed_s()};
    }

    double elapsed_s() { return m_workshop.meter().overall().elapsed_s; }

    /// Makes the run the warm-up of the next attempt, unless an earlier exploration has left that one.
    void abandon(const Plan &next)
    {
        const std::string wanted = warmupSettings(m_place.settings, next);
        const std::vector<project::Run> runs = m_place.project.runs();
        const bool isThere = std::ranges::find(runs, wanted, &project::Run::settings) != runs.end();
        m_place.folder.remove(m_run);
        m_place.project.dropEpochs(m_run, protocol::nameOf(TaskKind::Warmup), 1);
        m_place.recorder.change(m_run, [&](project::Run &run) {
            run.status = isThere ? RunStatus::Stopped : RunStatus::Queued;
            if (!isThere)
                run.settings = wanted;
        });
    }

private:
    void watch(const Notice &notice)
    {
        m_place.recorder.announce(notice);
        const auto *stored = std::get_if<EpochStored>(&notice);
        if (!stored || stored->epoch.run != m_run)
            return;
        const protocol::EpochFinished &epoch = stored->epoch.result;
        m_epochs_s.push_back(epoch.seconds);
        if (2 * epoch.epoch > epoch.epochs || m_place.control.wish() == workers::Wish::Stop)
            return;
        if (const auto larger = largerPlan(m_place.settings, m_subject, m_plan, paced(), elapsed_s()))
            throw BeginAgain{*larger};
    }

    protocol::StepTimes paced() const { return pacedTimes(m_times, m_plan, m_subject.data, m_epochs_s); }

    const Workplace &m_place;
    const Subject &m_subject;
    const protocol::StepTimes &m_times;
    const Plan m_plan;
    const std::int64_t m_run;
    const Listener m_listener = [this](const Notice &notice) {
        watch(notice);
    };
    Recorder m_recorder;
    Workshop m_workshop;
    std::vector<double> m_epochs_s;
};

void store(const Workplace &place, const Plan &plan)
{
    place.project.setNote(planNote, toJson(plan).dump());
    place.recorder.announce(PlanMade{plan});
}

} // namespace

WatchedWarmup warmUpWatched(const Workplace &place, const Subject &subject, const protocol::StepTimes &times)
{
    Plan plan = place.plan;
    double elapsed_s = place.elapsed_s;
    while (true) {
        Attempt attempt(place, subject, times, plan, elapsed_s);
        try {
            WatchedWarmup warmup = attempt.run();
            if (warmup.plan.explanation != plan.explanation)
                store(place, warmup.plan);
            return warmup;
        } catch (const BeginAgain &again) {
            elapsed_s = attempt.elapsed_s();
            plan = again.plan;
            store(place, plan); // First, so that a host that is killed now goes on with the better plan.
            attempt.abandon(plan);
        }
    }
}

} // namespace odimo::host
