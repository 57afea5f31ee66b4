// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/vary/variants_plot.h"

#include "widgets/base/format.h"
#include "widgets/base/plot_style.h"

#include <qcustomplot.h>

#include <QToolTip>

#include <algorithm>
#include <array>
#include <map>

namespace odimo::widgets {

namespace {

constexpr std::array shapes = {QCPScatterStyle::ssCircle, QCPScatterStyle::ssSquare, QCPScatterStyle::ssDiamond,
                               QCPScatterStyle::ssTriangle};
/// More names would leave no room for the drawing; the table has all.
constexpr std::size_t mostNames = 6;

QPointF placeOf(const ExpectedMapping &mapping) { return {mapping.cost, 100 * mapping.accuracy}; }

void addPoints(QCPGraph &graph, const std::vector<ExpectedMapping> &mappings)
{
    for (const ExpectedMapping &mapping : mappings)
        graph.addData(placeOf(mapping).x(), placeOf(mapping).y());
}

/// By variant that wins somewhere: its place among them.
std::map<std::size_t, std::size_t> placesOf(const std::vector<WinnerRange> &winners)
{
    std::map<std::size_t, std::size_t> places;
    for (const WinnerRange &range : winners)
        places.try_emplace(range.variant, places.size());
    return places;
}

} // namespace

VariantsPlot::VariantsPlot(QWidget *parent) : PlotWidget(parent)
{
    setAccessibleName(tr("Front of all variants"));
    setAccessibleDescription(tr("The table has the same values"));
    m_plot->legend->setVisible(true);
    putLegendAbove(*m_plot);
    setMinimumHeight(fontMetrics().height() * 10);
    restyle();
}

void VariantsPlot::setValues(const VariantsValues &values)
{
    m_values = values;
    m_marked = static_cast<std::size_t>(-1);
    redraw();
}

void VariantsPlot::setMarked(std::size_t variant)
{
    m_marked = variant;
    restyle();
}

Figure VariantsPlot::figure(const FigureStyle &style) const
{
    const auto twin = std::make_shared<VariantsPlot>();
    twin->setPalette(style.palette);
    twin->setFont(style.font);
    twin->setValues(m_values);
    twin->setMarked(m_marked);
    return plotFigure(twin, *twin->m_plot, style.size);
}

std::vector<std::vector<QPointF>> VariantsPlot::ranges() const
{
    std::vector<std::vector<QPointF>> found;
    for (const QCPGraph *graph : m_winners) {
        std::vector<QPointF> &corners = found.emplace_back();
        for (const QCPGraphData &corner : *graph->data())
            corners.emplace_back(corner.key, corner.value);
    }
    return found;
}

void VariantsPlot::redraw()
{
    m_plot->clearGraphs();
    m_fronts.clear();
    m_winners.clear();
    for (const VariantRow &variant : m_values.variants) {
        QCPGraph *graph = m_fronts.emplace_back(m_plot->addGraph());
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graph->removeFromLegend();
        addPoints(*graph, variant.front);
    }
    std::map<std::size_t, std::size_t> named;
    for (const WinnerRange &range : m_values.winners) {
        QCPGraph *graph = m_winners.emplace_back(m_plot->addGraph());
        graph->setLineStyle(QCPGraph::lsStepLeft);
        addPoints(*graph, range.points);
        const bool isNew = named.try_emplace(range.variant, named.size()).second;
        if (!isNew || named.size() > mostNames)
            graph->removeFromLegend();
    }
    m_plot->xAxis->setLabel(
        axisTitle(m_values.objective == mapping::Objective::Latency ? CostAxis::Milliseconds : CostAxis::Microjoules));
    m_plot->yAxis->setLabel(tr("Accuracy (%)"));
    showCommonFront();
    restyle();
}

/// The common front and what is near it: other fronts may end far away.
void VariantsPlot::showCommonFront()
{
    std::vector<ExpectedMapping> shown;
    for (const WinnerRange &range : m_values.winners)
        shown.insert(shown.end(), range.points.begin(), range.points.end());
    if (shown.empty())
        return;
    const auto [cheapest, dearest] = std::ranges::minmax(shown, {}, &ExpectedMapping::cost);
    const auto [worst, best] = std::ranges::minmax(shown, {}, &ExpectedMapping::accuracy);
    const double width = std::max(dearest.cost - cheapest.cost, 0.05 * dearest.cost);
    const double height = std::max(100 * (best.accuracy - worst.accuracy), 0.2);
    m_plot->xAxis->setRange(cheapest.cost - 0.1 * width, dearest.cost + 0.8 * width);
    m_plot->yAxis->setRange(100 * worst.accuracy - 0.8 * height, 100 * best.accuracy + 0.15 * height);
}

/// Of the nearest point of the common front.
QString VariantsPlot::describe(const QPointF &position) const
{
    const ExpectedMapping *nearest = nullptr;
    std::size_t variant = 0;
    double least = markerSize(m_plot->fontMetrics());
    for (const WinnerRange &range : m_values.winners)
        for (const ExpectedMapping &mapping : range.points) {
            const QPointF place(m_plot->xAxis->coordToPixel(placeOf(mapping).x()),
                                m_plot->yAxis->coordToPixel(placeOf(mapping).y()));
            if (const double distance = QLineF(position, place).length(); distance < least) {
                least = distance;
                nearest = &mapping;
                variant = range.variant;
            }
        }
    if (!nearest)
        return {};
    return tr("%1: %2 expected at %3")
        .arg(m_values.variants[variant].name, accuracyText(nearest->accuracy),
             expectedCostText(nearest->cost, m_values.objective));
}

bool VariantsPlot::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Leave)
        emit described({});
    if (event->type() == QEvent::MouseMove) {
        const auto *mouse = dynamic_cast<QMouseEvent *>(event);
        const QString text = describe(mouse->position());
        emit described(text);
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(mouse->globalPosition().toPoint(), text, this);
    }
    return QWidget::eventFilter(watched, event);
}

