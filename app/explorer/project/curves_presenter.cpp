// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/project/curves_presenter.h"

#include "app/explorer/base/selection_model.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "widgets/runs/curves_view.h"

namespace odimo::explorer {

CurvesPresenter::CurvesPresenter(const ProjectController &projects, const SelectionModel &selection,
                                 widgets::CurvesView &view, QObject *parent)
    : QObject(parent), m_projects(projects), m_selection(selection), m_view(view)
{
    const auto showRun = [this](qint64 run) {
        if (run == m_selection.run())
            show();
    };
    connect(&projects, &ProjectController::opened, this, &CurvesPresenter::show);
    connect(&projects, &ProjectController::closed, this, &CurvesPresenter::show);
    connect(&projects, &ProjectController::runChanged, this, showRun);
    connect(&projects, &ProjectController::epochsChanged, this, showRun);
    connect(&selection, &SelectionModel::runChanged, this, &CurvesPresenter::show);
}

void CurvesPresenter::show()
{
    const ProjectValues *project = m_projects.project();
    const project::Run *run = project ? project->find(m_selection.run()) : nullptr;
    if (!run) {
        m_view.showNothing();
        return;
    }
    const QString title = widgets::runTitle(run->id, runName(*project, *run));
    const std::vector<widgets::CurvePoint> points = curvePoints(*project, run->id);
    if (points.empty() && run->status == project::RunStatus::Done)
        m_view.showUntrained(title);
    else
        m_view.showCurves(title, points);
}

} // namespace odimo::explorer
