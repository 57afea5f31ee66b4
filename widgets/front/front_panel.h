// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front/front_values.h"

#include <QWidget>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;

namespace odimo::widgets {

class EmptyState;
class FrontPlot;

/// The front with the choice of its cost axis and its hypervolume.
class FrontPanel : public QWidget {
    Q_OBJECT

public:
    explicit FrontPanel(QWidget *parent = nullptr);

    void setFronts(const FrontValues &latency, const FrontValues &energy);
    /// Of the objective of the axis; empty: nothing is predicted or shown.
    void setPrediction(const std::vector<PredictedMarker> &points);
    void setLimits(const FrontLimits &limits);
    void setAxis(CostAxis axis);
    CostAxis axis() const;
    FrontPlot &plot() { return *m_plot; }
    EmptyState &emptyState() { return *m_emptyState; }
    /// Adds a check box for a checkable action.
    void offer(QAction &action);

signals:
    void axisChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showAxis();
    void showHypervolume();
    void showContentOrReason();

    FrontValues m_latency;
    FrontValues m_energy;
    FrontLimits m_limits;
    bool m_isPredicted = false;
    FrontPlot *m_plot;
    EmptyState *m_emptyState;
    QComboBox *m_axes;
    QHBoxLayout *m_bar;
    QLabel *m_hypervolume;
    QString m_share;
    QString m_reference;
};

} // namespace odimo::widgets
