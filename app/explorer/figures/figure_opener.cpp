// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/figures/figure_opener.h"

#include "app/explorer/base/selection_model.h"
#include "app/explorer/figures/view_content.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/shell/view_area.h"

#include <utility>

namespace odimo::explorer {

FigureOpener::FigureOpener(ProjectController &projects, SelectionModel &selection, ViewArea &area, QObject *parent)
    : QObject(parent), m_projects(projects), m_selection(selection), m_area(area)
{
    // Behind all who select something of their own in a project that has been opened.
    connect(&projects, &ProjectController::opened, this, &FigureOpener::apply, Qt::QueuedConnection);
    connect(&projects, &ProjectController::openFailed, this, [this] { m_wanted.reset(); });
    connect(&projects, &ProjectController::closed, this, [this] { m_wanted.reset(); });
}

void FigureOpener::show(const Origin &source)
{
    m_wanted = source;
    if (isOpen())
        apply();
    else
        emit projectWanted(QString::fromStdString(source.project));
}

/// However the file names it: by a link, or relative.
bool FigureOpener::isOpen() const
{
    const ProjectValues *project = m_projects.project();
    return m_wanted && project && !m_projects.isLoading() &&
           projectPath(project->path) == projectPath(m_wanted->project);
}

void FigureOpener::apply()
{
    if (!isOpen()) {
        if (!m_projects.isLoading())
            m_wanted.reset(); // Another project came between.
        return;
    }
    const ProjectValues *project = m_projects.project();
    const Origin source = *std::exchange(m_wanted, std::nullopt);
    const QString shown = QString::fromStdString(source.view);
    const std::optional<Content> content = contentFromName(shown);
    // Pictures of a replay, and what the command line writes, name the view alone.
    if (const std::optional<ViewId> view = content ? viewOf(*content) : viewFromName(shown))
        m_area.show(*view);
    if (source.run != 0 && !project->find(source.run))
        return emit failed(tr("The file shows run %1, which is not in this project any more.").arg(source.run));
    if (content == Content::Compare && source.runs.size() == 2)
        m_selection.setComparedRun(source.runs.front() == source.run ? source.runs.back() : source.runs.front());
    if (source.run != 0)
        m_selection.setRun(source.run);
    m_selection.setLayer(QString::fromStdString(source.layer));
}

} // namespace odimo::explorer
