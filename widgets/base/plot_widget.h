// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCustomPlot;

namespace odimo::widgets {

/// A widget that is one plot, and filters its events. It is styled anew when colours or letters change.
class PlotWidget : public QWidget {
    Q_OBJECT

public:
    ~PlotWidget() override;

protected:
    explicit PlotWidget(QWidget *parent);

    /// Gives the graphs the colours and the font of the widget.
    virtual void restyle() = 0;
    /// Once it is seen: nothing can be drawn before it has a size.
    void replot();
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

    QCustomPlot *m_plot;
};

} // namespace odimo::widgets
