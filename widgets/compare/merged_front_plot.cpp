// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/merged_front_plot.h"

#include "widgets/base/format.h"
#include "widgets/base/plot_style.h"

#include <qcustomplot.h>

#include <QToolTip>

#include <algorithm>

namespace odimo::widgets {

namespace {

constexpr std::array shapes = {QCPScatterStyle::ssCircle, QCPScatterStyle::ssSquare, QCPScatterStyle::ssTriangle,
                               QCPScatterStyle::ssDiamond, QCPScatterStyle::ssTriangleInverted};

/// The first two as units are drawn, blue and orange; the others as overlays of a front, in what is left of theirs.
QColor colorOf(std::size_t project, const QPalette &palette)
{
    constexpr std::array others = {2, 4, 0, 3};
    return project < 2 ? unitColors(static_cast<int>(project), palette).outline
                       : overlayColor(others[(project - 2) % others.size()], palette);
}

} // namespace

MergedFrontPlot::MergedFrontPlot(QWidget *parent)
    : PlotWidget(parent), m_line(m_plot->addGraph()), m_mark(m_plot->addGraph())
{
    setAccessibleName(tr("Fronts of the projects"));
    setAccessibleDescription(tr("The arrow keys walk along the merged front; the table has the same values"));
    setFocusPolicy(Qt::StrongFocus);
    m_line->setLineStyle(QCPGraph::lsStepLeft);
    m_mark->setLineStyle(QCPGraph::lsNone);
    m_mark->removeFromLegend();
    m_plot->legend->setVisible(true);
    putLegendAbove(*m_plot);
    setMinimumHeight(fontMetrics().height() * 10);
    restyle();
}

void MergedFrontPlot::setFront(const MergedFront &front, mapping::Objective objective, const QStringList &names)
{
    m_front = front;
    m_objective = objective;
    m_names = names;
    makeGraphs(static_cast<std::size_t>(names.size()));
    redraw();
}

/// As many as there are projects; the mark stays above them.
void MergedFrontPlot::makeGraphs(std::size_t projects)
{
    if (projects == m_best.size())
        return;
    for (std::vector<QCPGraph *> *graphs : {&m_best, &m_others}) {
        for (QCPGraph *graph : *graphs)
            m_plot->removeGraph(graph);
        graphs->clear();
        for (std::size_t which = 0; which < projects; ++which) {
            graphs->push_back(m_plot->addGraph());
            graphs->back()->setLineStyle(QCPGraph::lsNone);
        }
    }
    for (QCPGraph *unnamed : m_others)
        unnamed->removeFromLegend();
    m_mark->setLayer(m_mark->layer()); // Behind those that are there already.
    restyle();
}

Figure MergedFrontPlot::figure(const FigureStyle &style) const
{
    const auto twin = std::make_shared<MergedFrontPlot>();
    twin->setPalette(style.palette);
    twin->setFont(style.font);
    twin->m_marked = m_marked;
    twin->setFront(m_front, m_objective, m_names);
    return plotFigure(twin, *twin->m_plot, style.size);
}

QPointF MergedFrontPlot::placeOf(const MergedPoint &point) const
{
    return {onAxis(point.cost.value(m_objective), m_objective), 100 * point.accuracy};
}

QPointF MergedFrontPlot::pixelOf(const MergedPoint &point) const
{
    const QPointF place = placeOf(point);
    return {m_plot->xAxis->coordToPixel(place.x()), m_plot->yAxis->coordToPixel(place.y())};
}

void MergedFrontPlot::redraw()
{
    m_line->data()->clear();
    m_line->setName(m_best.size() == 2 ? tr("Front of both") : tr("Front of all"));
    for (std::size_t which = 0; which < m_best.size(); ++which) {
        m_best[which]->data()->clear();
        m_others[which]->data()->clear();
        // More names than two have no room.
        m_best[which]->setName(m_best.size() > 2 ? sideName(which)
                                                 : tr("%1: %2").arg(sideName(which), m_names.value(int(which))));
    }
    QCPRange costs, accuracies;
    bool isFirst = true;
    for (const MergedPoint &point : m_front.points) {
        if (!point.isComparable)
            continue;
        const QPointF place = placeOf(point);
        (point.isOnOwnFront ? m_best : m_others)[point.run.project]->addData(place.x(), place.y());
        if (point.isOnMergedFront)
            m_line->addData(place.x(), place.y());
        const QCPRange cost(place.x(), place.x()), accuracy(place.y(), place.y());
        costs = isFirst ? cost : costs.expanded(cost);
        accuracies = isFirst ? accuracy : accuracies.expanded(accuracy);
        isFirst = false;
    }
    m_plot->xAxis->setLabel(axisTitle(axisOf(m_objective)));
    m_plot->yAxis->setLabel(tr("Test accuracy (%)"));
    const double airX = std::max(0.06 * costs.size(), 0.01), airY = std::max(0.08 * accuracies.size(), 0.1);
    m_plot->xAxis->setRange(costs.lower - airX, costs.upper + airX);
    m_plot->yAxis->setRange(accuracies.lower - airY, accuracies.upper + airY);
    mark();
}

void MergedFrontPlot::setMarked(const std::vector<CompareRun> &runs)
{
    m_marked = runs;
    mark();
}

void MergedFrontPlot::mark()
{
    m_mark->data()->clear();
    for (const MergedPoint &point : m_front.points)
        if (point.isComparable && std::ranges::find(m_marked, point.run) != m_marked.end())
            m_mark->addData(placeOf(point).x(), placeOf(point).y());
    replot();
}

std::optional<QPointF> MergedFrontPlot::positionOf(const CompareRun &run) const
{
    const auto found = std::ranges::find(m_front.points, run, &MergedPoint::run);
    return found == m_front.points.end() ? std::nullopt : std::optional(pixelOf(*found));
}

std::vector<QPointF> MergedFrontPlot::line() const
{
    std::vector<QPointF> corners;
    for (const QCPGraphData &corner : *m_line->data())
        corners.emplace_back(corner.key, corner.value);
    return corners;
}

const MergedPoint *MergedFrontPlot::pointAt(const QPointF &position) const
{
    const MergedPoint *nearest = nullptr;
    double least = markerSize(m_plot->fontMetrics());
    for (const MergedPoint &point : m_front.points)
        if (const double distance = QLineF(position, pixelOf(point)).length(); point.isComparable && distance < least) {
            least = distance;
            nearest = &point;
        }
    return nearest;
}

QString MergedFrontPlot::describe(const MergedPoint &point) const
{
    QString text = tr("%1, run %2: %3\n%4 at %5 and %6")
                       .arg(sideName(point.run.project))
                       .arg(point.run.run)
                       .arg(point.name, accuracyText(point.accuracy), kilocyclesText(point.cost.latency_cycles),
                            microjoulesText(point.cost.energy_uJ));
    if (point.isOnMergedFront)
        text += QLatin1Char('\n') + (m_best.size() == 2 ? tr("on the front of both") : tr("on the front of all"));
    else if (!point.beatenBy.empty())
        text += QLatin1Char('\n') + tr("beaten %1").arg(beatenText(point));
    return text;
}

void MergedFrontPlot::choose(const MergedPoint &point)
{
    emit described(describe(point).replace(QLatin1Char('\n'), QStringLiteral(", ")));
    emit runChosen(point.run);
}

void MergedFrontPlot::keyPressEvent(QKeyEvent *event)
{
    const int by = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    std::vector<const MergedPoint *> front;
    for (const MergedPoint &point : m_front.points)
        if (point.isOnMergedFront)
            front.push_back(&point);
    if (by == 0 || front.empty())
        return QWidget::keyPressEvent(event);
    const auto found = std::ranges::find_if(
        front, [&](const MergedPoint *point) { return std::ranges::find(m_marked, point->run) != m_marked.end(); });
    const std::ptrdiff_t at = found == front.end() ? 0 : found - front.begin() + by;
    choose(*front[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, std::ssize(front) - 1))]);
}

