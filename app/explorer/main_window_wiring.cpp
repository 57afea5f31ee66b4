// SPDX-License-Identifier: GPL-3.0-or-later
// The connections of the window: intents of the user to controllers, news from controllers to views.
#include "app/explorer/main_window.h"

#include "app/explorer/presentation.h"
#include "app/explorer/project_presenter.h"
#include "app/explorer/remedy_words.h"
#include "app/explorer/setup_controller.h"
#include "app/explorer/status_panel.h"
#include "app/explorer/steering_controller.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/overloaded.h"
#include "core/base/version.h"
#include "widgets/format.h"
#include "widgets/front_panel.h"
#include "widgets/front_plot.h"
#include "widgets/message_bar.h"
#include "widgets/run_inspector.h"
#include "widgets/runs_view.h"
#include "widgets/setup_panel.h"
#include "widgets/start_page.h"
#include "widgets/steering_panel.h"
#include "widgets/table_view.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QStatusBar>

#include <algorithm>

namespace odimo::explorer {

namespace {

const char *projectFilter() { return QT_TRANSLATE_NOOP("odimo::explorer::MainWindow", "ODiMO projects (*.odimo)"); }

/// A dock and its action show the same state, whoever changes it.
void tie(QAction &action, QDockWidget &dock)
{
    const auto follow = [&action, &dock] {
        action.setChecked(!dock.isHidden());
    };
    QObject::connect(&dock, &QDockWidget::visibilityChanged, &action, follow);
    QObject::connect(&action, &QAction::triggered, &dock, [&dock](bool shown) {
        dock.setVisible(shown);
        if (shown)
            dock.raise();
    });
    follow();
}

/// A dialog with formatted text, which only this program writes: all other text is plain.
void showOwnText(const QString &title, const QString &text, QWidget *parent)
{
    QMessageBox box(QMessageBox::NoIcon, title, {}, QMessageBox::Close, parent);
    box.setTextFormat(Qt::RichText);
    box.setText(text);
    box.exec();
}

} // namespace

void MainWindow::connectActions()
{
    const auto onTrigger = [this](ActionId id, auto call) {
        connect(&m_actions.action(id), &QAction::triggered, this, call);
    };
    onTrigger(ActionId::OpenProject, [this] { chooseProject(); });
    onTrigger(ActionId::OpenSample, [this] { openSample(); });
    onTrigger(ActionId::ChooseNetwork, [this] { chooseNetwork(); });
    onTrigger(ActionId::CloseProject, [this] { m_projects.close(); });
    onTrigger(ActionId::Quit, [this] { close(); });
    onTrigger(ActionId::Copy, [] {
        if (const auto *table = qobject_cast<widgets::TableView *>(QApplication::focusWidget()))
            table->copy();
    });
    onTrigger(ActionId::Start, [this] { startExploration(); });
    onTrigger(ActionId::Pause, [this](bool paused) { paused ? m_exploration.pause() : m_exploration.resume(); });
    onTrigger(ActionId::Stop, [this] { m_exploration.stop(); });
    onTrigger(ActionId::FinishRuns, [this] { finishRuns(); });
    onTrigger(ActionId::ShowShortcuts,
              [this] { showOwnText(tr("Keyboard shortcuts"), m_actions.shortcutSheet(), this); });
    onTrigger(ActionId::About, [this] {
        showOwnText(tr("About ODiMO Explorer"),
                    tr("<b>ODiMO Explorer %1</b><p>Splits the layers of neural networks over the compute units "
                       "of a chip and shows "
                       "what that means for accuracy, latency and energy.</p><p>It works offline and sends "
                       "nothing anywhere.</p>"
                       "<p>Licence: GPL 3.0 or later.</p>")
                        .arg(QString::fromLatin1(version())),
                    this);
    });
    connect(m_startPage, &widgets::StartPage::openRequested, this, &MainWindow::openProject);
}

void MainWindow::connectViewActions()
{
    tie(m_actions.action(ActionId::ShowSetup), *m_setupDock);
    tie(m_actions.action(ActionId::ShowSteering), *m_steeringDock);
    tie(m_actions.action(ActionId::ShowRuns), *m_runsDock);
    tie(m_actions.action(ActionId::ShowInspector), *m_inspectorDock);
    tie(m_actions.action(ActionId::ShowLog), *m_logDock);
    connect(&m_actions.action(ActionId::FitFront), &QAction::triggered, this, [this] { m_front->plot().fit(); });
    connect(&m_actions.action(ActionId::ResetLayout), &QAction::triggered, this, [this] { applyDefaultLayout(); });
    const auto onTheme = [this](ActionId id, widgets::Theme theme) {
        connect(&m_actions.action(id), &QAction::triggered, this, [this, theme] {
            setTheme(theme);
            m_userSettings.setTheme(theme);
        });
    };
    onTheme(ActionId::ThemeSystem, widgets::Theme::System);
    onTheme(ActionId::ThemeLight, widgets::Theme::Light);
    onTheme(ActionId::ThemeDark, widgets::Theme::Dark);
}

void MainWindow::connectSelection()
{
    connect(m_runsView, &widgets::RunsView::runChosen, &m_selection, &SelectionHub::setRun);
    connect(&m_front->plot(), &widgets::FrontPlot::runChosen, &m_selection, &SelectionHub::setRun);
    connect(&m_selection, &SelectionHub::runChanged, m_runsView, &widgets::RunsView::setCurrentRun);
    connect(&m_selection, &SelectionHub::runChanged, &m_front->plot(), &widgets::FrontPlot::setSelectedRun);
    connect(&m_front->plot(), &widgets::FrontPlot::described, statusBar(),
            [this](const QString &text) { statusBar()->showMessage(text); });
}

void MainWindow::connectSteering()
{
    const auto handOn = [this] {
        m_setupController->setWishes(m_steeringController->wishes());
    };
    connect(m_steeringController.get(), &SteeringController::wishesChanged, this, handOn);
    connect(m_steeringController.get(), &SteeringController::predictionChosen, m_presenter.get(),
            &ProjectPresenter::showPrediction);
    connect(m_setupController.get(), &SetupController::checked, m_steering,
            [this] { m_steering->setFinding(m_setupController->steeringFinding()); });
    connect(m_inspector, &widgets::RunInspector::strengthChosen, &m_exploration, &ExplorationController::setStrength);
}

void MainWindow::connectProjects()
{
    connect(&m_projects, &ProjectController::opened, this, [this] {
        const QString path = QString::fromStdString(m_projects.project()->path.string());
        if (!m_samples.contains(m_projects.project()->path)) {
            m_userSettings.addRecentProject(path);
            showRecentProjects();
        }
        showProjectViews(true);
        showSetupOfProject();
        updateActions();
        updateTitle();
    });
    connect(&m_projects, &ProjectController::closed, this, [this] {
        showProjectViews(false);
        updateActions();
        updateTitle();
    });
    connect(&m_projects, &ProjectController::openFailed, this, [this](const QString &message) {
        m_message->showError(widgets::sentence(message));
        updateActions();
    });
    connect(&m_projects, &ProjectController::runChanged, this, &MainWindow::updateActions);
    connect(&m_projects, &ProjectController::frontsChanged, this, &MainWindow::showStarts);
    connect(&m_projects, &ProjectController::closed, this, &MainWindow::showStarts);
}

void MainWindow::connectExploration()
{
    connect(m_setupController.get(), &SetupController::checked, this, &MainWindow::updateActions);
    connect(m_setup, &widgets::SetupPanel::browseNetworkRequested, this, &MainWindow::chooseNetwork);
    connect(m_setup, &widgets::SetupPanel::browseDataFolderRequested, this, [this] {
        fillSetup(&widgets::SetupFields::data, QFileDialog::getExistingDirectory(this, tr("Folder of data")));
    });
    connect(m_setup, &widgets::SetupPanel::browseDataFileRequested, this, [this] {
        fillSetup(&widgets::SetupFields::data,
                  QFileDialog::getOpenFileName(this, tr("File of data"), {},
                                               tr("Data (*.tar.gz *.tgz *.tar *.zip *.npz);;All files (*)")));
    });
    connect(m_setup, &widgets::SetupPanel::browseProjectRequested, this, [this] {
        fillSetup(&widgets::SetupFields::project,
                  QFileDialog::getSaveFileName(this, tr("Project file"), m_setup->fields().project, tr(projectFilter()),
                                               nullptr, QFileDialog::DontConfirmOverwrite));
    });
    connect(&m_exploration, &ExplorationController::stateChanged, this, &MainWindow::updateActions);
    connect(&m_exploration, &ExplorationController::noticed, this, &MainWindow::receive);
    connect(&m_exploration, &ExplorationController::progressed, this,
            [this](qint64 run, const protocol::Progress &progress) {
                m_presenter->showProgress(run, progress);
                m_status->showActivity(activityText(run, progress));
            });
    connect(&m_exploration, &ExplorationController::advanced, this, [this](const host::OverallProgress &overall) {
        m_status->showOverall(overall);
        m_done = overall.fraction;
        updateTitle();
    });
    connect(&m_exploration, &ExplorationController::finished, this, [this](host::Outcome outcome) {
        switch (outcome) {
        case host::Outcome::Done:
            explorationEnded(tr("The front is done."));
            break;
        case host::Outcome::Failed:
            explorationEnded(tr("The exploration is done, but runs have failed; the log says why."));
            break;
        case host::Outcome::Stopped:
            explorationEnded(tr("Stopped. Everything done so far is kept; the runs can be finished later."));
            break;
        }
    });
    connect(&m_exploration, &ExplorationController::failed, this, [this](const QString &message) {
        if (isHidden()) { // Training in the background has failed: that must be seen.
            m_closeWhenEnded = false;
            show();
        }
        explorationEnded({});
        m_message->showError(widgets::sentence(message));
    });
}

void MainWindow::receive(const host::Notice &notice)
{
    if (std::holds_alternative<host::ProjectReady>(notice))
        m_projects.open(m_exploration.project());
    else if (const auto *added = std::get_if<host::LogAdded>(&notice))
        showLogLine(added->line);
    else if (const auto *plan = std::get_if<host::PlanMade>(&notice))
        m_message->showInformation(QString::fromStdString(plan->plan.explanation));
    if (m_projects.shows(m_exploration.project())) // Another one may be open until this one is ready.
        m_projects.receive(notice);
}

/// What the host itself does is news; so is every warning, which may be the answer to a new strength.
void MainWindow::showLogLine(const project::LogLine &line)
{
    const QString text = QString::fromStdString(line.text);
    if (line.level == "warning")
        m_message->showInformation(widgets::sentence(text));
    else if (line.run == 0)
        m_status->showActivity(text);
}

void MainWindow::chooseProject()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a project"), {}, tr(projectFilter()));
    if (!path.isEmpty())
        openProject(path);
}

