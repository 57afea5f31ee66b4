// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/timeline/timeline_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "core/deploy/diana/lowering/program_timeline.h"
#include "core/host/deliver/program_of_run.h"
#include "widgets/timeline/timeline_view.h"

namespace odimo::explorer {

namespace {

QString titleOf(const ProjectValues &project, const project::Run &run)
{
    return widgets::runTitle(run.id, runName(run, project.reference));
}

/// The first lines: the chip may refuse every layer for the same reason.
QString shortened(const QString &message)
{
    constexpr qsizetype most = 4;
    const QStringList lines = message.split(QLatin1Char('\n'));
    if (lines.size() <= most + 1)
        return message;
    return lines.first(most).join(QLatin1Char('\n')) + QLatin1Char('\n') +
           TimelineController::tr("... and %n more", "refusals", static_cast<int>(lines.size() - most));
}

mapping::Timeline programTimeline(const std::filesystem::path &path, std::int64_t id)
{
    const project::Project project = project::Project::open(path, project::Access::ReadOnly);
    return deploy::timelineOf(host::programOf(project.run(id), project), project.setup().platform);
}

} // namespace

TimelineController::TimelineController(ProjectController &projects, SelectionModel &selection, Background &background,
                                       widgets::TimelineView &view, QObject *parent)
    : QObject(parent), m_projects(projects), m_selection(selection), m_background(background), m_view(view)
{
    connect(&projects, &ProjectController::opened, this, &TimelineController::show);
    connect(&projects, &ProjectController::closed, this, &TimelineController::show);
    connect(&projects, &ProjectController::runChanged, this, [this](qint64 run) {
        if (run == m_selection.run())
            show();
    });
    connect(&selection, &SelectionModel::runChanged, this, &TimelineController::show);
    connect(&selection, &SelectionModel::layerChanged, &view, &widgets::TimelineView::setCurrentLayer);
    connect(&view, &widgets::TimelineView::layerChosen, &selection, &SelectionModel::setLayer);
    connect(&view, &widgets::TimelineView::sourceChanged, this, &TimelineController::show);
    showNothing();
}

void TimelineController::show()
{
    const ProjectValues *project = m_projects.project();
    const project::Run *run = project ? project->find(m_selection.run()) : nullptr;
    if (!run) {
        showNothing();
        return;
    }
    Basis basis{project->path, run->id, run->status, run->mapping, m_view.source()};
    if (m_shown == basis)
        return;
    m_shown = std::move(basis);
    ++m_request;
    m_isWorking = false;
    if (!run->mapping)
        m_view.showText(tr("%1 has no mapping").arg(titleOf(*project, *run)),
                        run->kind == project::RunKind::Warmup
                            ? tr("The warm-up trains the network before it is mapped. Choose another run.")
                            : tr("It gets one when its search ends. Until then no unit has anything to do."));
    else if (m_view.source() == widgets::TimelineSource::Model)
        showModel(*project, *run);
    else
        makeProgram(*project, *run);
}

void TimelineController::showNothing()
{
    m_shown.reset();
    ++m_request;
    m_isWorking = false;
    m_view.showText(tr("No run is selected"),
                    tr("Select a run, on the front or in the table of runs, to see when each unit works and waits."));
}

void TimelineController::showModel(const ProjectValues &project, const project::Run &run)
{
    m_view.showTimeline(titleOf(project, run), mapping::timelineOf(project.costs, *run.mapping));
}

void TimelineController::makeProgram(const ProjectValues &project, const project::Run &run)
{
    m_isWorking = true;
    m_view.showText(tr("Working out the program..."), tr("Layers become jobs of the units and of the host core."));
    const QString title = titleOf(project, run);
    const auto unlessOutdated = [this, request = m_request](auto then) {
        return [this, request, then](auto value) {
            if (request != m_request)
                return;
            m_isWorking = false;
            then(value);
        };
    };
    m_background.run(
        *this, [path = project.path, id = run.id] { return programTimeline(path, id); },
        unlessOutdated([this, title](const mapping::Timeline &timeline) { m_view.showTimeline(title, timeline); }),
        unlessOutdated([this, title](const QString &message) {
            m_view.showText(tr("There is no program of %1").arg(title), shortened(message));
        }));
}

} // namespace odimo::explorer
