// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/base/selection_model.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/view_area.h"
#include "app/explorer/shell/view_history.h"

#include <QtTest>

using namespace odimo::explorer;

class ViewHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void backAndForwardRestoreViewRunAndLayer();
    void whatChangesTogetherIsOneStep();
    void goingElsewhereForgetsTheWayForward();
    void anotherProjectBeginsAnew();

private:
    void go(ViewId view, qint64 run, const QString &layer = {});

    ActionRegistry m_actions;
    std::unique_ptr<ViewArea> m_views;
    std::unique_ptr<SelectionModel> m_selection;
    std::unique_ptr<ViewHistory> m_history;
};

void ViewHistoryTest::init()
{
    m_history.reset();
    m_views = std::make_unique<ViewArea>(m_actions);
    m_views->add(ViewId::Front, *new QWidget);
    m_views->add(ViewId::Curves, *new QWidget);
    m_selection = std::make_unique<SelectionModel>();
    m_history = std::make_unique<ViewHistory>(*m_views, *m_selection);
    m_history->begin();
    go(ViewId::Front, 1);
}

void ViewHistoryTest::go(ViewId view, qint64 run, const QString &layer)
{
    m_views->show(view);
    m_selection->setRun(run);
    m_selection->setLayer(layer);
    QCoreApplication::processEvents();
}

void ViewHistoryTest::backAndForwardRestoreViewRunAndLayer()
{
    QVERIFY(!m_history->canGoBack());
    go(ViewId::Curves, 4, "conv1");
    go(ViewId::Front, 5);
    m_history->back();
    QCOMPARE(m_views->current(), std::optional(ViewId::Curves));
    QCOMPARE(m_selection->run(), 4);
    QCOMPARE(m_selection->layer(), QStringLiteral("conv1"));
    m_history->back();
    QCOMPARE(m_selection->run(), 1);
    QCOMPARE(m_selection->layer(), QString());
    QVERIFY(!m_history->canGoBack());
    QCoreApplication::processEvents(); // Going is no new step.
    m_history->forward();
    m_history->forward();
    QCOMPARE(m_selection->run(), 5);
    QVERIFY(!m_history->canGoForward());
}

void ViewHistoryTest::whatChangesTogetherIsOneStep()
{
    go(ViewId::Curves, 2, "fc");
    m_history->back();
    QCOMPARE(m_selection->run(), 1);
    QVERIFY(!m_history->canGoBack());
}

void ViewHistoryTest::goingElsewhereForgetsTheWayForward()
{
    go(ViewId::Front, 2);
    m_history->back();
    go(ViewId::Front, 3);
    QVERIFY(!m_history->canGoForward());
    m_history->back();
    QCOMPARE(m_selection->run(), 1);
}

void ViewHistoryTest::anotherProjectBeginsAnew()
{
    go(ViewId::Front, 2);
    m_history->begin();
    go(ViewId::Front, 7);
    QVERIFY(!m_history->canGoBack());
}

QTEST_MAIN(ViewHistoryTest)
#include "tst_view_history.moc"
