// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/plot_widget.h"

#include <qcustomplot.h>

#include <QVBoxLayout>

namespace odimo::widgets {

PlotWidget::PlotWidget(QWidget *parent) : QWidget(parent), m_plot(new QCustomPlot(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
}

PlotWidget::~PlotWidget()
{
    // A widget under the cursor is left by the mouse while it goes; that must not reach the drawing any more.
    m_plot->removeEventFilter(this);
    delete m_plot;
}

void PlotWidget::replot()
{
    if (isVisible())
        m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void PlotWidget::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
    QWidget::changeEvent(event);
}

void PlotWidget::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    replot();
}

} // namespace odimo::widgets
