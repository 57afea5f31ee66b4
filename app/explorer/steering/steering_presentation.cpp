// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/steering/steering_presentation.h"

#include "core/base/error.h"
#include "core/mapping/cost/baselines.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::Steering)
};

void include(mapping::Interval &range, double value)
{
    range = {std::min(range.low, value), std::max(range.high, value)};
}

/// What was measured, to whole percents.
mapping::Interval accuracyRange(const ProjectValues &project)
{
    mapping::Interval range{1, 0};
    for (const host::FrontEntry &entry : project.fronts.latency.points)
        include(range, entry.accuracy);
    if (range.low >= range.high)
        range = {1.0 / project.setup.network.classes(), 1};
    return {std::floor(100 * range.low) / 100, std::ceil(100 * range.high) / 100};
}

/// Absent for a text that is no pin.
std::optional<mapping::Pin> pinOf(const QString &text, const platform::Platform &platform)
{
    try {
        return mapping::pinFromText(text.toStdString(), platform);
    } catch (const Error &) {
        return std::nullopt;
    }
}

QString costText(const widgets::PredictedMarker &point, mapping::Objective objective)
{
    switch (objective) {
    case mapping::Objective::Latency:
        return widgets::millisecondsText(point.latency_ms);
    case mapping::Objective::Energy:
        return widgets::microjoulesText(point.energy_uJ);
    }
    return {};
}

} // namespace

widgets::SteeringChoices steeringChoices(const ProjectValues &project)
{
    const mapping::CostTable &costs = project.costs;
    const mapping::MappingCost reference = mapping::referenceCost(costs);
    widgets::SteeringChoices choices{.latency_ms = {reference.latency_ms, reference.latency_ms},
                                     .energy_uJ = {reference.energy_uJ, reference.energy_uJ},
                                     .accuracy = accuracyRange(project),
                                     .layers = {}};
    for (const mapping::Objective objective : {mapping::Objective::Latency, mapping::Objective::Energy}) {
        const mapping::MappingCost cheapest = costOf(costs, mapping::cheapestMapping(costs, objective));
        include(choices.latency_ms, cheapest.latency_ms);
        include(choices.energy_uJ, cheapest.energy_uJ);
    }
    for (const mapping::LayerTable &layer : costs.layers) {
        widgets::SteerableLayer steerable{.name = QString::fromStdString(layer.layer.geometry.name), .units = {}};
        for (std::size_t unit = 0; unit < costs.platform.units.size(); ++unit)
            if (layer.cycles[unit])
                steerable.units << QString::fromStdString(costs.platform.units[unit].name);
        choices.layers.push_back(steerable);
    }
    return choices;
}

host::RestrictionSettings restrictionsOf(const widgets::SteeringFields &fields)
{
    host::RestrictionSettings restrictions{.pins = {},
                                           .mostLatency_ms = fields.mostLatency_ms,
                                           .mostEnergy_uJ = fields.mostEnergy_uJ,
                                           .leastAccuracy = fields.leastAccuracy};
    for (const QString &pin : fields.pins)
        restrictions.pins.push_back(pin.toStdString());
    return restrictions;
}

widgets::SteeringFields steeringFields(const host::RestrictionSettings &restrictions)
{
    widgets::SteeringFields fields{.mostLatency_ms = restrictions.mostLatency_ms,
                                   .mostEnergy_uJ = restrictions.mostEnergy_uJ,
                                   .leastAccuracy = restrictions.leastAccuracy};
    for (const std::string &pin : restrictions.pins)
        fields.pins << QString::fromStdString(pin);
    return fields;
}

widgets::FrontLimits frontLimits(const widgets::SteeringFields &fields, const platform::Platform &platform)
{
    widgets::FrontLimits limits{
        .latency_ms = fields.mostLatency_ms, .energy_uJ = fields.mostEnergy_uJ, .accuracy = fields.leastAccuracy};
    if (fields.mostLatency_ms)
        limits.latency_cycles = *fields.mostLatency_ms * 1e-3 * platform.clock_Hz;
    return limits;
}

void setCostLimit(widgets::SteeringFields &fields, widgets::CostAxis axis, double most,
                  const platform::Platform &platform)
{
    switch (axis) {
    case widgets::CostAxis::Kilocycles:
        fields.mostLatency_ms = most * 1e3 / platform.clock_Hz * 1e3;
        break;
    case widgets::CostAxis::Milliseconds:
        fields.mostLatency_ms = most;
        break;
    case widgets::CostAxis::Microjoules:
        fields.mostEnergy_uJ = most;
        break;
    case widgets::CostAxis::Kilobytes: // No search keeps to one.
        break;
    }
}

