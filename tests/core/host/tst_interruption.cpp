// SPDX-License-Identifier: Apache-2.0
#include "tests/core/host/samples.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace odimo;
using namespace odimo::host;
using project::RunStatus;
using samples::Laboratory;

/// Stopped, paused and killed explorations. The fake workers wait for a command after their first epoch, so nothing
/// here depends on time.
class TestInterruption : public QObject {
    Q_OBJECT

private:
    /// Explores until the first epoch of `run` is stored, then does as told.
    static Outcome exploreUntil(const Laboratory &laboratory, std::int64_t run,
                                const std::function<void(Exploration &)> &act)
    {
        Exploration *running = nullptr;
        Exploration exploration(laboratory.project(), samples::settings(), [&](const Notice &notice) {
            const auto *stored = std::get_if<EpochStored>(&notice);
            if (stored && stored->epoch.run == run && stored->epoch.result.epoch == 1)
                act(*running);
        });
        running = &exploration;
        return exploration.run();
    }

    static void verifyAllDone(const Laboratory &laboratory)
    {
        for (const QString &state : laboratory.states())
            QVERIFY2(state.endsWith("done"), qPrintable(state));
    }

private slots:
    void aStoppedWarmUpGoesOnFromItsCheckpoint()
    {
        Laboratory laboratory(FAKE_WORKER);
        Laboratory::behave("wait", "warmup");
        QCOMPARE(exploreUntil(laboratory, 1, [](Exploration &exploration) { exploration.stop(); }), Outcome::Stopped);
        QCOMPARE(laboratory.states().first(), "1 warmup stopped");
        QCOMPARE(laboratory.journal().size(), 1);

        Laboratory::behave("");
        QCOMPARE(laboratory.resume(), Outcome::Done);
        QVERIFY(laboratory.journal().contains("warmup run 1 from <> at <1>"));
        verifyAllDone(laboratory);
        const std::vector<project::Epoch> epochs = laboratory.open().epochs(1);
        QCOMPARE(epochs.size(), std::size_t(2));
        QCOMPARE(epochs.front().result.loss, 1.0); // As stored, not as told again.
    }

    void anEpochWhoseTellingWasLostIsToldAgain()
    {
        Laboratory laboratory(FAKE_WORKER);
        Laboratory::behave("wait", "warmup");
        QCOMPARE(exploreUntil(laboratory, 1, [](Exploration &exploration) { exploration.stop(); }), Outcome::Stopped);
        writeText(laboratory.runsFolder() / "1" / "warmup.checkpoint", "2"); // The next was saved, but not told.

        Laboratory::behave("");
        QCOMPARE(laboratory.resume(), Outcome::Done);
        QCOMPARE(laboratory.open().epochs(1).size(), std::size_t(2));
    }

    void aStoppedSearchGoesOnFromItsCheckpoint()
    {
        Laboratory laboratory(FAKE_WORKER);
        Laboratory::behave("wait", "search");
        QCOMPARE(exploreUntil(laboratory, 8, [](Exploration &exploration) { exploration.stop(); }), Outcome::Stopped);
        QCOMPARE(laboratory.open().run(8).status, RunStatus::Stopped);
        QCOMPARE(laboratory.open().run(9).status, RunStatus::Queued);
        laboratory.journal();

        Laboratory::behave("");
        QCOMPARE(laboratory.resume(), Outcome::Done);
        const QStringList journal = laboratory.journal();
        QVERIFY(journal.contains("search run 8 from <warmup run 1> at <1>"));
        QVERIFY(journal.contains("search run 9 from <warmup run 1> at <>"));
        QVERIFY(journal.filter(QRegularExpression("^warmup")).isEmpty());
        verifyAllDone(laboratory);
    }

    void withoutItsCheckpointThePhaseStartsAgain()
    {
        Laboratory laboratory(FAKE_WORKER);
        Laboratory::behave("wait", "warmup");
        exploreUntil(laboratory, 1, [](Exploration &exploration) { exploration.stop(); });
        std::filesystem::remove_all(laboratory.runsFolder());
        laboratory.journal();

        Laboratory::behave("");
        QCOMPARE(laboratory.resume(), Outcome::Done);
        QVERIFY(laboratory.journal().contains("warmup run 1 from <> at <>"));
        QCOMPARE(laboratory.open().epochs(1).size(), std::size_t(2));
    }

