// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mapping/front/pareto.h"
#include "widgets/base/axis_ticks.h"
#include "widgets/base/theme.h"
#include "widgets/replay/replay_bodies.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::Replay)
};

/// From values to places in the picture, with the axes.
class Axes {
public:
    Axes(const QRect &body, const std::vector<ReplayPoint> &points, const QFontMetrics &metrics)
    {
        const auto [cheapest, dearest] = std::ranges::minmax(points, {}, &ReplayPoint::cost);
        const auto [worst, best] = std::ranges::minmax(points, {}, &ReplayPoint::accuracy);
        const double range = std::max(dearest.cost - cheapest.cost, 0.02 * dearest.cost);
        const double width = range > 0 ? range : 1;
        const double height = std::max(100 * (best.accuracy - worst.accuracy), 0.2);
        m_left = cheapest.cost - 0.06 * width;
        m_right = dearest.cost + 0.12 * width; // Room for a name.
        m_low = 100 * worst.accuracy - 0.08 * height;
        m_high = 100 * best.accuracy + 0.1 * height;
        const int letter = metrics.averageCharWidth();
        m_plot = body.adjusted(8 * letter, metrics.height() * 3 / 2, -letter, -metrics.height() * 5 / 2);
    }

    const QRect &plot() const { return m_plot; }
    QPointF place(double cost, double accuracy) const { return {x(cost), y(100 * accuracy)}; }

    void paint(QPainter &painter, const QRect &body, const QString &costTitle, const PlotColors &colors) const
    {
        const QFontMetrics metrics = painter.fontMetrics();
        const int letter = metrics.averageCharWidth(), line = metrics.height();
        const AxisTicks costs = axisTicks(m_left, m_right, std::max(2, m_plot.width() / (12 * letter)));
        for (const double tick : costs.values) {
            painter.setPen(colors.grid);
            painter.drawLine(QPointF(x(tick), m_plot.top()), QPointF(x(tick), m_plot.bottom()));
            painter.setPen(colors.text);
            painter.drawText(QRectF(x(tick) - 8 * letter, m_plot.bottom() + line / 4, 16 * letter, line),
                             Qt::AlignCenter, costs.text(tick));
        }
        const AxisTicks accuracies = axisTicks(m_low, m_high, std::max(2, m_plot.height() / (3 * line)));
        for (const double tick : accuracies.values) {
            painter.setPen(colors.grid);
            painter.drawLine(QPointF(m_plot.left(), y(tick)), QPointF(m_plot.right(), y(tick)));
            painter.setPen(colors.text);
            painter.drawText(QRectF(body.left(), y(tick) - line / 2.0, m_plot.left() - body.left() - letter, line),
                             Qt::AlignRight | Qt::AlignVCenter, accuracies.text(tick));
        }
        painter.setPen(colors.text);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(m_plot);
        painter.drawText(QRect(body.left(), body.top(), body.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                         Text::tr("Accuracy (%)"));
        painter.drawText(QRect(m_plot.left(), body.bottom() - line, m_plot.width(), line), Qt::AlignCenter, costTitle);
    }

private:
    double x(double cost) const { return m_plot.left() + (cost - m_left) / (m_right - m_left) * m_plot.width(); }
    double y(double percent) const { return m_plot.bottom() - (percent - m_low) / (m_high - m_low) * m_plot.height(); }

    QRect m_plot;
    double m_left = 0, m_right = 1, m_low = 0, m_high = 1;
};

/// From the cheapest point on, at each cost the best accuracy that was reached.
void paintSteps(QPainter &painter, const Axes &axes, std::span<const mapping::FrontPoint> front,
                const PlotColors &colors, double pen)
{
    QPolygonF line;
    for (const mapping::FrontPoint &point : front) {
        const QPointF place = axes.place(point.cost, point.accuracy);
        line << QPointF(place.x(), line.isEmpty() ? axes.plot().bottom() : line.back().y()) << place;
    }
    if (!line.isEmpty())
        line << QPointF(axes.plot().right(), line.back().y());
    painter.setPen(QPen(colors.front, pen));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
}

/// Baselines are squares, untrained mappings hollow, dominated ones small.
void paintMarker(QPainter &painter, const QPointF &place, const ReplayPoint &point, bool isOnFront, double size,
                 const PlotColors &colors)
{
    const QColor color = point.isBaseline ? colors.baseline : isOnFront ? colors.front : colors.dominated;
    const double side = isOnFront ? size : 0.7 * size;
    const QRectF shape(place.x() - side / 2, place.y() - side / 2, side, side);
    painter.setPen(QPen(color, size / 6));
    painter.setBrush(point.isUntrained ? colors.background : color);
    if (point.isBaseline)
        painter.drawRect(shape);
    else
        painter.drawEllipse(shape);
}

void paintName(QPainter &painter, const Axes &axes, const QPointF &place, const QString &name, double size,
               const PlotColors &colors)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int width = metrics.horizontalAdvance(name);
    const double distance = 1.2 * size;
    const bool fits = place.x() + distance + width < axes.plot().right();
    // Below, as the front goes on to the right and up.
    const bool hasRoom = place.y() + metrics.height() + size / 2 < axes.plot().bottom();
    const QRectF room(fits ? place.x() + distance : place.x() - distance - width,
                      hasRoom ? place.y() + size / 3 : place.y() - metrics.height() - size / 3, width + 1,
                      metrics.height());
    painter.fillRect(room, colors.background);
    painter.setPen(colors.text);
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, name);
}

