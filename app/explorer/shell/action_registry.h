// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>

#include <vector>

class QAction;
class QMenu;
class QMenuBar;
class QToolBar;

namespace odimo::explorer {

enum class ActionId {
    OpenProject,
    OpenSample,
    ChooseNetwork,
    CloseProject,
    Quit,
    Copy,
    FitFront,
    ShowPrediction,
    ShowSetup,
    ShowSteering,
    ShowRuns,
    ShowInspector,
    ShowLog,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ResetLayout,
    Start,
    Pause,
    Stop,
    FinishRuns,
    ShowShortcuts,
    About,
};

enum class MenuId { File, Edit, View, Run, Help };

/// One line of the table from which menus, tool bar and the list of shortcuts are made.
struct ActionSpec {
    ActionId id;
    MenuId menu;
    int group = 0; ///< Groups of a menu are set apart by separators.
    QString text;  ///< With the mnemonic.
    QString icon;
    QKeySequence shortcut;
    QString statusTip;
    bool isCheckable = false;
    bool inToolBar = false;
};

/// All actions of the window.
class ActionRegistry : public QObject {
    Q_OBJECT

public:
    explicit ActionRegistry(QObject *parent = nullptr);

    const std::vector<ActionSpec> &specs() const { return m_specs; }
    QAction &action(ActionId id) const;

    /// `beside` is put into the File menu after its first group (the recent projects).
    void fillMenus(QMenuBar &menus, QMenu &beside) const;
    void fillToolBar(QToolBar &bar) const;
    /// The list of shortcuts as a table in rich text.
    QString shortcutSheet() const;

private:
    void makeActions();

    std::vector<ActionSpec> m_specs;
    std::vector<QAction *> m_actions; ///< In the order of the specs.
};

} // namespace odimo::explorer