    void aPausedExplorationGoesOn()
    {
        Laboratory laboratory(FAKE_WORKER);
        Laboratory::behave("wait", "warmup");
        bool paused = false;
        Exploration *running = nullptr;
        Exploration exploration(laboratory.project(), samples::settings(), [&](const Notice &notice) {
            if (std::holds_alternative<EpochStored>(notice) && !paused)
                running->pause();
            const auto *changed = std::get_if<RunChanged>(&notice);
            if (changed && changed->run.status == RunStatus::Paused) {
                paused = true;
                running->resume();
            }
        });
        running = &exploration;
        QCOMPARE(exploration.run(), Outcome::Done);
        QVERIFY(paused);
        verifyAllDone(laboratory);
    }

    void aPausedExplorationCanBeStopped()
    {
        Laboratory laboratory(FAKE_WORKER);
        Laboratory::behave("wait", "warmup");
        Exploration *running = nullptr;
        Exploration exploration(laboratory.project(), samples::settings(), [&](const Notice &notice) {
            if (std::holds_alternative<EpochStored>(notice))
                running->pause();
            const auto *changed = std::get_if<RunChanged>(&notice);
            if (changed && changed->run.status == RunStatus::Paused)
                running->stop();
        });
        running = &exploration;
        QCOMPARE(exploration.run(), Outcome::Stopped);
        QCOMPARE(laboratory.states().first(), "1 warmup stopped");
    }

    void stoppedBeforeItBeganItStartsNoWorker()
    {
        Laboratory laboratory(FAKE_WORKER);
        Exploration exploration(laboratory.project(), samples::settings(), [](const Notice &) {});
        exploration.stop();
        QCOMPARE(exploration.run(), Outcome::Stopped);
        QCOMPARE(laboratory.journal(), QStringList());
    }

    void stoppedWhileStepsAreTimedItIsPlannedWhenItGoesOn()
    {
        Laboratory laboratory(FAKE_WORKER);
        Settings settings = samples::settings();
        settings.preset = "quick";
        bool ready = false;
        {
            Exploration *running = nullptr;
            Exploration exploration(laboratory.project(), settings, [&](const Notice &notice) {
                ready = ready || std::holds_alternative<ProjectReady>(notice);
                if (std::holds_alternative<LogAdded>(notice))
                    running->stop();
            });
            running = &exploration;
            QCOMPARE(exploration.run(), Outcome::Stopped);
        }
        QVERIFY(ready);
        QCOMPARE(laboratory.states(), QStringList());
        QCOMPARE(laboratory.resume(), Outcome::Done);
        QVERIFY(!laboratory.journal().filter("time").isEmpty());
        verifyAllDone(laboratory);
    }

    void aKilledHostLosesNoStoredEpochAndItsRunsGoOn()
    {
        Laboratory laboratory(FAKE_WORKER);
        Laboratory::behave("wait", "search run 7");
        QProcess host;
        host.start(LONE_HOST, {QString::fromStdString(laboratory.project().string())});
        while (true) {
            QVERIFY(host.canReadLine() || host.waitForReadyRead(60'000));
            if (host.readLine() == "epoch 7\n")
                break;
        }
        host.kill();
        QVERIFY(host.waitForFinished());
        QCOMPARE(laboratory.open().run(7).status, RunStatus::Running);
        QCOMPARE(laboratory.open().epochs(7).size(), std::size_t(1));
        laboratory.journal();

        Laboratory::behave("");
        QCOMPARE(laboratory.resume(), Outcome::Done);
        QVERIFY(laboratory.journal().contains("search run 7 from <warmup run 1> at <1>"));
        verifyAllDone(laboratory);
    }

    void aProjectWithoutAnExplorationCannotBeResumed()
    {
        Laboratory laboratory(FAKE_WORKER);
        project::Project::create(laboratory.project(), samples::setup());
        QVERIFY(errorMessage([&] { laboratory.resume(); }).contains("holds no exploration to resume"));
    }

    void aMissingProjectCannotBeResumed()
    {
        const Laboratory laboratory(FAKE_WORKER);
        QVERIFY(errorMessage([&] { laboratory.resume(); }).contains("there is no project"));
    }
};

QTEST_GUILESS_MAIN(TestInterruption)
#include "tst_interruption.moc"
