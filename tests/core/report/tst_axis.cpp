// SPDX-License-Identifier: Apache-2.0
#include "core/report/figure/axis.h"

#include <QStringList>
#include <QTest>

using namespace odimo::report;

class TestAxis : public QObject {
    Q_OBJECT

private slots:
    void ticksAreRoundAndWithinTheAxis_data()
    {
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("last");
        QTest::addColumn<QString>("ticks");
        QTest::newRow("whole") << 0.0 << 10.0 << "0 2 4 6 8 10";
        QTest::newRow("percent") << 90.1 << 92.3 << "90.5 91.0 91.5 92.0";
        QTest::newRow("small") << 0.0 << 0.017 << "0.000 0.005 0.010 0.015";
        QTest::newRow("around zero") << -1.0 << 1.0 << "-1.0 -0.5 0.0 0.5 1.0";
        QTest::newRow("large") << 120'000.0 << 980'000.0 << "200000 400000 600000 800000";
    }

    void ticksAreRoundAndWithinTheAxis()
    {
        QFETCH(double, first);
        QFETCH(double, last);
        QStringList texts;
        for (const Tick &tick : ticksOf({.first = first, .last = last, .begin_pt = 0, .end_pt = 100}, 5)) {
            texts << QString::fromStdString(tick.text);
            QVERIFY(tick.value >= first - 1e-9 * last && tick.value <= last * (1 + 1e-9));
        }
        QTEST(texts.join(' '), "ticks");
    }

    void equalValuesStandInTheMiddleOfTheirAxis()
    {
        const Axis axis = axisFor(50, 50, 0.05, 0, 100);
        QVERIFY(axis.last > axis.first);
        QVERIFY(axis.place(50) > 0 && axis.place(50) < 100);
        QVERIFY(!ticksOf(axis, 5).empty());
        QVERIFY(axisFor(0, 0, 0, 0, 100).last > 0);
    }
};

QTEST_APPLESS_MAIN(TestAxis)
#include "tst_axis.moc"
