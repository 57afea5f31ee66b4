// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/runs/curves_plot.h"

#include <QWidget>

class QLabel;

namespace odimo::widgets {

class EmptyState;

/// The training curves of one run under its title, or why there are none.
class CurvesView : public QWidget {
    Q_OBJECT

public:
    explicit CurvesView(QWidget *parent = nullptr);
    void showNothing();
    void showCurves(const QString &title, const std::vector<CurvePoint> &points);
    /// A run that was measured only.
    void showUntrained(const QString &title);

    CurvesPlot &plot() { return *m_plot; }
    EmptyState &emptyState() { return *m_emptyState; }
    QString title() const;

private:
    CurvesPlot *m_plot;
    QLabel *m_title;
    EmptyState *m_emptyState = nullptr;
};

} // namespace odimo::widgets
