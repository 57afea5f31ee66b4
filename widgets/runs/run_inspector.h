// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front/front_values.h"
#include "widgets/layers/split_values.h"
#include "widgets/runs/curves_plot.h"
#include "widgets/runs/runs_model.h"

#include <QWidget>

#include <optional>

class QGridLayout;
class QLabel;
class QTabWidget;

namespace odimo::widgets {

class EmptyState;
class SplitView;
class StrengthField;

/// Everything about one run or predicted mapping: its figures, its channel split and its training curves.
class RunInspector : public QWidget {
    Q_OBJECT

public:
    explicit RunInspector(QWidget *parent = nullptr);

    void showNothing();
    /// `split` is absent as long as the run has no mapping.
    void showRun(const RunRow &run, const std::optional<SplitValues> &split);
    /// A mapping that nobody has measured.
    void showPrediction(const PredictedMarker &point, const SplitValues &split);
    void showCurves(const std::vector<CurvePoint> &points);

    EmptyState &emptyState() { return *m_emptyState; }
    QTabWidget &tabs() { return *m_tabs; }
    SplitView &split() { return *m_split; }
    QString title() const;

signals:
    /// For a run that is being searched.
    void strengthChosen(qint64 run, double strength);

private:
    QLabel *addFigure(QGridLayout &grid, int column, const QString &name);
    void buildFigures(QGridLayout &grid);

    EmptyState *m_emptyState = nullptr;
    QTabWidget *m_tabs;
    SplitView *m_split;
    CurvesPlot *m_curves;
    EmptyState *m_splitState;
    EmptyState *m_curvesState;
    QLabel *m_title;
    QLabel *m_message;
    QLabel *m_accuracy;
    QLabel *m_interval;
    QLabel *m_latency;
    QLabel *m_time;
    QLabel *m_energy;
    StrengthField *m_strength;
};

} // namespace odimo::widgets
