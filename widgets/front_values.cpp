// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front_values.h"

#include <QCoreApplication>
#include <QStringList>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::FrontValues)
};

QString tableRow(const QString &what, const QString &value)
{
    return QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td align='right'>%2</td></tr>").arg(what, value);
}

QString role(const FrontMarker &point)
{
    if (point.isBaseline)
        return point.isDominated ? Text::tr("baseline, dominated") : Text::tr("baseline, on the front");
    return point.isDominated ? Text::tr("searched, dominated") : Text::tr("searched, on the front");
}

} // namespace

double costOn(CostAxis axis, const FrontMarker &point)
{
    switch (axis) {
    case CostAxis::Kilocycles:
        return point.latency_cycles / 1000;
    case CostAxis::Milliseconds:
        return point.latency_ms;
    case CostAxis::Microjoules:
        return point.energy_uJ;
    }
    return 0;
}

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
    QString rows = tableRow(Text::tr("Test accuracy"), accuracyText(point.accuracy)) +
                   tableRow(Text::tr("95 % interval"), intervalText(point.interval)) +
                   tableRow(Text::tr("Latency"), kilocyclesText(point.latency_cycles)) +
                   tableRow(QString(), millisecondsText(point.latency_ms)) +
                   tableRow(Text::tr("Energy"), microjoulesText(point.energy_uJ));
    if (point.strength)
        rows += tableRow(Text::tr("Strength"), strengthText(point.strength));
    return QStringLiteral("<b>%1</b><br>%2<table>%3</table>")
        .arg(Text::tr("Run %1: %2").arg(point.run).arg(point.name.toHtmlEscaped()), role(point), rows);
}

QString describeInLine(const FrontMarker &point)
{
    return QStringList{Text::tr("Run %1: %2").arg(point.run).arg(point.name), accuracyText(point.accuracy),
                       kilocyclesText(point.latency_cycles), microjoulesText(point.energy_uJ), role(point)}
        .join(Text::tr(", "));
}

} // namespace odimo::widgets
