// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/histogram_plot.h"

#include "widgets/base/plot_style.h"

#include <qcustomplot.h>

#include <QEvent>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

/// A grid with more values in view than this is a line, not ticks.
constexpr int mostTicks = 80;

} // namespace

std::vector<double> shownValues(const mapping::WeightGrid &grid, double most)
{
    const double end = std::min(grid.scale, most);
    const int stride = std::max(1, static_cast<int>((2 * end / grid.step() + 1) / mostTicks));
    const int codes = (grid.levels - 1) / 2;
    std::vector<double> values;
    for (int code = -codes / stride * stride; code <= codes; code += stride)
        if (std::abs(code * grid.step()) <= most)
            values.push_back(code * grid.step());
    return values;
}

HistogramPlot::HistogramPlot(QWidget *parent) : QWidget(parent), m_plot(new QCustomPlot(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->legend->setVisible(true);
    putLegendAbove(*m_plot);
    m_plot->legend->setFillOrder(QCPLegend::foRowsFirst);
    m_plot->yAxis->ticker()->setTickCount(3);
    setMinimumHeight(fontMetrics().height() * 9);
    setAccessibleName(tr("Weights of the layer"));
    redraw();
}

void HistogramPlot::setHistogram(const std::optional<mapping::WeightHistogram> &histogram, const QStringList &units)
{
    m_histogram = histogram;
    m_units = units;
    redraw();
}

Figure HistogramPlot::figure(const FigureStyle &style) const
{
    const auto twin = std::make_shared<HistogramPlot>();
    twin->setPalette(style.palette);
    twin->setFont(style.font);
    twin->setHistogram(m_histogram, m_units);
    return plotFigure(twin, *twin->m_plot, style.size);
}

void HistogramPlot::redraw()
{
    m_plot->setFont(font());
    const PlotColors colors = plotColors(palette());
    m_plot->clearPlottables();
    m_plot->clearItems();
    stylePlot(*m_plot, colors);
    m_plot->xAxis->setLabel(tr("Value"));
    m_plot->yAxis->setLabel(tr("Weights"));
    m_plot->legend->setVisible(m_histogram.has_value());
    if (m_histogram) {
        addBars();
        double height = 0.04;
        for (const mapping::WeightGrid &grid : m_histogram->grids) {
            addGrid(grid, height);
            height += 0.10;
        }
    }
    styleLegendAbove(*m_plot->legend, colors, font());
    setAccessibleDescription(gridText());
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString HistogramPlot::gridText() const
{
    QStringList lines;
    for (std::size_t unit = 0; m_histogram && unit < m_histogram->counts.size(); ++unit)
        lines << textOf(static_cast<int>(unit));
    return lines.join(QLatin1Char('\n'));
}

QString HistogramPlot::textOf(int unit) const
{
    const QString name = m_units.value(unit);
    const auto grid = std::ranges::find(m_histogram->grids, unit, &mapping::WeightGrid::unit);
    if (grid == m_histogram->grids.end())
        return name;
    const QLocale locale;
    if (grid->least == grid->most)
        return tr("%1: %2 values, %3 apart").arg(name).arg(grid->levels).arg(locale.toString(grid->step(), 'g', 3));
    return tr("%1: %2 values a channel, %3 to %4 apart")
        .arg(name)
        .arg(grid->levels)
        .arg(locale.toString(2 * grid->least / (grid->levels - 1), 'g', 3),
             locale.toString(2 * grid->most / (grid->levels - 1), 'g', 3));
}

void HistogramPlot::addBars()
{
    const mapping::WeightHistogram &histogram = *m_histogram;
    const std::size_t intervals = histogram.counts.front().size();
    const double width = (histogram.most - histogram.least) / static_cast<double>(intervals);
    std::vector<int> sums(intervals, 0);
    QCPBars *below = nullptr;
    for (std::size_t unit = 0; unit < histogram.counts.size(); ++unit) {
        const UnitColors look = unitColors(static_cast<int>(unit), palette());
        auto *bars = new QCPBars(m_plot->xAxis, m_plot->yAxis);
        bars->setName(textOf(static_cast<int>(unit)));
        bars->setWidth(width);
        bars->setPen(QPen(look.outline, 0.6));
        bars->setBrush(look.hatched ? QBrush(look.fill, Qt::BDiagPattern) : QBrush(look.fill));
        bars->setAntialiased(false);
        for (std::size_t i = 0; i < intervals; ++i) {
            bars->addData(histogram.least + (static_cast<double>(i) + 0.5) * width, histogram.counts[unit][i]);
            sums[i] += histogram.counts[unit][i];
        }
        if (below)
            bars->moveAbove(below);
        below = bars;
    }
    const double air = 0.03 * (histogram.most - histogram.least);
    m_plot->xAxis->setRange(histogram.least - air, histogram.most + air);
    m_plot->yAxis->setRange(0, std::max(1, std::ranges::max(sums)) * 1.35);
}

/// The values as ticks on a line, in a band above the bars; of scales per channel those of the median channel.
void HistogramPlot::addGrid(const mapping::WeightGrid &grid, double height)
{
    const QColor color = unitColors(grid.unit, palette()).outline;
    const auto addLine = [&](double fromX, double fromY, double toX, double toY, double width) {
        auto *line = new QCPItemLine(m_plot);
        line->setPen(QPen(color, width));
        for (QCPItemPosition *position : {line->start, line->end})
            position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        line->start->setCoords(fromX, fromY);
        line->end->setCoords(toX, toY);
    };
    const double thin = fontMetrics().height() / 14.0;
    addLine(-grid.scale, height + 0.05, grid.scale, height + 0.05, thin);
    for (const double value : shownValues(grid, m_histogram->most))
        addLine(value, height + 0.015, value, height + 0.05, grid.levels > 15 ? thin : 2 * thin);
}

void HistogramPlot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        redraw();
    QWidget::changeEvent(event);
}

} // namespace odimo::widgets
