// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/main_window.h"

#include "app/explorer/action_states.h"
#include "app/explorer/deliver/deliver_controller.h"
#include "app/explorer/drop_controller.h"
#include "app/explorer/editor/edit_controller.h"
#include "app/explorer/exploration/exploration_presenter.h"
#include "app/explorer/exploration/project_follower.h"
#include "app/explorer/exploration/project_opener.h"
#include "app/explorer/exploration/status_panel.h"
#include "app/explorer/figures/figure_opener.h"
#include "app/explorer/help/help_window.h"
#include "app/explorer/measure/mapping_measurer.h"
#include "app/explorer/measure/run_actions.h"
#include "app/explorer/measure/run_verifier.h"
#include "app/explorer/project/project_presenter.h"
#include "app/explorer/project_views.h"
#include "app/explorer/queue/queue_controller.h"
#include "app/explorer/runs/rename_controller.h"
#include "app/explorer/setup/exploration_starter.h"
#include "app/explorer/setup/findings_presenter.h"
#include "app/explorer/setup/loading_controller.h"
#include "app/explorer/setup/network_preview.h"
#include "app/explorer/setup/setup_choices.h"
#include "app/explorer/setup/setup_controller.h"
#include "app/explorer/setup/setup_presenter.h"
#include "app/explorer/shell/about_dialog.h"
#include "app/explorer/shell/command_palette.h"
#include "app/explorer/shell/dock_layout.h"
#include "app/explorer/shell/drop_target.h"
#include "app/explorer/shell/first_layout.h"
#include "app/explorer/shell/notifier.h"
#include "app/explorer/shell/shortcut_sheet.h"
#include "app/explorer/shell/view_area.h"
#include "app/explorer/shell/view_history.h"
#include "app/explorer/steering/steering_controller.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/message_bar.h"
#include "widgets/base/phase_strip.h"
#include "widgets/base/table_view.h"
#include "widgets/editor/explanation_view.h"
#include "widgets/editor/layer_editor.h"
#include "widgets/editor/layers_view.h"
#include "widgets/front/front_panel.h"
#include "widgets/queue/queue_view.h"
#include "widgets/runs/log_view.h"
#include "widgets/runs/run_inspector.h"
#include "widgets/runs/runs_view.h"
#include "widgets/setup/findings_view.h"
#include "widgets/setup/setup_panel.h"
#include "widgets/setup/start_page.h"
#include "widgets/setup/steering_panel.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>

namespace odimo::explorer {

MainWindow::MainWindow(UserSettings &settings, MakeExploration make, QWidget *parent)
    : QMainWindow(parent), m_userSettings(settings), m_edits(m_actions), m_projects(m_background),
      m_exploration(std::move(make))
{
    setWindowIcon(QIcon(QStringLiteral(":/odimo-explorer.svg")));
    askHowToClose = [this] {
        return askToClose(this);
    };
    m_firstLayout = std::make_unique<FirstLayout>(*this);
    buildCentre();
    m_projectPresenter = std::make_unique<ProjectPresenter>(m_projects, m_selection, *m_inspector);
    buildPanels();
    buildBars();
    makeControllers();
    connectActions();
    connectThemes();
    connectSelection();
    connectSteering();
    connectEnd();
    resize(fontMetrics().averageCharWidth() * 175, fontMetrics().height() * 56);
    m_docks->restore(m_userSettings);
    updateTitle();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCentre()
{
    m_message = new widgets::MessageBar;
    m_phases = new widgets::PhaseStrip;
    m_views = std::make_unique<ProjectViews>(m_actions);
    m_inspector = new widgets::RunInspector;
    m_startPage =
        new widgets::StartPage({&m_actions.action(ActionId::OpenSample), &m_actions.action(ActionId::ChooseNetwork),
                                &m_actions.action(ActionId::OpenProject)});
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_startPage);
    m_pages->addWidget(&m_views->area());
    auto *centre = new QWidget;
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_phases);
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);
}

void MainWindow::buildPanels()
{
    m_setup = new widgets::SetupPanel(setupChoices());
    m_setup->setStartAction(m_actions.action(ActionId::Start));
    m_steering = new widgets::SteeringPanel;
    m_steering->setStartAction(m_actions.action(ActionId::Start));
    m_runsView = new widgets::RunsView(m_projectPresenter->runs());
    m_logView = new widgets::LogView(m_projectPresenter->log());
    m_queueView = new widgets::QueueView;
    m_queueView->offer(m_actions.action(ActionId::Pause));
    m_queueView->emptyState().offer(m_actions.action(ActionId::Start));
    m_findings = new widgets::FindingsView;
    m_docks = std::make_unique<DockLayout>(*this, m_actions,
                                           DockContents{*m_setup, *m_steering, *m_runsView, *m_inspector, *m_logView,
                                                        *m_queueView, *m_findings, m_views->area()});
}

