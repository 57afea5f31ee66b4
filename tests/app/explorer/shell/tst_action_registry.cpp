// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/shell/action_context.h"
#include "app/explorer/shell/action_registry.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QtTest>

using namespace odimo::explorer;

class ActionRegistryTest : public QObject {
    Q_OBJECT

private slots:
    void everyActionHasTextIconAndStatusTip();
    void noShortcutIsUsedTwice();
    void everyActionIsInAMenuOnce();
    void toolBarHasTheRunControls();
    void anActionThatCannotBeUsedSaysWhy();

private:
    ActionRegistry m_registry;
};

void ActionRegistryTest::everyActionHasTextIconAndStatusTip()
{
    for (const ActionSpec &spec : m_registry.specs()) {
        const QAction &action = m_registry.action(spec.id);
        QVERIFY2(!action.text().isEmpty() && !action.statusTip().isEmpty(), qPrintable(spec.text));
        QVERIFY2(!action.icon().pixmap(16, 16).isNull(), qPrintable(spec.text));
    }
}

void ActionRegistryTest::noShortcutIsUsedTwice()
{
    QMap<QKeySequence, QString> used;
    // Taken by the recent projects.
    for (int number = 1; number <= 9; ++number)
        used.insert(QKeySequence(QStringLiteral("Ctrl+%1").arg(number)), "recent");
    for (const ActionSpec &spec : m_registry.specs())
        for (const QKeySequence &key : m_registry.action(spec.id).shortcuts()) {
            QVERIFY2(!used.contains(key), qPrintable(key.toString() + ": " + spec.text + ", " + used.value(key)));
            used.insert(key, spec.text);
        }
}

void ActionRegistryTest::everyActionIsInAMenuOnce()
{
    QMenuBar bar;
    QMenu recent("Recent");
    m_registry.fillMenus(bar, recent);
    QList<QAction *> shown;
    for (QAction *menu : bar.actions())
        for (QAction *action : menu->menu()->actions())
            if (!action->isSeparator() && !action->menu())
                shown << action;
    QCOMPARE(shown.size(), qsizetype(m_registry.specs().size()));
    for (const ActionSpec &spec : m_registry.specs())
        QCOMPARE(shown.count(&m_registry.action(spec.id)), 1);
}

void ActionRegistryTest::toolBarHasTheRunControls()
{
    QToolBar bar;
    m_registry.fillToolBar(bar);
    for (const ActionId id : {ActionId::Start, ActionId::Pause, ActionId::Stop})
        QVERIFY(bar.actions().contains(&m_registry.action(id)));
}

void ActionRegistryTest::anActionThatCannotBeUsedSaysWhy()
{
    const QAction &close = m_registry.action(ActionId::CloseProject);
    m_registry.update({});
    QVERIFY(!close.isEnabled());
    QCOMPARE(close.toolTip(), QStringLiteral("No project is open"));
    m_registry.update({.hasProject = true});
    QVERIFY(close.isEnabled());
    QCOMPARE(close.toolTip(), close.statusTip());
    m_registry.update({.hasProject = true, .isExploring = true, .canPause = true});
    QVERIFY(!close.isEnabled() && m_registry.action(ActionId::Stop).isEnabled());
    QCOMPARE(close.toolTip(), QStringLiteral("An exploration is running"));
}

QTEST_MAIN(ActionRegistryTest)
#include "tst_action_registry.moc"
