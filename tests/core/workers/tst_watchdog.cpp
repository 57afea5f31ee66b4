// SPDX-License-Identifier: Apache-2.0
#include "core/workers/watchdog.h"

#include <QTest>

using namespace odimo::workers;
using namespace std::chrono_literals;

class TestWatchdog : public QObject {
    Q_OBJECT

private:
    std::chrono::steady_clock::time_point m_now{};
    Timeouts m_timeouts;

    void passSeconds(Watchdog &watchdog, int seconds)
    {
        for (int second = 0; second < seconds; ++second) {
            m_now += 1s;
            watchdog.look(false);
        }
    }

private slots:
    void init()
    {
        m_timeouts = {.silenceWarning = 60s, .silenceLimit = 600s};
        m_timeouts.now = [this] {
            return m_now;
        };
    }

    void isNoticedWheneverItHasDoubled()
    {
        Watchdog watchdog(m_timeouts);
        watchdog.look(true);
        QList<qint64> notices;
        for (int second = 0; second < 599; ++second) {
            passSeconds(watchdog, 1);
            if (watchdog.isWarningDue())
                notices << std::chrono::duration_cast<std::chrono::seconds>(watchdog.length()).count();
        }
        QCOMPARE(notices, QList<qint64>({60, 120, 240, 480}));
        QVERIFY(!watchdog.hasExpired());
        passSeconds(watchdog, 1);
        QVERIFY(watchdog.hasExpired());
    }

    void aWordEndsIt()
    {
        Watchdog watchdog(m_timeouts);
        watchdog.look(true);
        passSeconds(watchdog, 599);
        watchdog.look(true);
        QCOMPARE(watchdog.length(), 0ms);
        passSeconds(watchdog, 59);
        QVERIFY(!watchdog.isWarningDue());
        passSeconds(watchdog, 1);
        QVERIFY(watchdog.isWarningDue());
    }

    void timeInWhichNobodyLookedDoesNotCount()
    {
        Watchdog watchdog(m_timeouts);
        watchdog.look(false);
        m_now += 10h; // Suspended, host and worker alike.
        watchdog.look(false);
        QVERIFY(watchdog.length() <= 1s);
        QVERIFY(!watchdog.isWarningDue());
    }

    void looksInQuickSuccessionAddUp()
    {
        Watchdog watchdog(m_timeouts);
        watchdog.look(true);
        for (int look = 0; look < 5000; ++look) {
            m_now += 200us;
            watchdog.look(false);
        }
        QVERIFY(watchdog.length() >= 990ms);
    }
};

QTEST_APPLESS_MAIN(TestWatchdog)
#include "tst_watchdog.moc"