void MainWindow::buildBars()
{
    m_recentMenu = new QMenu(tr("Open &Recent"), this);
    m_actions.fillMenus(*menuBar(), *m_recentMenu);
    QToolBar *bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("tools"));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setMovable(false);
    const int side = fontMetrics().height();
    bar->setIconSize(QSize(side, side));
    m_actions.fillToolBar(*bar);
    m_palette = new CommandPalette(m_actions, *this);
    m_help = std::make_unique<HelpWindow>(m_actions, *this);
    connect(&m_views->layers().editor().explanation(), &widgets::ExplanationView::pageWanted, m_help.get(),
            &HelpWindow::show);
    m_dropTarget = std::make_unique<DropTarget>(*this);
    m_status = new StatusPanel;
    statusBar()->addPermanentWidget(m_status);
}

/// In the order in which they are to hear of a project that has been opened: what is shown before what is set up.
void MainWindow::makeControllers()
{
    m_setupController = std::make_unique<SetupController>(*m_setup, m_background, m_userSettings);
    m_steeringController = std::make_unique<SteeringController>(
        m_projects, m_background, m_edits,
        SteeringViews{*m_steering, m_views->front(), m_inspector->split(), m_actions.action(ActionId::ShowPrediction)});
    m_renameController =
        std::make_unique<RenameController>(m_projects, m_selection, m_background, m_edits, *m_runsView);
    connect(m_renameController.get(), &RenameController::failed, m_message,
            [this](const QString &message) { m_message->showError(message); });
    connect(m_runsView, &widgets::RunsView::menuRequested, this,
            [this](QMenu &menu) { m_actions.fillContextMenu(menu, ActionTrait::OnRun); });
    m_views->control({m_projects, m_selection, m_exploration, m_background, m_edits, *m_steeringController, *m_message,
                      m_inspector->split(), m_userSettings, *m_queueView, *m_logView});
    connect(m_views.get(), &ProjectViews::noticed, statusBar(),
            [this](const QString &text) { statusBar()->showMessage(text); });
    connect(&m_views->figures(), &FigureOpener::projectWanted, this, &MainWindow::openProject);
    m_opener = std::make_unique<ProjectOpener>(m_projects, m_exploration, m_userSettings,
                                               ProjectOpenerViews{*m_message, *m_startPage, *m_recentMenu, *this});
    connect(&m_projects, &ProjectController::opened, this, &MainWindow::showPage);
    connect(&m_projects, &ProjectController::closed, this, &MainWindow::showPage);
    connect(m_firstLayout.get(), &FirstLayout::done, this, &MainWindow::showPage);
    connect(&m_exploration, &ExplorationController::stateChanged, this, &MainWindow::showPage);
    m_setupPresenter = std::make_unique<SetupPresenter>(*m_setup, *m_setupController, m_projects, *m_opener,
                                                        m_exploration, *m_docks, *this);
    m_findingsPresenter = std::make_unique<FindingsPresenter>(
        *m_setup, *m_setupController, m_actions.action(ActionId::ReadFindings), *m_findings, *m_docks);
    m_loading = std::make_unique<LoadingController>(LoadingParts{
        m_projects, *m_setupController, m_exploration, m_actions.action(ActionId::CancelLoading), *m_message});
    m_preview = std::make_unique<NetworkPreview>(PreviewParts{*m_setup, *m_setupController, m_projects, m_exploration,
                                                              m_views->network(), m_views->layers(), m_selection,
                                                              m_views->area()});
    connect(m_preview.get(), &NetworkPreview::shownChanged, this, &MainWindow::showPage);
    m_starter = std::make_unique<ExplorationStarter>(ExplorationStart{m_exploration, m_projects, *m_setupController,
                                                                      *m_setupPresenter, m_userSettings, *m_setup,
                                                                      *m_message, *m_docks});
    m_explorationPresenter =
        std::make_unique<ExplorationPresenter>(m_exploration, m_projects, *m_projectPresenter, *m_message, *m_status,
                                               *m_phases, m_actions.action(ActionId::FinishRuns));
    m_measurer = std::make_unique<MappingMeasurer>(m_projects, m_exploration, *m_starter, *m_message);
    m_measurer->serve(m_views->editor());
    m_verifier = std::make_unique<RunVerifier>(m_projects, *m_message);
    m_runActions =
        std::make_unique<RunActions>(RunActionParts{m_actions, m_projects, m_selection, *m_steeringController,
                                                    m_exploration, *m_starter, *m_measurer, *m_verifier});
    m_queue = std::make_unique<QueueController>(m_projects, m_exploration, *m_starter, m_selection, *m_queueView);
    m_follower = std::make_unique<ProjectFollower>(m_projects, m_exploration, m_background);
    m_history = std::make_unique<ViewHistory>(m_views->area(), m_selection);
    m_deliver = std::make_unique<DeliverController>(m_projects, m_selection, m_background,
                                                    DeliverViews{m_actions.action(ActionId::ExportCode),
                                                                 m_actions.action(ActionId::WriteReport),
                                                                 m_views->code(), *m_inspector, *m_message, *this});
    m_actionStates = std::make_unique<ActionStates>(
        m_actions, ActionSources{m_projects, *m_setupController, *m_preview, m_exploration, *m_follower, m_selection,
                                 *m_steeringController, m_edits, *m_history});
    const auto followProject = [this] {
        m_edits.setProject(m_projects.project() ? m_projects.project()->path.string() : std::string());
        m_history->begin();
    };
    connect(&m_projects, &ProjectController::opened, this, followProject);
    connect(&m_projects, &ProjectController::closed, this, followProject);
    m_dropController = std::make_unique<DropController>(
        *m_dropTarget, DropParts{m_projects, m_exploration, *m_opener, *m_views, *m_setupPresenter});
    connect(m_follower.get(), &ProjectFollower::followsChanged, this, &MainWindow::showFollowing);
    connect(&m_projects, &ProjectController::opened, this, &MainWindow::updateTitle);
    connect(&m_projects, &ProjectController::closed, this, &MainWindow::updateTitle);
    connect(&m_exploration, &ExplorationController::stateChanged, this, &MainWindow::updateTitle);
    connect(m_explorationPresenter.get(), &ExplorationPresenter::fractionChanged, this, &MainWindow::updateTitle);
}