bool MergedFrontPlot::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Leave)
        emit described({});
    const auto *mouse = dynamic_cast<QMouseEvent *>(event);
    if (!mouse)
        return QWidget::eventFilter(watched, event);
    const MergedPoint *point = pointAt(mouse->position());
    if (event->type() == QEvent::MouseMove) {
        m_plot->setCursor(point ? Qt::PointingHandCursor : Qt::ArrowCursor);
        if (point)
            QToolTip::showText(mouse->globalPosition().toPoint(), describe(*point), this);
        else
            QToolTip::hideText();
    } else if (event->type() == QEvent::MouseButtonRelease && mouse->button() == Qt::LeftButton) {
        setFocus(Qt::MouseFocusReason);
        if (point)
            choose(*point);
    }
    return QWidget::eventFilter(watched, event);
}

void MergedFrontPlot::restyle()
{
    m_plot->setFont(font());
    const PlotColors colors = plotColors(palette());
    stylePlot(*m_plot, colors);
    styleLegendAbove(*m_plot->legend, colors, font());
    const double size = markerSize(m_plot->fontMetrics());
    m_line->setPen(QPen(colors.front, size / 6));
    for (std::size_t which = 0; which < m_best.size(); ++which) {
        const QColor color = colorOf(which, palette());
        const QCPScatterStyle::ScatterShape shape = shapes[which % shapes.size()];
        m_best[which]->setScatterStyle(QCPScatterStyle(shape, QPen(color, size / 7), color, size));
        QColor faint = color;
        faint.setAlphaF(0.6F);
        m_others[which]->setScatterStyle(QCPScatterStyle(shape, QPen(faint, size / 9), Qt::NoBrush, size * 0.7));
    }
    m_mark->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colors.selection, size / 5), Qt::NoBrush, size * 1.8));
    replot();
}

} // namespace odimo::widgets