void VariantsPlot::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitTexts();
}

/// As many ticks as their labels leave room for, and names that end before the drawing does.
void VariantsPlot::fitTexts()
{
    constexpr int charactersOfTick = 12, linesOfTick = 4, charactersOfSymbol = 6, fewestTicks = 2, mostTicks = 5;
    const int character = m_plot->fontMetrics().averageCharWidth(), line = m_plot->fontMetrics().height();
    const auto ticks = [&](int length, int one) {
        return std::clamp(length / one, fewestTicks, mostTicks);
    };
    m_plot->xAxis->ticker()->setTickCount(ticks(width(), charactersOfTick * character));
    m_plot->yAxis->ticker()->setTickCount(ticks(height(), linesOfTick * line));
    for (std::size_t range = 0; range < m_winners.size(); ++range)
        m_winners[range]->setName(
            m_plot->fontMetrics().elidedText(m_values.variants[m_values.winners[range].variant].name, Qt::ElideMiddle,
                                             width() - charactersOfSymbol * character));
}

void VariantsPlot::restyle()
{
    m_plot->setFont(font());
    const PlotColors colors = plotColors(palette());
    stylePlot(*m_plot, colors);
    styleLegendAbove(*m_plot->legend, colors, font());
    const double size = markerSize(m_plot->fontMetrics());
    for (std::size_t variant = 0; variant < m_fronts.size(); ++variant)
        m_fronts[variant]->setPen(variant == m_marked ? QPen(colors.selection, size / 4)
                                                      : QPen(colors.dominated, size / 12));
    const std::map<std::size_t, std::size_t> places = placesOf(m_values.winners);
    for (std::size_t range = 0; range < m_winners.size(); ++range) {
        const std::size_t place = places.at(m_values.winners[range].variant);
        const QColor color = overlayColor(static_cast<int>(place), palette());
        m_winners[range]->setPen(QPen(color, size / 5));
        m_winners[range]->setScatterStyle(
            QCPScatterStyle(shapes[place % shapes.size()], QPen(color, size / 7), color, size * 0.6));
    }
    fitTexts();
    replot();
}

} // namespace odimo::widgets