void MainWindow::chooseNetwork()
{
    fillSetup(&widgets::SetupFields::network,
              QFileDialog::getOpenFileName(this, tr("Network"), {}, tr("ONNX networks (*.onnx)")));
}

void MainWindow::openProject(const QString &path)
{
    m_message->hide();
    m_projects.open(QFileInfo(path).absoluteFilePath().toStdString());
}

void MainWindow::openSample()
{
    try {
        m_message->hide();
        m_projects.open(m_samples.make(executableFolder()));
    } catch (const std::exception &error) {
        m_message->showError(messageOf(error));
    }
}

void MainWindow::explorationEnded(const QString &summary)
{
    m_done.reset();
    m_status->clear();
    m_presenter->forgetProgress();
    if (m_projects.shows(m_exploration.project()))
        m_presenter->showResult();
    m_actions.action(ActionId::Pause).setChecked(false);
    if (!summary.isEmpty()) {
        m_message->showInformation(summary);
        QApplication::alert(this);
    }
    updateTitle();
    if (m_closeWhenEnded) {
        close();
        QApplication::quit();
    }
}

void MainWindow::showRecentProjects()
{
    const QStringList paths = m_userSettings.recentProjects();
    m_startPage->setRecent(paths);
    m_recentMenu->clear();
    m_recentMenu->setEnabled(!paths.isEmpty());
    for (qsizetype index = 0; index < paths.size(); ++index) {
        QAction *action = m_recentMenu->addAction(QFileInfo(paths[index]).fileName(), this,
                                                  [this, path = paths[index]] { openProject(path); });
        action->setStatusTip(paths[index]);
        action->setEnabled(QFileInfo::exists(paths[index]));
        if (index < 9)
            action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(index + 1)));
    }
}

