// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::Timeline)
};

QString bottleneckText(const mapping::Timeline &timeline, const mapping::LaneSummary &summary)
{
    const mapping::Lane &lane = timeline.lanes[*summary.bottleneck];
    const QLocale locale;
    const QString count = locale.toString(summary.bottleneckSteps), all = locale.toString(summary.steps);
    if (mapping::isConversions(lane))
        return summary.areLayers ? Text::tr("conversions are the bottleneck in %1 of %2 layers").arg(count, all)
                                 : Text::tr("conversions are the bottleneck in %1 of %2 steps").arg(count, all);
    const QString name = QString::fromStdString(lane.name);
    return summary.areLayers ? Text::tr("%1 is the bottleneck in %2 of %3 layers").arg(name, count, all)
                             : Text::tr("%1 is the bottleneck in %2 of %3 steps").arg(name, count, all);
}

} // namespace

QString summaryText(const mapping::Timeline &timeline)
{
    const mapping::LaneSummary summary = mapping::laneSummary(timeline);
    if (!summary.bottleneck)
        return Text::tr("nothing runs");
    const QString idle = summary.mostIdle ? Text::tr("%1 idle %2 %")
                                                .arg(QString::fromStdString(timeline.lanes[*summary.mostIdle].name),
                                                     QLocale().toString(100 * summary.idleShare, 'f', 0))
                                          : Text::tr("no unit is ever idle");
    return Text::tr("%1, %2").arg(idle, bottleneckText(timeline, summary));
}

} // namespace odimo::widgets
