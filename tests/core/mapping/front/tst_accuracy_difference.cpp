// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/accuracy_difference.h"

#include "tests/core/base/error_message.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

class TestAccuracyDifference : public QObject {
    Q_OBJECT

private slots:
    /// Table II of Newcombe's paper, method 10, to its four decimals; there the first minus the second.
    void agreesWithThePaper_data()
    {
        QTest::addColumn<int>("correct");
        QTest::addColumn<int>("total");
        QTest::addColumn<int>("otherCorrect");
        QTest::addColumn<int>("otherTotal");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("a") << 56 << 70 << 48 << 80 << 0.0524 << 0.3339;
        QTest::newRow("b") << 9 << 10 << 3 << 10 << 0.1705 << 0.8090;
        QTest::newRow("g") << 10 << 10 << 0 << 20 << 0.6791 << 1.0;
    }

    void agreesWithThePaper()
    {
        QFETCH(int, correct);
        QFETCH(int, total);
        QFETCH(int, otherCorrect);
        QFETCH(int, otherTotal);
        QFETCH(double, low);
        QFETCH(double, high);
        const AccuracyDifference found = accuracyDifference(Score{otherCorrect, otherTotal}, Score{correct, total});
        QVERIFY2(std::abs(found.interval.low - low) < 6e-5, qPrintable(QString::number(found.interval.low)));
        QVERIFY2(std::abs(found.interval.high - high) < 6e-5, qPrintable(QString::number(found.interval.high)));
    }

    void isClearOnlyWithoutZero()
    {
        QVERIFY(!accuracyDifference(Score{8900, 10000}, Score{8890, 10000}).isClear());
        QVERIFY(accuracyDifference(Score{8900, 10000}, Score{8600, 10000}).isClear());
        QCOMPARE(accuracyDifference(Score{8900, 10000}, Score{8600, 10000}).difference, 0.86 - 0.89);
    }

    void theOtherWayRoundHasTheOtherSign()
    {
        const AccuracyDifference one = accuracyDifference(Score{812, 1000}, Score{790, 900});
        const AccuracyDifference other = accuracyDifference(Score{790, 900}, Score{812, 1000});
        QCOMPARE(one.interval.low, -other.interval.high);
        QCOMPARE(one.interval.high, -other.interval.low);
    }

    void nothingMeasuredSaysNothing() { QVERIFY(!accuracyDifference(Score{}, Score{5, 5}).isClear()); }
};

QTEST_APPLESS_MAIN(TestAccuracyDifference)
#include "tst_accuracy_difference.moc"
