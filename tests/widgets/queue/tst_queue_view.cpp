// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/table_view.h"
#include "widgets/queue/queue_view.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;

class QueueViewTest : public QObject {
    Q_OBJECT

private:
    static QueueRow row(std::int64_t run, QueueState state)
    {
        QueueRow row;
        row.run = run;
        row.name = QStringLiteral("Search 0.%1").arg(run);
        row.state = state;
        row.work = queueStateText(state);
        if (state == QueueState::Running) {
            row.fraction = 0.4;
            row.left = QStringLiteral("2 to 4 min");
            row.where = QStringLiteral("This machine");
        }
        return row;
    }

    static std::vector<QueueRow> rows()
    {
        return {row(3, QueueState::Running), row(4, QueueState::Waiting), row(5, QueueState::Waiting),
                row(6, QueueState::Waiting), row(2, QueueState::Failed)};
    }

    static QList<qint64> runs(const QueueView &view)
    {
        QList<qint64> runs;
        for (const QueueRow &each : const_cast<QueueView &>(view).model().rows())
            runs << each.run;
        return runs;
    }

    static QToolButton *button(QueueView &view, const QString &name)
    {
        for (QToolButton *each : view.findChildren<QToolButton *>())
            if (each->accessibleName() == name)
                return each;
        return nullptr;
    }

    tests::WarningCollector m_warnings;

private slots:
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }

    void anEmptyQueueSaysSo()
    {
        QueueView view;
        QVERIFY(view.emptyState().isEmpty());
        view.model().setRows(rows());
        QVERIFY(!view.emptyState().isEmpty());
        view.model().setRows({});
        QVERIFY(view.emptyState().isEmpty());
    }

    void movesByKeyAmongThoseThatWait()
    {
        QueueView view;
        const QAbstractItemModelTester tester(&view.model());
        view.model().setRows(rows());
        view.show();
        QSignalSpy orders(&view.model(), &QueueModel::orderChosen);
        view.setCurrentRun(6);
        QTest::keyClick(&view.table(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(runs(view), QList<qint64>({3, 4, 6, 5, 2}));
        QCOMPARE(orders.takeFirst().first().value<QList<qint64>>(), QList<qint64>({4, 6, 5}));
        QTest::keyClick(&view.table(), Qt::Key_Up, Qt::AltModifier);
        QTest::keyClick(&view.table(), Qt::Key_Up, Qt::AltModifier); // Not before what is in work.
        QCOMPARE(runs(view), QList<qint64>({3, 6, 4, 5, 2}));
        for (int times = 0; times < 4; ++times)
            QTest::keyClick(&view.table(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(runs(view), QList<qint64>({3, 4, 5, 6, 2}));
        QCOMPARE(view.table().currentIndex().data(QueueModel::RunRole).toLongLong(), 6);
    }

    void movesByDrag()
    {
        QueueView view;
        QueueModel &model = view.model();
        const QAbstractItemModelTester tester(&model);
        model.setRows(rows());
        QSignalSpy orders(&model, &QueueModel::orderChosen);
        QVERIFY(model.flags(model.index(1, 0)).testFlag(Qt::ItemIsDragEnabled));
        QVERIFY(!model.flags(model.index(0, 0)).testFlag(Qt::ItemIsDragEnabled)); // It is in work.
        const std::unique_ptr<QMimeData> dragged(model.mimeData({model.index(3, 0)}));
        QVERIFY(!model.canDropMimeData(dragged.get(), Qt::MoveAction, 0, 0, {}));
        QVERIFY(model.canDropMimeData(dragged.get(), Qt::MoveAction, 1, 0, {}));
        QVERIFY(!model.canDropMimeData(dragged.get(), Qt::MoveAction, 5, 0, {}));
        model.dropMimeData(dragged.get(), Qt::MoveAction, 1, 0, {});
        QCOMPARE(runs(view), QList<qint64>({3, 6, 4, 5, 2}));
        QCOMPARE(orders.count(), 1);
    }

    void offersWhatCanBeDone()
    {
        QueueView view;
        view.model().setRows(rows());
        view.show();
        QSignalSpy cancelled(&view, &QueueView::cancelChosen);
        QSignalSpy retried(&view, &QueueView::retryChosen);
        view.setCurrentRun(3);
        QVERIFY(!button(view, "Earlier")->isEnabled() && !button(view, "Retry")->isEnabled());
        QTest::mouseClick(button(view, "Cancel"), Qt::LeftButton);
        QCOMPARE(cancelled.takeFirst().first().toLongLong(), 3);
        view.setCurrentRun(5);
        QTest::keyClick(&view.table(), Qt::Key_Delete);
        QCOMPARE(cancelled.takeFirst().first().toLongLong(), 5);
        view.setCurrentRun(2);
        QVERIFY(!button(view, "Cancel")->isEnabled());
        QTest::keyClick(&view.table(), Qt::Key_Delete);
        QVERIFY(cancelled.isEmpty());
        QTest::mouseClick(button(view, "Retry"), Qt::LeftButton);
        QCOMPARE(retried.takeFirst().first().toLongLong(), 2);
    }

    void selectsTheRunInBothDirections()
    {
        QueueView view;
        view.model().setRows(rows());
        view.show();
        QSignalSpy chosen(&view, &QueueView::runChosen);
        view.setCurrentRun(4);
        QVERIFY(chosen.isEmpty());
        QTest::keyClick(&view.table(), Qt::Key_Down);
        QCOMPARE(chosen.takeFirst().first().toLongLong(), 5);
        view.setCurrentRun(0);
        QVERIFY(!view.table().currentIndex().isValid());
    }

    /// Of rows that only say something else, the selection stays.
    void progressKeepsTheSelection()
    {
        QueueView view;
        view.model().setRows(rows());
        view.setCurrentRun(5);
        std::vector<QueueRow> later = rows();
        later.front().fraction = 0.9;
        view.model().setRows(later);
        QCOMPARE(view.table().currentIndex().row(), 2);
        QCOMPARE(view.model().index(0, QueueModel::Progress).data().toString(), QString("90 %"));
    }
};

QTEST_MAIN(QueueViewTest)
#include "tst_queue_view.moc"
