// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/figure.h"
#include "widgets/base/plot_widget.h"
#include "widgets/compare/projects_values.h"

#include <optional>

class QCPGraph;

namespace odimo::widgets {

/// Accuracy against cost of several projects: each with a colour and a shape of its own, and the front of all together
/// as a line.
class MergedFrontPlot : public PlotWidget {
    Q_OBJECT

public:
    explicit MergedFrontPlot(QWidget *parent = nullptr);

    void setFront(const MergedFront &front, mapping::Objective objective, const QStringList &names);
    const MergedFront &front() const { return m_front; }
    Figure figure(const FigureStyle &style) const;
    /// Emits nothing; a run that is not shown marks nothing.
    void setMarked(const std::vector<CompareRun> &runs);
    /// Where the marker of a run stands, in pixels of this widget.
    std::optional<QPointF> positionOf(const CompareRun &run) const;
    /// The corners of the line of the merged front: kcycles or µJ, and %.
    std::vector<QPointF> line() const;

signals:
    void runChosen(const odimo::widgets::CompareRun &run);
    void described(const QString &text);

protected:
    void restyle() override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeGraphs(std::size_t projects);
    void redraw();
    void mark();
    const MergedPoint *pointAt(const QPointF &position) const;
    QPointF placeOf(const MergedPoint &point) const; ///< On the axes.
    QPointF pixelOf(const MergedPoint &point) const;
    QString describe(const MergedPoint &point) const;
    void choose(const MergedPoint &point);

    QCPGraph *m_line;
    std::vector<QCPGraph *> m_best;   ///< By project, those on its front.
    std::vector<QCPGraph *> m_others; ///< Those that are dominated there.
    QCPGraph *m_mark;
    MergedFront m_front;
    mapping::Objective m_objective = mapping::Objective::Latency;
    QStringList m_names;
    std::vector<CompareRun> m_marked;
};

} // namespace odimo::widgets
