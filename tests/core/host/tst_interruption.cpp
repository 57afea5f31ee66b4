// SPDX-License-Identifier: Apache-2.0
#include "tests/core/host/samples.h"
#include "tests/core/workers/deadline.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace odimo;
using namespace odimo::host;
using project::RunStatus;
using samples::Deadline;
using samples::ExplorationFixture;

/// Stopped, paused and killed explorations. The fake workers wait for a command after their first epoch, so nothing
/// here depends on time.
class TestInterruption : public QObject {
    Q_OBJECT

private:
    /// Explores until the first epoch of `run` is stored, then does as told.
    static Outcome exploreUntil(const ExplorationFixture &fixture, std::int64_t run,
                                const std::function<void(Exploration &)> &act)
    {
        Exploration *running = nullptr;
        Exploration exploration(fixture.project(), samples::settings(), [&](const Notice &notice) {
            const auto *stored = std::get_if<EpochStored>(&notice);
            if (stored && stored->epoch.run == run && stored->epoch.result.epoch == 1)
                act(*running);
        });
        running = &exploration;
        return exploration.run();
    }

    static void verifyAllDone(const ExplorationFixture &fixture)
    {
        for (const QString &state : fixture.states())
            QVERIFY2(state.endsWith("done"), qPrintable(state));
    }

private slots:
    void aStoppedWarmUpGoesOnFromItsCheckpoint()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("wait", "warmup");
        QCOMPARE(exploreUntil(fixture, 1, [](Exploration &exploration) { exploration.stop(); }), Outcome::Stopped);
        QCOMPARE(fixture.states().first(), "1 warmup stopped");
        QCOMPARE(fixture.journal().size(), 1);

