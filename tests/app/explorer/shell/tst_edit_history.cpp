// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/edit_history.h"

#include <QAction>
#include <QSignalSpy>
#include <QtTest>

using namespace odimo::explorer;

class EditHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void theMenuSaysWhatIsUndone();
    void changesOfOneSubjectAreOne();
    void aChangeThatEndsWhereItBeganIsForgotten();
    void anotherProjectHasNoHistory();
    void withoutAProjectNothingIsKept();

private:
    void set(int value, const QString &subject = {});

    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<EditHistory> m_history;
    int m_value = 0;
};

void EditHistoryTest::init()
{
    m_history.reset();
    m_actions = std::make_unique<ActionRegistry>();
    m_history = std::make_unique<EditHistory>(*m_actions);
    m_history->setProject("one.odimo");
    m_value = 0;
}

void EditHistoryTest::set(int value, const QString &subject)
{
    m_history->push(std::make_unique<ValueEdit<int>>(QStringLiteral("Move %1 & more").arg(value), subject, m_value,
                                                     value, [this](int chosen) { m_value = chosen; }));
}

void EditHistoryTest::theMenuSaysWhatIsUndone()
{
    QSignalSpy changes(m_history.get(), &EditHistory::changed);
    set(7);
    QCOMPARE(m_value, 7);
    QVERIFY(changes.count() > 0);
    QAction &undo = m_actions->action(ActionId::Undo);
    QAction &redo = m_actions->action(ActionId::Redo);
    QCOMPARE(undo.text(), QStringLiteral("&Undo Move 7 && more"));
    undo.trigger();
    QCOMPARE(m_value, 0);
    QCOMPARE(undo.text(), QStringLiteral("&Undo"));
    QCOMPARE(redo.text(), QStringLiteral("&Redo Move 7 && more"));
    redo.trigger();
    QCOMPARE(m_value, 7);
}

void EditHistoryTest::changesOfOneSubjectAreOne()
{
    for (const int value : {1, 2, 3})
        set(value, "conv1");
    set(9, "conv2");
    QCOMPARE(m_history->stack().count(), 2);
    m_history->stack().undo();
    QCOMPARE(m_value, 3);
    m_history->stack().undo();
    QCOMPARE(m_value, 0);
}

void EditHistoryTest::aChangeThatEndsWhereItBeganIsForgotten()
{
    set(1, "conv1");
    set(0, "conv1");
    QVERIFY(!m_history->stack().canUndo());
    set(1);
    set(0);
    QCOMPARE(m_history->stack().count(), 2);
}

void EditHistoryTest::anotherProjectHasNoHistory()
{
    set(1);
    m_history->setProject("one.odimo");
    QVERIFY(m_history->stack().canUndo());
    m_history->setProject("two.odimo");
    QVERIFY(!m_history->stack().canUndo());
}

void EditHistoryTest::withoutAProjectNothingIsKept()
{
    m_history->setProject({});
    set(5);
    QCOMPARE(m_value, 5);
    QVERIFY(!m_history->stack().canUndo());
}

QTEST_MAIN(EditHistoryTest)
#include "tst_edit_history.moc"
