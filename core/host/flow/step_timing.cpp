// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/step_timing.h"

#include "core/base/error.h"
#include "core/host/plan/threads.h"
#include "core/workers/run_tasks.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace odimo::host {

namespace {

/// Steps of each kind that are timed; the medians count.
constexpr int timedSteps = 3;

/// Timings, each of which sees a moment only; the fastest counts, because what else a machine does only slows it down.
/// Between them lie the starts of other workers, seconds.
constexpr int timings = 2;

} // namespace

workers::LaunchOptions checkedLaunch(const Settings &settings)
{
    workers::LaunchOptions launch{.worker = settings.worker, .isShared = settings.oneProcess};
    launch.executors =
        settings.executors.size() > 1 ? executorsFor(settings, threadsFor(settings).beside) : settings.executors;
    for (const workers::Executor &each : workers::executorsOf(launch))
        workers::workerCommand(launch, each);
    return launch;
}

/// Several workers with few threads each get more done than one with many.
protocol::StepTimes timeSteps(const Settings &settings, const Inputs &inputs, const Plan &untimed,
                              const workers::LaunchOptions &launch, workers::Control &control,
                              const std::function<void(const protocol::Log &)> &log)
{
    const auto timed = [&](int threads) {
        protocol::Task task{.kind = protocol::TaskKind::Time,
                            .name = "the timing of steps",
                            .network = inputs.source.network,
                            .data = settings.data,
                            .platform = platformOf(settings)};
        task.schedule = untimed.warmup;
        task.seed = settings.seed;
        task.device = settings.device;
        task.threads = threads;
        task.objective = settings.objective;
        task.repetitions = timedSteps;
        std::optional<protocol::StepTimes> times;
        workers::runTask(task, launch, control, [&](const protocol::Event &event) {
            if (const auto *measured = std::get_if<protocol::StepTimes>(&event))
                times = *measured;
            if (const auto *line = std::get_if<protocol::Log>(&event))
                log(*line);
        });
        if (!times)
            throw Error("the worker timed no steps; install odimo and odimo-worker of the same version",
                        ErrorKind::RunFailed);
        return *times;
    };
    constexpr double never_ms = std::numeric_limits<double>::infinity();
    protocol::StepTimes fastest{.floatStep_ms = never_ms, .searchStep_ms = never_ms, .finetuneStep_ms = never_ms};
    for (int timing = 0; timing < timings; ++timing) {
        const protocol::StepTimes alone = timed(untimed.warmupThreads);
        const protocol::StepTimes beside = untimed.threads == untimed.warmupThreads ? alone : timed(untimed.threads);
        fastest.floatStep_ms = std::min(fastest.floatStep_ms, alone.floatStep_ms);
        fastest.searchStep_ms = std::min(fastest.searchStep_ms, beside.searchStep_ms / untimed.jobs);
        fastest.finetuneStep_ms = std::min(fastest.finetuneStep_ms, beside.finetuneStep_ms / untimed.jobs);
    }
    return fastest;
}

} // namespace odimo::host
