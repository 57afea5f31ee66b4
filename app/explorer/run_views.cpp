// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/run_views.h"

#include "app/explorer/compare/compare_controller.h"
#include "app/explorer/compare/compared_projects.h"
#include "app/explorer/compare/projects_controller.h"
#include "app/explorer/project/curves_presenter.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/view_area.h"
#include "app/explorer/timeline/timeline_controller.h"
#include "app/explorer/vary/variants_controller.h"
#include "app/explorer/view_parts.h"
#include "widgets/compare/compare_view.h"
#include "widgets/compare/projects_view.h"
#include "widgets/runs/curves_view.h"
#include "widgets/timeline/timeline_view.h"
#include "widgets/vary/variants_view.h"

#include <QAction>
#include <QTabWidget>

namespace odimo::explorer {

RunViews::RunViews(ActionRegistry &actions, ViewArea &area, const ViewParts &parts)
    : m_timeline(new widgets::TimelineView), m_curves(new widgets::CurvesView), m_compare(new widgets::CompareView),
      m_projects(new widgets::ProjectsView), m_variants(new widgets::VariantsView), m_comparisons(new QTabWidget)
{
    m_timeline->offer(actions.action(ActionId::ViewLayers));
    area.add(ViewId::Timeline, *m_timeline);
    area.add(ViewId::Curves, *m_curves);
    m_timelineController =
        std::make_unique<TimelineController>(parts.projects, parts.selection, parts.background, *m_timeline);
    m_curvesPresenter = std::make_unique<CurvesPresenter>(parts.projects, parts.selection, *m_curves);
    connect(m_timeline, &widgets::TimelineView::described, this, &RunViews::described);
    buildCompare(actions, area, parts);
}

RunViews::~RunViews() = default;

void RunViews::buildCompare(ActionRegistry &actions, ViewArea &area, const ViewParts &parts)
{
    m_comparisons->setDocumentMode(true);
    m_comparisons->addTab(m_compare, tr("Two Runs"));
    m_comparisons->addTab(m_projects, tr("Projects"));
    m_comparisons->addTab(m_variants, tr("Other Chips"));
    m_comparisons->setAccessibleName(tr("What is compared"));
    area.add(ViewId::Compare, *m_comparisons);
    m_comparedProjects = std::make_unique<ComparedProjects>(parts.projects, parts.background);
    m_compareController = std::make_unique<CompareController>(parts.projects, *m_comparedProjects, parts.selection,
                                                              parts.background, *m_compare);
    m_projectsController = std::make_unique<ProjectsController>(
        ProjectsParts{parts.projects, *m_comparedProjects, parts.userSettings, *m_projects, parts.message,
                      actions.action(ActionId::CompareWithProject), actions.action(ActionId::CloseComparedProject)});
    m_variantsController = std::make_unique<VariantsController>(parts.projects, parts.background, *m_variants);
    const auto showPage = [this, &area](QWidget *page) {
        area.show(ViewId::Compare);
        m_comparisons->setCurrentWidget(page);
    };
    connect(&actions.action(ActionId::CompareWithPrevious), &QAction::triggered, this, [this, showPage] {
        m_compareController->compareWithPrevious();
        showPage(m_compare);
    });
    connect(m_projectsController.get(), &ProjectsController::wanted, this, [this, showPage] { showPage(m_projects); });
    connect(m_projects, &widgets::ProjectsView::runChosen, m_compareController.get(), &CompareController::compare);
    connect(m_projects, &widgets::ProjectsView::runsWanted, this, [this, showPage] { showPage(m_compare); });
    const auto mark = [this] {
        const auto [first, second] = m_compareController->compared();
        const bool areOfBoth = first.run != 0 && second.run != 0 && first.project != second.project;
        m_projects->setMarked(areOfBoth ? std::vector{first, second} : std::vector<widgets::CompareRun>());
    };
    connect(m_compareController.get(), &CompareController::comparedChanged, this, mark);
    connect(m_compare, &widgets::CompareView::described, this, &RunViews::described);
    connect(m_projects, &widgets::ProjectsView::described, this, &RunViews::described);
    connect(m_variants, &widgets::VariantsView::described, this, &RunViews::described);
}

bool RunViews::isBusy() const { return m_comparedProjects->isLoading() || m_variantsController->isWorking(); }

void RunViews::compareWith(const std::filesystem::path &path) { m_projectsController->open(path); }

} // namespace odimo::explorer
