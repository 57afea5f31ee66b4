// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/hypervolume_plot.h"

#include "widgets/base/plot_style.h"

#include <qcustomplot.h>

#include <QLocale>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

HypervolumePlot::HypervolumePlot(QWidget *parent)
    : QWidget(parent), m_plot(new QCustomPlot(this)), m_line(m_plot->addGraph()), m_mark(m_plot->addGraph())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    setAccessibleName(tr("Growth of the hypervolume"));
    setAccessibleDescription(tr("The arrow keys walk along the runs in the order in which they were measured"));
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
    m_line->setLineStyle(QCPGraph::lsStepLeft);
    m_mark->setLineStyle(QCPGraph::lsNone);
    m_plot->yAxis->ticker()->setTickCount(3);
    restyle();
}

void HypervolumePlot::setGrowth(const std::vector<GrowthStep> &growth)
{
    m_growth = growth;
    draw();
}

void HypervolumePlot::setOverTime(bool overTime)
{
    m_overTime = overTime;
    draw();
}

void HypervolumePlot::setSelectedRun(qint64 run)
{
    m_selected = run;
    markSelected();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

Figure HypervolumePlot::figure(const FigureStyle &style) const
{
    const auto twin = std::make_shared<HypervolumePlot>();
    twin->setPalette(style.palette);
    twin->setFont(style.font);
    twin->m_overTime = m_overTime;
    twin->m_selected = m_selected;
    twin->setGrowth(m_growth);
    return plotFigure(twin, *twin->m_plot, style.size);
}

HypervolumePlot::TimeUnit HypervolumePlot::unit() const
{
    const double last = m_growth.empty() ? 0 : m_growth.back().seconds;
    constexpr double minute = 60, hour = 3600, few = 3;
    if (last < few * minute)
        return {tr("s"), 1};
    return last < few * hour ? TimeUnit{tr("min"), minute} : TimeUnit{tr("h"), hour};
}

double HypervolumePlot::xOf(std::size_t index) const
{
    return m_overTime ? m_growth[index].seconds / unit().seconds : static_cast<double>(index + 1);
}

void HypervolumePlot::draw()
{
    // Runs are counted in whole numbers.
    QSharedPointer<QCPAxisTicker> whole(new QCPAxisTickerFixed);
    whole.staticCast<QCPAxisTickerFixed>()->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    m_plot->xAxis->setTicker(m_overTime ? QSharedPointer<QCPAxisTicker>(new QCPAxisTicker) : whole);
    m_line->data()->clear();
    for (std::size_t index = 0; index < m_growth.size(); ++index)
        m_line->addData(xOf(index), 100 * m_growth[index].share);
    m_plot->xAxis->setLabel(m_overTime ? tr("Hypervolume (%) over time (%1)").arg(unit().name)
                                       : tr("Hypervolume (%) after each measured run"));
    if (!m_growth.empty()) {
        const double from = 100 * m_growth.front().share, to = 100 * m_growth.back().share;
        const double last = xOf(m_growth.size() - 1);
        m_plot->xAxis->setRange(m_overTime ? 0 : 0.5, m_overTime ? std::max(1.02 * last, 0.1) : last + 0.5);
        const double margin = std::max(0.1 * (to - from), 0.1);
        m_plot->yAxis->setRange(from - margin, to + margin);
    }
    markSelected();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void HypervolumePlot::markSelected()
{
    m_mark->data()->clear();
    const auto found = std::ranges::find(m_growth, m_selected, &GrowthStep::run);
    if (found != m_growth.end())
        m_mark->addData(xOf(static_cast<std::size_t>(found - m_growth.begin())), 100 * found->share);
}

void HypervolumePlot::choose(std::size_t index)
{
    const GrowthStep &chosen = m_growth[index];
    const double before = index > 0 ? m_growth[index - 1].share : 0;
    const QLocale locale;
    const QString text =
        tr("Run %1: hypervolume %2 %, %3 points more")
            .arg(chosen.run)
            .arg(locale.toString(100 * chosen.share, 'f', 2), locale.toString(100 * (chosen.share - before), 'f', 2));
    setSelectedRun(chosen.run);
    emit described(text);
    emit runChosen(chosen.run);
}

void HypervolumePlot::keyPressEvent(QKeyEvent *event)
{
    const int by = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (by == 0 || m_growth.empty())
        return QWidget::keyPressEvent(event);
    const auto found = std::ranges::find(m_growth, m_selected, &GrowthStep::run);
    const std::ptrdiff_t at = found == m_growth.end() ? 0 : found - m_growth.begin() + by;
    choose(static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, std::ssize(m_growth) - 1)));
}

/// A click chooses the run whose step is nearest.
bool HypervolumePlot::eventFilter(QObject *watched, QEvent *event)
{
    const auto *mouse = dynamic_cast<QMouseEvent *>(event);
    if (mouse && event->type() == QEvent::MouseButtonRelease && mouse->button() == Qt::LeftButton &&
        !m_growth.empty()) {
        setFocus(Qt::MouseFocusReason);
        const double x = m_plot->xAxis->pixelToCoord(mouse->position().x());
        std::size_t nearest = 0;
        for (std::size_t index = 1; index < m_growth.size(); ++index)
            if (std::abs(xOf(index) - x) < std::abs(xOf(nearest) - x))
                nearest = index;
        choose(nearest);
    }
    return QWidget::eventFilter(watched, event);
}

void HypervolumePlot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange)
        restyle();
    QWidget::changeEvent(event);
}

void HypervolumePlot::restyle()
{
    const PlotColors colors = plotColors(palette());
    const double size = markerSize(fontMetrics());
    m_plot->setFont(font());
    stylePlot(*m_plot, colors);
    m_line->setPen(QPen(colors.front, size / 8));
    QColor area = colors.front;
    area.setAlphaF(0.05F);
    m_line->setBrush(area);
    m_mark->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colors.selection, size / 4), colors.background, size));
    setFixedHeight(9 * fontMetrics().height());
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace odimo::widgets
