// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/projects_values.h"

#include <QCoreApplication>
#include <QLocale>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::Projects)
};

QString shareText(double share) { return QLocale().toString(100 * share, 'f', 2); }

QString beatenSentence(const MergedFront &front, std::size_t which)
{
    const QString side = sideName(which), other = sideName(1 - which);
    const int beaten = front.beaten[which];
    if (front.onFront[which] == 0)
        return Text::tr("%1 has no measured mapping.").arg(side);
    if (beaten == 0)
        return Text::tr("%1 beats none of the %2 on the front of %3.").arg(other).arg(front.onFront[which]).arg(side);
    return Text::tr("%1 beats %2 of the %3 on the front of %4.")
        .arg(other)
        .arg(beaten)
        .arg(front.onFront[which])
        .arg(side);
}

QString withSign(double share) { return (share > 0 ? QStringLiteral("+") : QString()) + shareText(share); }

QString gainSentence(const MergedFront &front)
{
    const auto &[low, high] = front.gainInterval;
    const QString interval = Text::tr("B differs from A by %1 % (95 % interval %2 to %3 %)")
                                 .arg(withSign(front.gain), withSign(low), withSign(high));
    if (low <= 0 && high >= 0)
        return Text::tr("%1: the test images do not tell them apart.").arg(interval);
    return interval + QLatin1Char('.');
}

} // namespace

QString sideName(std::size_t project) { return project == 0 ? QStringLiteral("A") : QStringLiteral("B"); }

QString beatenText(const MergedPoint &point)
{
    if (!point.beatenBy)
        return {};
    return Text::tr("by run %1 of %2").arg(*point.beatenBy).arg(sideName(1 - point.run.project));
}

QString frontSentence(const MergedFront &front)
{
    return Text::tr("Hypervolume %1 % in A, %2 % in B, %3 % of both together, up to the same reference point.")
               .arg(shareText(front.hypervolume[0]), shareText(front.hypervolume[1]),
                    shareText(front.mergedHypervolume)) +
           QLatin1Char(' ') + gainSentence(front) + QLatin1Char(' ') + beatenSentence(front, 0) + QLatin1Char(' ') +
           beatenSentence(front, 1);
}

} // namespace odimo::widgets
