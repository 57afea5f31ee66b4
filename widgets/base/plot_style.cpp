// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/plot_style.h"

#include "widgets/base/format.h"

#include <qcustomplot.h>

#include <algorithm>
#include <typeinfo>

namespace odimo::widgets {

namespace {

class PlainTicker : public QCPAxisTicker {
protected:
    QString getTickLabel(double tick, const QLocale &locale, QChar format, int precision) override
    {
        return withMinusSign(QCPAxisTicker::getTickLabel(tick, locale, format, precision));
    }
};

/// With the same choice of ticks.
QSharedPointer<QCPAxisTicker> plainLike(const QCPAxisTicker &ticker)
{
    const QSharedPointer<QCPAxisTicker> plain = plainTicker();
    plain->setTickCount(ticker.tickCount());
    plain->setTickOrigin(ticker.tickOrigin());
    plain->setTickStepStrategy(ticker.tickStepStrategy());
    return plain;
}

} // namespace

QSharedPointer<QCPAxisTicker> plainTicker() { return QSharedPointer<PlainTicker>::create(); }

void stylePlot(QCustomPlot &plot, const PlotColors &colors)
{
    plot.setBackground(colors.background);
    for (QCPAxisRect *axes : plot.axisRects())
        styleAxes(*axes, colors, plot.font());
}

void styleAxes(QCPAxisRect &axes, const PlotColors &colors, const QFont &font)
{
    for (QCPAxis *axis : axes.axes()) {
        if (const QCPAxisTicker &ticker = *axis->ticker(); typeid(ticker) == typeid(QCPAxisTicker))
            axis->setTicker(plainLike(ticker));
        axis->setLabelFont(font);
        axis->setTickLabelFont(font);
        axis->setLabelColor(colors.text);
        axis->setTickLabelColor(colors.text);
        axis->setBasePen(QPen(colors.dominated));
        axis->setTickPen(QPen(colors.dominated));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(QFontMetrics(font).height() / 4);
        axis->grid()->setPen(QPen(colors.grid));
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->grid()->setSubGridVisible(false);
    }
}

void styleLegend(QCPLegend &legend, const PlotColors &colors, const QFont &font)
{
    QColor background = colors.background;
    background.setAlphaF(0.85F);
    legend.setBrush(background);
    legend.setBorderPen(QPen(colors.grid));
    legend.setFont(font);
    legend.setTextColor(colors.text);
    const int height = QFontMetrics(font).height();
    legend.setIconSize(height * 3 / 2, height * 3 / 4);
    const int room = height / 10; // Entries are clipped: letters reach below their line.
    legend.setRowSpacing(std::max(0, 3 - 2 * room));
    for (int item = 0; item < legend.itemCount(); ++item) {
        legend.item(item)->setFont(font);
        legend.item(item)->setMinimumMargins({0, room, 0, room});
        legend.item(item)->setTextColor(colors.text);
    }
}

void putLegendAbove(QCustomPlot &plot)
{
    plot.plotLayout()->insertRow(0);
    plot.plotLayout()->addElement(0, 0, plot.legend);
    plot.plotLayout()->setRowStretchFactor(0, 0.001);
    plot.legend->setFillOrder(QCPLegend::foColumnsFirst);
}

/// Icons that are higher than the letters leave room for those that reach below the line.
void styleLegendAbove(QCPLegend &legend, const PlotColors &colors, const QFont &font)
{
    styleLegend(legend, colors, font);
    legend.setBorderPen(Qt::NoPen);
    const int height = QFontMetrics(font).height();
    legend.setIconSize(height * 3 / 2, height * 5 / 4);
}

double markerSize(const QFontMetrics &metrics) { return metrics.height() * 0.62; }

} // namespace odimo::widgets
