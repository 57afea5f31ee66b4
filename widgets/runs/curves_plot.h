// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/figure.h"

#include <QString>
#include <QWidget>

#include <vector>

class QCPAxisRect;
class QCPLegend;
class QCustomPlot;

namespace odimo::widgets {

/// One finished epoch. Accuracies are fractions.
struct CurvePoint {
    QString phase; ///< Title of the phase, for example "Search".
    double loss = 0;
    double trainAccuracy = 0;
    double validationAccuracy = 0;
};

/// Loss above, accuracies below, over the epochs of all phases of one run; the phases are set apart by lines with their
/// names.
class CurvesPlot : public QWidget {
    Q_OBJECT

public:
    explicit CurvesPlot(QWidget *parent = nullptr);
    void setPoints(std::vector<CurvePoint> points);
    Figure figure(const FigureStyle &style) const;
    const std::vector<CurvePoint> &points() const { return m_points; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void addAxes();
    void redraw();
    void drawPhases();

    QCustomPlot *m_plot;
    QCPAxisRect *m_loss;
    QCPAxisRect *m_accuracy;
    QCPLegend *m_legend;
    std::vector<CurvePoint> m_points;
};

} // namespace odimo::widgets
