// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/staircase_drawing.h"

#include "widgets/base/format.h"
#include "widgets/base/plot_style.h"

#include <qcustomplot.h>

#include <QCoreApplication>

#include <algorithm>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::Staircase)
};

/// A step is as wide as its channel, around the whole number.
void setSteps(QCPGraph &graph, const std::vector<double> &cycles)
{
    QVector<double> keys, values;
    for (std::size_t n = 0; n < cycles.size(); ++n) {
        keys << static_cast<double>(n);
        values << cycles[n] / 1000;
    }
    graph.setData(keys, values, true);
}

} // namespace

StaircaseDrawing::StaircaseDrawing(QCustomPlot &plot) : m_plot(plot)
{
    plot.setNoAntialiasingOnDrag(true);
    plot.addLayer(QStringLiteral("handle"));
    plot.setAutoAddPlottableToLegend(false);
    const auto add = [&](QCPGraph::LineStyle style) {
        QCPGraph *graph = plot.addGraph();
        graph->setLineStyle(style);
        graph->setAdaptiveSampling(false);
        return graph;
    };
    m_reference = add(QCPGraph::lsStepCenter);
    m_other = add(QCPGraph::lsStepCenter);
    m_layer = add(QCPGraph::lsStepCenter);
    m_ends = add(QCPGraph::lsNone);
    m_handle = add(QCPGraph::lsNone);
    m_handle->setLayer(QStringLiteral("handle"));
    for (QCPGraph *graph : {m_layer, m_reference, m_other})
        graph->addToLegend();
    m_plot.legend->setVisible(true);
    putLegendAbove(m_plot);
    m_plot.yAxis->setLabel(Text::tr("kcycles"));
}

void StaircaseDrawing::draw(const LayerValues &layer, int channels, const Look &look)
{
    const PlotColors colors = plotColors(look.palette);
    m_plot.setFont(look.font);
    stylePlot(m_plot, colors);
    m_plot.clearItems();
    m_description.clear();
    m_cycles.clear();
    for (int graph = 0; graph < m_plot.graphCount(); ++graph)
        m_plot.graph(graph)->data()->clear();
    m_plot.legend->setVisible(layer.stairs.has_value());
    if (const auto &stairs = layer.stairs) {
        m_cycles = stairs->layer_cycles;
        drawStairs(*stairs, layer, look);
        drawRange(*stairs, look);
        drawEnds(*stairs, look);
        drawIdle(*stairs, channels, look);
        drawHandle(*stairs, layer, channels, look);
        styleLegendAbove(*m_plot.legend, colors, look.font);
    }
    m_plot.replot(QCustomPlot::rpQueuedReplot);
}

void StaircaseDrawing::drawStairs(const StairValues &stairs, const LayerValues &layer, const Look &look)
{
    const PlotColors colors = plotColors(look.palette);
    const double width = QFontMetrics(look.font).height() / 9.0;
    const auto drawUnit = [&](QCPGraph &graph, int unit, const std::vector<double> &cycles) {
        const UnitColors unitLook = unitColors(unit, look.palette);
        graph.setPen(QPen(unitLook.outline, width, unitLook.hatched ? Qt::DashLine : Qt::SolidLine));
        graph.setName(layer.units[unit]);
        setSteps(graph, cycles);
    };
    drawUnit(*m_reference, stairs.referenceUnit, stairs.reference_cycles);
    drawUnit(*m_other, stairs.otherUnit, stairs.other_cycles);
    QColor soft = colors.text;
    soft.setAlphaF(0.28F);
    m_layer->setPen(QPen(soft, 4 * width, Qt::SolidLine, Qt::FlatCap));
    m_layer->setName(Text::tr("layer (the slower)"));
    setSteps(*m_layer, stairs.layer_cycles);
    const double most = std::ranges::max(stairs.layer_cycles) / 1000;
    const auto last = static_cast<double>(stairs.layer_cycles.size() - 1);
    m_plot.xAxis->setRange(-0.02 * last - 0.5, 1.02 * last + 0.5);
    m_plot.yAxis->setRange(0, 1.2 * most);
    m_plot.xAxis->setLabel(Text::tr("Channels on %1").arg(layer.units[stairs.referenceUnit]));
}

void StaircaseDrawing::drawEnds(const StairValues &stairs, const Look &look)
{
    const PlotColors colors = plotColors(look.palette);
    const double size = markerSize(QFontMetrics(look.font)) * 0.7;
    m_ends->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colors.text, size / 6), QBrush(colors.background), size));
    // Where every number is an end, markers would say nothing.
    const bool isSlope = stairs.ends.size() > 40 || stairs.ends.size() + 1 > stairs.layer_cycles.size();
    for (const int end : stairs.ends)
        if (!isSlope)
            m_ends->addData(end, stairs.layer_cycles[static_cast<std::size_t>(end)] / 1000);
}