void MainWindow::connectActions()
{
    const auto onTrigger = [this](ActionId id, auto call) {
        connect(&m_actions.action(id), &QAction::triggered, this, call);
    };
    onTrigger(ActionId::OpenProject, [this] { m_opener->choose(); });
    onTrigger(ActionId::OpenSample, [this] { openSample(); });
    onTrigger(ActionId::ChooseNetwork, [this] { m_setupPresenter->chooseNetwork(); });
    onTrigger(ActionId::CloseProject, [this] { m_preview->isShown() ? m_preview->close() : m_projects.close(); });
    onTrigger(ActionId::Quit, [this] { close(); });
    onTrigger(ActionId::Copy, [] {
        if (const auto *table = qobject_cast<widgets::TableView *>(QApplication::focusWidget()))
            table->copy();
    });
    onTrigger(ActionId::Start, [this] { m_starter->start(); });
    onTrigger(ActionId::Pause, [this](bool paused) { paused ? m_exploration.pause() : m_exploration.resume(); });
    onTrigger(ActionId::Stop, [this] { m_exploration.stop(); });
    onTrigger(ActionId::FinishRuns, [this] { m_starter->finishRuns(); });
    onTrigger(ActionId::RenameRun, [this] {
        m_docks->showRuns();
        m_renameController->begin();
    });
    onTrigger(ActionId::GoBack, [this] { m_history->back(); });
    onTrigger(ActionId::GoForward, [this] { m_history->forward(); });
    onTrigger(ActionId::ShowPalette, [this] { m_palette->popUp(); });
    onTrigger(ActionId::ShowHelp, [this] { m_help->showForFocus(); });
    onTrigger(ActionId::ShowShortcuts, [this] { showShortcutSheet(m_actions, this); });
    onTrigger(ActionId::About, [this] { showAbout(this); });
}

void MainWindow::connectThemes()
{
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
    connect(m_runsView, &widgets::RunsView::runChosen, &m_selection, &SelectionModel::setRun);
    connect(m_explorationPresenter.get(), &ExplorationPresenter::runChosen, &m_selection, &SelectionModel::setRun);
    connect(m_measurer.get(), &MappingMeasurer::runChosen, &m_selection, &SelectionModel::setRun);
    connect(&m_selection, &SelectionModel::runChanged, m_runsView, &widgets::RunsView::setCurrentRun);
    connect(&m_selection, &SelectionModel::brushChanged, m_runsView, &widgets::RunsView::setBrushed);
}

