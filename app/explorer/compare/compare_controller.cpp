// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/compare/compare_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/compare/compare_presentation.h"
#include "app/explorer/compare/compared_projects.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "widgets/compare/compare_view.h"

#include <QKeySequence>

#include <algorithm>
#include <utility>

namespace odimo::explorer {

using widgets::CompareRun;

CompareController::CompareController(ProjectController &projects, const ComparedProjects &compared,
                                     SelectionModel &selection, Background &background, widgets::CompareView &view,
                                     QObject *parent)
    : QObject(parent), m_projects(projects), m_compared(compared), m_selection(selection), m_background(background),
      m_view(view)
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
    connect(&view, &widgets::CompareView::runsChosen, this, &CompareController::choose);
    connect(&compared, &ComparedProjects::changed, this, &CompareController::chooseOther);
    show();
}

void CompareController::startAnew()
{
    m_previous = 0;
    m_ofOther = {};
    m_selection.setComparedRun(0);
    showChoices();
}

void CompareController::choose(const CompareRun &first, const CompareRun &second)
{
    m_ofOther = {first.project > 0 ? first : CompareRun(), second.project > 0 ? second : CompareRun()};
    if (first.project == 0 && second.project == 0)
        m_selection.setComparedRun(first.run);
    if (second.project == 0)
        m_selection.setRun(second.run);
    else if (first.project == 0)
        m_selection.setRun(first.run);
    show();
}

void CompareController::compare(const CompareRun &run)
{
    const std::array<CompareRun, 2> before = compared();
    if (run.project > 0)
        choose(before[0].project == 0 ? before[0] : before[1], run);
    else
        choose(run, before[1].project > 0 ? before[1] : m_ofOther[0].run != 0 ? m_ofOther[0] : CompareRun{1, 0});
}

/// The most accurate mapping of the project that was added last is compared at first.
void CompareController::chooseOther()
{
    m_ofOther = {};
    const std::size_t last = m_compared.others().size();
    const ProjectValues *other = last > 0 ? m_compared.at(last) : nullptr;
    if (other && !other->fronts.latency.points.empty())
        m_ofOther[1] = {last, std::ranges::max(other->fronts.latency.points, {}, &host::FrontEntry::accuracy).run};
    showChoices();
}

std::array<CompareRun, 2> CompareController::compared() const
{
    if (!m_projects.project())
        return {};
    const auto own = [this](std::size_t side) -> std::int64_t {
        const bool isAlone = m_ofOther[1 - side].run != 0;
        if (side == 0 && !isAlone)
            return first();
        return m_selection.run() != 0 || side == 1 ? m_selection.run() : first();
    };
    std::array<CompareRun, 2> runs;
    for (std::size_t side = 0; side < runs.size(); ++side)
        runs[side] = m_ofOther[side].run != 0 ? m_ofOther[side] : CompareRun{0, own(side)};
    return runs;
}

void CompareController::compareWithPrevious()
{
    m_ofOther = {};
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
    for (std::size_t which = 0; which <= m_compared.others().size(); ++which) {
        if (!m_compared.at(which))
            continue;
        const ProjectValues &project = *m_compared.at(which);
        for (const project::Run &run : project.runs)
            if (run.mapping || run.test()) {
                const QString title = widgets::runTitle(run.id, runName(project, run));
                const QString file = QString::fromStdString(project.path.stem().string());
                choices.push_back({{which, run.id}, which == 0 ? title : tr("%1 of %2").arg(title, file)});
            }
    }
    m_view.setChoices(choices);
    show();
}

void CompareController::show()
{
    ++m_request;
    const std::array<CompareRun, 2> runs = compared();
    emit comparedChanged();
    if (!m_projects.project()) {
        m_view.showText(tr("Nothing to compare"), tr("Open a project with two runs."));
        return;
    }
    m_view.setChosen(runs[0], runs[1]);
    const ProjectValues *before = m_compared.at(runs[0].project), *after = m_compared.at(runs[1].project);
    const project::Run *one = before ? before->find(runs[0].run) : nullptr;
    const project::Run *other = after ? after->find(runs[1].run) : nullptr;
    if (!one || !other || one == other) {
        m_view.showText(tr("Choose two runs"),
                        tr("Choose them above, or select one run after the other and compare them by %1.")
                            .arg(QKeySequence(Qt::CTRL | Qt::Key_D).toString(QKeySequence::NativeText)));
        return;
    }
    m_background.run(
        *this,
        [one = *one, other = *other, setup = before->setup, costs = before->costs, otherSetup = after->setup,
         otherCosts = after->costs] {
            return compareValues(host::differenceOf({one, setup, costs}, {other, otherSetup, otherCosts}));
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
