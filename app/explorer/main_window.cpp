// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/main_window.h"

#include "app/explorer/dropped_file.h"
#include "app/explorer/project_presenter.h"
#include "app/explorer/setup_controller.h"
#include "app/explorer/status_panel.h"
#include "app/explorer/steering_controller.h"
#include "widgets/dock_title.h"
#include "widgets/empty_state.h"
#include "widgets/front_panel.h"
#include "widgets/log_view.h"
#include "widgets/message_bar.h"
#include "widgets/run_inspector.h"
#include "widgets/runs_view.h"
#include "widgets/setup_panel.h"
#include "widgets/start_page.h"
#include "widgets/steering_panel.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>

#include <array>

namespace odimo::explorer {

namespace {

/// Raise it when docks are added or renamed: an older layout is then replaced by the default one.
constexpr int layoutVersion = 2;

} // namespace

MainWindow::MainWindow(UserSettings &settings, MakeExploring make, QWidget *parent)
    : QMainWindow(parent), m_userSettings(settings), m_projects(m_background), m_exploration(std::move(make))
{
    setWindowIcon(QIcon(QStringLiteral(":/odimo-explorer.svg")));
    askHowToClose = [this] {
        return closeDialog();
    };
    setAcceptDrops(true);
    buildCentre();
    m_presenter = std::make_unique<ProjectPresenter>(m_projects, m_selection, *m_front, *m_inspector);
    buildDocks();
    buildBars();
    m_setupController = std::make_unique<SetupController>(*m_setup, m_background, m_userSettings);
    m_steeringController = std::make_unique<SteeringController>(
        m_projects, m_background,
        SteeringViews{*m_steering, *m_front, m_inspector->split(), m_actions.action(ActionId::ShowPrediction)});
    connectActions();
    connectViewActions();
    connectProjects();
    connectExploration();
    connectSelection();
    connectSteering();
    restoreLayout();
    showRecentProjects();
    updateActions();
    updateTitle();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCentre()
{
    m_message = new widgets::MessageBar;
    m_front = new widgets::FrontPanel;
    m_inspector = new widgets::RunInspector;
    m_startPage =
        new widgets::StartPage({&m_actions.action(ActionId::OpenSample), &m_actions.action(ActionId::ChooseNetwork),
                                &m_actions.action(ActionId::OpenProject)});
    m_front->emptyState().offer(m_actions.action(ActionId::Start));
    m_front->offer(m_actions.action(ActionId::ShowPrediction));
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_startPage);
    m_pages->addWidget(m_front);
    auto *centre = new QWidget;
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);
}

void MainWindow::buildDocks()
{
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_setup = new widgets::SetupPanel(setupChoices());
    m_setup->setStartAction(m_actions.action(ActionId::Start));
    m_steering = new widgets::SteeringPanel;
    m_steering->setStartAction(m_actions.action(ActionId::Start));
    m_runsView = new widgets::RunsView(m_presenter->runs());
    m_logView = new widgets::LogView(m_presenter->log());
    m_setupDock =
        addDock(QStringLiteral("setup"), tr("Setup"), QStringLiteral("setup"), m_setup, Qt::LeftDockWidgetArea);
    m_steeringDock = addDock(QStringLiteral("steering"), tr("Steering"), QStringLiteral("steering"), m_steering,
                             Qt::LeftDockWidgetArea);
    m_runsDock =
        addDock(QStringLiteral("runs"), tr("Runs"), QStringLiteral("runs"), m_runsView, Qt::BottomDockWidgetArea);
    m_inspectorDock = addDock(QStringLiteral("inspector"), tr("Selected Run"), QStringLiteral("inspector"), m_inspector,
                              Qt::RightDockWidgetArea);
    m_logDock = addDock(QStringLiteral("log"), tr("Log"), QStringLiteral("log"), m_logView, Qt::BottomDockWidgetArea);
}

QDockWidget *MainWindow::addDock(const QString &name, const QString &title, const QString &icon, QWidget *content,
                                 Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setWidget(content);
    widgets::useOwnTitle(*dock, icon);
    addDockWidget(area, dock);
    return dock;
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
    m_status = new StatusPanel;
    statusBar()->addPermanentWidget(m_status);
}

