// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/make_plan.h"

#include "core/base/grouped_digits.h"
#include "core/host/plan/presets.h"
#include "core/host/plan/step_work.h"
#include "core/host/plan/threads.h"
#include "core/host/plan/time_budget.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/platform/left_out.h"

#include <algorithm>
#include <cmath>

namespace odimo::host {

namespace {

/// As many as there are cores on most machines; a constant, for who is tuned next depends on who is known by then.
constexpr int fineTuningsAtATime = 4;
/// Adam moves a parameter by about its rate in a step: enough to carry the mixing from one end to the other.
constexpr double mappingTravel = 4;
constexpr double leastMappingRate = 1e-3;

void chooseWorkers(Plan &plan, const Settings &settings)
{
    const Threads threads = threadsFor(settings);
    plan.round = fineTuningsAtATime;
    plan.threads = threads.beside;
    plan.warmupThreads = threads.alone;
    plan.jobs = jobsFor(settings, plan.threads);
}

/// Those that keep to the restrictions, and all-reference in any case: the rest is measured by it.
std::vector<std::string> baselineNames(const Settings &settings, const Inputs &inputs, bool allOfPreset)
{
    if (settings.baselines == Baselines::None)
        return {};
    const bool all = allOfPreset || settings.baselines == Baselines::All;
    const mapping::CostTable table =
        mapping::makeCostTable(network::simplify(inputs.source.network), platformOf(settings));
    const mapping::Restrictions restrictions = restrictionsOf(settings.restrictions, table.platform);
    const platform::ComputeUnit &reference =
        table.platform.units[static_cast<std::size_t>(table.platform.referenceUnit())];
    const std::string allReference = "all-" + reference.name;
    const std::string cheapest = std::string("min-") + mapping::objectiveName(settings.objective);
    std::vector<std::string> names;
    for (const mapping::Baseline &baseline : mapping::baselines(table)) {
        const bool wanted = all || (engineOf(settings).trains() && baseline.name == cheapest);
        if (baseline.name == allReference || (wanted && mapping::keepsTo(restrictions, table, baseline.mapping)))
            names.push_back(baseline.name);
    }
    return names;
}

/// A network that comes trained needs no warm-up; one that is asked for all the
/// same must not undo what it knows.
void startTrained(Plan &plan, const Settings &settings, const Inputs &inputs)
{
    plan.weights = digestOf(inputs.source.parameters);
    plan.warmup.learningRate = plan.finetune.learningRate;
    plan.warmup.gradientNorm = plan.finetune.gradientNorm;
    if (!settings.epochs)
        plan.warmup.epochs = 0;
}

/// Where units compute layers by other operators, which weights of one operator say little of. Not where channels may
/// be left out, too: a supernet draws how many stand on either operator.
bool trainsSupernet(const Plan &plan, const Settings &settings)
{
    const platform::Platform platform = platformOf(settings);
    return plan.warmup.epochs > 0 && std::ranges::none_of(platform.units, platform::leavesOut) &&
           std::ranges::any_of(platform.units,
                               [](const platform::ComputeUnit &unit) { return !unit.standsIn.empty(); });
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
    const std::string warmup =
        plan.warmup.epochs == 0
            ? "trained weights instead of a warm-up; "
            : counted(static_cast<std::size_t>(plan.warmup.epochs), "epoch") + " of warm-up" +
                  (plan.warmup.supernet == protocol::Supernet::Fine ? ", all mappings at once; " : "; ");
    const std::string mappings =
        mapping::engineNamed(plan.engine).trains()
            ? aims(plan, settings) + " with " + std::to_string(plan.search.epochs) + " of search and " +
                  std::to_string(plan.finetune.epochs) + " of fine-tuning; "
            : "engine " + plan.engine + ": " + counted(static_cast<std::size_t>(plan.previews), "mapping") +
                  " measured without training, up to " + std::to_string(plan.fineTunings) + " fine-tuned for " +
                  counted(static_cast<std::size_t>(plan.finetune.epochs), "epoch") + "; ";
    return "Preset " + settings.preset + ": " + warmup + mappings + counted(plan.baselines.size(), "baseline") +
           " with " + std::to_string(baselineSchedule(plan).epochs) + "; on " +
           groupedDigits(std::to_string(imagesOf(plan.warmup, data.trainImages))) + " of " +
           groupedDigits(std::to_string(data.trainImages)) + " training images.";
}

/// What the machine could do beyond the threads that repeat everywhere.
std::string describeThreads(const Plan &plan, const Settings &settings)
{
    const int used = std::max(plan.warmupThreads, plan.jobs * plan.threads);
    const int cores = availableCores();
    if (settings.device != "cpu" || workers::leadElsewhere(settings.executors) || settings.threads ||
        settings.jobs > 0 || cores < 2 * used)
        return {};
    return " It uses " + std::to_string(used) + " of " + std::to_string(cores) + " cores; threads set to " +
           std::to_string(cores) + "," + std::to_string(std::max(1, cores / plan.round)) +
           " would use all, and such a front repeats with the same setting.";
}

} // namespace

Plan makePlan(const Settings &settings, const Inputs &inputs, const std::optional<protocol::StepTimes> &times)
{
    const data::DatasetSummary &data = inputs.data;
    const Preset preset = presetFor(settings, data);
    Plan plan{.warmup = preset.warmup,
              .search = preset.search,
              .finetune = preset.finetune,
              .strengths = preset.strengths,
              .baselines = baselineNames(settings, inputs, preset.allBaselines),
              .engine = engineOf(settings).name,
              .previews = preset.previews,
              .fineTunings = preset.fineTunings,
              .explanation = {}};
    if (inputs.source.parameters)
        startTrained(plan, settings, inputs);
    if (settings.points) {
        plan.strengths = spreadStrengths(*settings.points);
        plan.fineTunings = *settings.points;
        plan.previews = previewsFor(plan.fineTunings);
    }
    if (!settings.strengths.empty() || !settings.targets.empty())
        plan.strengths = settings.strengths; // Targets become strengths later.
    if (engineOf(settings).trains())
        plan.previews = plan.fineTunings = 0;
    else
        plan.strengths.clear();
    if (trainsSupernet(plan, settings))
        plan.warmup.supernet = protocol::Supernet::Fine;
    chooseWorkers(plan, settings);
    for (protocol::Schedule *schedule : {&plan.warmup, &plan.search, &plan.finetune})
        schedule->precision = settings.precision;

    const auto wanted = static_cast<int>(plan.strengths.size()) + plan.fineTunings;
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
        plan.explanation += budgetInWords(plan, settings, data, *times) + ".";
    plan.explanation += describeThreads(plan, settings);
    if (static_cast<int>(plan.strengths.size()) + plan.fineTunings < wanted)
        plan.explanation += " Fewer mappings than usual, because this machine is slow for the budget.";
    return plan;
}

} // namespace odimo::host
