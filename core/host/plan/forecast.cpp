// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/forecast.h"

#include "core/base/list_text.h"
#include "core/host/plan/make_plan.h"
#include "core/host/plan/presets.h"
#include "core/host/plan/step_work.h"
#include "core/host/plan/time_budget.h"

#include <algorithm>
#include <numeric>

namespace odimo::host {

namespace {

/// What else a machine does, and how evenly tasks fill its cores, moves the time of an exploration that much.
constexpr double leastOfEstimate = 0.8;
constexpr double mostOfEstimate = 1.4;

/// Multiplications a second that training gets out of a core or of a GPU, forward and backward: of old machines and
/// depthwise layers, and of new ones and wide layers.
struct Speed {
    double least;
    double most;
};
constexpr Speed coreSpeed{.least = 1.5e9, .most = 20e9};
constexpr Speed gpuSpeed{.least = 100e9, .most = 5000e9};
/// Forward, and twice of it backward.
constexpr double passes = 3;
/// A step is not quicker, however small.
constexpr double leastStep_ms = 1;

/// A project file without any weights, and the weights that it keeps of each: compressed they take as much as these.
constexpr double emptyProject_MB = 0.3;
constexpr double bytesPerParameter = 3.7;

double multiplications(const network::Network &network)
{
    double macs = 0;
    for (int node = 0; node <= network.output(); ++node)
        macs += static_cast<double>(network::macs(network, node));
    return macs;
}

double parameterCount(const network::Network &network)
{
    double count = 0;
    for (const auto &[name, shape] : network::parameterShapes(network))
        count += static_cast<double>(std::accumulate(shape.begin(), shape.end(), std::int64_t{1}, std::multiplies()));
    return count;
}

/// At so many multiplications a second of each thread, or of the GPU.
protocol::StepTimes guessedTimes(const Settings &settings, const Inputs &inputs, const Plan &plan, double speed)
{
    const double threads = settings.device == "cpu" ? plan.warmupThreads : 1;
    const double work = passes * plan.warmup.batchSize * multiplications(inputs.source.network);
    const double step_ms = std::max(leastStep_ms, 1000 * work / (speed * std::max(1.0, threads)));
    return {.floatStep_ms = step_ms,
            .searchStep_ms = step_ms * searchStepWork,
            .finetuneStep_ms = step_ms * finetuneStepWork};
}

/// Of the warm-up: its weights and those with the scales of the analysis. Of each mapping: as searched and as tuned.
double projectSize_MB(const Forecast &forecast, const Inputs &inputs)
{
    const int kept = 2 + 2 * forecast.searches + forecast.fineTunings + forecast.baselines;
    return emptyProject_MB + kept * bytesPerParameter * parameterCount(inputs.source.network) / 1e6;
}

std::string counted(int count, const std::string &thing)
{
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

} // namespace

Forecast forecast(const Settings &settings, const Inputs &inputs, const std::optional<protocol::StepTimes> &times)
{
    const Plan untimed = makePlan(settings, inputs, std::nullopt);
    const Speed speed = settings.device == "cpu" ? coreSpeed : gpuSpeed;
    const protocol::StepTimes quick = times ? *times : guessedTimes(settings, inputs, untimed, speed.most);
    const protocol::StepTimes slow = times ? *times : guessedTimes(settings, inputs, untimed, speed.least);
    const auto planFor = [&](const protocol::StepTimes &steps) {
        return needsTiming(settings) ? makePlan(settings, inputs, steps) : untimed;
    };
    const auto seconds = [&](const protocol::StepTimes &steps) {
        return estimatedSeconds(planFor(steps), settings, inputs.data, steps);
    };
    Forecast cost{.plan = times ? planFor(*times) : untimed, .isMeasured = times.has_value()};
    const bool trains = mapping::engineNamed(cost.plan.engine).trains();
    cost.searches = trains ? static_cast<int>(cost.plan.strengths.size() + settings.targets.size()) : 0;
    cost.previews = cost.plan.previews;
    cost.fineTunings = trains ? cost.searches : cost.plan.fineTunings;
    cost.baselines = static_cast<int>(cost.plan.baselines.size());
    cost.least_s = leastOfEstimate * std::min(seconds(quick), seconds(slow));
    cost.most_s = mostOfEstimate * std::max(seconds(quick), seconds(slow));
    cost.disk_MB = projectSize_MB(cost, inputs);
    if (needsTiming(settings)) {
        cost.exceedsBudget = seconds(quick) > settings.budget_s;
        if (seconds(slow) <= budgetShare * settings.budget_s) // Then it is fitted to the budget, and kept to it.
            cost.most_s = std::min(cost.most_s, settings.budget_s);
    }
    return cost;
}

std::string runsInWords(const Forecast &forecast)
{
    std::string text = counted(forecast.baselines, "baseline");
    if (forecast.searches > 0)
        return counted(forecast.searches, "mapping") + " trained and fine-tuned, " + text;
    return counted(forecast.previews, "mapping") + " measured, up to " + std::to_string(forecast.fineTunings) +
           " fine-tuned, " + text;
}

} // namespace odimo::host
