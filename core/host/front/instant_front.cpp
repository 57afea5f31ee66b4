// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/instant_front.h"

#include "core/base/error.h"
#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::host {

namespace {

/// So many fine-tuned mappings say more about what can be reached than previews.
constexpr std::size_t enoughTuned = 3;

/// The latest warm-up that was analysed.
std::optional<project::Run> analysedWarmup(const project::Project &project)
{
    std::vector<project::Run> runs = project.runs();
    const auto found = std::find_if(runs.rbegin(), runs.rend(), [&](const project::Run &run) {
        return run.kind == project::RunKind::Warmup && project.analysis(run.id);
    });
    return found == runs.rend() ? std::nullopt : std::optional(*found);
}

project::Run requireAnalysis(const project::Project &project)
{
    const std::optional<project::Run> warmup = analysedWarmup(project);
    if (!warmup)
        throw Error(project.path().string() +
                    " has no analysis to predict a front from; explore with the engine instant to make one");
    return *warmup;
}

/// The accuracies by which predictions are calibrated: of validation images, for who steers by a prediction chooses by
/// it, and the test set decides nothing.
std::vector<mapping::MeasuredPenalty> measuredPenalties(const project::Project &project,
                                                        const mapping::Sensitivity &sensitivity)
{
    std::vector<mapping::MeasuredPenalty> previewed;
    std::vector<mapping::MeasuredPenalty> tuned;
    for (const project::Run &run : project.runs())
        for (const project::Measurement &each : run.measurements)
            if (run.mapping && each.split == "validation" && each.numerics == "fake")
                (each.phase == "finetune" ? tuned : previewed)
                    .push_back({mapping::penaltyOf(sensitivity, *run.mapping), each.accuracy()});
    return tuned.size() >= enoughTuned ? tuned : previewed;
}

mapping::AccuracyPrediction predictionFor(const project::Project &project, const mapping::Sensitivity &sensitivity)
{
    const project::Run warmup = requireAnalysis(project);
    const auto validated = std::ranges::find(warmup.measurements, "validation", &project::Measurement::split);
    const double guessing = 1.0 / project.setup().network.classes();
    mapping::AccuracyPrediction prediction(validated != warmup.measurements.end() ? validated->accuracy() : 1,
                                           guessing);
    prediction.calibrate(measuredPenalties(project, sensitivity));
    return prediction;
}

void keepAccurate(std::vector<PredictedEntry> &entries, double least)
{
    const PredictedEntry best = std::ranges::max(entries, {}, &PredictedEntry::accuracy);
    if (best.accuracy < least) {
        throw Error("no mapping is predicted to reach " + numberText(100 * least, 4) + " %; the best reaches " +
                    numberText(100 * best.accuracy, 4) + " %, so ask for that or less");
    }
    std::erase_if(entries, [least](const PredictedEntry &entry) { return entry.accuracy < least; });
}

} // namespace

InstantFront::InstantFront(const project::Project &project)
    : m_table(project.costTable()), m_sensitivity(*project.analysis(requireAnalysis(project).id)),
      m_prediction(predictionFor(project, m_sensitivity))
{
}

bool InstantFront::isReady(const project::Project &project) { return analysedWarmup(project).has_value(); }

std::vector<PredictedEntry> InstantFront::predict(mapping::Objective objective,
                                                  const mapping::Restrictions &restrictions) const
{
    const std::vector<mapping::LayerChoices> layers = mapping::layerChoices(m_table, m_sensitivity, restrictions);
    const double msPerCycle = 1e3 / m_table.platform.clock_Hz;
    std::vector<PredictedEntry> entries;
    for (mapping::PredictedPoint &point : mapping::permittedFront(layers, objective, restrictions, m_table.platform)) {
        const mapping::Cost cost{.latency_cycles = point.latency_cycles,
                                 .latency_ms = point.latency_cycles * msPerCycle,
                                 .energy_uJ = point.energy_uJ};
        const double accuracy = m_prediction.accuracyAt(point.penalty);
        entries.push_back({.cost = cost, .accuracy = accuracy, .point = std::move(point)});
    }
    keepAccurate(entries, restrictions.leastAccuracy.value_or(0));
    return entries;
}

mapping::Mapping InstantFront::mappingOf(const PredictedEntry &entry, const mapping::Restrictions &restrictions) const
{
    return mapping::mappingOf(mapping::layerChoices(m_table, m_sensitivity, restrictions), entry.point);
}

double InstantFront::accuracyOf(const mapping::Mapping &mapping) const
{
    return m_prediction.accuracyAt(mapping::penaltyOf(m_sensitivity, mapping));
}

Json toJson(const std::vector<PredictedEntry> &front, mapping::Objective objective, platform::LayoutMode layout)
{
    Json points = Json::array();
    for (const PredictedEntry &entry : front)
        points.push_back({{"latency_cycles", entry.cost.latency_cycles},
                          {"latency_ms", entry.cost.latency_ms},
                          {"energy_uJ", entry.cost.energy_uJ},
                          {"penalty", entry.point.penalty},
                          {"predicted_accuracy", entry.accuracy}});
    return {{"objective", mapping::objectiveName(objective)},
            {"layout", platform::nameOf(layout)},
            {"points", std::move(points)}};
}

} // namespace odimo::host
