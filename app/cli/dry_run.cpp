// SPDX-License-Identifier: Apache-2.0
#include "app/cli/dry_run.h"

#include "app/cli/figures.h"
#include "app/cli/interruption.h"
#include "app/cli/json_output.h"
#include "app/cli/terminal.h"
#include "app/cli/visible_text.h"
#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/host/flow/step_timing.h"
#include "core/host/open_project.h"
#include "core/host/plan/forecast.h"
#include "core/host/plan/known_times.h"
#include "core/host/plan/make_plan.h"
#include "core/host/plan/started_workers.h"
#include "core/host/plan/validate.h"

#include <nlohmann/json.hpp>

namespace odimo::cli {

namespace {

/// Those kept of this machine, or new ones; absent if nothing can be timed here.
std::optional<protocol::StepTimes> timesOf(const host::Settings &settings, const host::Inputs &inputs)
{
    const host::Plan untimed = host::makePlan(settings, inputs, std::nullopt);
    const host::KnownTimes known;
    if (const auto times = known.of(settings, inputs, untimed))
        return times;
    print(stderr, "Timing a few training steps on this machine\n");
    workers::Control control;
    const Interruption interruption([&] { control.stop(); });
    try {
        const protocol::StepTimes times = host::timeSteps(settings, inputs, untimed, host::checkedLaunch(settings),
                                                          control, [](const protocol::Log &) {});
        known.keep(settings, inputs, untimed, times);
        return times;
    } catch (const Error &error) {
        if (error.kind() == ErrorKind::Cancelled)
            throw;
        print(stderr, "odimo: no steps could be timed: " + std::string(error.what()) + "\n");
        return std::nullopt;
    }
}

std::string timeText(const host::Forecast &forecast)
{
    const std::string range = duration(forecast.least_s) + " to " + duration(forecast.most_s);
    if (!forecast.isMeasured)
        return range + ", a guess: no steps were timed on this machine";
    return range + ", from steps timed on this machine" +
           (forecast.exceedsBudget ? "; more than the budget, but less makes no front" : "");
}

Json executorsToJson(const std::vector<host::StartedWorkers> &executors)
{
    Json all = Json::array();
    for (const auto &[executor, jobs, command] : executors)
        all.push_back({{"executor", executor}, {"jobs", jobs}, {"command", command}});
    return all;
}

/// A line each, of what would run elsewhere or beside it.
std::string executorsText(const std::vector<host::StartedWorkers> &executors)
{
    std::string text;
    for (const host::StartedWorkers &started : executors)
        text += visibleLine(host::textOf(started)) + "\n";
    return text;
}

void printJson(const host::Forecast &forecast, const std::vector<host::StartedWorkers> &executors)
{
    printDocument({{"searches", forecast.searches},
                   {"previews", forecast.previews},
                   {"fine_tunings", forecast.fineTunings},
                   {"baselines", forecast.baselines},
                   {"least_s", forecast.least_s},
                   {"most_s", forecast.most_s},
                   {"measured", forecast.isMeasured},
                   {"exceeds_budget", forecast.exceedsBudget},
                   {"disk_mb", forecast.disk_MB},
                   {"executors", executorsToJson(executors)},
                   {"plan", host::toJson(forecast.plan)}});
}

} // namespace

int dryRun(const std::filesystem::path &project, host::Settings settings, bool json)
{
    host::fitData(settings);
    const host::Inputs inputs = host::validate(settings, data::summarise(data::loadDataset(settings.data)));
    host::checkProjectFile(project, settings, inputs.source.network);
    const std::vector<host::StartedWorkers> executors =
        host::startedWorkers(settings, {.executors = settings.executors, .worker = settings.worker});
    print(json ? stderr : stdout, executorsText(executors)); // Before steps are timed by them.
    const host::Forecast forecast = host::forecast(settings, inputs, timesOf(settings, inputs));
    if (json)
        printJson(forecast, executors);
    else
        print(stdout, forecast.plan.explanation + "\n\nRuns  " + host::runsInWords(forecast) + "\nTime  " +
                          timeText(forecast) + "\nDisk  about " + numberText(forecast.disk_MB, 2) + " MB in " +
                          project.string() + "\nNothing was started.\n");
    return 0;
}

} // namespace odimo::cli
