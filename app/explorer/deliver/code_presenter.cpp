// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/deliver/code_presenter.h"

#include "app/explorer/base/background.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "widgets/base/format.h"
#include "widgets/code/code_view.h"
#include "widgets/runs/runs_model.h"

namespace odimo::explorer {

CodePresenter::CodePresenter(const ProjectController &projects, SelectionModel &selection, Background &background,
                             widgets::CodeView &view)
    : m_projects(projects), m_selection(selection), m_background(background), m_view(view)
{
    const auto showAgain = [this] {
        m_shown = {};
        show();
    };
    connect(&projects, &ProjectController::opened, this, showAgain);
    connect(&projects, &ProjectController::closed, this, showAgain);
    connect(&projects, &ProjectController::runChanged, this, [this, showAgain](qint64 run) {
        if (run == m_selection.run())
            showAgain();
    });
    connect(&selection, &SelectionModel::runChanged, this, &CodePresenter::show);
    connect(&selection, &SelectionModel::layerChanged, &view, &widgets::CodeView::setLayer);
    connect(&view, &widgets::CodeView::layerChosen, &selection, &SelectionModel::setLayer);
    connect(&view, &widgets::CodeView::becameVisible, this, &CodePresenter::show);
    show();
}

void CodePresenter::show()
{
    const ProjectValues *project = m_projects.project();
    const project::Run *run = project ? project->find(m_selection.run()) : nullptr;
    if (!run) {
        m_shown = {};
        ++m_requests;
        m_view.showText(tr("No run selected"), tr("Click a point of the front or a row of the table to see its code."));
        return;
    }
    const RunInFile wanted{project->path, run->id};
    if (!m_view.isVisible() || wanted == m_shown)
        return;
    m_shown = wanted;
    if (!run->mapping) {
        ++m_requests;
        m_view.showText(tr("No code of this run"), tr("It has no mapping, so that no unit computes its layers."));
        return;
    }
    m_isBusy = true;
    const int number = ++m_requests;
    m_background.run(
        *this,
        [wanted, title = widgets::runTitle(run->id, runName(*project, *run))] {
            return codeOf(wanted, title);
        },
        [this, number](const widgets::CodeValues &code) {
            if (number != m_requests)
                return;
            m_isBusy = false;
            m_view.showCode(code);
            m_view.setLayer(m_selection.layer());
        },
        [this, number](const QString &message) {
            if (number != m_requests)
                return;
            m_isBusy = false;
            m_view.showText(tr("No code of this run"), widgets::sentence(message));
        });
}

} // namespace odimo::explorer
