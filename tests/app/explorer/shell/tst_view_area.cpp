// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/view_area.h"
#include "tests/widgets/warnings.h"

#include <QAction>
#include <QSignalSpy>
#include <QTabBar>
#include <QtTest>

using namespace odimo::explorer;

class ViewAreaTest : public QObject {
    Q_OBJECT

private slots:
    void viewsStandInTheirOrderWhoeverAddsThem();
    void onlyAddedViewsAreInTheMenu();
    void theMenuFollowsTheTabs();
    void actionsShowViews();
    void tabsHaveIconsWhereThereIsRoom();

private:
    odimo::tests::WarningCollector m_warnings;
};

void ViewAreaTest::viewsStandInTheirOrderWhoeverAddsThem()
{
    ActionRegistry actions;
    ViewArea area(actions);
    QVERIFY(!area.current());
    for (const ViewId id : {ViewId::Curves, ViewId::Front, ViewId::Network})
        area.add(id, *new QWidget);
    QStringList titles;
    for (int tab = 0; tab < area.count(); ++tab) {
        titles << area.tabText(tab);
        QVERIFY(!area.tabIcon(tab).isNull() && area.tabToolTip(tab).contains("Alt+"));
    }
    QCOMPARE(titles, (QStringList{"Front", "Network", "Curves"}));
    QCOMPARE(m_warnings.takeAll(), QStringList());
}

void ViewAreaTest::onlyAddedViewsAreInTheMenu()
{
    ActionRegistry actions;
    ViewArea area(actions);
    area.add(ViewId::Front, *new QWidget);
    QVERIFY(actions.action(ActionId::ViewFront).isVisible());
    QVERIFY(!actions.action(ActionId::ViewCompare).isVisible());
    area.show(ViewId::Compare);
    QCOMPARE(area.current(), std::optional(ViewId::Front));
}

void ViewAreaTest::theMenuFollowsTheTabs()
{
    ActionRegistry actions;
    ViewArea area(actions);
    QSignalSpy changes(&area, &ViewArea::viewChanged);
    area.add(ViewId::Front, *new QWidget);
    area.add(ViewId::Curves, *new QWidget);
    QVERIFY(actions.action(ActionId::ViewFront).isChecked());
    changes.clear();
    area.setCurrentIndex(1);
    QCOMPARE(changes.count(), 1);
    QVERIFY(actions.action(ActionId::ViewCurves).isChecked() && !actions.action(ActionId::ViewFront).isChecked());
}

void ViewAreaTest::actionsShowViews()
{
    ActionRegistry actions;
    ViewArea area(actions);
    area.add(ViewId::Front, *new QWidget);
    area.add(ViewId::Curves, *new QWidget);
    actions.action(ActionId::ViewCurves).trigger();
    QCOMPARE(area.current(), std::optional(ViewId::Curves));
    actions.action(ActionId::ViewCurves).trigger();
    QVERIFY(actions.action(ActionId::ViewCurves).isChecked());
}

void ViewAreaTest::tabsHaveIconsWhereThereIsRoom()
{
    ActionRegistry actions;
    ViewArea area(actions);
    for (const ViewId id : {ViewId::Front, ViewId::Network, ViewId::Layers, ViewId::Timeline})
        area.add(id, *new QWidget);
    area.resize(2000, 300);
    area.show();
    const int whole = area.tabBar()->sizeHint().width();
    area.resize(whole, 300);
    QVERIFY(!area.tabIcon(0).isNull());
    area.resize(whole - 1, 300);
    for (int tab = 0; tab < area.count(); ++tab)
        QVERIFY(area.tabIcon(tab).isNull());
    QVERIFY(area.tabBar()->sizeHint().width() < whole);
    area.resize(whole, 300);
    QVERIFY(!area.tabIcon(3).isNull());
}

QTEST_MAIN(ViewAreaTest)
#include "tst_view_area.moc"
