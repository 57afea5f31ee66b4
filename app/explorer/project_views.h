// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/view_parts.h"

#include <QObject>

#include <memory>

namespace odimo::widgets {
class CodeView;
class FrontPanel;
class LayersView;
class NetworkPanel;
class ReplayView;
} // namespace odimo::widgets

namespace odimo::explorer {

class ActionRegistry;
class EditController;
class FigureOpener;
class FrontController;
class NetworkController;
class OverlayController;
class ReplayController;
class RunViews;
class ViewArea;
class ViewSaver;

/// The views in the centre of the window, which show the open project, and their controllers.
class ProjectViews : public QObject {
    Q_OBJECT

public:
    /// The views without controllers: the panels beside them come between.
    explicit ProjectViews(ActionRegistry &actions, QObject *parent = nullptr);
    ~ProjectViews() override;
    void control(const ViewParts &parts);

    ViewArea &area() { return *m_area; }
    widgets::FrontPanel &front() { return *m_front; }
    widgets::NetworkPanel &network() { return *m_network; }
    widgets::LayersView &layers() { return *m_layers; }
    widgets::CodeView &code() { return *m_code; }
    widgets::ReplayView &replay() { return *m_replay; }
    ReplayController &replayer() { return *m_replayController; }
    OverlayController &overlays() { return *m_overlayController; }
    EditController &editor() { return *m_editController; }
    ViewSaver &saver() { return *m_saver; }
    FigureOpener &figures() { return *m_figures; }
    RunViews &ofRuns() { return *m_runViews; }
    /// True while something is made in the background for a view.
    bool isBusy() const;

signals:
    /// A file was written, or a point is described.
    void noticed(const QString &text);

private:
    void connectActions();

    ActionRegistry &m_actions;
    ViewArea *m_area;
    widgets::FrontPanel *m_front;
    widgets::NetworkPanel *m_network;
    widgets::LayersView *m_layers;
    widgets::CodeView *m_code;
    widgets::ReplayView *m_replay = nullptr;
    std::unique_ptr<FrontController> m_frontController;
    std::unique_ptr<OverlayController> m_overlayController;
    std::unique_ptr<NetworkController> m_networkController;
    std::unique_ptr<EditController> m_editController;
    std::unique_ptr<RunViews> m_runViews;
    std::unique_ptr<ReplayController> m_replayController;
    std::unique_ptr<ViewSaver> m_saver;
    std::unique_ptr<FigureOpener> m_figures;
};

} // namespace odimo::explorer