void StaircaseDrawing::addBand(double from, double to, const QBrush &brush)
{
    auto *band = new QCPItemRect(&m_plot);
    band->setLayer(QStringLiteral("grid"));
    band->setPen(Qt::NoPen);
    band->setBrush(brush);
    for (QCPItemPosition *position : {band->topLeft, band->bottomRight})
        position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    band->topLeft->setCoords(from, 0);
    band->bottomRight->setCoords(to, 1);
}

/// What pins forbid.
void StaircaseDrawing::drawRange(const StairValues &stairs, const Look &look)
{
    const QBrush brush(plotColors(look.palette).dominated, Qt::BDiagPattern);
    const auto last = static_cast<double>(stairs.layer_cycles.size() - 1);
    if (stairs.range.least > 0)
        addBand(m_plot.xAxis->range().lower, stairs.range.least - 0.5, brush);
    if (stairs.range.most < last)
        addBand(stairs.range.most + 0.5, m_plot.xAxis->range().upper, brush);
}

/// The time in which one unit waits for the other, at the handle.
void StaircaseDrawing::drawIdle(const StairValues &stairs, int channels, const Look &look)
{
    const auto at = static_cast<std::size_t>(channels);
    const bool referenceWaits = stairs.reference_cycles[at] < stairs.other_cycles[at];
    const UnitColors colors = unitColors(referenceWaits ? stairs.referenceUnit : stairs.otherUnit, look.palette);
    auto *idle = new QCPItemRect(&m_plot);
    idle->setPen(QPen(colors.outline, 1));
    idle->setBrush(QBrush(colors.outline, Qt::BDiagPattern));
    const double half = std::max(0.5, 0.006 * static_cast<double>(stairs.layer_cycles.size()));
    idle->topLeft->setCoords(channels - half, stairs.layer_cycles[at] / 1000);
    idle->bottomRight->setCoords(channels + half,
                                 std::min(stairs.reference_cycles[at], stairs.other_cycles[at]) / 1000);
}

void StaircaseDrawing::drawHandle(const StairValues &stairs, const LayerValues &layer, int channels, const Look &look)
{
    const PlotColors colors = plotColors(look.palette);
    const QFontMetrics metrics(look.font);
    const auto at = static_cast<std::size_t>(channels);
    const int before = layer.channelsBefore[static_cast<std::size_t>(stairs.referenceUnit)];
    const auto addLine = [&](double n, const QPen &pen) {
        auto *line = new QCPItemStraightLine(&m_plot);
        line->setPen(pen);
        line->point1->setCoords(n, 0);
        line->point2->setCoords(n, 1);
        return line;
    };
    if (before != channels)
        addLine(before, QPen(colors.dominated, 1, Qt::DotLine));
    addLine(channels, QPen(colors.selection, metrics.height() / 10.0))->setLayer(QStringLiteral("handle"));
    const double size = markerSize(metrics) * (look.hasFocus ? 1.5 : 1.15);
    m_handle->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle,
                                              QPen(look.hasFocus ? colors.text : colors.background, size / 7),
                                              QBrush(colors.selection), size));
    m_handle->addData(channels, stairs.layer_cycles[at] / 1000);

    const int others = static_cast<int>(stairs.layer_cycles.size()) - 1 - channels;
    m_description = Text::tr("%1 on %2, %3 on %4: %5 cycles")
                        .arg(channels)
                        .arg(layer.units[stairs.referenceUnit])
                        .arg(others)
                        .arg(layer.units[stairs.otherUnit], cyclesText(stairs.layer_cycles[at]));
    auto *text = new QCPItemText(&m_plot);
    text->setLayer(QStringLiteral("handle"));
    text->setFont(look.font);
    text->setColor(colors.text);
    QColor plate = colors.background;
    plate.setAlphaF(0.85F);
    text->setBrush(plate);
    text->setText(Text::tr("%1 | %2").arg(channels).arg(others));
    const int gap = metrics.averageCharWidth();
    text->setPadding(QMargins(gap / 2, 0, gap / 2, 0));
    const bool isRight = 2 * channels > static_cast<int>(stairs.layer_cycles.size());
    text->setPositionAlignment((isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop);
    text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    text->position->setCoords(channels + (isRight ? -1 : 1) * m_plot.xAxis->range().size() * 0.01, 0.02);
}

QPointF StaircaseDrawing::position(int channels) const
{
    const auto at = static_cast<std::size_t>(channels);
    return {m_plot.xAxis->coordToPixel(channels), m_plot.yAxis->coordToPixel(m_cycles[at] / 1000)};
}

double StaircaseDrawing::channelsAt(const QPointF &position) const { return m_plot.xAxis->pixelToCoord(position.x()); }

} // namespace odimo::widgets
