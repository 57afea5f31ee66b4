// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/theme.h"

#include <QPointF>
#include <QSharedPointer>

class QCustomPlot;
class QCPAxisRect;
class QCPAxisTicker;
class QCPLegend;

namespace odimo::widgets {

/// Background, axes, ticks and grid in the colours and the font of the widget; call again when either changes.
void stylePlot(QCustomPlot &plot, const PlotColors &colors);
void styleAxes(QCPAxisRect &axes, const PlotColors &colors, const QFont &font);
/// The ticks of an axis that counts by equal steps; numbers below 0 have the minus sign.
QSharedPointer<QCPAxisTicker> plainTicker();
void styleLegend(QCPLegend &legend, const PlotColors &colors, const QFont &font);

/// Moves the legend of a plot out of the drawing, into a line above it.
void putLegendAbove(QCustomPlot &plot);
void styleLegendAbove(QCPLegend &legend, const PlotColors &colors, const QFont &font);

/// The diameter of a marker in pixels for this font.
double markerSize(const QFontMetrics &metrics);

} // namespace odimo::widgets
