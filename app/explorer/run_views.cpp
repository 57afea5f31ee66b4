// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/run_views.h"

#include "app/explorer/compare/compare_controller.h"
#include "app/explorer/project/curves_presenter.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/view_area.h"
#include "app/explorer/timeline/timeline_controller.h"
#include "widgets/compare/compare_view.h"
#include "widgets/runs/curves_view.h"
#include "widgets/timeline/timeline_view.h"

#include <QAction>

namespace odimo::explorer {

RunViews::RunViews(ActionRegistry &actions, ViewArea &area, ProjectController &projects, SelectionModel &selection,
                   Background &background)
    : m_timeline(new widgets::TimelineView), m_curves(new widgets::CurvesView), m_compare(new widgets::CompareView)
{
    m_timeline->offer(actions.action(ActionId::ViewLayers));
    area.add(ViewId::Timeline, *m_timeline);
    area.add(ViewId::Curves, *m_curves);
    area.add(ViewId::Compare, *m_compare);
    m_timelineController = std::make_unique<TimelineController>(projects, selection, background, *m_timeline);
    m_curvesPresenter = std::make_unique<CurvesPresenter>(projects, selection, *m_curves);
    m_compareController = std::make_unique<CompareController>(projects, selection, background, *m_compare);
    connect(&actions.action(ActionId::CompareWithPrevious), &QAction::triggered, this, [this, &area] {
        m_compareController->compareWithPrevious();
        area.show(ViewId::Compare);
    });
    connect(m_timeline, &widgets::TimelineView::described, this, &RunViews::described);
    connect(m_compare, &widgets::CompareView::described, this, &RunViews::described);
}

RunViews::~RunViews() = default;

} // namespace odimo::explorer
