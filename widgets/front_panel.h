// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front_values.h"

#include <QWidget>

class QComboBox;
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
    void setAxis(CostAxis axis);
    CostAxis axis() const;
    FrontPlot &plot() { return *m_plot; }
    EmptyState &emptyState() { return *m_emptyState; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showAxis();
    void showHypervolume();

    FrontValues m_latency;
    FrontValues m_energy;
    FrontPlot *m_plot;
    EmptyState *m_emptyState;
    QComboBox *m_axes;
    QLabel *m_hypervolume;
    QString m_share;
    QString m_reference;
};

} // namespace odimo::widgets
