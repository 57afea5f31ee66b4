// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/deliver/receipt_presenter.h"

#include "app/explorer/base/background.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/deliver/delivery.h"
#include "app/explorer/project/project_controller.h"
#include "widgets/runs/run_inspector.h"

namespace odimo::explorer {

ReceiptPresenter::ReceiptPresenter(const ProjectController &projects, const SelectionModel &selection,
                                   Background &background, widgets::RunInspector &inspector)
    : m_projects(projects), m_selection(selection), m_background(background), m_inspector(inspector)
{
    connect(&projects, &ProjectController::opened, this, &ReceiptPresenter::show);
    connect(&selection, &SelectionModel::runChanged, this, &ReceiptPresenter::show);
}

void ReceiptPresenter::show()
{
    m_inspector.setReceipt({});
    const int number = ++m_requests;
    const ProjectValues *project = m_projects.project();
    if (!project || m_selection.run() == 0)
        return;
    m_background.run(
        *this, [run = RunInFile{project->path, m_selection.run()}] { return readReceipt(run); },
        [this, number](const std::optional<widgets::ReceiptValues> &receipt) {
            if (number == m_requests && receipt)
                m_inspector.setReceipt(*receipt);
        },
        [](const QString &) {}); // A project that cannot be read says so elsewhere.
}

} // namespace odimo::explorer