/// Right above the plot, what the kinds of markers mean that there are.
void paintLegend(QPainter &painter, const QRect &line, const std::vector<ReplayPoint> &points, double size,
                 const PlotColors &colors)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int letter = metrics.averageCharWidth();
    int right = line.right() - letter;
    const auto explain = [&](const QString &text, const ReplayPoint &marker, bool isOnFront) {
        right -= metrics.horizontalAdvance(text) + letter;
        painter.setPen(colors.text);
        painter.drawText(QRect(right, line.top(), line.right() - right, line.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
        right -= static_cast<int>(size) + letter;
        paintMarker(painter, QPointF(right + size / 2, line.center().y()), marker, isOnFront, size, colors);
        right -= 2 * letter;
    };
    if (std::ranges::any_of(points, &ReplayPoint::isBaseline))
        explain(Text::tr("baseline"), {.isBaseline = true}, true);
    if (std::ranges::any_of(points, &ReplayPoint::isUntrained))
        explain(Text::tr("untrained"), {.isUntrained = true}, true);
    explain(Text::tr("dominated"), {}, false);
    explain(Text::tr("on the front"), {}, true);
}

} // namespace

void paintFront(QPainter &painter, const QRect &body, const FrontReplay &replay, int moment, const QPalette &palette)
{
    const PlotColors colors = plotColors(palette);
    const Axes axes(body, replay.points, painter.fontMetrics());
    if (axes.plot().height() < painter.fontMetrics().height())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    axes.paint(painter, body, replay.costTitle, colors);
    const double size = painter.fontMetrics().height() * 0.6;
    const int line = painter.fontMetrics().height();
    if (axes.plot().width() > 50 * painter.fontMetrics().averageCharWidth())
        paintLegend(painter, QRect(axes.plot().left(), body.top(), axes.plot().width(), line), replay.points, size,
                    colors);
    mapping::ParetoFront front;
    std::vector<mapping::FrontPoint> measured;
    for (int each = 0; each <= moment; ++each) {
        const ReplayPoint &point = replay.points[static_cast<std::size_t>(each)];
        measured.push_back({.id = each, .cost = point.cost, .accuracy = point.accuracy});
        front.insert(measured.back());
    }
    paintSteps(painter, axes, front.points(), colors, size / 6);
    const std::vector<bool> isDominated = mapping::dominatedPoints(measured);
    for (std::size_t each = 0; each < measured.size(); ++each)
        paintMarker(painter, axes.place(measured[each].cost, measured[each].accuracy), replay.points[each],
                    !isDominated[each], size, colors);
    const ReplayPoint &newest = replay.points[static_cast<std::size_t>(moment)];
    const QPointF place = axes.place(newest.cost, newest.accuracy);
    painter.setPen(QPen(colors.selection, size / 4));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(place, size, size);
    paintName(painter, axes, place, newest.name, size, colors);
    painter.restore();
}

} // namespace odimo::widgets
