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
struct Restart {
    Plan plan;
};

/// Stands in the estimate for all that follows.
constexpr workers::Job rest{.run = -1, .kind = TaskKind::Finetune};

class Attempt {
public:
    Attempt(const ExplorationContext &context, const Inputs &inputs, const protocol::StepTimes &times, const Plan &plan,
            double elapsed_s)
        : m_context(context), m_inputs(inputs), m_times(times), m_plan(plan),
          m_run(registerWarmup(context.project, context.settings, plan)), m_recorder(context.project, m_listener),
          m_runner({.project = context.project,
                    .settings = context.settings,
                    .plan = m_plan,
                    .folder = context.folder,
                    .recorder = m_recorder,
                    .control = context.control,
                    .requests = context.requests,
                    .data = context.data,
                    .workers = context.workers},
                   m_run)
    {
        const double whole_s = estimatedSeconds(plan, context.settings, inputs.data, times);
        const double rest_s = secondsAfterWarmup(plan, context.settings, inputs.data, times);
        m_runner.estimator().plan({m_run, TaskKind::Warmup}, whole_s - rest_s);
        m_runner.estimator().plan(rest, rest_s);
        m_runner.estimator().start(elapsed_s);
    }

    /// Throws Restart.
    AdaptiveWarmup run()
    {
        if (m_runner.isDone(m_run)) // In an earlier exploration: it shows nothing of the machine now.
            return {.plan = m_plan, .outcome = Outcome::Done};
        keepPretrainedWeights(m_context.project, m_run, m_inputs.source);
        m_runner.queueUnfinished(std::vector{m_run});
        m_runner.run({{m_run, TaskKind::Warmup}}, 1);
        const Outcome outcome = m_runner.outcome(std::vector{m_run});
        const Plan settled =
            outcome == Outcome::Done ? settledPlan(m_context.settings, m_inputs, m_plan, paced(), elapsed_s()) : m_plan;
        return {.plan = settled, .outcome = outcome, .elapsed_s = elapsed_s()};
    }

    double elapsed_s() { return m_runner.estimator().overall().elapsed_s; }

    /// Makes the run the warm-up of the next attempt, unless an earlier exploration has left that one.
    void abandon(const Plan &next)
    {
        const std::string wanted = warmupSettings(m_context.settings, next);
        const std::vector<project::Run> runs = m_context.project.runs();
        const bool isThere = std::ranges::find(runs, wanted, &project::Run::settings) != runs.end();
        m_context.folder.remove(m_run);
        m_context.project.dropEpochs(m_run, protocol::nameOf(TaskKind::Warmup), 1);
        m_context.recorder.change(m_run, [&](project::Run &run) {
            run.status = isThere ? RunStatus::Stopped : RunStatus::Queued;
            if (!isThere)
                run.settings = wanted;
        });
    }

private:
    void watch(const Notice &notice)
    {
        m_context.recorder.announce(notice);
        const auto *stored = std::get_if<EpochStored>(&notice);
        if (!stored || stored->epoch.run != m_run)
            return;
        const protocol::EpochFinished &epoch = stored->epoch.result;
        m_epochs_s.push_back(epoch.seconds);
        if (2 * epoch.epoch > epoch.epochs || m_context.control.request() == workers::Request::Stop)
            return;
        if (const auto larger = largerPlan(m_context.settings, m_inputs, m_plan, paced(), elapsed_s()))
            throw Restart{*larger};
    }

    protocol::StepTimes paced() const { return pacedTimes(m_times, m_plan, m_inputs.data, m_epochs_s); }

    const ExplorationContext &m_context;
    const Inputs &m_inputs;
    const protocol::StepTimes &m_times;
    const Plan m_plan;
    const std::int64_t m_run;
    const Listener m_listener = [this](const Notice &notice) {
        watch(notice);
    };
    Recorder m_recorder;
    JobRunner m_runner;
    std::vector<double> m_epochs_s;
};

void store(const ExplorationContext &context, const Plan &plan)
{
    context.project.storeDocument(planDocument, toJson(plan).dump());
    context.recorder.announce(PlanMade{plan});
}

} // namespace

AdaptiveWarmup warmUpAdaptively(const ExplorationContext &context, const Inputs &inputs,
                                const protocol::StepTimes &times)
{
    Plan plan = context.plan;
    double elapsed_s = context.elapsed_s;
    while (true) {
        Attempt attempt(context, inputs, times, plan, elapsed_s);
        try {
            AdaptiveWarmup warmup = attempt.run();
            if (warmup.plan.explanation != plan.explanation)
                store(context, warmup.plan);
            return warmup;
        } catch (const Restart &again) {
            elapsed_s = attempt.elapsed_s();
            plan = again.plan;
            store(context, plan); // First, so that a host that is killed now goes on with the better plan.
            attempt.abandon(plan);
        }
    }
}

} // namespace odimo::host
