// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/run_set.h"
#include "widgets/front/front_scale.h"

#include <QWidget>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QMenu;
class QStackedWidget;
class QToolButton;

namespace odimo::widgets {

class EmptyState;
class FrontPlot;
class FrontTable;
class HypervolumePlot;

/// The front, as a plot or as a table, with the choice of its axes, its hypervolume, its knee and the best point within
/// the limits.
class FrontPanel : public QWidget {
    Q_OBJECT

public:
    explicit FrontPanel(QWidget *parent = nullptr);

    void setFronts(const FrontSet &fronts);
    /// Of the objective of the axis; empty: nothing is predicted or shown.
    void setPrediction(const std::vector<PredictedMarker> &points);
    void setLimits(const FrontLimits &limits);
    /// Fronts of other projects.
    void setOverlays(const std::vector<OverlayFront> &overlays);
    void setAxis(CostAxis axis);
    CostAxis axis() const;
    void setRelative(bool isRelative);
    void setCostLogarithmic(bool isLogarithmic);
    void setAccuracyLogarithmic(bool isLogarithmic);
    void setAsTable(bool asTable);
    void setGrowthVisible(bool visible);

    FrontPlot &plot() { return *m_plot; }
    FrontTable &table() { return *m_table; }
    HypervolumePlot &growth() { return *m_growth; }
    EmptyState &emptyState() { return *m_emptyState; }
    /// Adds a check box for a checkable action.
    void offer(QAction &action);
    /// Adds an action to the menu of the options.
    void offerInMenu(QAction &action);

public slots:
    /// Emits nothing.
    void setSelectedRun(qint64 run);
    void setBrushed(const odimo::widgets::RunSet &runs);

signals:
    void axisChanged();
    /// In any of its parts.
    void runChosen(qint64 run);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QHBoxLayout *makeBar();
    QHBoxLayout *makeFootnotes();
    void connectParts();
    const FrontValues &values() const { return m_fronts.on(axis()); }
    void changeAxes(bool FrontAxes::*option, bool value);
    void showAxis();
    void showHypervolume();
    void showFootnotes();
    void showContentOrReason();

    FrontSet m_fronts;
    FrontLimits m_limits;
    FrontAxes m_shown;
    bool m_isPredicted = false;
    FrontPlot *m_plot;
    FrontTable *m_table;
    HypervolumePlot *m_growth;
    QStackedWidget *m_views;
    EmptyState *m_emptyState;
    QComboBox *m_axes;
    QMenu *m_options;
    QToolButton *m_optionsButton;
    QToolButton *m_fit;
    QHBoxLayout *m_bar;
    QLabel *m_hypervolume;
    QToolButton *m_best;
    QToolButton *m_knee;
    QToolButton *m_brush;
    std::int64_t m_bestRun = 0;
    QString m_share;
    QString m_reference;
};

} // namespace odimo::widgets
