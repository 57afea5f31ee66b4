// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/tail_drawing.h"

#include <qcustomplot.h>

#include <QCoreApplication>

#include <algorithm>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::TailDrawing)
};

} // namespace

TailDrawing::TailDrawing(QCustomPlot &plot)
    : m_plot(plot), m_lines(new QCPCurve(plot.xAxis, plot.yAxis)), m_soft(plot.addGraph()), m_hard(plot.addGraph())
{
    m_soft->setName(Text::tr("In the search (soft)"));
    m_hard->setName(Text::tr("Before fine-tuning (hard)"));
    for (QCPGraph *dots : {m_soft, m_hard})
        dots->setLineStyle(QCPGraph::lsNone);
    m_lines->removeFromLegend();
    removeFromLegend();
}

void TailDrawing::setPoints(const std::vector<FrontMarker> &points, const FrontScale &scale)
{
    m_lines->data()->clear();
    m_soft->data()->clear();
    m_hard->data()->clear();
    const auto ofFront = std::ranges::count(points, false, &FrontMarker::isDominated);
    if (ofFront > static_cast<std::ptrdiff_t>(mostTails))
        return;
    const bool all = points.size() <= mostTails;
    for (const FrontMarker &point : points) {
        if (!all && point.isDominated)
            continue;
        const auto add = [&](double x, double y, QCPGraph *dots) {
            m_lines->addData(x, y);
            if (dots)
                dots->addData(x, y);
        };
        if (point.soft)
            add(scale.x(point, *point.soft), scale.y(point.soft->accuracy), m_soft);
        if (point.hard)
            add(scale.x(point, *point.hard), scale.y(point.hard->accuracy), m_hard);
        add(scale.x(point), scale.y(point.accuracy), nullptr);
        m_lines->addData(qQNaN(), qQNaN());
    }
}

void TailDrawing::setColors(const PlotColors &colors)
{
    const double size = markerSize(m_plot.fontMetrics());
    QColor line = colors.dominated;
    line.setAlphaF(0.7F);
    m_lines->setPen(QPen(line, size / 10));
    const QPen pen(colors.dominated, size / 8);
    m_soft->setPen(pen);
    m_soft->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, pen, colors.background, size * 0.45));
    m_hard->setPen(pen);
    m_hard->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssSquare, pen, colors.dominated, size * 0.4));
}

bool TailDrawing::isVisible() const { return m_lines->visible(); }

void TailDrawing::setVisible(bool visible)
{
    m_lines->setVisible(visible);
    m_soft->setVisible(visible);
    m_hard->setVisible(visible);
}

void TailDrawing::removeFromLegend()
{
    m_soft->removeFromLegend();
    m_hard->removeFromLegend();
}

void TailDrawing::addToLegend()
{
    for (QCPGraph *dots : {m_soft, m_hard})
        if (dots->visible() && dots->dataCount() > 0)
            dots->addToLegend();
}

} // namespace odimo::widgets
