// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace odimo::explorer {

/// What the window is about at one moment. Which actions can be used depends on this alone.
struct ActionContext {
    bool hasProject = false;        ///< One is open.
    bool hasPreview = false;        ///< None is, but the network that is set up is shown.
    bool hasFindings = false;       ///< The import of that network has found something.
    bool isExploring = false;       ///< This program explores; nothing else can be opened.
    bool canPause = false;          ///< The exploration takes orders: it runs or is paused.
    bool follows = false;           ///< Another program explores the open project.
    bool isFixed = false;           ///< The open project can be looked at only, whoever explores it.
    bool hasUnfinishedRuns = false; ///< Some run is not done.
    bool hasRun = false;            ///< A run is selected
    bool hasMapping = false;        ///< that has a mapping.
    bool hasPoint = false;          ///< A run with a mapping is selected, or a point of the prediction.
    bool isMeasured = false;        ///< The selected run is,
    bool isTuned = false;           ///< fine-tuned too.
    bool isInQueue = false;         ///< The selected run waits or is being done,
    bool canRetry = false;          ///< or has failed or been stopped.
    bool isDone = false;            ///< or has come to its end.
    bool hasLayer = false;          ///< A layer is selected.
    bool hasOtherRun = false;       ///< A run to compare with is selected.
    bool canUndo = false;
    bool canRedo = false;
    bool canGoBack = false; ///< To where the user was before.
    bool canGoForward = false;
    QString setupObstacle = {}; ///< Why the setup cannot be explored; empty if it can.
};

/// The obstacles of the table of actions; each returns why not, or nothing.
namespace obstacles {

QString withoutProject(const ActionContext &context);
QString withoutViews(const ActionContext &context);
QString withoutFindings(const ActionContext &context);
QString whileExploring(const ActionContext &context);
QString toClosing(const ActionContext &context);
QString toStarting(const ActionContext &context);
QString toPausing(const ActionContext &context);
QString toFinishing(const ActionContext &context);
QString withoutRun(const ActionContext &context);
QString toRenaming(const ActionContext &context);
QString withoutMapping(const ActionContext &context);
QString toTrainingEdit(const ActionContext &context);
QString withoutPoint(const ActionContext &context);
QString toMeasuring(const ActionContext &context);
QString toFineTuning(const ActionContext &context);
QString toCancelling(const ActionContext &context);
QString toRetrying(const ActionContext &context);
QString toVerifying(const ActionContext &context);
QString withoutLayer(const ActionContext &context);
QString withoutOtherRun(const ActionContext &context);
QString withoutEdit(const ActionContext &context);
QString withoutUndoneEdit(const ActionContext &context);
QString toGoingBack(const ActionContext &context);
QString toGoingForward(const ActionContext &context);

} // namespace obstacles

} // namespace odimo::explorer