void MainWindow::updateActions()
{
    const bool active = m_exploration.isActive();
    const auto state = m_exploration.state();
    const ProjectValues *project = m_projects.project();
    const bool hasUnfinished =
        project && std::ranges::any_of(project->runs, [](const project::Run &run) {
            return run.status != project::RunStatus::Done && run.status != project::RunStatus::Failed;
        });
    QAction &start = m_actions.action(ActionId::Start);
    const QString obstacle = active ? tr("An exploration is running") : m_setupController->obstacle();
    start.setEnabled(obstacle.isEmpty());
    start.setToolTip(obstacle.isEmpty() ? start.statusTip() : obstacle);
    const bool canPause =
        state == ExplorationController::State::Running || state == ExplorationController::State::Paused;
    m_actions.action(ActionId::Pause).setEnabled(canPause);
    m_actions.action(ActionId::Pause).setChecked(state == ExplorationController::State::Paused);
    m_actions.action(ActionId::Stop).setEnabled(canPause);
    m_actions.action(ActionId::FinishRuns).setEnabled(!active && hasUnfinished);
    m_actions.action(ActionId::CloseProject).setEnabled(project && !active);
    m_actions.action(ActionId::OpenProject).setEnabled(!active);
    m_actions.action(ActionId::OpenSample).setEnabled(!active);
    m_actions.action(ActionId::ChooseNetwork).setEnabled(!active);
    m_recentMenu->setEnabled(!active && !m_recentMenu->isEmpty());
    m_setup->setRunning(active);
    if (state == ExplorationController::State::Stopping)
        m_status->showActivity(tr("Stopping at the next batch"));
}

void MainWindow::updateTitle()
{
    const ProjectValues *project = m_projects.project();
    const QString program = tr("ODiMO Explorer");
    if (!project) {
        setWindowTitle(program);
        return;
    }
    const QString name = m_samples.contains(project->path) ? tr("Sample (a copy)")
                                                           : QString::fromStdString(project->path.filename().string());
    const QString title = tr("%1 - %2").arg(name, program);
    setWindowTitle(m_done ? tr("%1 % of %2").arg(static_cast<int>(100 * *m_done)).arg(title) : title);
}

} // namespace odimo::explorer
