// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

namespace odimo::widgets {
class CompareView;
class CurvesView;
class TimelineView;
} // namespace odimo::widgets

namespace odimo::explorer {

class ActionRegistry;
class Background;
class CompareController;
class CurvesPresenter;
class ProjectController;
class SelectionModel;
class TimelineController;
class ViewArea;

/// The views that explain a run: its timeline, its curves, and its comparison with another.
class RunViews : public QObject {
    Q_OBJECT

public:
    /// Adds the views to `area`.
    RunViews(ActionRegistry &actions, ViewArea &area, ProjectController &projects, SelectionModel &selection,
             Background &background);
    ~RunViews() override;

    widgets::TimelineView &timeline() { return *m_timeline; }
    widgets::CompareView &compare() { return *m_compare; }

signals:
    /// What is under the cursor; empty if nothing is.
    void described(const QString &text);

private:
    widgets::TimelineView *m_timeline; ///< The area owns the views.
    widgets::CurvesView *m_curves;
    widgets::CompareView *m_compare;
    std::unique_ptr<TimelineController> m_timelineController;
    std::unique_ptr<CurvesPresenter> m_curvesPresenter;
    std::unique_ptr<CompareController> m_compareController;
};

} // namespace odimo::explorer
