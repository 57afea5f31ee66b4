// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/time_budget.h"

#include "core/base/number_text.h"
#include "core/host/plan/presets.h"
#include "core/host/plan/step_work.h"

#include <algorithm>
#include <cmath>

namespace odimo::host {

namespace {

constexpr int fewestPreviews = 6;
constexpr int fewestOfClass = 500;
/// However many classes there are: all 100,000 images of 200 classes would take hours in place of minutes.
constexpr int fewestOfAll = 20'000;

bool trains(const Plan &plan) { return mapping::engineNamed(plan.engine).trains(); }

/// Of the analysis and the previews, which all cores do together.
double predictionSeconds(const Plan &plan, const data::DatasetSummary &data, const protocol::StepTimes &times)
{
    return (analysisWork(plan, data) + previewWork(plan, data)) * times.floatStep_ms / 1000;
}

} // namespace

bool arePointsOpen(const Settings &settings)
{
    return settings.strengths.empty() && settings.targets.empty() && !settings.points;
}

int pointsOf(const Plan &plan) { return trains(plan) ? static_cast<int>(plan.strengths.size()) : plan.fineTunings; }

void setPoints(Plan &plan, int points)
{
    if (trains(plan)) {
        plan.strengths = spreadStrengths(points);
        return;
    }
    plan.fineTunings = points;
    plan.previews = previewsFor(points);
}

double secondsAfterWarmup(const Plan &plan, const Settings &settings, const data::DatasetSummary &data,
                          const protocol::StepTimes &times)
{
    if (!trains(plan)) {
        const double fineTunings = plan.fineTunings + static_cast<double>(plan.baselines.size());
        return fineTunings * stepsOf(plan.finetune, data.trainImages) * times.finetuneStep_ms / 1000 +
               predictionSeconds(plan, data, times) + secondsPerTask * (2 + fineTunings / plan.jobs);
    }
    const auto searches = static_cast<double>(plan.strengths.size() + settings.targets.size());
    const auto baselines = static_cast<double>(plan.baselines.size());
    const double steps_ms = searches * stepsOf(plan.search, data.trainImages) * times.searchStep_ms +
                            (searches * stepsOf(plan.finetune, data.trainImages) +
                             baselines * stepsOf(baselineSchedule(plan), data.trainImages)) *
                                times.finetuneStep_ms;
    return steps_ms / 1000 + secondsPerTask * (2 * searches + baselines) / plan.jobs;
}

double estimatedSeconds(const Plan &plan, const Settings &settings, const data::DatasetSummary &data,
                        const protocol::StepTimes &times)
{
    return stepsOf(plan.warmup, data.trainImages) * times.floatStep_ms / 1000 + secondsPerTask +
           secondsAfterWarmup(plan, settings, data, times);
}

int fewestImages(const data::DatasetSummary &data)
{
    const auto classes = static_cast<int>(data.classes.size());
    return std::min({data.trainImages, fewestOfClass * classes, fewestOfAll});
}

int previewsFor(int fineTunings) { return std::max(fewestPreviews, 2 * fineTunings); }

void setImages(Plan &plan, int images)
{
    for (protocol::Schedule *schedule : {&plan.warmup, &plan.search, &plan.finetune})
        schedule->trainImages = images;
}

void fitToBudget(Plan &plan, const Settings &settings, const data::DatasetSummary &data,
                 const protocol::StepTimes &times)
{
    const double limit_s = budgetShare * settings.budget_s;
    const auto isTooLong = [&] {
        return estimatedSeconds(plan, settings, data, times) > limit_s;
    };
    std::vector<int> tiers = imageTiers(data.trainImages, fewestImages(data));
    std::ranges::reverse(tiers);
    for (const int images : tiers) {
        setImages(plan, images);
        if (!isTooLong())
            return;
    }
    if (arePointsOpen(settings))
        for (int points = pointsOf(plan) - 1; points >= fewestPoints && isTooLong(); --points)
            setPoints(plan, points);
}

std::string budgetInWords(const Plan &plan, const Settings &settings, const data::DatasetSummary &data,
                          const protocol::StepTimes &times)
{
    const double total_s = estimatedSeconds(plan, settings, data, times);
    const auto figure = [](double value) {
        return numberText(value, 3);
    };
    std::string text = " About " + std::to_string(std::lround(total_s)) + " s";
    if (total_s > budgetShare * settings.budget_s)
        text += ", although a budget of " + figure(settings.budget_s) + " s allows only " +
                std::to_string(std::lround(budgetShare * settings.budget_s)) +
                " s: this is the least that makes a front, as fewer images train no network that is worth mapping";
    else
        text += " of a budget of " + figure(settings.budget_s) + " s";
    return text + ", from steps of " + figure(times.floatStep_ms) + " ms (float), " + figure(times.searchStep_ms) +
           " ms (search) and " + figure(times.finetuneStep_ms) + " ms (fine-tuning)";
}

std::string repeatingSettings(const Plan &plan, const Settings &settings)
{
    std::string text = "images " + std::to_string(plan.warmup.trainImages);
    if (arePointsOpen(settings))
        text += ", points " + std::to_string(pointsOf(plan));
    if (!settings.threads)
        text += ", threads " + std::to_string(plan.warmupThreads) + "," + std::to_string(plan.threads);
    return text;
}

} // namespace odimo::host
