// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/runs/rename_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/shell/edit_history.h"
#include "widgets/base/format.h"
#include "widgets/runs/runs_view.h"

#include <utility>

namespace odimo::explorer {

RenameController::RenameController(ProjectController &projects, SelectionModel &selection, Background &background,
                                   EditHistory &edits, widgets::RunsView &view, QObject *parent)
    : QObject(parent), m_projects(projects), m_selection(selection), m_background(background), m_edits(edits),
      m_view(view)
{
    connect(&view, &widgets::RunsView::renamed, this, &RenameController::rename);
}

void RenameController::begin() { m_view.editName(m_selection.run()); }

void RenameController::rename(qint64 run, const QString &name)
{
    const ProjectValues *project = m_projects.project();
    if (!project || !project->find(run))
        return;
    const QString before = QString::fromStdString(project->nameOf(run));
    const QString after = name.trimmed();
    if (before == after)
        return;
    m_edits.push(std::make_unique<ValueEdit<QString>>(
        after.isEmpty() ? tr("Take the Name of Run %1 Away").arg(run) : tr("Name Run %1 %2").arg(run).arg(after),
        QString(), before, after, [this, run](const QString &chosen) { apply(run, chosen); }));
}

void RenameController::apply(qint64 run, const QString &name)
{
    m_projects.nameRun(run, name.toStdString());
    store();
}

/// One at a time, and always all of them: what was written last is what is shown.
void RenameController::store()
{
    if (std::exchange(m_isStoring, true)) {
        m_storeAgain = true;
        return;
    }
    const ProjectValues &project = *m_projects.project();
    const auto next = [this] {
        m_isStoring = false;
        if (std::exchange(m_storeAgain, false) && m_projects.project())
            store();
    };
    m_background.run(
        *this, [path = project.path, names = project.runNames] { return storeRunNames(path, names); },
        [next](bool) { next(); },
        [this, next](const QString &message) {
            m_projects.refresh(); // To what the file holds.
            emit failed(widgets::sentence(message));
            next();
        });
}

} // namespace odimo::explorer