void MainWindow::applyDefaultLayout()
{
    const std::array<std::pair<QDockWidget *, Qt::DockWidgetArea>, 5> docks{{{m_setupDock, Qt::LeftDockWidgetArea},
                                                                             {m_steeringDock, Qt::LeftDockWidgetArea},
                                                                             {m_runsDock, Qt::BottomDockWidgetArea},
                                                                             {m_inspectorDock, Qt::RightDockWidgetArea},
                                                                             {m_logDock, Qt::BottomDockWidgetArea}}};
    for (const auto &[dock, area] : docks) {
        dock->setFloating(false);
        addDockWidget(area, dock);
        dock->show();
    }
    tabifyDockWidget(m_setupDock, m_steeringDock);
    m_setupDock->raise();
    tabifyDockWidget(m_runsDock, m_logDock);
    m_runsDock->raise();
    const int letter = fontMetrics().averageCharWidth();
    resizeDocks({m_setupDock, m_inspectorDock}, {41 * letter, 75 * letter}, Qt::Horizontal);
    // Room for the runs of the preset quick.
    resizeDocks({m_runsDock}, {20 * fontMetrics().height()}, Qt::Vertical);
}

void MainWindow::restoreLayout()
{
    resize(fontMetrics().averageCharWidth() * 175, fontMetrics().height() * 56);
    applyDefaultLayout();
    restoreGeometry(m_userSettings.geometry());
    if (!m_userSettings.layout().isEmpty() && !restoreState(m_userSettings.layout(), layoutVersion))
        applyDefaultLayout();
    m_projectLayout = saveState(layoutVersion);
    showProjectViews(false);
}

void MainWindow::storeLayout()
{
    const bool onStartPage = m_pages->currentWidget() == m_startPage;
    m_userSettings.setWindow(saveGeometry(), onStartPage ? m_projectLayout : saveState(layoutVersion));
}

/// The start page stands alone beside the setup; with a project the docks come back as they were.
void MainWindow::showProjectViews(bool shown)
{
    QWidget *page = shown ? static_cast<QWidget *>(m_front) : m_startPage;
    const bool changes = m_pages->currentWidget() != page;
    if (shown && changes) {
        restoreState(m_projectLayout, layoutVersion);
    } else if (!shown) {
        if (changes)
            m_projectLayout = saveState(layoutVersion);
        for (QDockWidget *dock : {m_steeringDock, m_runsDock, m_inspectorDock, m_logDock})
            dock->hide();
    }
    m_pages->setCurrentWidget(page);
}

bool MainWindow::isBusy() const
{
    return m_projects.isLoading() || m_setupController->isChecking() || m_steeringController->isPredicting();
}

void MainWindow::setTheme(widgets::Theme theme)
{
    widgets::applyTheme(*qApp, theme);
    m_actions.action(ActionId::ThemeSystem).setChecked(theme == widgets::Theme::System);
    m_actions.action(ActionId::ThemeLight).setChecked(theme == widgets::Theme::Light);
    m_actions.action(ActionId::ThemeDark).setChecked(theme == widgets::Theme::Dark);
}

CloseChoice MainWindow::closeDialog()
{
    QMessageBox box(QMessageBox::Question, tr("Exploration in progress"), tr("An exploration is running."),
                    QMessageBox::NoButton, this);
    box.setInformativeText(
        tr("Everything trained so far is kept in the project, and stopped runs can be finished later. If you keep "
           "training, the window closes and the program ends when the front is done."));
    const auto *stop = box.addButton(tr("Stop at the next batch and close"), QMessageBox::AcceptRole);
    const auto *keep = box.addButton(tr("Keep training"), QMessageBox::ActionRole);
    box.setDefaultButton(box.addButton(QMessageBox::Cancel));
    box.exec();
    if (box.clickedButton() == stop)
        return CloseChoice::StopAndClose;
    return box.clickedButton() == keep ? CloseChoice::KeepTraining : CloseChoice::StayOpen;
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const DroppedFile file = droppedFile(*event->mimeData());
    if (m_exploration.isActive() || file.use == DroppedFile::Use::None)
        return;
    event->acceptProposedAction();
    statusBar()->showMessage(file.hint());
}

void MainWindow::dropEvent(QDropEvent *event)
{
    statusBar()->clearMessage();
    const DroppedFile file = droppedFile(*event->mimeData());
    if (file.use == DroppedFile::Use::Project)
        return openProject(file.path);
    fillSetup(file.use == DroppedFile::Use::Network ? &widgets::SetupFields::network : &widgets::SetupFields::data,
              file.path);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    storeLayout();
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

} // namespace odimo::explorer
