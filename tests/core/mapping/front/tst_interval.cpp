// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/pareto.h"
#include "tests/core/platform/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

class TestInterval : public QObject {
    Q_OBJECT

private slots:
    // The roots of (p - correct/total)^2 = z^2 p (1 - p) / total, found by bisection in decimal arithmetic.
    void isTheWilsonInterval_data()
    {
        QTest::addColumn<int>("correct");
        QTest::addColumn<int>("total");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("0 of 10") << 0 << 10 << 0.0000000000 << 0.2775327999;
        QTest::newRow("10 of 10") << 10 << 10 << 0.7224672001 << 1.0000000000;
        QTest::newRow("5 of 10") << 5 << 10 << 0.2365930905 << 0.7634069095;
        QTest::newRow("8800 of 10000") << 8800 << 10000 << 0.8734845029 << 0.8862236583;
        QTest::newRow("1 of 3") << 1 << 3 << 0.0614919447 << 0.7923403992;
    }
    void isTheWilsonInterval()
    {
        QFETCH(int, correct);
        QFETCH(int, total);
        QFETCH(double, low);
        QFETCH(double, high);
        const Interval interval = accuracyInterval(correct, total);
        // The reference is printed with ten digits.
        QVERIFY(std::abs(interval.low - low) < 1e-9);
        QVERIFY(std::abs(interval.high - high) < 1e-9);
    }

    void knowsNothingWithoutImages()
    {
        const Interval interval = accuracyInterval(0, 0);
        QCOMPARE(interval.low, 0.0);
        QCOMPARE(interval.high, 1.0);
    }

    void refusesMoreCorrectThanThereAre()
    {
        QCOMPARE(errorMessage([] { accuracyInterval(11, 10); }), "11 correct answers in 10 are not possible");
        QCOMPARE(errorMessage([] { accuracyInterval(-1, 10); }), "-1 correct answers in 10 are not possible");
    }
};

QTEST_APPLESS_MAIN(TestInterval)
#include "tst_interval.moc"
