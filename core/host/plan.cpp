// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan.h"

#include "core/base/number_text.h"
#include "core/host/presets.h"
#include "core/host/step_work.h"
#include "core/mapping/baselines.h"
#include "core/network/passes.h"

#include <algorithm>
#include <cmath>

namespace odimo::host {

namespace {

constexpr int fewestPoints = 2;
/// As many as there are cores on most machines; a constant, for who is tuned next depends on who is known by then.
constexpr int tuningsAtATime = 4;
constexpr int fewestPreviews = 6; // Less is no front.
/// Adam moves a parameter by about its rate in a step: enough to carry the mixing from one end to the other.
constexpr double mappingTravel = 4;
constexpr double leastMappingRate = 1e-3;

void chooseWorkers(Plan &plan, const Settings &settings)
{
    const Threads threads = threadsFor(settings);
    plan.round = tuningsAtATime;
    plan.threads = threads.beside;
    plan.warmupThreads = threads.alone;
    plan.jobs = jobsFor(settings, plan.threads);
}

/// Those that keep to the restrictions, and all-precise in any case: the rest is measured by it.
std::vector<std::string> baselineNames(const Settings &settings, const Subject &subject, bool allOfPreset)
{
    if (settings.baselines == Baselines::None)
        return {};
    const bool all = allOfPreset || settings.baselines == Baselines::All;
    const mapping::CostTable table =
        mapping::makeCostTable(network::simplify(subject.source.network), platform::loadPlatform(settings.platform));
    const mapping::Restrictions restrictions = restrictionsOf(settings.wishes, table.platform);
    const platform::ComputeUnit &precise = table.platform.units[static_cast<std::size_t>(table.platform.preciseUnit())];
    const std::string allPrecise = "all-" + precise.name;
    const std::string cheapest = std::string("min-") + mapping::objectiveName(settings.objective);
    std::vector<std::string> names;
    for (const mapping::Baseline &baseline : mapping::baselines(table)) {
        const bool wanted = all || (engineOf(settings).trains() && baseline.name == cheapest);
        if (baseline.name == allPrecise || (wanted && mapping::keepsTo(restrictions, table, baseline.mapping)))
            names.push_back(baseline.name);
    }
    return names;
}

/// A network that comes trained needs no warm-up; one that is asked for all the
/// same must not undo what it knows.
void startTrained(Plan &plan, const Settings &settings, const Subject &subject)
{
    plan.weights = digestOf(subject.source.parameters);
    plan.warmup.learningRate = plan.finetune.learningRate;
    plan.warmup.gradientNorm = plan.finetune.gradientNorm;
    if (!settings.epochs)
        plan.warmup.epochs = 0;
}

void setImages(Plan &plan, int images)
{
    for (protocol::Schedule *schedule : {&plan.warmup, &plan.search, &plan.finetune})
        schedule->trainImages = images;
}

/// Data of few images still makes a whole batch; every class gives at least one image to validation.
void fitBatches(Plan &plan, const data::DatasetSummary &data)
{
    for (protocol::Schedule *schedule : {&plan.warmup, &plan.search, &plan.finetune}) {
        const double share = 1 - schedule->validationFraction;
        const auto trained = static_cast<int>(imagesOf(*schedule, data.trainImages) * share);
        const int certain = trained - static_cast<int>(data.classes.size());
        schedule->batchSize = std::clamp(certain, 2, schedule->batchSize);
    }
}

/// Of the analysis and the previews, which all cores do together.
double predictionSeconds(const Plan &plan, const data::DatasetSummary &data, const protocol::StepTimes &times)
{
    return (analysisWork(plan, data) + previewWork(plan, data)) * times.floatStep_ms / 1000;
}

double estimate_s(const Plan &plan, std::size_t targets, const data::DatasetSummary &data,
                  const protocol::StepTimes &times)
{
    if (!mapping::engineNamed(plan.engine).trains()) {
        const double tunings = plan.tunings + static_cast<double>(plan.baselines.size());
        const double steps_ms = stepsOf(plan.warmup, data.trainImages) * times.floatStep_ms +
                                tunings * stepsOf(plan.finetune, data.trainImages) * times.finetuneStep_ms;
        return steps_ms / 1000 + predictionSeconds(plan, data, times) + secondsPerTask * (3 + tunings / plan.jobs);
    }
    const auto searches = static_cast<double>(plan.strengths.size() + targets);
    const auto baselines = static_cast<double>(plan.baselines.size());
    const double steps_ms = stepsOf(plan.warmup, data.trainImages) * times.floatStep_ms +
                            searches * stepsOf(plan.search, data.trainImages) * times.searchStep_ms +
                            (searches * stepsOf(plan.finetune, data.trainImages) +
                             baselines * stepsOf(baselineSchedule(plan), data.trainImages)) *
                                times.finetuneStep_ms;
    return steps_ms / 1000 + secondsPerTask * (1 + (2 * searches + baselines) / plan.jobs);
}

/// Takes the most images that the budget allows, or else fewer points where the user left their number open.
void fitToBudget(Plan &plan, const Settings &settings, const data::DatasetSummary &data,
                 const protocol::StepTimes &times)
{
    const double limit_s = budgetShare * settings.budget_s;
    std::vector<int> tiers = imageTiers(data.trainImages);
    std::ranges::reverse(tiers);
    for (const int images : tiers) {
        setImages(plan, images);
        if (estimate_s(plan, settings.targets.size(), data, times) <= limit_s)
            return;
    }
    if (!settings.strengths.empty() || !settings.targets.empty() || settings.points)
        return;
    if (!mapping::engineNamed(plan.engine).trains()) {
        while (plan.tunings > fewestPoints && estimate_s(plan, settings.targets.size(), data, times) > limit_s)
            --plan.tunings;
        return;
    }
    for (int points = static_cast<int>(plan.strengths.size()) - 1;
         points >= fewestPoints && estimate_s(plan, settings.targets.size(), data, times) > limit_s; --points)
        plan.strengths = spreadStrengths(points);
}

/// 20000 -> "20,000".
std::string grouped(int number)
{
    std::string digits = std::to_string(number);
    for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string counted(std::size_t count, const std::string &thing)
{
    return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

/// "6 strengths", "2 targets", "2 targets and 1 strength".
std::string aims(const Plan &plan, const Settings &settings)
{
    const std::string strengths = counted(plan.strengths.size(), "strength");
    if (settings.targets.empty())
        return strengths;
    return counted(settings.targets.size(), "target") + (plan.strengths.empty() ? "" : " and " + strengths);
}

std::string describe(const Plan &plan, const Settings &settings, const data::DatasetSummary &data)
{
    const std::string warmup = plan.warmup.epochs == 0
                                   ? "trained weights instead of a warm-up; "
                                   : counted(static_cast<std::size_t>(plan.warmup.epochs), "epoch") + " of warm-up; ";
    const std::string mappings =
        mapping::engineNamed(plan.engine).trains()
            ? aims(plan, settings) + " with " + std::to_string(plan.search.epochs) + " of search and " +
                  std::to_string(plan.finetune.epochs) + " of fine-tuning; "
            : "engine " + plan.engine + ": " + counted(static_cast<std::size_t>(plan.previews), "mapping") +
                  " measured without training, up to " + std::to_string(plan.tunings) + " fine-tuned for " +
                  counted(static_cast<std::size_t>(plan.finetune.epochs), "epoch") + "; ";
    return "Preset " + settings.preset + ": " + warmup + mappings + counted(plan.baselines.size(), "baseline") +
           " with " + std::to_string(baselineSchedule(plan).epochs) + "; on " +
           grouped(imagesOf(plan.warmup, data.trainImages)) + " of " + grouped(data.trainImages) + " training images.";
}

std::string describeTimes(const Plan &plan, const Settings &settings, const data::DatasetSummary &data,
                          const protocol::StepTimes &times)
{
    const double total_s = estimate_s(plan, settings.targets.size(), data, times);
    const auto figure = [](double value) {
        return numberText(value, 3);
    };
    std::string text = " About " + std::to_string(std::lround(total_s)) + " s";
    if (total_s > budgetShare * settings.budget_s)
        text += ", although a budget of " + figure(settings.budget_s) + " s allows only " +
                std::to_string(std::lround(budgetShare * settings.budget_s)) + " s: it is the least that makes a front";
    else
        text += " of a budget of " + figure(settings.budget_s) + " s";
    return text + ", from steps of " + figure(times.floatStep_ms) + " ms (float), " + figure(times.searchStep_ms) +
           " ms (search) and " + figure(times.finetuneStep_ms) + " ms (fine-tuning)";
}

/// What the machine could do beyond the threads that repeat everywhere.
std::string describeThreads(const Plan &plan, const Settings &settings)
{
    const int used = std::max(plan.warmupThreads, plan.jobs * plan.threads);
    const int cores = availableCores();
    if (settings.device != "cpu" || !settings.executor.empty() || settings.threads || settings.jobs > 0 ||
        cores < 2 * used)
        return {};
    return " It uses " + std::to_string(used) + " of " + std::to_string(cores) + " cores; threads set to " +
           std::to_string(cores) + "," + std::to_string(std::max(1, cores / plan.round)) +
           " would use all, and such a front repeats with the same setting.";
}

} // namespace

mapping::Restrictions restrictionsOf(const Wishes &wishes, const platform::Platform &platform)
{
    mapping::Restrictions restrictions{.mostLatency_ms = wishes.mostLatency_ms,
                                       .mostEnergy_uJ = wishes.mostEnergy_uJ,
                                       .leastAccuracy = wishes.leastAccuracy};
    for (const std::string &pin : wishes.pins)
        restrictions.pins.push_back(mapping::pinFromText(pin, platform));
    return restrictions;
}

const mapping::Engine &engineOf(const Settings &settings)
{
    if (!settings.engine.empty())
        return mapping::engineNamed(settings.engine);
    const bool trains = !settings.strengths.empty() || settings.startRun ||
                        settings.costRule == protocol::CostRule::Published ||
                        settings.style == protocol::QuantiserStyle::Published || settings.preset == "paper";
    return mapping::engineNamed(trains ? "odimo" : "instant");
}

protocol::Schedule baselineSchedule(const Plan &plan)
{
    protocol::Schedule schedule = plan.finetune;
    if (mapping::engineNamed(plan.engine).trains())
        schedule.epochs += plan.search.epochs;
    return schedule;
}

bool needsTiming(const Settings &settings) { return settings.preset == "quick" && !settings.images; }

Plan makePlan(const Settings &settings, const Subject &subject, const std::optional<protocol::StepTimes> &times)
{
    const data::DatasetSummary &data = subject.data;
    const Preset preset = presetFor(settings, data);
    Plan plan{.warmup = preset.warmup,
              .search = preset.search,
              .finetune = preset.finetune,
              .strengths = preset.strengths,
              .baselines = baselineNames(settings, subject, preset.allBaselines),
              .engine = engineOf(settings).name,
              .previews = preset.previews,
              .tunings = preset.tunings,
              .explanation = {}};
    if (subject.source.parameters)
        startTrained(plan, settings, subject);
    if (settings.points) {
        plan.strengths = spreadStrengths(*settings.points);
        plan.tunings = *settings.points;
        plan.previews = std::max(fewestPreviews, 2 * plan.tunings);
    }
    if (!settings.strengths.empty() || !settings.targets.empty())
        plan.strengths = settings.strengths; // Targets become strengths later.
    if (engineOf(settings).trains())
        plan.previews = plan.tunings = 0;
    else
        plan.strengths.clear();
    chooseWorkers(plan, settings);
    for (protocol::Schedule *schedule : {&plan.warmup, &plan.search, &plan.finetune})
        schedule->precision = settings.precision;

    const auto wanted = static_cast<int>(plan.strengths.size()) + plan.tunings;
    if (settings.images)
        setImages(plan, *settings.images);
    else if (times)
        fitToBudget(plan, settings, data, *times);
    fitBatches(plan, data);
    if (settings.preset != "paper")
        plan.search.mappingRate = std::max(leastMappingRate, mappingTravel / stepsOf(plan.search, data.trainImages));

    plan.explanation = describe(plan, settings, data);
    if (!preset.remark.empty())
        plan.explanation += " " + preset.remark;
    if (times)
        plan.explanation += describeTimes(plan, settings, data, *times) + ".";
    plan.explanation += describeThreads(plan, settings);
    if (static_cast<int>(plan.strengths.size()) + plan.tunings < wanted)
        plan.explanation += " Fewer mappings than usual, because this machine is slow for the budget.";
    return plan;
}

} // namespace odimo::host
