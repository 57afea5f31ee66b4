// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/figure.h"
#include "widgets/front/front_values.h"

#include <QWidget>

class QCustomPlot;
class QCPGraph;

namespace odimo::widgets {

/// How the hypervolume grew, run by run or with the time. A step can be chosen; the arrow keys walk along them.
class HypervolumePlot : public QWidget {
    Q_OBJECT

public:
    explicit HypervolumePlot(QWidget *parent = nullptr);

    void setGrowth(const std::vector<GrowthStep> &growth);
    void setOverTime(bool overTime);
    void setSelectedRun(qint64 run);
    const std::vector<GrowthStep> &growth() const { return m_growth; }
    Figure figure(const FigureStyle &style) const;

signals:
    void runChosen(qint64 run);
    void described(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct TimeUnit {
        QString name;
        double seconds = 1;
    };
    TimeUnit unit() const;
    double xOf(std::size_t index) const;
    void draw();
    void markSelected();
    void choose(std::size_t index);
    void restyle();

    QCustomPlot *m_plot;
    QCPGraph *m_line;
    QCPGraph *m_mark;
    std::vector<GrowthStep> m_growth;
    std::int64_t m_selected = 0;
    bool m_overTime = false;
};

} // namespace odimo::widgets
