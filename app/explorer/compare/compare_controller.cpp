// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/compare/compare_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/compare/compare_presentation.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "widgets/compare/compare_view.h"

#include <QKeySequence>

#include <algorithm>
#include <utility>

namespace odimo::explorer {

CompareController::CompareController(ProjectController &projects, SelectionModel &selection, Background &background,
                                     widgets::CompareView &view, QObject *parent)
    : QObject(parent), m_projects(projects), m_selection(selection), m_background(background), m_view(view)
{
    connect(&projects, &ProjectController::opened, this, &CompareController::startAnew);
    connect(&projects, &ProjectController::closed, this, &CompareController::startAnew);
    connect(&projects, &ProjectController::frontsChanged, this, &CompareController::showChoices);
    connect(&selection, &SelectionModel::runChanged, this, [this](qint64 run) {
        if (const qint64 before = std::exchange(m_selected, run); before != 0)
            m_previous = before;
        show();
    });
    connect(&selection, &SelectionModel::comparedRunChanged, this, &CompareController::show);
    connect(&selection, &SelectionModel::layerChanged, &view, &widgets::CompareView::setCurrentLayer);
    connect(&view, &widgets::CompareView::layerChosen, &selection, &SelectionModel::setLayer);
    connect(&view, &widgets::CompareView::runsChosen, this, [this](qint64 first, qint64 second) {
        m_selection.setComparedRun(first);
        m_selection.setRun(second);
        show();
    });
    show();
}

void CompareController::startAnew()
{
    m_previous = 0;
    m_selection.setComparedRun(0);
    showChoices();
}

void CompareController::compareWithPrevious()
{
    if (m_previous != 0 && m_previous != m_selection.run())
        m_selection.setComparedRun(m_previous);
    show();
}

std::int64_t CompareController::first() const
{
    const ProjectValues &project = *m_projects.project();
    if (project.find(m_selection.comparedRun()))
        return m_selection.comparedRun();
    const auto reference = std::ranges::find_if(
        project.runs, [&](const project::Run &run) { return run.mapping && run.cost == project.reference; });
    return reference == project.runs.end() ? 0 : reference->id;
}

void CompareController::showChoices()
{
    std::vector<widgets::CompareChoice> choices;
    if (const ProjectValues *project = m_projects.project())
        for (const project::Run &run : project->runs)
            if (run.mapping || run.test())
                choices.push_back({run.id, widgets::runTitle(run.id, runName(run, project->reference))});
    m_view.setChoices(choices);
    show();
}

void CompareController::show()
{
    ++m_request;
    const ProjectValues *project = m_projects.project();
    if (!project) {
        m_view.showText(tr("Nothing to compare"), tr("Open a project with two runs."));
        return;
    }
    const std::int64_t from = first(), to = m_selection.run();
    m_view.setChosen(from, to);
    const project::Run *one = project->find(from), *other = project->find(to);
    if (!one || !other || one == other) {
        m_view.showText(tr("Choose two runs"),
                        tr("Choose them above, or select one run after the other and compare them by %1.")
                            .arg(QKeySequence(Qt::CTRL | Qt::Key_D).toString(QKeySequence::NativeText)));
        return;
    }
    m_background.run(
        *this,
        [one = *one, other = *other, setup = project->setup, costs = project->costs] {
            return compareValues(host::differenceOf({one, setup, costs}, {other, setup, costs}));
        },
        [this, request = m_request](const widgets::CompareValues &values) {
            if (request == m_request)
                m_view.showDifference(values);
        },
        [this, request = m_request](const QString &message) {
            if (request == m_request)
                m_view.showText(tr("These runs cannot be compared"), message);
        });
}

} // namespace odimo::explorer
