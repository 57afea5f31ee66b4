// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/measure/mapping_measurer.h"

#include "app/explorer/base/remedy_words.h"
#include "app/explorer/editor/edit_controller.h"
#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/setup/exploration_starter.h"
#include "core/base/error.h"
#include "core/host/flow/chosen_runs.h"
#include "widgets/base/format.h"
#include "widgets/base/message_bar.h"

#include <QAction>

#include <algorithm>

namespace odimo::explorer {

namespace {

/// The run has measured the mapping as it was asked for.
bool answers(const project::Run &run, const host::ChosenMapping &chosen)
{
    const std::optional<project::Measurement> test = run.test();
    return run.mapping == chosen.mapping && run.status == project::RunStatus::Done && !run.sameMappingAs && test &&
           (!chosen.fineTune || test->phase == protocol::nameOf(protocol::TaskKind::Finetune));
}

QString nameOf(const EditedMapping &edited)
{
    return MappingMeasurer::tr("the edited mapping of run %1").arg(edited.run);
}

QString runNameOf(const EditedMapping &edited) { return MappingMeasurer::tr("Edit of run %1").arg(edited.run); }

} // namespace

MappingMeasurer::MappingMeasurer(ProjectController &projects, ExplorationController &exploration,
                                 ExplorationStarter &starter, widgets::MessageBar &message, QObject *parent)
    : QObject(parent), m_projects(projects), m_exploration(exploration), m_starter(starter), m_message(message),
      m_showRun(new QAction(this))
{
    m_showRun->setStatusTip(tr("Select the run that the message names"));
    connect(m_showRun, &QAction::triggered, this, [this] { emit runChosen(m_namedRun); });
    connect(&projects, &ProjectController::runChanged, this, &MappingMeasurer::check);
    connect(&projects, &ProjectController::closed, this, [this] { m_asked.clear(); });
    connect(&exploration, &ExplorationController::noticed, this, &MappingMeasurer::give);
    const auto goOn = [this] {
        check();
        giveUp();
        give();
    };
    // The end is shown first, and the next exploration begins after all have heard of it.
    connect(&exploration, &ExplorationController::finished, this, goOn, Qt::QueuedConnection);
    connect(&exploration, &ExplorationController::failed, this, goOn, Qt::QueuedConnection);
}

void MappingMeasurer::serve(const EditController &editor)
{
    connect(&editor, &EditController::evaluateRequested, this,
            [this](const EditedMapping &edited) { measure(edited.mapping, nameOf(edited), runNameOf(edited)); });
    connect(&editor, &EditController::fineTuneRequested, this,
            [this](const EditedMapping &edited) { fineTune(edited.mapping, nameOf(edited), runNameOf(edited)); });
}

void MappingMeasurer::measure(const mapping::Mapping &mapping, const QString &name, const QString &runName)
{
    ask({mapping, false, freeName(runName)}, name);
}

void MappingMeasurer::fineTune(const mapping::Mapping &mapping, const QString &name, const QString &runName)
{
    ask({mapping, true, freeName(runName)}, name);
}

/// Numbered where another run has that name or will have it.
std::string MappingMeasurer::freeName(const QString &wanted) const
{
    const ProjectValues *project = m_projects.project();
    const auto isTaken = [&](const std::string &name) {
        return (project &&
                std::ranges::any_of(project->runNames, [&](const auto &each) { return each.second == name; })) ||
               std::ranges::any_of(m_asked, [&](const Asked &asked) { return asked.chosen.name == name; });
    };
    QString name = wanted;
    for (int number = 2; !name.isEmpty() && isTaken(name.toStdString()); ++number)
        name = tr("%1 (%2)").arg(wanted).arg(number);
    return name.toStdString();
}

bool MappingMeasurer::isAwaited(const mapping::Mapping &mapping) const
{
    return std::ranges::any_of(m_asked, [&](const Asked &asked) { return asked.chosen.mapping == mapping; });
}

void MappingMeasurer::ask(const host::ChosenMapping &chosen, const QString &name)
{
    if (!m_projects.project())
        return;
    m_asked.push_back({.chosen = chosen, .name = name});
    give();
    if (!m_asked.empty() && m_exploration.isActive() && !m_exploration.isMeasurement())
        m_message.showInformation(
            m_asked.back().isGiven ? tr("%1 is queued: it is the next to begin once the network is analysed.").arg(name)
                                   : tr("%1 is measured as soon as the exploration can take it.").arg(name));
}

/// To the exploration that runs, or one of their own.
void MappingMeasurer::give()
{
    std::vector<host::ChosenMapping> rest;
    for (Asked &asked : m_asked) {
        if (asked.isGiven)
            continue;
        if (!m_exploration.isActive())
            rest.push_back(asked.chosen);
        else
            try {
                asked.isGiven = m_exploration.request(asked.chosen);
            } catch (const Error &error) {
                m_message.showError(widgets::sentence(messageOf(error)));
                m_asked.clear();
                return;
            }
    }
    if (rest.empty())
        return;
    if (m_starter.measure(rest))
        std::ranges::for_each(m_asked, [](Asked &asked) { asked.isGiven = true; });
    else
        m_asked.clear(); // The user is asked something first.
}

/// What the exploration that has ended was given and has not done: it failed, or was stopped or cancelled.
void MappingMeasurer::giveUp()
{
    std::erase_if(m_asked, [](const Asked &asked) { return asked.isGiven; });
}

void MappingMeasurer::check()
{
    const ProjectValues *project = m_projects.project();
    if (!project || m_asked.empty())
        return;
    for (const Asked &asked : std::vector(m_asked)) // Names are told as changes of runs, which are checked again.
        showName(asked);
    std::erase_if(m_asked, [&](const Asked &asked) {
        const auto run =
            std::ranges::find_if(project->runs, [&](const project::Run &each) { return answers(each, asked.chosen); });
        if (!asked.isGiven || run == project->runs.end())
            return false;
        tell(asked, *run);
        return true;
    });
}

/// The host has stored it with the run.
void MappingMeasurer::showName(const Asked &asked)
{
    const ProjectValues &project = *m_projects.project();
    const auto run = std::ranges::find_if(project.runs, [&](const project::Run &each) {
        return each.engine == host::chosenEngine && each.mapping == asked.chosen.mapping;
    });
    if (asked.isGiven && !asked.chosen.name.empty() && run != project.runs.end() && project.nameOf(run->id).empty())
        m_projects.nameRun(run->id, asked.chosen.name);
}

void MappingMeasurer::tell(const Asked &asked, const project::Run &run)
{
    const ProjectValues &project = *m_projects.project();
    m_namedRun = run.id;
    const QString what = asked.chosen.fineTune ? tr("%1 is fine-tuned") : tr("%1 is measured");
    const project::Measurement test = *run.test();
    m_message.showInformation(
        tr("%1: %2 (%3) with %4 % of the latency and %5 % of the energy of the reference.")
            .arg(what.arg(asked.name), widgets::accuracyText(test.accuracy()),
                 widgets::intervalText(mapping::accuracyInterval(test.correct, test.total)),
                 QLocale().toString(100 * run.cost.latency_cycles / project.reference.latency_cycles, 'f', 1),
                 QLocale().toString(100 * run.cost.energy_uJ / project.reference.energy_uJ, 'f', 1)),
        *m_showRun, tr("Show Run %1").arg(run.id));
    emit measured(run.id);
}

} // namespace odimo::explorer
