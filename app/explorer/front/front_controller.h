// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front/front_values.h"

#include <QObject>
#include <QTimer>

#include <filesystem>

class QMenu;

namespace odimo::widgets {
class FrontPanel;
class QueueModel;
struct FrontTarget;
} // namespace odimo::widgets

namespace odimo::explorer {

class ActionRegistry;
class ProjectController;
class SelectionModel;

/// Keeps the front view equal to the open project and to what is selected, and offers the actions of its points.
class FrontController : public QObject {
    Q_OBJECT

public:
    FrontController(ProjectController &projects, SelectionModel &selection, const ActionRegistry &actions,
                    const widgets::QueueModel &queue, widgets::FrontPanel &panel, QObject *parent = nullptr);

private:
    void connectActions(const ActionRegistry &actions);
    void connectSelection();
    void showProject();
    void forgetProject();
    void showFronts();
    void fillMenu(QMenu &menu, const widgets::FrontTarget &target) const;

    ProjectController &m_projects;
    SelectionModel &m_selection;
    const ActionRegistry &m_actions;
    const widgets::QueueModel &m_queue; ///< Says how far the runs in work are.
    widgets::FrontPanel &m_panel;
    QTimer m_changes;                  ///< Gathers the news of a running exploration.
    std::filesystem::path m_shownPath; ///< Of the project that the view was last fitted to.
};

} // namespace odimo::explorer
