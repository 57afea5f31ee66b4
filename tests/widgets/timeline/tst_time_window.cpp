// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/axis_ticks.h"
#include "widgets/timeline/time_window.h"

#include <QtTest>

using namespace odimo::widgets;

class TimeWindowTest : public QObject {
    Q_OBJECT

private slots:
    void zoomKeepsWhatIsUnderTheCursor()
    {
        TimeWindow window(1000);
        window.zoom(0.5, 250);
        QCOMPARE(window.first(), 125.0);
        QCOMPARE(window.last(), 625.0);
        window.zoom(0.5, 625);
        QCOMPARE(window.first(), 375.0);
        QVERIFY(!window.showsAll());
    }

    void staysWithinTheWholeTime()
    {
        TimeWindow window(1000);
        window.zoom(4, 900);
        QVERIFY(window.showsAll());
        window.zoom(0.1, 1000);
        window.moveBy(5000);
        QCOMPARE(window.last(), 1000.0);
        QCOMPARE(window.length(), 100.0);
        window.moveBy(-5000);
        QCOMPARE(window.first(), 0.0);
        window.zoom(1e-9, 10);
        QCOMPARE(window.length(), 1.0);
    }

    void movesAsLittleAsShowsALayer()
    {
        TimeWindow window(1000);
        window.zoom(0.1, 0);
        window.show(20, 60);
        QCOMPARE(window.first(), 0.0);
        window.show(150, 180);
        QCOMPARE(window.last(), 180.0);
        window.show(500, 900);
        QCOMPARE(window.first(), 500.0);
    }

    void ticksAreRound()
    {
        QCOMPARE(axisTicks(0, 28.4, 6).values, (std::vector<double>{0, 5, 10, 15, 20, 25}));
        QCOMPARE(axisTicks(0.31, 0.42, 6).text(0.34), QLocale().toString(0.34, 'f', 2));
        QVERIFY(axisTicks(1, 1, 6).values.empty());
        for (double length = 0.013; length < 1e7; length *= 1.7) {
            const AxisTicks ticks = axisTicks(length / 3, length, 7);
            QVERIFY(ticks.values.size() <= 7 && ticks.values.size() >= 2);
        }
    }
};

QTEST_APPLESS_MAIN(TimeWindowTest)
#include "tst_time_window.moc"
