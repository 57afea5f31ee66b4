// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/queue/queue_controller.h"

#include "app/explorer/base/selection_model.h"
#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/setup/exploration_starter.h"
#include "widgets/base/format.h"
#include "widgets/queue/queue_view.h"

#include <algorithm>
#include <tuple>

namespace odimo::explorer {

using project::RunStatus;
using widgets::QueueRow;
using widgets::QueueState;

namespace {

/// Before this an estimate would only be a guess.
constexpr double secondsBeforeEstimate = 10;

double fractionOf(const protocol::Progress &progress)
{
    const double inEpoch = progress.batches > 0 ? static_cast<double>(progress.batch) / progress.batches : 0;
    return progress.epochs > 0 ? (progress.epoch - 1 + inEpoch) / progress.epochs : inEpoch;
}

/// What an exploration does for all its runs together.
bool isOfExploration(protocol::TaskKind kind)
{
    return kind == protocol::TaskKind::Analyse || kind == protocol::TaskKind::Preview;
}

} // namespace

QueueController::QueueController(ProjectController &projects, ExplorationController &exploration,
                                 ExplorationStarter &starter, SelectionModel &selection, widgets::QueueView &view,
                                 QObject *parent)
    : QObject(parent), m_projects(projects), m_exploration(exploration), m_starter(starter), m_selection(selection),
      m_view(view)
{
    connect(&projects, &ProjectController::opened, this, &QueueController::update);
    connect(&projects, &ProjectController::closed, this, &QueueController::update);
    connect(&projects, &ProjectController::runChanged, this, &QueueController::update);
    connect(&exploration, &ExplorationController::stateChanged, this, [this] {
        if (!m_exploration.isActive())
            forget();
        update();
    });
    connect(&exploration, &ExplorationController::progressed, this,
            [this](qint64 run, const protocol::Progress &progress) {
                m_progress[run] = progress;
                update();
            });
    connect(&exploration, &ExplorationController::advanced, this, [this](const host::OverallProgress &overall) {
        m_overall = overall;
        update();
    });
    connect(&view.model(), &widgets::QueueModel::orderChosen, this, &QueueController::order);
    connect(&view, &widgets::QueueView::runChosen, &m_selection, &SelectionModel::setRun);
    connect(&view, &widgets::QueueView::cancelChosen, this, &QueueController::cancel);
    connect(&view, &widgets::QueueView::retryChosen, this, &QueueController::retry);
    connect(&m_selection, &SelectionModel::runChanged, &view, &widgets::QueueView::setCurrentRun);
    update();
}

void QueueController::forget()
{
    m_progress.clear();
    m_order.clear();
    m_overall = {};
}

void QueueController::update()
{
    m_view.model().setRows(rows());
    m_view.setSummary(summary());
    m_view.setRetriesAll(!m_exploration.isActive());
    m_view.setCurrentRun(m_selection.run());
}

/// What is in work first, then what waits, in its order, then what has failed.
std::vector<QueueRow> QueueController::rows() const
{
    std::vector<QueueRow> rows;
    const ProjectValues *project = m_projects.project();
    if (!project || !m_projects.shows(m_exploration.project()))
        return rows;
    const bool isActive = m_exploration.isActive();
    for (const project::Run &run : project->runs)
        if (run.status == RunStatus::Failed ||
            (isActive &&
             (run.status == RunStatus::Running || run.status == RunStatus::Paused || run.status == RunStatus::Queued)))
            rows.push_back(rowOf(run));
    if (const std::optional<QueueRow> phase = phaseRow())
        rows.insert(rows.begin(), *phase);
    std::ranges::stable_sort(rows, {}, [&](const QueueRow &row) {
        const auto place = row.state == QueueState::Waiting ? std::ranges::find(m_order, row.run) - m_order.begin() : 0;
        const int group = row.state == QueueState::Failed ? 2 : row.state == QueueState::Waiting ? 1 : 0;
        return std::tuple(group, place);
    });
    return rows;
}

QueueRow QueueController::rowOf(const project::Run &run) const
{
    QueueRow row{.run = run.id,
                 .name = runName(*m_projects.project(), run),
                 .work = {},
                 .fraction = {},
                 .left = {},
                 .where = {}};
    const bool isPaused = m_exploration.state() == ExplorationController::State::Paused;
    const auto progress = m_progress.find(run.id);
    const bool isTold = progress != m_progress.end() && progress->second.phase == run.phase;
    switch (run.status) {
    case RunStatus::Running:
    case RunStatus::Paused:
        row.state = isPaused || run.status == RunStatus::Paused ? QueueState::Paused : QueueState::Running;
        row.work = isTold ? shortActivityText(progress->second) : phaseTitle(run.phase);
        row.where = m_exploration.executor().isEmpty() ? tr("This machine") : m_exploration.executor();
        if (isTold) {
            row.fraction = fractionOf(progress->second);
            row.left = row.state == QueueState::Running ? timeLeft(run.id) : QString();
        }
        break;
    case RunStatus::Failed:
        row.state = QueueState::Failed;
        row.work = QString::fromStdString(run.message);
        break;
    case RunStatus::Queued:
    case RunStatus::Done:
    case RunStatus::Stopped:
        row.work = run.kind == project::RunKind::Search && run.mapping && run.test() ? tr("Waits for fine-tuning")
                                                                                     : tr("Waits");
        break;
    }
    return row;
}

/// By the epochs of the phase that are done; nothing before there is one.
QString QueueController::timeLeft(std::int64_t run) const
{
    const protocol::Progress &progress = m_progress.at(run);
    const auto epochs = m_projects.project()->epochs.find(run);
    if (epochs == m_projects.project()->epochs.end())
        return {};
    double seconds = 0;
    int count = 0;
    for (const protocol::EpochFinished &epoch : epochs->second)
        if (epoch.phase == progress.phase) {
            seconds += epoch.seconds;
            ++count;
        }
    if (count == 0 || seconds <= 0)
        return {};
    return widgets::remainingText((1 - fractionOf(progress)) * progress.epochs * seconds / count);
}

/// The analysis, and measuring without training, are nobody's alone.
std::optional<QueueRow> QueueController::phaseRow() const
{
    if (!m_exploration.isActive())
        return std::nullopt;
    const auto phase =
        std::ranges::find_if(m_overall.phases, [](const host::PhaseProgress &each) { return each.fraction < 1; });
    const bool isAnyRunning = std::ranges::any_of(m_projects.project()->runs, [](const project::Run &run) {
        return run.status == RunStatus::Running || run.status == RunStatus::Paused;
    });
    if (phase == m_overall.phases.end() || !isOfExploration(phase->kind) || isAnyRunning)
        return std::nullopt;
    const bool isPaused = m_exploration.state() == ExplorationController::State::Paused;
    return QueueRow{.run = 0,
                    .name = phaseTitle(protocol::nameOf(phase->kind)),
                    .state = isPaused ? QueueState::Paused : QueueState::Running,
                    .work =
                        phase->kind == protocol::TaskKind::Preview ? tr("Measures mappings") : tr("Estimates losses"),
                    .fraction = phase->fraction,
                    .left = m_overall.elapsed_s < secondsBeforeEstimate || phase->remaining_s <= 0 || isPaused
                                ? QString()
                                : widgets::remainingText(phase->remaining_s),
                    .where = m_exploration.executor().isEmpty() ? tr("This machine") : m_exploration.executor()};
}

QString QueueController::summary() const
{
    const auto count = [&](QueueState state) {
        return static_cast<int>(std::ranges::count(m_view.model().rows(), state, &QueueRow::state));
    };
    if (!m_exploration.isActive())
        return tr("%n run(s) have failed", nullptr, count(QueueState::Failed));
    const bool isPaused = m_exploration.state() == ExplorationController::State::Paused;
    const QString work =
        isPaused ? tr("Paused; %n wait(s)", nullptr, count(QueueState::Waiting))
                 : tr("%1 in work, %2 waiting").arg(count(QueueState::Running)).arg(count(QueueState::Waiting));
    if (isPaused || m_overall.elapsed_s < secondsBeforeEstimate || m_overall.fraction <= 0)
        return work;
    return tr("%1; %2 left for all").arg(work, widgets::remainingText(m_overall.remaining_s));
}

void QueueController::order(const QList<qint64> &runs)
{
    m_order.assign(runs.begin(), runs.end());
    m_exploration.request(host::OrderRuns{m_order});
}

void QueueController::cancel(qint64 run) { m_exploration.request(host::CancelRun{run}); }

/// Where no exploration runs, all that is left is tried again.
void QueueController::retry(qint64 run)
{
    if (m_exploration.isActive())
        m_exploration.request(host::RetryRun{run});
    else
        m_starter.finishRuns();
}

} // namespace odimo::explorer
