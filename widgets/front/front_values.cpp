// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_values.h"

#include <QCoreApplication>
#include <QStringList>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::FrontValues)
};

QString line(const QString &what, const QString &value) { return Text::tr("\n%1: %2").arg(what, value); }

QString role(const FrontMarker &point)
{
    QStringList words;
    if (point.isBaseline)
        words << Text::tr("baseline");
    words << (point.isUntrained ? Text::tr("measured without training") : Text::tr("fine-tuned"))
          << (point.isDominated ? Text::tr("dominated") : Text::tr("on the front"));
    return words.join(Text::tr(", "));
}

QString costLines(double latency_cycles, double latency_ms, double energy_uJ)
{
    const QString latency = Text::tr("%1, %2").arg(kilocyclesText(latency_cycles), millisecondsText(latency_ms));
    return line(Text::tr("Latency"), latency) + line(Text::tr("Energy"), microjoulesText(energy_uJ));
}

double inThousands(double cycles) { return cycles / 1000; }

std::optional<double> inThousands(std::optional<double> cycles)
{
    return cycles ? std::optional(*cycles / 1000) : std::nullopt;
}

template <typename Point>
auto costOfPoint(CostAxis axis, const Point &point)
{
    switch (axis) {
    case CostAxis::Kilocycles:
        return inThousands(point.latency_cycles);
    case CostAxis::Milliseconds:
        return point.latency_ms;
    case CostAxis::Microjoules:
        return point.energy_uJ;
    }
    return decltype(point.energy_uJ)();
}

} // namespace

double costOn(CostAxis axis, const FrontMarker &point) { return costOfPoint(axis, point); }
double costOn(CostAxis axis, const PredictedMarker &point) { return costOfPoint(axis, point); }
std::optional<double> costOn(CostAxis axis, const FrontLimits &limits) { return costOfPoint(axis, limits); }

double referenceCostOn(CostAxis axis, const FrontValues &values)
{
    switch (axis) {
    case CostAxis::Kilocycles:
        return values.reference.cost / 1000;
    case CostAxis::Milliseconds:
        for (const FrontMarker &point : values.points)
            if (point.latency_cycles > 0)
                return values.reference.cost * point.latency_ms / point.latency_cycles;
        return 0;
    case CostAxis::Microjoules:
        return values.reference.cost;
    }
    return 0;
}

double hypervolumeShare(const FrontValues &values)
{
    const double whole = values.reference.cost * (1 - values.reference.accuracy);
    return whole > 0 ? values.hypervolume / whole : 0;
}

QString describe(const FrontMarker &point)
{
    QString text = Text::tr("Run %1: %2").arg(point.run).arg(point.name) + QLatin1Char('\n') + role(point) +
                   line(Text::tr("Test accuracy"), accuracyText(point.accuracy)) +
                   line(Text::tr("95 % interval"), intervalText(point.interval)) +
                   costLines(point.latency_cycles, point.latency_ms, point.energy_uJ);
    if (point.strength)
        text += line(Text::tr("Strength"), strengthText(point.strength));
    return text;
}

QString describe(const PredictedMarker &point)
{
    return Text::tr("Prediction\nnobody has measured this mapping") +
           line(Text::tr("Predicted accuracy"), accuracyText(point.accuracy)) +
           costLines(point.latency_cycles, point.latency_ms, point.energy_uJ);
}

QString describeInLine(const PredictedMarker &point)
{
    return Text::tr("Predicted, not measured: %1, %2, %3")
        .arg(accuracyText(point.accuracy), kilocyclesText(point.latency_cycles), microjoulesText(point.energy_uJ));
}

QString describeInLine(const FrontMarker &point)
{
    return QStringList{Text::tr("Run %1: %2").arg(point.run).arg(point.name), accuracyText(point.accuracy),
                       kilocyclesText(point.latency_cycles), microjoulesText(point.energy_uJ), role(point)}
        .join(Text::tr(", "));
}

} // namespace odimo::widgets
