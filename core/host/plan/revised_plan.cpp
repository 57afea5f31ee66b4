// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/revised_plan.h"

#include "core/base/grouped_digits.h"
#include "core/host/plan/make_plan.h"
#include "core/host/plan/presets.h"
#include "core/host/plan/step_work.h"
#include "core/host/plan/time_budget.h"

#include <algorithm>

namespace odimo::host {

namespace {

/// Beginning again costs what the warm-up has done.
constexpr double worthwhileGrowth = 1.9;

std::string mappings(const Plan &plan)
{
    return mapping::engineNamed(plan.engine).trains() ? "strengths" : "fine-tuned mappings";
}

} // namespace

protocol::StepTimes pacedTimes(const protocol::StepTimes &timed, const Plan &plan, const data::DatasetSummary &data,
                               std::span<const double> epochs_s)
{
    std::vector<double> sorted(epochs_s.begin(), epochs_s.end());
    std::ranges::sort(sorted);
    const double timed_s = stepsOf(plan.warmup, data.trainImages) / plan.warmup.epochs * timed.floatStep_ms / 1000;
    if (sorted.empty() || timed_s <= 0 || sorted[(sorted.size() - 1) / 2] <= 0)
        return timed;
    const double pace = sorted[(sorted.size() - 1) / 2] / timed_s;
    protocol::StepTimes times = timed;
    for (double *time : {&times.floatStep_ms, &times.searchStep_ms, &times.finetuneStep_ms})
        *time *= pace;
    return times;
}

std::optional<Plan> largerPlan(const Settings &settings, const Inputs &inputs, const Plan &plan,
                               const protocol::StepTimes &times, double spent_s)
{
    Settings rest = settings;
    rest.budget_s -= spent_s / budgetShare;
    if (rest.budget_s <= 0)
        return std::nullopt;
    Plan larger = makePlan(rest, inputs, times);
    const int images = imagesOf(plan.warmup, inputs.data.trainImages);
    const bool fits = estimatedSeconds(larger, rest, inputs.data, times) <= budgetShare * rest.budget_s;
    if (!fits || imagesOf(larger.warmup, inputs.data.trainImages) < worthwhileGrowth * images)
        return std::nullopt;
    larger.explanation += " Begun again, because the machine turned out faster than when it was timed; the first plan "
                          "had " +
                          groupedDigits(std::to_string(images)) + " images.";
    return larger;
}

Plan settledPlan(const Settings &settings, const Inputs &inputs, Plan plan, const protocol::StepTimes &times,
                 double spent_s)
{
    if (!arePointsOpen(settings))
        return plan;
    const auto fits = [&](int points, double budget_s) {
        Plan changed = plan;
        setPoints(changed, points);
        return secondsAfterWarmup(changed, settings, inputs.data, times) <= budget_s - spent_s;
    };
    const int before = pointsOf(plan);
    const int usual = pointsOf(makePlan(settings, inputs, std::nullopt));
    int points = before;
    while (points < usual && fits(points + 1, budgetShare * settings.budget_s))
        ++points;
    while (points > fewestPoints && !fits(points, settings.budget_s))
        --points;
    if (points == before)
        return plan;
    setPoints(plan, points);
    plan.explanation +=
        " After the warm-up, " + std::to_string(points) + " " + mappings(plan) + " instead of " +
        std::to_string(before) +
        (points < before ? ", because no more fit into the time left." : ", because there is time for them.");
    return plan;
}

} // namespace odimo::host
