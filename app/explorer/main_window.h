// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/base/background.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/base/user_settings.h"
#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/project_views.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/close_dialog.h"
#include "app/explorer/shell/edit_history.h"
#include "widgets/base/plain_text.h"

#include <QMainWindow>

#include <functional>
#include <memory>

class QStackedWidget;

namespace odimo::widgets {
class FindingsView;
class LogView;
class MessageBar;
class PhaseStrip;
class QueueView;
class RunInspector;
class RunsView;
class SetupPanel;
class StartPage;
class SteeringPanel;
} // namespace odimo::widgets

namespace odimo::explorer {

class ActionStates;
class CommandPalette;
class DeliverController;
class DockLayout;
class DropController;
class DropTarget;
class ExplorationPresenter;
class ExplorationStarter;
class FindingsPresenter;
class FirstLayout;
class HelpWindow;
class LoadingController;
class ProjectFollower;
class ProjectOpener;
class ProjectPresenter;
class RenameController;
class MappingMeasurer;
class NetworkPreview;
class Notifier;
class QueueController;
class RunActions;
class RunVerifier;
class SetupController;
class SetupPresenter;
class StatusPanel;
class SteeringController;
class ViewHistory;

/// The window: makes the views and the controllers, which do the work, connects them, and is closed.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(UserSettings &settings, MakeExploration make = makeExploration, QWidget *parent = nullptr);
    ~MainWindow() override;

    void openProject(const QString &path);
    void openSample();
    void setTheme(widgets::Theme theme);
    /// True while a file is read or names are written, the setup is checked or a front is predicted in the background.
    bool isBusy() const;

    ActionRegistry &actions() { return m_actions; }
    ProjectController &projects() { return m_projects; }
    LoadingController &loading() { return *m_loading; }
    ExplorationController &exploration() { return m_exploration; }
    SelectionModel &selection() { return m_selection; }
    EditHistory &edits() { return m_edits; }
    ViewArea &views() { return m_views->area(); }
    widgets::FrontPanel &front() { return m_views->front(); }
    widgets::NetworkPanel &network() { return m_views->network(); }
    widgets::LayersView &layers() { return m_views->layers(); }
    OverlayController &overlays() { return m_views->overlays(); }
    RunViews &runViews() { return m_views->ofRuns(); }
    widgets::CodeView &code() { return m_views->code(); }
    widgets::ReplayView &replay() { return m_views->replay(); }
    ReplayController &replayer() { return m_views->replayer(); }
    ViewSaver &saver() { return m_views->saver(); }
    EditController &editor() { return m_views->editor(); }
    HelpWindow &help() { return *m_help; }
    DropTarget &dropTarget() { return *m_dropTarget; }
    CommandPalette &commandPalette() { return *m_palette; }
    ProjectPresenter &presenter() { return *m_projectPresenter; }
    MappingMeasurer &measurer() { return *m_measurer; }
    SteeringController &steeringController() { return *m_steeringController; }
    widgets::SetupPanel &setup() { return *m_setup; }
    widgets::SteeringPanel &steering() { return *m_steering; }
    DeliverController &deliver() { return *m_deliver; }
    widgets::RunInspector &inspector() { return *m_inspector; }
    widgets::MessageBar &message() { return *m_message; }
    widgets::RunsView &runsView() { return *m_runsView; }
    widgets::QueueView &queue() { return *m_queueView; }
    widgets::FindingsView &findings() { return *m_findings; }

    /// Asked when the window is closed during an exploration; a dialog unless it is replaced.
    std::function<CloseChoice()> askHowToClose;

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildCentre();
    void buildPanels();
    void buildBars();
    void makeControllers();

    void connectActions();
    void connectThemes();
    void connectSelection();
    void connectSteering();
    void connectEnd();
    void showPage();
    void showFollowing(bool follows);
    void updateTitle();
    void closeIfAsked();

    UserSettings &m_userSettings;
    widgets::PlainText m_plainText; ///< Before any label.
    Background m_background;
    ActionRegistry m_actions;
    EditHistory m_edits;
    ProjectController m_projects;
    SelectionModel m_selection;
    ExplorationController m_exploration;

    widgets::MessageBar *m_message = nullptr;
    widgets::PhaseStrip *m_phases = nullptr;
    QStackedWidget *m_pages = nullptr;
    widgets::StartPage *m_startPage = nullptr;
    widgets::RunInspector *m_inspector = nullptr;
    widgets::SetupPanel *m_setup = nullptr;
    widgets::SteeringPanel *m_steering = nullptr;
    widgets::RunsView *m_runsView = nullptr;
    widgets::LogView *m_logView = nullptr;
    widgets::QueueView *m_queueView = nullptr;
    widgets::FindingsView *m_findings = nullptr;
    StatusPanel *m_status = nullptr;
    QMenu *m_recentMenu = nullptr;
    CommandPalette *m_palette = nullptr;
    Notifier *m_notifier = nullptr;

    std::unique_ptr<ProjectViews> m_views;
    std::unique_ptr<ProjectPresenter> m_projectPresenter;
    std::unique_ptr<FirstLayout> m_firstLayout;
    std::unique_ptr<DockLayout> m_docks;
    std::unique_ptr<SetupController> m_setupController;
    std::unique_ptr<SteeringController> m_steeringController;
    std::unique_ptr<ProjectOpener> m_opener;
    std::unique_ptr<SetupPresenter> m_setupPresenter;
    std::unique_ptr<FindingsPresenter> m_findingsPresenter;
    std::unique_ptr<LoadingController> m_loading;
    std::unique_ptr<NetworkPreview> m_preview;
    std::unique_ptr<ExplorationStarter> m_starter;
    std::unique_ptr<ExplorationPresenter> m_explorationPresenter;
    std::unique_ptr<MappingMeasurer> m_measurer;
    std::unique_ptr<RunVerifier> m_verifier;
    std::unique_ptr<RunActions> m_runActions;
    std::unique_ptr<QueueController> m_queue;
    std::unique_ptr<ProjectFollower> m_follower;
    std::unique_ptr<RenameController> m_renameController;
    std::unique_ptr<ViewHistory> m_history;
    std::unique_ptr<HelpWindow> m_help;
    std::unique_ptr<DropTarget> m_dropTarget;
    std::unique_ptr<DropController> m_dropController;
    std::unique_ptr<DeliverController> m_deliver;
    std::unique_ptr<ActionStates> m_actionStates;
    bool m_closeWhenEnded = false;
};

} // namespace odimo::explorer
