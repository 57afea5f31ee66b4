// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/timeline_drawing.h"

#include "widgets/base/axis_ticks.h"
#include "widgets/base/format.h"
#include "widgets/base/theme.h"
#include "widgets/layers/split_bar.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::Timeline)
};

constexpr int otherUnit = 2; ///< The colour of what is no unit.
constexpr double cyclesPerKilocycle = 1000;

QString nameOf(const mapping::Lane &lane)
{
    if (!lane.unit && lane.name == "conversions")
        return Text::tr("conversions");
    return lane.unit ? QString::fromStdString(lane.name) : Text::tr("host core");
}

QString percentText(double share) { return Text::tr("%1 %").arg(QLocale().toString(100 * share, 'f', 0)); }

QString durationOf(const mapping::Timeline &timeline, double cycles)
{
    return Text::tr("%1 cycles, %2").arg(cyclesText(cycles), millisecondsText(cycles / timeline.clock_Hz * 1e3));
}

QString activityText(const mapping::TimeSpan &span)
{
    switch (span.activity) {
    case mapping::Activity::Compute:
        return span.what.empty() || span.what == "compute" ? Text::tr("computes") : QString::fromStdString(span.what);
    case mapping::Activity::Move:
        return span.what.empty() ? Text::tr("moves data") : QString::fromStdString(span.what);
    case mapping::Activity::Convert:
        return Text::tr("converts layouts");
    case mapping::Activity::Idle:
        return Text::tr("idle");
    }
    return {};
}

/// As many of the last parts of a name as fit, "block0.conv1" of "stage2.block0.conv1": its end tells a layer from its
/// neighbours. Empty if not even the last part fits.
QString fittingName(const QString &name, const QFontMetrics &metrics, int width)
{
    QString rest = name;
    while (metrics.horizontalAdvance(rest) > width) {
        static const QRegularExpression separator(QStringLiteral("[./]"));
        const qsizetype end = rest.indexOf(separator);
        if (end < 0)
            return {};
        rest = rest.mid(end + 1);
    }
    return rest;
}

QColor faded(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

/// Thin lines to the other side than those of a unit, without a fill.
void paintIdle(QPainter &painter, const QRect &rect, const QPalette &palette)
{
    const QColor color = plotColors(palette).dominated;
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(faded(color, 0.6F), 1));
    const int apart = QFontMetrics(painter.font()).height() / 2;
    for (int x = rect.left() - rect.left() % apart - rect.height(); x < rect.right(); x += apart)
        painter.drawLine(x, rect.top(), x + rect.height(), rect.bottom() + 1);
    painter.restore();
    paintOutline(painter, rect, QPen(color, 1, Qt::DotLine));
}

void paintWork(QPainter &painter, const QRect &rect, int unit, mapping::Activity activity, const QPalette &palette)
{
    if (activity == mapping::Activity::Move && unit != otherUnit) { // Its unit, but it does not compute.
        painter.fillRect(rect, faded(unitColors(unit, palette).fill, 0.35F));
        paintOutline(painter, rect, unitColors(unit, palette).outline);
        return;
    }
    paintUnitSwatch(painter, rect, unit, palette);
}

} // namespace

QStringList laneTitle(const mapping::Timeline &timeline, std::size_t lane)
{
    const mapping::Lane &shown = timeline.lanes[lane];
    const QString share = percentText(shown.unit ? timeline.idleShare(lane) : 1 - timeline.idleShare(lane));
    return {nameOf(shown), shown.unit ? Text::tr("idle %1").arg(share) : Text::tr("busy %1").arg(share)};
}

QString spanRecord(const mapping::Timeline &timeline, std::size_t lane, const mapping::TimeSpan &span)
{
    const mapping::TimelineStep &step = timeline.steps[span.step];
    QStringList lines{QString::fromStdString(step.name)};
    if (span.activity == mapping::Activity::Idle) {
        lines << Text::tr("%1: paid idle time, %2")
                     .arg(nameOf(timeline.lanes[lane]), durationOf(timeline, span.cycles()));
        if (step.lanes[lane].refused)
            lines << Text::tr("%1 cannot compute this layer").arg(nameOf(timeline.lanes[lane]));
        if (step.bottleneck)
            lines << Text::tr("Bottleneck: %1").arg(nameOf(timeline.lanes[*step.bottleneck]));
    } else {
        QString what = activityText(span);
        if (span.index)
            what += Text::tr(" (job %1)").arg(*span.index + 1);
        lines << Text::tr("%1: %2, %3").arg(nameOf(timeline.lanes[lane]), what, durationOf(timeline, span.cycles()));
    }
    lines << Text::tr("from %1 to %2").arg(kilocyclesText(span.begin_cycles), kilocyclesText(span.end_cycles));
    return lines.join(QLatin1Char('\n'));
}

QString stepRecord(const mapping::Timeline &timeline, std::size_t index)
{
    const mapping::TimelineStep &step = timeline.steps[index];
    QStringList lines{QString::fromStdString(step.name),
                      Text::tr("%1, %2 of all")
                          .arg(durationOf(timeline, step.cycles()),
                               percentText(timeline.cycles > 0 ? step.cycles() / timeline.cycles : 0))};
    for (std::size_t lane = 0; lane < timeline.lanes.size(); ++lane)
        if (timeline.lanes[lane].unit)
            lines << Text::tr("%1 idle for %2 cycles")
                         .arg(nameOf(timeline.lanes[lane]), cyclesText(step.idle_cycles(lane)));
    if (step.bottleneck)
        lines << Text::tr("Bottleneck: %1").arg(nameOf(timeline.lanes[*step.bottleneck]));
    return lines.join(QLatin1Char('\n'));
}