std::vector<mapping::Pin> readablePins(const QStringList &pins, const platform::Platform &platform)
{
    std::vector<mapping::Pin> readable;
    for (const QString &text : pins)
        if (const std::optional<mapping::Pin> pin = pinOf(text, platform))
            readable.push_back(*pin);
    return readable;
}

QStringList repinned(const QStringList &pins, const platform::Platform &platform, const QString &layer,
                     const std::vector<mapping::Pin> &ofLayer)
{
    QStringList kept;
    for (const QString &text : pins) {
        const std::optional<mapping::Pin> pin = pinOf(text, platform);
        if (!pin || pin->layer != layer.toStdString())
            kept << text;
    }
    for (const mapping::Pin &pin : ofLayer)
        kept << QString::fromStdString(textOf(pin, platform));
    return kept;
}

QString steeringEditText(const widgets::SteeringFields &before, const widgets::SteeringFields &after)
{
    const auto limit = [](const QString &name, std::optional<double> value, QString (*text)(double)) {
        return value ? Text::tr("Limit %1 to %2").arg(name, text(*value)) : Text::tr("Free %1").arg(name);
    };
    if (before.mostLatency_ms != after.mostLatency_ms)
        return limit(Text::tr("Latency"), after.mostLatency_ms, widgets::millisecondsText);
    if (before.mostEnergy_uJ != after.mostEnergy_uJ)
        return limit(Text::tr("Energy"), after.mostEnergy_uJ, widgets::microjoulesText);
    if (before.leastAccuracy != after.leastAccuracy)
        return limit(Text::tr("Accuracy"), after.leastAccuracy, widgets::accuracyText);
    for (const QString &pin : after.pins)
        if (!before.pins.contains(pin))
            return Text::tr("Pin %1").arg(pin);
    for (const QString &pin : before.pins)
        if (!after.pins.contains(pin))
            return Text::tr("Unpin %1").arg(pin);
    return Text::tr("Pins");
}

QString steeringEditSubject(const widgets::SteeringFields &before, const widgets::SteeringFields &after)
{
    if (before.mostLatency_ms != after.mostLatency_ms)
        return QStringLiteral("latency");
    if (before.mostEnergy_uJ != after.mostEnergy_uJ)
        return QStringLiteral("energy");
    return before.leastAccuracy != after.leastAccuracy ? QStringLiteral("accuracy") : QString();
}

Prediction predictionOf(const host::InstantFront &front, mapping::Objective objective,
                        const host::RestrictionSettings &restrictions)
{
    Prediction prediction{.restrictions = restrictions, .entries = {}, .markers = {}};
    prediction.entries = front.predict(objective, host::restrictionsOf(restrictions, front.table().platform));
    for (const host::PredictedEntry &entry : prediction.entries)
        prediction.markers.push_back({.accuracy = entry.accuracy,
                                      .latency_cycles = entry.cost.latency_cycles,
                                      .latency_ms = entry.cost.latency_ms,
                                      .energy_uJ = entry.cost.energy_uJ});
    return prediction;
}

widgets::SplitValues splitValues(const host::InstantFront &front, const Prediction &prediction, std::size_t index)
{
    const mapping::Restrictions restrictions = host::restrictionsOf(prediction.restrictions, front.table().platform);
    return widgets::splitOf(front.table(), front.mappingOf(prediction.entries.at(index), restrictions));
}

QString outcomeText(const std::vector<widgets::PredictedMarker> &points, mapping::Objective objective)
{
    if (points.empty())
        return {};
    const auto end = [objective](const widgets::PredictedMarker &point) {
        return Text::tr("%1 at %2").arg(widgets::accuracyText(point.accuracy), costText(point, objective));
    };
    if (points.size() == 1)
        return Text::tr("One mapping is predicted: %1.").arg(end(points.front()));
    return Text::tr("%1 mappings are predicted, from %2 to %3.")
        .arg(QLocale().toString(static_cast<qulonglong>(points.size())), end(points.front()), end(points.back()));
}

QString noAnalysisText() { return Text::tr("No analysis yet: explore with the engine instant."); }

} // namespace odimo::explorer
