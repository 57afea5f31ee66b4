// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::FrontText)
};

QString line(const QString &what, const QString &value) { return Text::tr("\n%1: %2").arg(what, value); }

template <typename Point>
QString costLines(const Point &point)
{
    const QString latency =
        Text::tr("%1, %2").arg(kilocyclesText(point.latency_cycles), millisecondsText(point.latency_ms));
    QString text = line(Text::tr("Latency"), latency) + line(Text::tr("Energy"), microjoulesText(point.energy_uJ));
    if (point.weight_bytes > 0)
        text += line(Text::tr("Weights"), kilobytesText(point.weight_bytes));
    return text;
}

QString titleOf(std::int64_t run, const QString &name) { return Text::tr("Run %1: %2").arg(run).arg(name); }

QString ghostRole(const GhostMarker &point)
{
    if (point.run == 0)
        return Text::tr("baseline, computed: nobody has trained it");
    return point.work.isEmpty() ? Text::tr("not measured yet") : Text::tr("in work: %1").arg(point.work);
}

} // namespace

QString roleText(const FrontMarker &point)
{
    QStringList words;
    if (point.isBaseline)
        words << Text::tr("baseline");
    words << (point.isUntrained ? Text::tr("measured without training") : Text::tr("fine-tuned"))
          << (point.isDominated ? Text::tr("dominated") : Text::tr("on the front"));
    return words.join(Text::tr(", "));
}

QString describe(const FrontMarker &point)
{
    QString text = titleOf(point.run, point.name) + QLatin1Char('\n') + roleText(point) +
                   line(Text::tr("Test accuracy"), accuracyText(point.accuracy)) +
                   line(Text::tr("95 % interval"), intervalText(point.interval));
    if (point.soft)
        text += line(Text::tr("In the search (validation)"), accuracyText(point.soft->accuracy));
    if (point.hard)
        text += line(Text::tr("Before fine-tuning"), accuracyText(point.hard->accuracy));
    text += costLines(point);
    if (point.strength)
        text += line(Text::tr("Strength"), strengthText(point.strength));
    if (!point.seeds.isEmpty())
        text += line(Text::tr("With other seeds"), point.seeds);
    return text;
}

QString describe(const PredictedMarker &point)
{
    return Text::tr("Prediction\nnobody has measured this mapping") +
           line(Text::tr("Predicted accuracy"), accuracyText(point.accuracy)) + costLines(point);
}

QString describe(const GhostMarker &point)
{
    QString text =
        (point.run == 0 ? point.name : titleOf(point.run, point.name)) + QLatin1Char('\n') + ghostRole(point);
    text += line(Text::tr("Accuracy"),
                 point.accuracy ? Text::tr("about %1").arg(accuracyText(*point.accuracy)) : Text::tr("unknown"));
    return text + costLines(point);
}

QString describeInLine(const PredictedMarker &point)
{
    return Text::tr("Predicted, not measured: %1, %2, %3")
        .arg(accuracyText(point.accuracy), kilocyclesText(point.latency_cycles), microjoulesText(point.energy_uJ));
}

QString describeInLine(const FrontMarker &point)
{
    return QStringList{titleOf(point.run, point.name), accuracyText(point.accuracy),
                       kilocyclesText(point.latency_cycles), microjoulesText(point.energy_uJ), roleText(point)}
        .join(Text::tr(", "));
}

QString describeInLine(const GhostMarker &point) { return describe(point).replace(QLatin1Char('\n'), Text::tr(", ")); }

QString limitsText(const FrontLimits &limits)
{
    QStringList costs;
    if (limits.latency_ms)
        costs << millisecondsText(*limits.latency_ms);
    if (limits.energy_uJ)
        costs << microjoulesText(*limits.energy_uJ);
    const QString under = costs.isEmpty() ? QString() : Text::tr("under %1").arg(costs.join(Text::tr(" and ")));
    const QString from = limits.accuracy ? Text::tr("from %1 on").arg(accuracyText(*limits.accuracy)) : QString();
    return under.isEmpty() || from.isEmpty() ? under + from : Text::tr("%1 and %2").arg(under, from);
}

} // namespace odimo::widgets
