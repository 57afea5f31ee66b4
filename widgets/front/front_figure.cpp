// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_figure.h"

#include "widgets/front/front_drawing.h"
#include "widgets/front/front_plot.h"

#include <qcustomplot.h>

namespace odimo::widgets {

Figure frontFigure(const FrontPlot &plot, const FigureStyle &style)
{
    const auto twin = std::make_shared<FrontPlot>();
    twin->setPalette(style.palette);
    twin->setFont(style.font);
    twin->setFront(plot.drawing().front(), plot.axes());
    twin->setPrediction(plot.prediction());
    twin->setLimits(plot.limits());
    twin->setOverlays(plot.drawing().overlays());
    twin->setTailsVisible(plot.drawing().areTailsVisible());
    twin->setBrushed(plot.drawing().brushed());
    const QRectF view = plot.view();
    twin->canvas().xAxis->setRange(view.left(), view.right());
    twin->canvas().yAxis->setRange(view.top(), view.bottom());
    twin->drawing().placeLegend(style.size.toSize());
    return plotFigure(twin, twin->canvas(), style.size);
}

} // namespace odimo::widgets
