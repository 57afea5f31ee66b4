// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/action_registry.h"
#include "app/explorer/background.h"
#include "app/explorer/exploration_controller.h"
#include "app/explorer/project_controller.h"
#include "app/explorer/sample.h"
#include "app/explorer/selection_hub.h"
#include "app/explorer/user_settings.h"
#include "widgets/plain_text.h"

#include <QMainWindow>

#include <functional>
#include <memory>
#include <optional>

class QDockWidget;
class QStackedWidget;

namespace odimo::widgets {
class FrontPanel;
class LogView;
class MessageBar;
class RunInspector;
class RunsView;
struct SetupFields;
class SetupPanel;
class StartPage;
class SteeringPanel;
} // namespace odimo::widgets

namespace odimo::explorer {

class ProjectPresenter;
class SetupController;
class StatusPanel;
class SteeringController;

/// What to do with a running exploration when the window is closed.
enum class CloseChoice { StopAndClose, KeepTraining, StayOpen };

/// The window: builds the views, lays them out and connects them with the controllers, which do the work.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(UserSettings &settings, MakeExploring make = makeExploring, QWidget *parent = nullptr);
    ~MainWindow() override;

    void openProject(const QString &path);
    void openSample();
    void startExploration();
    void setTheme(widgets::Theme theme);
    /// True while a file is read, the setup is checked or a front is predicted in the background.
    bool isBusy() const;

    ActionRegistry &actions() { return m_actions; }
    ProjectController &projects() { return m_projects; }
    ExplorationController &exploration() { return m_exploration; }
    SelectionHub &selection() { return m_selection; }
    ProjectPresenter &presenter() { return *m_presenter; }
    SteeringController &steeringController() { return *m_steeringController; }
    widgets::SetupPanel &setup() { return *m_setup; }
    widgets::SteeringPanel &steering() { return *m_steering; }
    widgets::FrontPanel &front() { return *m_front; }
    widgets::RunInspector &inspector() { return *m_inspector; }
    widgets::MessageBar &message() { return *m_message; }
    widgets::RunsView &runsView() { return *m_runsView; }

    /// Asked when the window is closed during an exploration; a dialog unless it is replaced.
    std::function<CloseChoice()> askHowToClose;

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildCentre();
    void buildDocks();
    void buildBars();
    QDockWidget *addDock(const QString &name, const QString &title, const QString &icon, QWidget *content,
                         Qt::DockWidgetArea area);
    void applyDefaultLayout();
    void restoreLayout();
    void storeLayout();

    void connectActions();
    void connectViewActions();
    void connectProjects();
    void connectExploration();
    void connectSelection();
    void connectSteering();
    void chooseProject();
    void chooseNetwork();
    /// Writes a chosen path into a field of the setup.
    void fillSetup(QString widgets::SetupFields::*field, const QString &path);
    void showRecentProjects();
    void showProjectViews(bool shown);
    void showSetupOfProject();
    void showStarts();
    void finishRuns();
    void updateActions();
    void updateTitle();
    void explorationEnded(const QString &summary);
    void receive(const host::Notice &notice);
    void showLogLine(const project::LogLine &line);
    CloseChoice closeDialog();

    UserSettings &m_userSettings;
    widgets::PlainText m_plainText; ///< Before any label.
    SampleCopies m_samples;
    Background m_background;
    ActionRegistry m_actions;
    ProjectController m_projects;
    SelectionHub m_selection;
    std::unique_ptr<ProjectPresenter> m_presenter;
    std::unique_ptr<SetupController> m_setupController;
    std::unique_ptr<SteeringController> m_steeringController;
    ExplorationController m_exploration;

    widgets::MessageBar *m_message = nullptr;
    QStackedWidget *m_pages = nullptr;
    widgets::StartPage *m_startPage = nullptr;
    widgets::FrontPanel *m_front = nullptr;
    widgets::RunInspector *m_inspector = nullptr;
    widgets::SetupPanel *m_setup = nullptr;
    widgets::SteeringPanel *m_steering = nullptr;
    widgets::RunsView *m_runsView = nullptr;
    widgets::LogView *m_logView = nullptr;
    StatusPanel *m_status = nullptr;
    QMenu *m_recentMenu = nullptr;
    QDockWidget *m_setupDock = nullptr;
    QDockWidget *m_steeringDock = nullptr;
    QDockWidget *m_runsDock = nullptr;
    QDockWidget *m_inspectorDock = nullptr;
    QDockWidget *m_logDock = nullptr;
    QByteArray m_projectLayout;   ///< Of the docks while a project is shown; kept while the start page is.
    std::optional<double> m_done; ///< Share of the exploration, 0..1.
    bool m_closeWhenEnded = false;
};

} // namespace odimo::explorer