void MainWindow::connectSteering()
{
    connect(m_steeringController.get(), &SteeringController::restrictionsChanged, this,
            [this] { m_setupController->setRestrictions(m_steeringController->restrictions()); });
    connect(m_steeringController.get(), &SteeringController::predictionChosen, m_projectPresenter.get(),
            &ProjectPresenter::showPrediction);
    connect(m_setupPresenter.get(), &SetupPresenter::projectShown, m_steeringController.get(),
            &SteeringController::restoreRestrictions);
    connect(m_setupController.get(), &SetupController::checked, m_steering,
            [this] { m_steering->setFinding(m_setupController->steeringFinding()); });
    connect(m_inspector, &widgets::RunInspector::strengthChosen, &m_exploration, &ExplorationController::setStrength);
}

void MainWindow::connectEnd()
{
    m_notifier = new Notifier(*this);
    connect(m_explorationPresenter.get(), &ExplorationPresenter::finished, this, [this] {
        m_notifier->notify(m_message->text());
        closeIfAsked();
    });
    connect(m_explorationPresenter.get(), &ExplorationPresenter::failed, this, [this] {
        if (isHidden()) { // Training in the background has failed: that must be seen.
            m_closeWhenEnded = false;
            show();
        }
        closeIfAsked();
    });
}

void MainWindow::openProject(const QString &path) { m_opener->open(path); }

void MainWindow::openSample() { m_opener->openSample(); }

/// The start page stands alone beside the setup, as a network does that is only set up.
void MainWindow::showPage()
{
    if (!m_firstLayout->isDone())
        return;                                                               // It is called once more then.
    const bool hasProject = m_projects.project() || m_exploration.isActive(); // One that is being made.
    m_docks->setProjectShown(hasProject);
    const bool hasViews = hasProject || m_preview->isShown();
    m_pages->setCurrentWidget(hasViews ? static_cast<QWidget *>(&m_views->area()) : m_startPage);
}

void MainWindow::showFollowing(bool follows)
{
    if (m_exploration.isActive() || !m_projects.project())
        return;
    m_message->showInformation(follows ? tr("Another program explores this project. It is shown live and can be "
                                            "looked at only, until that exploration ends.")
                                       : tr("The other program has ended its exploration."));
}

bool MainWindow::isBusy() const
{
    return (isVisible() && !m_firstLayout->isDone()) || m_projects.isLoading() || m_setupController->isChecking() ||
           m_steeringController->isPredicting() || m_renameController->isStoring() || m_views->isBusy();
}

void MainWindow::setTheme(widgets::Theme theme)
{
    widgets::applyTheme(*qApp, theme);
    m_actions.action(ActionId::ThemeSystem).setChecked(theme == widgets::Theme::System);
    m_actions.action(ActionId::ThemeLight).setChecked(theme == widgets::Theme::Light);
    m_actions.action(ActionId::ThemeDark).setChecked(theme == widgets::Theme::Dark);
}

void MainWindow::updateTitle()
{
    const ProjectValues *project = m_projects.project();
    const QString program = tr("ODiMO Explorer");
    if (!project && !m_exploration.isActive()) {
        setWindowTitle(program);
        return;
    }
    const std::filesystem::path &path = project ? project->path : m_exploration.project();
    const QString name =
        m_opener->isSample(path) ? tr("Sample (a copy)") : QString::fromStdString(path.filename().string());
    const QString title = tr("%1 - %2").arg(name, program);
    const std::optional<double> done = m_explorationPresenter->fraction();
    setWindowTitle(done ? tr("%1 % of %2").arg(static_cast<int>(100 * *done)).arg(title) : title);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_docks->store(m_userSettings);
    if (!m_exploration.isActive()) {
        event->accept();
        return;
    }
    event->ignore();
    const CloseChoice choice = m_closeWhenEnded ? CloseChoice::StopAndClose : askHowToClose();
    switch (choice) {
    case CloseChoice::StayOpen:
        return;
    case CloseChoice::StopAndClose:
        m_closeWhenEnded = true;
        m_exploration.stop();
        return;
    case CloseChoice::KeepTraining:
        m_closeWhenEnded = true;
        hide();
        return;
    }
}

void MainWindow::closeIfAsked()
{
    if (!m_closeWhenEnded)
        return;
    close();
    QApplication::quit();
}

} // namespace odimo::explorer