        ExplorationFixture::behave("");
        QCOMPARE(fixture.resume(), Outcome::Done);
        QVERIFY(fixture.journal().contains("warmup run 1 from <> at <1>"));
        verifyAllDone(fixture);
        const std::vector<project::Epoch> epochs = fixture.open().epochs(1);
        QCOMPARE(epochs.size(), std::size_t(2));
        QCOMPARE(epochs.front().result.loss, 1.0); // As stored, not as told again.
    }

    void anEpochWhoseTellingWasLostIsToldAgain()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("wait", "warmup");
        QCOMPARE(exploreUntil(fixture, 1, [](Exploration &exploration) { exploration.stop(); }), Outcome::Stopped);
        writeText(fixture.runsFolder() / "1" / "warmup.checkpoint", "2"); // The next was saved, but not told.

        ExplorationFixture::behave("");
        QCOMPARE(fixture.resume(), Outcome::Done);
        QCOMPARE(fixture.open().epochs(1).size(), std::size_t(2));
    }

    void aStoppedSearchGoesOnFromItsCheckpoint()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("wait", "search");
        QCOMPARE(exploreUntil(fixture, 8, [](Exploration &exploration) { exploration.stop(); }), Outcome::Stopped);
        QCOMPARE(fixture.open().run(8).status, RunStatus::Stopped);
        QCOMPARE(fixture.open().run(9).status, RunStatus::Queued);
        fixture.journal();

        ExplorationFixture::behave("");
        QCOMPARE(fixture.resume(), Outcome::Done);
        const QStringList journal = fixture.journal();
        QVERIFY(journal.contains("search run 8 from <warmup run 1> at <1>"));
        QVERIFY(journal.contains("search run 9 from <warmup run 1> at <>"));
        QVERIFY(journal.filter(QRegularExpression("^warmup")).isEmpty());
        verifyAllDone(fixture);
    }

    void withoutItsCheckpointThePhaseStartsAgain()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("wait", "warmup");
        exploreUntil(fixture, 1, [](Exploration &exploration) { exploration.stop(); });
        std::filesystem::remove_all(fixture.runsFolder());
        fixture.journal();

        ExplorationFixture::behave("");
        QCOMPARE(fixture.resume(), Outcome::Done);
        QVERIFY(fixture.journal().contains("warmup run 1 from <> at <>"));
        QCOMPARE(fixture.open().epochs(1).size(), std::size_t(2));
    }

    void aPausedExplorationGoesOn()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("wait", "warmup");
        bool paused = false;
        Exploration *running = nullptr;
        Exploration exploration(fixture.project(), samples::settings(), [&](const Notice &notice) {
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
        verifyAllDone(fixture);
    }

    /// Between two phases: no worker runs that could say that it pauses, and none begins until the user resumes.
    void aPauseWithoutWorkersStopsTheClockAndEnds()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Exploration *running = nullptr;
        int paused = 0;
        int begunInPause = 0;
        bool isPaused = false;
        Exploration exploration(fixture.project(), samples::settings(), [&](const Notice &notice) {
            const auto *changed = std::get_if<RunChanged>(&notice);
            if (changed && changed->run.id == 1 && changed->run.status == RunStatus::Done) {
                running->pause();
                isPaused = true;
            } else if (changed && isPaused && changed->run.status == RunStatus::Running) {
                ++begunInPause;
            } else if (isPaused && std::holds_alternative<OverallProgress>(notice)) {
                ++paused; // What is told of the time stands as long as nothing runs.
                isPaused = false;
                running->resume();
            }
        });
        running = &exploration;
        const Deadline deadline([&] { exploration.stop(); });
        QCOMPARE(exploration.run(), Outcome::Done);
        QCOMPARE(paused, 1);
        QCOMPARE(begunInPause, 0);
        verifyAllDone(fixture);
    }

    void aPausedExplorationCanBeStopped()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("wait", "warmup");
        Exploration *running = nullptr;
        Exploration exploration(fixture.project(), samples::settings(), [&](const Notice &notice) {
            if (std::holds_alternative<EpochStored>(notice))
                running->pause();
            const auto *changed = std::get_if<RunChanged>(&notice);
            if (changed && changed->run.status == RunStatus::Paused)
                running->stop();
        });
        running = &exploration;
        QCOMPARE(exploration.run(), Outcome::Stopped);
        QCOMPARE(fixture.states().first(), "1 warmup stopped");
    }

    void stoppedBeforeItBeganItStartsNoWorker()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Exploration exploration(fixture.project(), samples::settings(), [](const Notice &) {});
        exploration.stop();
        QCOMPARE(exploration.run(), Outcome::Stopped);
        QCOMPARE(fixture.journal(), QStringList());
    }

    void stoppedWhileStepsAreTimedItIsPlannedWhenItGoesOn()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Settings settings = samples::settings();
        settings.preset = "quick";
        bool ready = false;
        {
            Exploration *running = nullptr;
            Exploration exploration(fixture.project(), settings, [&](const Notice &notice) {
                ready = ready || std::holds_alternative<ProjectReady>(notice);
                if (std::holds_alternative<LogAdded>(notice))
                    running->stop();
            });
            running = &exploration;
            QCOMPARE(exploration.run(), Outcome::Stopped);
        }
        QVERIFY(ready);
        QCOMPARE(fixture.states(), QStringList());
        QCOMPARE(fixture.resume(), Outcome::Done);
        QVERIFY(!fixture.journal().filter("time").isEmpty());
        verifyAllDone(fixture);
    }

    void aKilledHostLosesNoStoredEpochAndItsRunsGoOn()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("wait", "search run 7");
        QProcess host;
        host.start(LONE_HOST, {QString::fromStdString(fixture.project().string())});
        while (true) {
            QVERIFY(host.canReadLine() || host.waitForReadyRead(60'000));
            if (host.readLine() == "epoch 7 search 1\n")
                break;
        }
        host.kill();
        QVERIFY(host.waitForFinished());
        QCOMPARE(fixture.open().run(7).status, RunStatus::Running);
        QCOMPARE(fixture.open().epochs(7).size(), std::size_t(1));
        fixture.journal();

        ExplorationFixture::behave("");
        QCOMPARE(fixture.resume(), Outcome::Done);
        QVERIFY(fixture.journal().contains("search run 7 from <warmup run 1> at <1>"));
        verifyAllDone(fixture);
    }

    void aProjectWithoutAnExplorationCannotBeResumed()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        project::Project::create(fixture.project(), samples::setup());
        QVERIFY(errorMessage([&] { fixture.resume(); }).contains("holds no exploration to resume"));
    }

    void aMissingProjectCannotBeResumed()
    {
        const ExplorationFixture fixture(FAKE_WORKER);
        QVERIFY(errorMessage([&] { fixture.resume(); }).contains("there is no project"));
    }
};

QTEST_GUILESS_MAIN(TestInterruption)
#include "tst_interruption.moc"
