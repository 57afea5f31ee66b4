// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/action_context.h"

#include <QCoreApplication>

namespace odimo::explorer::obstacles {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::Obstacles)
};

QString toChanging(const ActionContext &context)
{
    if (context.follows)
        return Text::tr("Another program explores this project");
    return context.isFixed ? Text::tr("This project can be looked at only") : QString();
}

} // namespace

QString withoutProject(const ActionContext &context)
{
    return context.hasProject ? QString() : Text::tr("No project is open");
}

QString withoutViews(const ActionContext &context) { return context.hasPreview ? QString() : withoutProject(context); }

QString withoutFindings(const ActionContext &context)
{
    return context.hasFindings ? QString() : Text::tr("The network of the setup is not from a file that can be read");
}

QString whileExploring(const ActionContext &context)
{
    return context.isExploring ? Text::tr("An exploration is running") : QString();
}

QString toClosing(const ActionContext &context)
{
    return context.isExploring ? whileExploring(context) : withoutViews(context);
}

QString toStarting(const ActionContext &context)
{
    if (context.isExploring)
        return whileExploring(context);
    return context.follows ? Text::tr("Another program explores this project") : context.setupObstacle;
}

QString toPausing(const ActionContext &context)
{
    return context.canPause ? QString() : Text::tr("No exploration is running");
}

QString toFinishing(const ActionContext &context)
{
    if (context.isExploring)
        return whileExploring(context);
    if (!context.hasProject)
        return withoutProject(context);
    if (const QString obstacle = toChanging(context); !obstacle.isEmpty())
        return obstacle;
    return context.hasUnfinishedRuns ? QString() : Text::tr("All runs of this project are done");
}

QString withoutRun(const ActionContext &context)
{
    if (!context.hasProject)
        return withoutProject(context);
    return context.hasRun ? QString() : Text::tr("No run is selected");
}

QString toRenaming(const ActionContext &context)
{
    if (context.isExploring)
        return whileExploring(context);
    const QString obstacle = toChanging(context);
    return obstacle.isEmpty() ? withoutRun(context) : obstacle;
}

QString withoutMapping(const ActionContext &context)
{
    if (!context.hasRun)
        return withoutRun(context);
    return context.hasMapping ? QString() : Text::tr("The selected run has no mapping yet");
}

QString toTrainingEdit(const ActionContext &context)
{
    const QString obstacle = toChanging(context);
    return obstacle.isEmpty() ? withoutMapping(context) : obstacle;
}

QString withoutPoint(const ActionContext &context)
{
    if (!context.hasProject)
        return withoutProject(context);
    return context.hasPoint ? QString() : Text::tr("No mapping is chosen");
}

QString toMeasuring(const ActionContext &context)
{
    if (!context.hasPoint)
        return withoutPoint(context);
    if (const QString obstacle = toChanging(context); !obstacle.isEmpty())
        return obstacle;
    return context.isMeasured ? Text::tr("The selected run is measured already") : QString();
}

QString toFineTuning(const ActionContext &context)
{
    if (!context.hasPoint)
        return withoutPoint(context);
    if (const QString obstacle = toChanging(context); !obstacle.isEmpty())
        return obstacle;
    return context.isTuned ? Text::tr("The selected run is fine-tuned already") : QString();
}

QString toCancelling(const ActionContext &context)
{
    if (!context.isExploring)
        return Text::tr("No exploration is running");
    if (!context.hasRun)
        return withoutRun(context);
    return context.isInQueue ? QString() : Text::tr("The selected run neither waits nor runs");
}

QString toRetrying(const ActionContext &context)
{
    if (!context.hasRun)
        return withoutRun(context);
    if (const QString obstacle = toChanging(context); !obstacle.isEmpty())
        return obstacle;
    return context.canRetry ? QString() : Text::tr("The selected run has neither failed nor been stopped");
}

QString toVerifying(const ActionContext &context)
{
    if (context.isExploring)
        return whileExploring(context);
    if (const QString obstacle = toChanging(context); !obstacle.isEmpty())
        return obstacle;
    if (!context.hasRun)
        return withoutRun(context);
    return context.isDone ? QString() : Text::tr("The selected run is not done");
}

QString withoutLayer(const ActionContext &context)
{
    if (!context.hasProject)
        return withoutProject(context);
    return context.hasLayer ? QString() : Text::tr("No layer is selected");
}

QString withoutOtherRun(const ActionContext &context)
{
    if (!context.hasRun)
        return withoutRun(context);
    return context.hasOtherRun ? QString() : Text::tr("No run to compare with is selected");
}

QString withoutEdit(const ActionContext &context)
{
    return context.canUndo ? QString() : Text::tr("Nothing has been changed");
}

QString withoutUndoneEdit(const ActionContext &context)
{
    return context.canRedo ? QString() : Text::tr("Nothing has been undone");
}

QString toGoingBack(const ActionContext &context)
{
    return context.canGoBack ? QString() : Text::tr("Nothing was looked at before");
}

QString toGoingForward(const ActionContext &context)
{
    return context.canGoForward ? QString() : Text::tr("You have not gone back");
}

} // namespace odimo::explorer::obstacles