void TimelineDrawing::paintSteps(QPainter &painter, const std::vector<QRect> &steps, const QString &current) const
{
    const QFontMetrics metrics(font);
    painter.setFont(font);
    const int line = metrics.height() * 3 / 2;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const QString name = QString::fromStdString(timeline.steps[i].name);
        const QRect band = steps[i].adjusted(0, line, 0, 0);
        if (name == current)
            painter.fillRect(band, faded(plotColors(palette).selection, 0.12F));
        else if (i % 2 == 1)
            painter.fillRect(band, palette.color(QPalette::AlternateBase));
        painter.setPen(palette.color(QPalette::Text));
        const QRect place(band.left(), band.top(), band.width(), line);
        painter.drawText(place, Qt::AlignCenter,
                         fittingName(name, metrics, place.width() - metrics.averageCharWidth()));
    }
}

void TimelineDrawing::paintTimes(QPainter &painter, const QRect &plot, const TimeWindow &window) const
{
    const QFontMetrics metrics(font);
    const PlotColors colors = plotColors(palette);
    const int letter = metrics.averageCharWidth(), line = metrics.height() * 3 / 2;
    const AxisTicks ticks = axisTicks(window.first() / cyclesPerKilocycle, window.last() / cyclesPerKilocycle,
                                      std::max(2, plot.width() / (letter * 14)));
    painter.setFont(font);
    for (const double tick : ticks.values) {
        const double share = (tick * cyclesPerKilocycle - window.first()) / window.length();
        const double x = std::round(plot.left() + share * (plot.width() - letter));
        painter.setPen(colors.grid);
        // Not through the names of the steps.
        painter.drawLine(QPointF(x, line), QPointF(x, line + letter / 2.0));
        painter.drawLine(QPointF(x, 2 * line), QPointF(x, plot.bottom()));
        painter.setPen(colors.text);
        const QRectF place(x - 8 * letter, plot.top(), 16 * letter, line);
        if (place.center().x() + 4 * letter < plot.right())
            painter.drawText(place, Qt::AlignCenter, ticks.text(tick));
    }
    painter.setPen(colors.text);
    painter.drawText(QRect(letter, plot.top(), plot.left() - letter, line), Qt::AlignLeft | Qt::AlignVCenter,
                     Text::tr("kcycles"));
}

void TimelineDrawing::paintTitle(QPainter &painter, const QRect &rect, std::size_t lane) const
{
    const QFontMetrics metrics(font);
    const QStringList lines = laneTitle(timeline, lane);
    const int top = rect.center().y() - metrics.height(), left = metrics.averageCharWidth();
    QFont bold = font;
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(QRect(left, top, rect.width(), metrics.height()), Qt::AlignLeft | Qt::AlignVCenter, lines[0]);
    painter.setFont(font);
    painter.setPen(palette.color(QPalette::PlaceholderText));
    painter.drawText(QRect(left, top + metrics.height(), rect.width(), metrics.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, lines[1]);
}

void TimelineDrawing::paintSpan(QPainter &painter, const QRect &rect, std::size_t lane,
                                const mapping::TimeSpan &span) const
{
    if (rect.isEmpty())
        return;
    if (span.activity == mapping::Activity::Idle)
        paintIdle(painter, rect, palette);
    else
        paintWork(painter, rect, timeline.lanes[lane].unit.value_or(otherUnit), span.activity, palette);
}

void TimelineDrawing::paintFrame(QPainter &painter, const std::vector<QRect> &steps, const QString &current,
                                 bool focused) const
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (QString::fromStdString(timeline.steps[i].name) != current || steps[i].isEmpty())
            continue;
        painter.setPen(QPen(plotColors(palette).selection, focused ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(steps[i].adjusted(0, QFontMetrics(font).height() * 3 / 2, 0, -1));
    }
}

void TimelineDrawing::paintLegend(QPainter &painter, const QRect &rect) const
{
    const QFontMetrics metrics(font);
    painter.setFont(font);
    const int letter = metrics.averageCharWidth(), side = metrics.ascent();
    int left = letter;
    const QRect line(rect.left(), rect.top() + metrics.height() / 4, rect.width(), metrics.height() * 3 / 2);
    const auto entry = [&](const QString &text, auto paint) {
        paint(QRect(left, line.center().y() - side / 2, 2 * side, side));
        left += 2 * side + letter;
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(QRect(left, line.top(), line.width(), line.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
        left += metrics.horizontalAdvance(text) + 3 * letter;
    };
    bool moves = false;
    for (const mapping::Lane &lane : timeline.lanes) {
        entry(nameOf(lane), [&](const QRect &swatch) {
            paintWork(painter, swatch, lane.unit.value_or(otherUnit), mapping::Activity::Compute, palette);
        });
        moves = moves || (lane.unit && std::ranges::find(lane.spans, mapping::Activity::Move,
                                                         &mapping::TimeSpan::activity) != lane.spans.end());
    }
    if (moves)
        entry(Text::tr("moves between memories"),
              [&](const QRect &swatch) { paintWork(painter, swatch, 0, mapping::Activity::Move, palette); });
    entry(Text::tr("paid idle time"), [&](const QRect &swatch) { paintIdle(painter, swatch, palette); });
}

} // namespace odimo::widgets
