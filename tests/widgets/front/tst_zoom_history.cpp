// SPDX-License-Identifier: Apache-2.0
#include "widgets/front/zoom_history.h"

#include <QtTest>

using odimo::widgets::ZoomHistory;

class ZoomHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void goesBackAndForward()
    {
        ZoomHistory history;
        history.reset({0, 0, 100, 100});
        QVERIFY(!history.canGoBack() && !history.canGoForward());
        history.add({0, 0, 50, 50});
        history.add({0, 0, 10, 10});
        QCOMPARE(history.back(), QRectF(0, 0, 50, 50));
        QCOMPARE(history.back(), QRectF(0, 0, 100, 100));
        QVERIFY(!history.canGoBack());
        QCOMPARE(history.back(), QRectF(0, 0, 100, 100));
        QCOMPARE(history.forward(), QRectF(0, 0, 50, 50));
    }

    void aNewViewForgetsTheOnesAhead()
    {
        ZoomHistory history;
        history.add({0, 0, 50, 50});
        history.add({0, 0, 10, 10});
        history.back();
        history.add({1, 1, 20, 20});
        QVERIFY(!history.canGoForward());
        QCOMPARE(history.back(), QRectF(0, 0, 50, 50));
    }

    void oneGestureIsOneView()
    {
        ZoomHistory history;
        history.reset({0, 0, 100, 100});
        history.add({0, 0, 90, 90});
        history.replace({0, 0, 80, 80});
        QCOMPARE(history.back(), QRectF(0, 0, 100, 100));
        QCOMPARE(history.forward(), QRectF(0, 0, 80, 80));
    }

    void keepsTheLatestOnly()
    {
        ZoomHistory history;
        for (int view = 1; view <= 200; ++view)
            history.add(QRectF(0, 0, view, view));
        int steps = 0;
        for (; history.canGoBack(); ++steps)
            history.back();
        QCOMPARE(steps, 49);
    }
};

QTEST_APPLESS_MAIN(ZoomHistoryTest)
#include "tst_zoom_history.moc"
