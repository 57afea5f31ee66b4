// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <filesystem>
#include <memory>

class QTabWidget;

namespace odimo::widgets {
class CompareView;
class CurvesView;
class ProjectsView;
class TimelineView;
class VariantsView;
} // namespace odimo::widgets

namespace odimo::explorer {

class ActionRegistry;
class CompareController;
class ComparedProjects;
class CurvesPresenter;
class ProjectsController;
class TimelineController;
class VariantsController;
class ViewArea;

struct ViewParts;

/// The views that explain a run: its timeline, its curves, and its comparison with another; and of projects and chips.
class RunViews : public QObject {
    Q_OBJECT

public:
    /// Adds the views to `area`.
    RunViews(ActionRegistry &actions, ViewArea &area, const ViewParts &parts);
    ~RunViews() override;

    widgets::TimelineView &timeline() { return *m_timeline; }
    widgets::CurvesView &curves() { return *m_curves; }
    widgets::CompareView &compare() { return *m_compare; }
    widgets::ProjectsView &projects() { return *m_projects; }
    widgets::VariantsView &variants() { return *m_variants; }
    /// Another project is read, or variants of the platform are computed.
    bool isBusy() const;

    /// Compares the open project with another, too.
    void compareWith(const std::filesystem::path &path);

signals:
    /// What is under the cursor; empty if nothing is.
    void described(const QString &text);

private:
    void buildCompare(ActionRegistry &actions, ViewArea &area, const ViewParts &parts);

    widgets::TimelineView *m_timeline; ///< The area owns the views.
    widgets::CurvesView *m_curves;
    widgets::CompareView *m_compare;
    widgets::ProjectsView *m_projects;
    widgets::VariantsView *m_variants;
    QTabWidget *m_comparisons; ///< Of two runs, of projects, and of chips.
    std::unique_ptr<TimelineController> m_timelineController;
    std::unique_ptr<CurvesPresenter> m_curvesPresenter;
    std::unique_ptr<ComparedProjects> m_comparedProjects;
    std::unique_ptr<CompareController> m_compareController;
    std::unique_ptr<ProjectsController> m_projectsController;
    std::unique_ptr<VariantsController> m_variantsController;
};

} // namespace odimo::explorer
