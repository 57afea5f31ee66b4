// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFlags>
#include <QKeySequence>
#include <QString>

#include <vector>

namespace odimo::explorer {

struct ActionContext;

/// Whoever adds an action adds a line here and one to the table in action_table.cpp.
enum class ActionId {
    OpenProject,
    OpenSample,
    ChooseNetwork,
    SaveView,
    ExportCode,
    WriteReport,
    CompareWithProject,
    CloseComparedProject,
    CancelLoading,
    CloseProject,
    Quit,
    Undo,
    Redo,
    Copy,
    RenameRun,
    FindLayer,
    FindNextLayer,
    PinLayer,
    FillBlocks,
    DropStragglers,
    DiscardEdit,
    ViewFront,
    ViewNetwork,
    ViewLayers,
    ViewTimeline,
    ViewCurves,
    ViewCompare,
    PreviousLayer,
    NextLayer,
    ViewCode,
    ViewReplay,
    PlayReplay,
    FirstMoment,
    PreviousMoment,
    NextMoment,
    LastMoment,
    FollowReplay,
    SaveReplay,
    FitFront,
    UndoZoom,
    RedoZoom,
    ShowPrediction,
    FrontAsTable,
    RelativeFront,
    LogarithmicCost,
    LogarithmicAccuracy,
    ShowTails,
    ShowGrowth,
    GrowthOverTime,
    OverlayProject,
    RemoveOverlays,
    ShowSetup,
    ShowSteering,
    ShowRuns,
    ShowInspector,
    ShowLog,
    ShowQueue,
    ShowFindings,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    GoBack,
    GoForward,
    LayoutExplore,
    LayoutInspect,
    LayoutPresent,
    ResetLayout,
    Start,
    Pause,
    Stop,
    FinishRuns,
    EvaluateEdit,
    FineTuneEdit,
    Measure,
    FineTune,
    PinThis,
    CancelRun,
    RetryRun,
    VerifyRun,
    ShowPalette,
    ReadFindings,
    ShowHelp,
    CompareWithPrevious,
    ShowShortcuts,
    About,
};

/// In the order of the menu bar; a menu without actions is left out.
enum class MenuId { File, Edit, View, Front, Run, Tools, Help };

enum class ActionTrait {
    Checkable = 1,
    InToolBar = 2,
    OnRun = 4,   ///< In the context menu of a run, too: of the selected one.
    OnLayer = 8, ///< In the context menu of a layer, too: of the selected one.
};
Q_DECLARE_FLAGS(ActionTraits, ActionTrait)

/// Why an action cannot be used now, as a sentence without its full stop; empty if it can.
using Obstacle = QString (*)(const ActionContext &);

/// One line of the table from which menus, context menus, tool bar and the list of shortcuts are made.
struct ActionSpec {
    ActionId id;
    MenuId menu;
    int group = 0; ///< Groups of a menu are set apart by separators.
    QString text;  ///< With the mnemonic.
    QString icon;
    QKeySequence shortcut;
    QString statusTip;
    ActionTraits traits = {};
    Obstacle obstacle = nullptr; ///< Null: it can be used always, or somebody else enables it.

    /// Without mnemonic and dots.
    QString plainText() const;
};

QString menuTitle(MenuId menu); ///< With the mnemonic.

/// In the order of the menus.
std::vector<ActionSpec> actionTable();

} // namespace odimo::explorer

Q_DECLARE_OPERATORS_FOR_FLAGS(odimo::explorer::ActionTraits)
