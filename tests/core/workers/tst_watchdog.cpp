// SPDX-License-Identifier: Apache-2.0
#include "core/workers/watchdog.h"

#include <QTest>

using namespace odimo::workers;
using namespace std::chrono_literals;

class TestSilence : public QObject {
    Q_OBJECT

private:
    std::chrono::steady_clock::time_point m_now{};
    Patience m_patience;

    void passSeconds(Silence &silence, int seconds)
    {
        for (int second = 0; second < seconds; ++second) {
            m_now += 1s;
            silence.look(false);
        }
    }

private slots:
    void init()
    {
        m_patience = {.notice = 60s, .restart = 600s};
        m_patience.now = [this] {
            return m_now;
        };
    }

    void isNoticedWheneverItHasDoubled()
    {
        Silence silence(m_patience);
        silence.look(true);
        QList<qint64> notices;
        for (int second = 0; second < 599; ++second) {
            passSeconds(silence, 1);
            if (silence.isNoticeDue())
                notices << std::chrono::duration_cast<std::chrono::seconds>(silence.length()).count();
        }
        QCOMPARE(notices, QList<qint64>({60, 120, 240, 480}));
        QVERIFY(!silence.isTooLong());
        passSeconds(silence, 1);
        QVERIFY(silence.isTooLong());
    }

    void aWordEndsIt()
    {
        Silence silence(m_patience);
        silence.look(true);
        passSeconds(silence, 599);
        silence.look(true);
        QCOMPARE(silence.length(), 0ms);
        passSeconds(silence, 59);
        QVERIFY(!silence.isNoticeDue());
        passSeconds(silence, 1);
        QVERIFY(silence.isNoticeDue());
    }

    void timeInWhichNobodyLookedDoesNotCount()
    {
        Silence silence(m_patience);
        silence.look(false);
        m_now += 10h; // Suspended, host and worker alike.
        silence.look(false);
        QVERIFY(silence.length() <= 1s);
        QVERIFY(!silence.isNoticeDue());
    }

    void looksInQuickSuccessionAddUp()
    {
        Silence silence(m_patience);
        silence.look(true);
        for (int look = 0; look < 5000; ++look) {
            m_now += 200us;
            silence.look(false);
        }
        QVERIFY(silence.length() >= 990ms);
    }
};

QTEST_APPLESS_MAIN(TestSilence)
#include "tst_watchdog.moc"
