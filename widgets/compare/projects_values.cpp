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

/// Of two projects.
QString beatenSentence(const MergedFront &front, std::size_t which)
{
    const ProjectFront &own = front.projects[which];
    const QString side = sideName(own.project), other = sideName(front.projects[1 - which].project);
    const int beaten = own.beatenBy[1 - which];
    if (own.onFront == 0)
        return Text::tr("%1 has no measured mapping.").arg(side);
    if (beaten == 0)
        return Text::tr("%1 beats none of the %2 on the front of %3.").arg(other).arg(own.onFront).arg(side);
    return Text::tr("%1 beats %2 of the %3 on the front of %4.").arg(other).arg(beaten).arg(own.onFront).arg(side);
}

QString gainSentence(const MergedFront &front, const VolumeGain &gain)
{
    const auto &[low, high] = gain.interval;
    const QString interval =
        Text::tr("%1 differs from %2 by %3 % (95 % interval %4 to %5 %)")
            .arg(sideName(front.projects[gain.second].project), sideName(front.projects[gain.first].project),
                 signedShareText(gain.gain), signedShareText(low), signedShareText(high));
    if (!gain.isClear())
        return Text::tr("%1: the test images do not tell them apart.").arg(interval);
    return interval + QLatin1Char('.');
}

QString onMergedSentence(const MergedFront &front)
{
    QStringList counts;
    for (const ProjectFront &own : front.projects)
        counts << Text::tr("%1 of %2").arg(own.onMerged).arg(sideName(own.project));
    return Text::tr("On the front of all are %1.").arg(counts.join(Text::tr(", ")));
}

} // namespace

QString signedShareText(double share) { return (share > 0 ? QStringLiteral("+") : QString()) + shareText(share); }

QString sideName(std::size_t project)
{
    constexpr std::size_t letters = 26;
    const QString letter(QChar(static_cast<char16_t>(u'A' + project % letters)));
    return project < letters ? letter : letter + QString::number(project / letters + 1);
}

QString beatenText(const MergedPoint &point)
{
    QStringList runs;
    for (const CompareRun &run : point.beatenBy)
        runs << Text::tr("run %1 of %2").arg(run.run).arg(sideName(run.project));
    return runs.isEmpty() ? QString() : Text::tr("by %1").arg(runs.join(Text::tr(", ")));
}

QString frontSentence(const MergedFront &front)
{
    if (front.projects.empty())
        return {};
    QStringList volumes;
    for (const ProjectFront &own : front.projects)
        volumes << Text::tr("%1 % in %2").arg(shareText(own.hypervolume), sideName(own.project));
    const bool areTwo = front.projects.size() == 2;
    volumes << (areTwo ? Text::tr("%1 % of both together") : Text::tr("%1 % of all together"))
                   .arg(shareText(front.mergedHypervolume));
    const QString sentence =
        Text::tr("Hypervolume %1, up to the same reference point.").arg(volumes.join(Text::tr(", ")));
    if (!areTwo)
        return sentence + QLatin1Char(' ') + onMergedSentence(front);
    return QStringList{sentence, gainSentence(front, front.gains.front()), beatenSentence(front, 0),
                       beatenSentence(front, 1)}
        .join(QLatin1Char(' '));
}

} // namespace odimo::widgets
