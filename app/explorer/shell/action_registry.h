// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/shell/action_table.h"

#include <QObject>

class QAction;
class QMenu;
class QMenuBar;
class QToolBar;

namespace odimo::explorer {

/// All actions of the window.
class ActionRegistry : public QObject {
    Q_OBJECT

public:
    explicit ActionRegistry(QObject *parent = nullptr);

    const std::vector<ActionSpec> &specs() const { return m_specs; }
    QAction &action(ActionId id) const;

    /// Enables what can be used now; the tool tip of any other action says why it cannot. Actions without an obstacle
    /// in the table stay as they are.
    void update(const ActionContext &context);

    /// `beside` is put into the File menu after its first group (the recent projects).
    void fillMenus(QMenuBar &menus, QMenu &beside) const;
    void fillToolBar(QToolBar &bar) const;
    /// Adds the actions that have this trait (OnRun, OnLayer), in groups.
    void fillContextMenu(QMenu &menu, ActionTrait place) const;

private:
    void makeActions();

    std::vector<ActionSpec> m_specs;
    std::vector<QAction *> m_actions; ///< In the order of the specs.
};

} // namespace odimo::explorer
