// SPDX-License-Identifier: Apache-2.0
#include "core/workers/control.h"

#include <QTest>

#include <poll.h>

using namespace odimo::workers;

class TestControl : public QObject {
    Q_OBJECT

private:
    static bool wakes(const Control &control)
    {
        pollfd descriptor{control.descriptor(), POLLIN, 0};
        return poll(&descriptor, 1, 0) == 1;
    }

private slots:
    void wakesUntilAcknowledged()
    {
        Control control;
        QVERIFY(!wakes(control));
        control.pause();
        QVERIFY(wakes(control));
        control.acknowledge();
        QVERIFY(!wakes(control));
    }

    void pausesAndResumes()
    {
        Control control;
        control.pause();
        QCOMPARE(control.request(), Request::Pause);
        control.resume();
        QCOMPARE(control.request(), Request::Run);
    }

    void handsOutEachStrengthOnceInOrder()
    {
        Control control;
        control.setStrength({.run = 3, .strength = 0.5});
        control.setStrength({.run = 4, .strength = 2});
        QVERIFY(wakes(control));
        const std::vector<StrengthRequest> requests = control.takeStrengths();
        QCOMPARE(requests.size(), std::size_t(2));
        QCOMPARE(requests[0].run, 3);
        QCOMPARE(requests[1].strength, 2.0);
        QVERIFY(control.takeStrengths().empty());
    }

    void nothingResumesAfterAStop()
    {
        Control control;
        control.stop();
        control.resume();
        control.pause();
        QCOMPARE(control.request(), Request::Stop);
    }
};

QTEST_APPLESS_MAIN(TestControl)
#include "tst_control.moc"
