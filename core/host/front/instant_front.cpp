// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/instant_front.h"

#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/mapping/front/combinations.h"

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

bool canKeep(const std::vector<mapping::LayerChoices> &layers, const mapping::Restrictions &restrictions,
             const platform::Platform &platform)
{
    if (!restrictions.mostLatency_ms && !restrictions.mostEnergy_uJ)
        return true;
    return std::ranges::any_of(mapping::exactFront(layers, mapping::Criteria::Costs),
                               [&](const mapping::PredictedPoint &point) {
                                   return mapping::constraintViolation(point, restrictions, platform) == 0;
                               });
}

/// Of a layer those penalties that count on another platform, where units may refuse it that took it.
void keepPenalties(mapping::LayerSensitivity &penalties, const mapping::LayerTable &before,
                   const mapping::LayerTable &now, const platform::Platform &platform)
{
    if (before.reference().unit != now.reference().unit)
        throw Error("the analysis compares the units of the layer " + penalties.layer + " with another one than " +
                    platform.units[static_cast<std::size_t>(now.reference().unit)].name +
                    "; explore on that platform to make one");
    for (std::size_t unit = 0; unit < penalties.penalty.size(); ++unit) {
        if (!now.cycles[unit])
            penalties.penalty[unit].clear();
        else if (!before.cycles[unit])
            throw Error("the analysis says nothing of the layer " + penalties.layer + " on the unit " +
                        platform.units[unit].name + "; explore on that platform to make one");
    }
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
    std::vector<PredictedEntry> entries =
        entriesOf(mapping::layerChoices(m_table, m_sensitivity, restrictions), objective, restrictions);
    keepAccurate(entries, restrictions.leastAccuracy.value_or(0));
    return entries;
}

std::vector<PredictedEntry> InstantFront::predictIfAny(mapping::Objective objective,
                                                       const mapping::Restrictions &restrictions) const
{
    const std::vector<mapping::LayerChoices> layers = mapping::layerChoices(m_table, m_sensitivity, restrictions);
    if (!canKeep(layers, restrictions, m_table.platform))
        return {};
    std::vector<PredictedEntry> entries = entriesOf(layers, objective, restrictions);
    std::erase_if(entries, [least = restrictions.leastAccuracy.value_or(0)](const PredictedEntry &entry) {
        return entry.accuracy < least;
    });
    return entries;
}

InstantFront InstantFront::on(mapping::CostTable table) const
{
    InstantFront other = *this;
    for (std::size_t i = 0; i < table.layers.size(); ++i)
        keepPenalties(other.m_sensitivity.layers[i], m_table.layers[i], table.layers[i], table.platform);
    other.m_table = std::move(table);
    return other;
}

std::vector<PredictedEntry> InstantFront::entriesOf(const std::vector<mapping::LayerChoices> &layers,
                                                    mapping::Objective objective,
                                                    const mapping::Restrictions &restrictions) const
{
    const double msPerCycle = 1e3 / m_table.platform.clock_Hz;
    std::vector<PredictedEntry> entries;
    for (mapping::PredictedPoint &point : mapping::permittedFront(layers, objective, restrictions, m_table.platform)) {
        const mapping::Cost cost{.latency_cycles = point.latency_cycles,
                                 .latency_ms = point.latency_cycles * msPerCycle,
                                 .energy_uJ = point.energy_uJ};
        const double accuracy = m_prediction.accuracyAt(point.penalty);
        entries.push_back({.cost = cost, .accuracy = accuracy, .point = std::move(point)});
    }
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

Json toJson(const PredictedEntry &entry)
{
    return {{"latency_cycles", entry.cost.latency_cycles},
            {"latency_ms", entry.cost.latency_ms},
            {"energy_uJ", entry.cost.energy_uJ},
            {"penalty", entry.point.penalty},
            {"predicted_accuracy", entry.accuracy}};
}

Json toJson(const std::vector<PredictedEntry> &front, mapping::Objective objective, platform::LayoutMode layout)
{
    Json points = Json::array();
    for (const PredictedEntry &entry : front)
        points.push_back(toJson(entry));
    return {{"objective", mapping::objectiveName(objective)},
            {"layout", platform::nameOf(layout)},
            {"points", std::move(points)}};
}

} // namespace odimo::host
