// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/curves_plot.h"

#include "widgets/base/plot_style.h"

#include <qcustomplot.h>

#include <QEvent>

namespace odimo::widgets {

namespace {

QCPGraph *addCurve(QCustomPlot &plot, QCPAxisRect &axes, const QString &name)
{
    QCPGraph *curve = plot.addGraph(axes.axis(QCPAxis::atBottom), axes.axis(QCPAxis::atLeft));
    curve->setName(name);
    return curve;
}

void drawCurve(QCPGraph &curve, const QColor &color, Qt::PenStyle line, QCPScatterStyle::ScatterShape shape,
               double size)
{
    curve.setPen(QPen(color, size / 4, line));
    curve.setScatterStyle(QCPScatterStyle(
        shape, QPen(color, size / 5), shape == QCPScatterStyle::ssDisc ? QBrush(color) : QBrush(Qt::NoBrush), size));
}

/// The range of a curve with air above and below.
void fitRange(QCPAxis &axis, const QList<QCPGraph *> &curves)
{
    QCPRange range;
    bool any = false;
    for (const QCPGraph *curve : curves) {
        bool found = false;
        const QCPRange values = curve->getValueRange(found);
        if (found)
            range = any ? range.expanded(values) : values;
        any = any || found;
    }
    const double air = std::max(0.08 * range.size(), 1e-3 + 0.01 * std::abs(range.upper));
    axis.setRange(range.lower - air, range.upper + air);
}

} // namespace

CurvesPlot::CurvesPlot(QWidget *parent) : QWidget(parent), m_plot(new QCustomPlot(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    setAccessibleName(tr("Training curves"));
    setAccessibleDescription(tr("Training loss and accuracies of the selected run after every epoch"));
    addAxes();
    redraw();
}

void CurvesPlot::addAxes()
{
    m_plot->plotLayout()->clear();
    m_plot->setAutoAddPlottableToLegend(false);
    m_loss = new QCPAxisRect(m_plot);
    m_accuracy = new QCPAxisRect(m_plot);
    auto *margins = new QCPMarginGroup(m_plot);
    int row = 0;
    for (QCPAxisRect *axes : {m_loss, m_accuracy}) {
        m_plot->plotLayout()->addElement(row++, 0, axes);
        axes->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
        axes->axis(QCPAxis::atBottom)->setTicker(QSharedPointer<QCPAxisTickerFixed>::create());
        for (QCPAxis *axis : axes->axes()) {
            axis->setLayer(QStringLiteral("axes"));
            axis->grid()->setLayer(QStringLiteral("grid"));
        }
    }
    m_loss->axis(QCPAxis::atLeft)->setLabel(tr("Loss"));
    m_accuracy->axis(QCPAxis::atLeft)->setLabel(tr("Accuracy (%)"));
    m_accuracy->axis(QCPAxis::atBottom)->setLabel(tr("Epoch"));
    m_loss->axis(QCPAxis::atBottom)->setTickLabels(false);

    addCurve(*m_plot, *m_loss, tr("Training loss"));
    QCPGraph *training = addCurve(*m_plot, *m_accuracy, tr("Training"));
    QCPGraph *validation = addCurve(*m_plot, *m_accuracy, tr("Validation"));
    m_legend = new QCPLegend;
    m_accuracy->insetLayout()->addElement(m_legend, Qt::AlignRight | Qt::AlignBottom);
    m_legend->setLayer(QStringLiteral("legend"));
    training->addToLegend(m_legend);
    validation->addToLegend(m_legend);
}

void CurvesPlot::setPoints(std::vector<CurvePoint> points)
{
    m_points = std::move(points);
    redraw();
}

Figure CurvesPlot::figure(const FigureStyle &style) const
{
    const auto twin = std::make_shared<CurvesPlot>();
    twin->setPalette(style.palette);
    twin->setFont(style.font);
    twin->setPoints(m_points);
    return plotFigure(twin, *twin->m_plot, style.size);
}

void CurvesPlot::redraw()
{
    m_plot->setFont(font());
    const PlotColors colors = plotColors(palette());
    stylePlot(*m_plot, colors);
    styleLegend(*m_legend, colors, font());
    const double size = markerSize(fontMetrics()) * 0.6;
    drawCurve(*m_plot->graph(0), colors.training, Qt::DashLine, QCPScatterStyle::ssCircle, size);
    drawCurve(*m_plot->graph(1), colors.training, Qt::DashLine, QCPScatterStyle::ssCircle, size);
    drawCurve(*m_plot->graph(2), colors.validation, Qt::SolidLine, QCPScatterStyle::ssDisc, size);

    for (int curve = 0; curve < m_plot->graphCount(); ++curve)
        m_plot->graph(curve)->data()->clear();
    double epoch = 0;
    QString phase;
    for (const CurvePoint &point : m_points) {
        epoch += 1;
        if (point.phase != phase) // No line from one phase to the next.
            for (int curve = 0; curve < m_plot->graphCount(); ++curve)
                m_plot->graph(curve)->addData(epoch - 0.5, qQNaN());
        phase = point.phase;
        m_plot->graph(0)->addData(epoch, point.loss);
        m_plot->graph(1)->addData(epoch, 100 * point.trainAccuracy);
        m_plot->graph(2)->addData(epoch, 100 * point.validationAccuracy);
    }
    for (QCPAxisRect *axes : {m_loss, m_accuracy}) {
        QCPAxis &bottom = *axes->axis(QCPAxis::atBottom);
        bottom.setRange(0.5, std::max(1.0, epoch) + 0.5);
        const auto ticker = qSharedPointerDynamicCast<QCPAxisTickerFixed>(bottom.ticker());
        ticker->setTickStep(std::max(1.0, std::ceil(epoch / 10)));
    }
    fitRange(*m_loss->axis(QCPAxis::atLeft), {m_plot->graph(0)});
    fitRange(*m_accuracy->axis(QCPAxis::atLeft), {m_plot->graph(1), m_plot->graph(2)});
    drawPhases();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void CurvesPlot::drawPhases()
{
    m_plot->clearItems();
    const PlotColors colors = plotColors(palette());
    for (std::size_t at = 0; at < m_points.size(); ++at) {
        if (at > 0 && m_points[at].phase == m_points[at - 1].phase)
            continue;
        const double border = static_cast<double>(at) + 0.5;
        for (QCPAxisRect *axes : {m_loss, m_accuracy}) {
            if (at == 0)
                continue;
            auto *line = new QCPItemStraightLine(m_plot);
            line->setClipAxisRect(axes);
            for (QCPItemPosition *position : line->positions())
                position->setAxes(axes->axis(QCPAxis::atBottom), axes->axis(QCPAxis::atLeft));
            line->point1->setCoords(border, 0);
            line->point2->setCoords(border, 1);
            line->setPen(QPen(colors.dominated, 1, Qt::DotLine));
        }
        auto *name = new QCPItemText(m_plot);
        name->setClipAxisRect(m_loss);
        name->position->setAxes(m_loss->axis(QCPAxis::atBottom), m_loss->axis(QCPAxis::atLeft));
        name->position->setAxisRect(m_loss);
        name->position->setTypeX(QCPItemPosition::ptPlotCoords);
        name->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        name->position->setCoords(border, 0);
        name->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        name->setPadding(QMargins(4, 2, 4, 2));
        name->setText(m_points[at].phase);
        name->setFont(font());
        name->setColor(colors.text);
    }
}

void CurvesPlot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        redraw();
    QWidget::changeEvent(event);
}

} // namespace odimo::widgets
