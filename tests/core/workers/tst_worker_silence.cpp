// SPDX-License-Identifier: Apache-2.0
#include "tests/core/workers/timing_task.h"

#include <QTest>

using namespace odimo;
using namespace odimo::workers;
using namespace std::chrono_literals;
using samples::FakeWorkers;
using samples::Report;

/// Workers and executors that say nothing more. The clock goes on by a second a look, and only when it should, so that
/// nothing depends on the machine.
class TestWorkerSilence : public QObject {
    Q_OBJECT

private:
    Control m_control;
    std::chrono::steady_clock::time_point m_now{};
    bool m_clockRuns = false;
    int m_looks = 0;

    LaunchOptions launch(const std::string &executor = {})
    {
        return {.executors = {{.words = executor}},
                .timeouts = {.silenceWarning = 2s, .silenceLimit = 5s, .exit = 1ms, .termination = 1ms, .now = [this] {
                                 ++m_looks;
                                 return m_now += m_clockRuns ? 1s : 0s;
                             }}};
    }

    static bool isReplacement(const protocol::Event &event)
    {
        const auto *line = std::get_if<protocol::Log>(&event);
        return line && line->text.find("once more") != std::string::npos;
    }

    /// Of a warm-up whose workers fall silent so many times after their first epoch.
    Report reportOf(int silences, const LaunchOptions &where, const FakeWorkers &fakes)
    {
        return samples::report(samples::warmup(fakes.folder()), where, m_control, [&](const protocol::Event &event) {
            if (std::holds_alternative<protocol::EpochFinished>(event) && silences-- > 0)
                m_clockRuns = true;
            if (isReplacement(event))
                m_clockRuns = false;
        });
    }

private slots:
    void init() { m_clockRuns = false; }

    void aStoppedWorkerIsNoticedAndReplaced()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        fakes.behaveOnce("stop");
        const Report report = reportOf(1, launch(), fakes);
        QCOMPARE(report.error, QString());
        QCOMPARE(report.log, QStringList({"warning: No word from the worker of a warm-up for 2 s",
                                          "warning: No word from the worker of a warm-up for 4 s",
                                          "warning: The worker of a warm-up was ended: it has sent nothing for 5 s. "
                                          "It is started once more"}));
        QCOMPARE(report.finishedEpochs, 3);
    }

    void oneThatIsSilentAgainHasFailed()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave("stop");
        const Report report = reportOf(2, launch(), fakes);
        QCOMPARE(report.error, "The worker of a warm-up was ended: it has sent nothing for 5 s (attempt 2 of 2)");
    }

    void aWorkerThatDiedBehindALiveWrapperIsReplaced()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        fakes.behaveOnce("die");
        const Report report = reportOf(1, launch("sh -c '\"$@\"; exec sleep 1000' sh"), fakes);
        QCOMPARE(report.error, QString());
        QVERIFY(report.log.last().contains("once more"));
    }

    void aStoppedWorkerThatHasNotReadItsTaskHoldsUpNobody()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        fakes.behaveOnce("deaf");
        const protocol::Task large = samples::timing(std::string(4 << 20, 'x')); // More than any pipe holds.
        bool isReplaced = false;
        const Report report = samples::report(large, launch(), m_control, [&](const protocol::Event &event) {
            isReplaced = isReplaced || isReplacement(event);
            m_clockRuns = !isReplaced; // From the hello on.
        });
        QCOMPARE(report.error, QString());
        QVERIFY(isReplaced);
    }

    void anExecutorMayQueueButTheLogSaysSo()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave("");
        m_clockRuns = true;
        Control control;
        QStringList notices;
        const Report report =
            samples::report(samples::timing(), launch("sh -c 'echo job 7 queued >&2; exec sleep 1000'"), control,
                            [&](const protocol::Event &event) {
                                if (const auto *line = std::get_if<protocol::Log>(&event))
                                    notices << QString::fromStdString(line->text);
                                if (notices.size() == 4) // Long after a worker would be replaced.
                                    control.stop();
                            });
        QVERIFY2(report.error.endsWith("was stopped"), qPrintable(report.error));
        QCOMPARE(notices.last(), "No word from the worker of a timing for 16 s; its executor may be waiting for a "
                                 "place; its last words on stderr: job 7 queued");
    }

    void whatQueuesIsGivenToAnExecutorThatHasAPlace()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave("");
        m_clockRuns = true;
        LaunchOptions several = launch();
        several.executors = {{.words = "sh -c 'exec sleep 1000'", .jobs = 1}, {.jobs = 1}};
        const Report report = samples::report(samples::timing(), several, m_control);
        QCOMPARE(report.error, QString());
        QVERIFY2(report.log.contains(
                     "warning: a timing waits for the executor sh -c 'exec sleep 1000' while others have a place; "
                     "it is given to them"),
                 qPrintable(report.log.join('\n')));
        QCOMPARE(report.log.last(), "info: a timing is done by the executor local");
    }

    void aPausedWorkerIsNotSilent()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave("wait");
        Control control;
        int lookOfPause = 0;
        LaunchOptions watched = launch();
        const auto now = watched.timeouts.now;
        watched.timeouts.now = [&] {
            if (lookOfPause > 0 && m_looks > lookOfPause + 20)
                control.resume();
            return now();
        };
        watched.timeouts.silenceWarning = watched.timeouts.silenceLimit = 10s;
        const Report report =
            samples::report(samples::warmup(fakes.folder()), watched, control, [&](const protocol::Event &event) {
                if (std::holds_alternative<protocol::EpochFinished>(event))
                    control.pause();
                if (std::holds_alternative<protocol::Paused>(event))
                    lookOfPause = m_looks;
                m_clockRuns = std::holds_alternative<protocol::Paused>(event);
            });
        QCOMPARE(report.error, QString());
        QCOMPARE(report.log, QStringList());
        QVERIFY(m_looks > lookOfPause + 20);
    }
};

QTEST_APPLESS_MAIN(TestWorkerSilence)
#include "tst_worker_silence.moc"
