// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/project/project_presenter.h"

#include "app/explorer/base/selection_model.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "widgets/runs/run_inspector.h"

#include <utility>

namespace odimo::explorer {

ProjectPresenter::ProjectPresenter(ProjectController &projects, SelectionModel &selection,
                                   widgets::RunInspector &inspector, QObject *parent)
    : QObject(parent), m_projects(projects), m_selection(selection), m_inspector(inspector)
{
    connect(&projects, &ProjectController::opened, this, &ProjectPresenter::showProject);
    connect(&projects, &ProjectController::closed, this, &ProjectPresenter::showNoProject);
    connect(&projects, &ProjectController::runChanged, this, &ProjectPresenter::showRun);
    connect(&projects, &ProjectController::frontsChanged, this, &ProjectPresenter::showRuns);
    connect(&projects, &ProjectController::namesChanged, this, &ProjectPresenter::showRuns);
    connect(&projects, &ProjectController::logAdded, this, [this](const project::LogLine &line) {
        m_log.append({logEntry(line)});
        if (line.level == "finding")
            showRun(line.run);
    });
    connect(&selection, &SelectionModel::runChanged, this, &ProjectPresenter::showSelected);
}

void ProjectPresenter::showProject()
{
    m_selection.setRun(0);
    showRuns();
    std::vector<widgets::LogEntry> entries;
    for (const project::LogLine &line : m_projects.project()->log)
        entries.push_back(logEntry(line));
    m_log.setEntries(entries);
    selectBest();
}

void ProjectPresenter::showNoProject()
{
    m_runs.setRows({});
    m_log.setEntries({});
    m_selection.setRun(0);
    showSelected();
}

/// The most accurate searched point of the front is what a user looks at first.
void ProjectPresenter::selectBest()
{
    std::int64_t best = 0;
    for (const host::FrontEntry &entry : m_projects.project()->fronts.latency.points)
        if (!entry.dominated && (entry.baseline.empty() || best == 0))
            best = entry.run;
    m_selection.setRun(best);
    showSelected();
}

void ProjectPresenter::showResult()
{
    const ProjectValues *project = m_projects.project();
    const project::Run *selected = project ? project->find(m_selection.run()) : nullptr;
    if (project && !(selected && selected->mapping))
        selectBest();
}

const protocol::Progress *ProjectPresenter::progressOf(std::int64_t run) const
{
    const auto found = m_progress.find(run);
    return found == m_progress.end() ? nullptr : &found->second;
}

void ProjectPresenter::showRuns()
{
    std::vector<widgets::RunRow> rows;
    for (const project::Run &run : m_projects.project()->runs)
        rows.push_back(runRow(*m_projects.project(), run, progressOf(run.id)));
    if (rows.size() != m_runs.rows().size()) {
        m_runs.setRows(std::move(rows));
        return;
    }
    for (const widgets::RunRow &row : rows)
        m_runs.put(row);
}

void ProjectPresenter::showRun(qint64 run)
{
    const project::Run *changed = m_projects.project()->find(run);
    if (!changed)
        return;
    m_runs.put(runRow(*m_projects.project(), *changed, progressOf(run)));
    if (m_selection.run() == 0 && !m_showsPrediction && changed->status == project::RunStatus::Running)
        m_selection.setRun(run); // Something to watch while there is no front yet.
    if (run == m_selection.run())
        showSelected();
}

void ProjectPresenter::showProgress(qint64 run, const protocol::Progress &progress)
{
    m_progress[run] = progress;
    if (m_projects.project())
        showRun(run);
}

void ProjectPresenter::showPrediction(const widgets::PredictedMarker &point, const widgets::SplitValues &split)
{
    m_selection.setRun(0);
    m_showsPrediction = true;
    m_inspector.showPrediction(point, split);
}

void ProjectPresenter::showSelected()
{
    m_showsPrediction = false;
    const ProjectValues *project = m_projects.project();
    const project::Run *run = project ? project->find(m_selection.run()) : nullptr;
    if (!run) {
        m_inspector.showNothing();
        return;
    }
    m_inspector.showRun(runRow(*project, *run, progressOf(run->id)), splitValues(*project, *run));
}

} // namespace odimo::explorer
