// SPDX-License-Identifier: Apache-2.0
#include "app/worker/heartbeat.h"

#include <QTest>

#include <atomic>
#include <semaphore>

using namespace odimo::worker;
using namespace std::chrono_literals;

class TestHeartbeat : public QObject {
    Q_OBJECT

private slots:
    void beatsOnlyWhileProcessorTimeIsUsed()
    {
        constexpr int idleLooks = 20;
        std::atomic<int> looks = 0;
        std::atomic<int> beatsWhileIdle = 0;
        std::counting_semaphore<> beats(0);
        const Heartbeat heartbeat(
            [&] {
                if (looks <= idleLooks)
                    ++beatsWhileIdle;
                beats.release();
            },
            1ms, [&] { return ++looks <= idleLooks ? 500ms : 500ms + 10ms * looks.load(); });
        for (int beat = 0; beat < 3; ++beat)
            beats.acquire();
        QCOMPARE(beatsWhileIdle.load(), 0);
    }

    void whatIsComputedIsProcessorTime()
    {
        const std::chrono::milliseconds start = processorTime();
        volatile double sum = 0;
        while (processorTime() - start < 20ms)
            for (int i = 0; i < 1000; ++i)
                sum = sum + 1;
        QVERIFY(processorTime() - start >= 20ms);
    }

    void endsAtOnce()
    {
        QElapsedTimer timer;
        timer.start();
        {
            const Heartbeat heartbeat([] {}, 1h);
        }
        QVERIFY(timer.elapsed() < 60'000);
    }
};

QTEST_APPLESS_MAIN(TestHeartbeat)
#include "tst_heartbeat.moc"
