// SPDX-License-Identifier: Apache-2.0
#include "core/workers/assignment.h"
#include "core/workers/executor_states.h"
#include "core/workers/task_progress.h"

#include <QTest>

#include <limits>

using namespace odimo::workers;
using odimo::protocol::TaskKind;

/// Tasks go to where they end first.
class TestAssignment : public QObject {
    Q_OBJECT

private:
    static constexpr double never = std::numeric_limits<double>::infinity();

    /// "0>1 1>0": task 0 begins on executor 1, task 1 on executor 0.
    static QString begun(const std::vector<Place> &places, const std::vector<ExpectedSeconds> &tasks)
    {
        QStringList words;
        for (const Assignment &each : assign(places, tasks))
            words << QString("%1>%2").arg(each.task).arg(each.executor);
        return words.join(' ');
    }

private slots:
    void nothingKnownIsSpreadOverAll()
    {
        const ExpectedSeconds unknown(2);
        QCOMPARE(begun({{0}, {1}, {0}, {1}}, {3, unknown}), "0>0 1>1 2>0");
    }

    void nobodyIsAskedThatIsBusy() { QCOMPARE(begun({{.executor = 0, .free_s = 5}}, {ExpectedSeconds{10}}), ""); }

    void theSlowOneGetsFewer()
    {
        // Five tasks for one that takes 10 s and one that takes 40: four on the first end when one on the second does.
        const ExpectedSeconds task{10, 40};
        QCOMPARE(begun({{0}, {1}}, {5, task}), "0>0 4>1");
        QCOMPARE(begun({{0}, {1}}, {3, task}), "0>0");
    }

    void theLastTaskWaitsForTheFastOne()
    {
        const ExpectedSeconds task{10, 40};
        QCOMPARE(begun({{.executor = 0, .free_s = 20}, {1}}, {task}), "");
        QCOMPARE(begun({{.executor = 0, .free_s = 31}, {1}}, {task}), "0>1");
    }

    void whereNothingIsKnownATaskIsTried()
    {
        QCOMPARE(begun({{0}, {1}}, {ExpectedSeconds{10, std::nullopt}}), "0>1");
        QCOMPARE(begun({{0}, {.executor = 1, .free_s = 0}}, {ExpectedSeconds{10, std::nullopt}}), "0>0");
    }

    void whereItMustNotBeItIsNot()
    {
        QCOMPARE(begun({{0}, {1}}, {ExpectedSeconds{never, 40}}), "0>1");
        QCOMPARE(begun({{0}, {.executor = 1, .free_s = 3}}, {ExpectedSeconds{never, 40}, ExpectedSeconds{10, 40}}),
                 "1>0");
    }

    void durationsFollowWhatTasksTook()
    {
        ExecutorStates states(2);
        QVERIFY(!expectedSeconds(states, 0, TaskKind::Search));
        noteDuration(states[0], TaskKind::Search, 10);
        noteDuration(states[0], TaskKind::Search, 20);
        QCOMPARE(*expectedSeconds(states, 0, TaskKind::Search), 15.0);
        QVERIFY(!expectedSeconds(states, 1, TaskKind::Search));
    }

    void aTaskTellsHowFarItIs()
    {
        using odimo::protocol::Progress;
        const Progress half{.phase = "search", .epoch = 2, .epochs = 3, .batch = 5, .batches = 10};
        QCOMPARE(*shareDone(half, TaskKind::Search), 0.5);
        QVERIFY(!shareDone(half, TaskKind::Finetune));
        QVERIFY(!shareDone(odimo::protocol::Alive{}, TaskKind::Search));
        QCOMPARE(remainingSeconds(30, 0.75, std::nullopt), 10.0);
    }

    void oneThatTellsNothingTakesWhatOthersTook()
    {
        QCOMPARE(remainingSeconds(4, 0, 10), 6.0);
        QCOMPARE(remainingSeconds(12, 0, 10), 12.0);
        QCOMPARE(remainingSeconds(4, 0, std::nullopt), never);
    }

    void anotherKindOfTaskTellsTheProportion()
    {
        ExecutorStates states(2);
        noteDuration(states[0], TaskKind::Search, 10);
        noteDuration(states[1], TaskKind::Search, 40);
        noteDuration(states[0], TaskKind::Finetune, 6);
        QCOMPARE(*expectedSeconds(states, 1, TaskKind::Finetune), 24.0);
        QVERIFY(!expectedSeconds(states, 1, TaskKind::Preview));
    }
};

QTEST_APPLESS_MAIN(TestAssignment)
#include "tst_assignment.moc"
