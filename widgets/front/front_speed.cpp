// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_speed.h"

#include "widgets/front/front_plot.h"

#include <qcustomplot.h>

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

constexpr int frames = 40;

/// Drawn points that look like a large project: a cloud below a front of about a hundred points.
FrontValues manyPoints(int count)
{
    FrontValues values;
    std::vector<mapping::FrontPoint> points;
    for (int run = 1; run <= count; ++run) {
        const double cost = std::fmod(run * 0.6180339887, 1.0); // Evenly spread.
        const double loss = std::fmod(run * 0.7548776662, 1.0);
        FrontMarker point;
        point.run = run;
        point.name = QStringLiteral("Search %1").arg(run);
        point.latency_cycles = 50e3 + 200e3 * cost;
        point.latency_ms = point.latency_cycles / 260e3;
        point.energy_uJ = point.latency_cycles / 1e4;
        point.weight_bytes = 20e3 + 58e3 * cost;
        point.accuracy = 0.80 + 0.1 * std::sqrt(cost) - 0.06 * loss * loss;
        point.interval = {.low = point.accuracy - 0.005, .high = point.accuracy + 0.005};
        point.isUntrained = run % 3 == 0;
        values.points.push_back(point);
        points.push_back({run, point.latency_cycles, point.accuracy});
    }
    const std::vector<bool> dominated = mapping::dominatedPoints(points);
    for (std::size_t index = 0; index < values.points.size(); ++index)
        values.points[index].isDominated = dominated[index];
    std::ranges::stable_sort(
        values.points, {}, [](const FrontMarker &point) { return std::pair(point.isDominated, point.latency_cycles); });
    values.reference = {.cost = 275e3, .accuracy = 0.1};
    return values;
}

template <typename Draw>
double framesPerSecond(int points, Draw draw)
{
    FrontPlot plot;
    plot.setAttribute(Qt::WA_DontShowOnScreen);
    plot.resize(1200, 800);
    plot.show();
    plot.setFront(manyPoints(points), {});
    auto &chart = *plot.findChild<QCustomPlot *>();
    chart.replot(QCustomPlot::rpImmediateRefresh);
    QElapsedTimer timer;
    timer.start();
    for (int frame = 0; frame < frames; ++frame)
        draw(plot, chart, frame);
    return 1e9 * frames / static_cast<double>(timer.nsecsElapsed());
}

} // namespace

double frontFramesPerSecond(int points)
{
    return framesPerSecond(points, [](FrontPlot &, QCustomPlot &chart, int frame) {
        chart.xAxis->moveRange((frame % 2 == 0 ? 1 : -1) * 0.02 * chart.xAxis->range().size());
        chart.replot(QCustomPlot::rpImmediateRefresh);
    });
}

double hoverFramesPerSecond(int points)
{
    return framesPerSecond(points, [points](FrontPlot &plot, QCustomPlot &chart, int frame) {
        const QPointF at = plot.positionOf(1 + frame * 37 % points).value();
        QMouseEvent move(QEvent::MouseMove, at, chart.mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&chart, &move);
        chart.repaint();
    });
}

} // namespace odimo::widgets
