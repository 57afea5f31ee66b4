// SPDX-License-Identifier: Apache-2.0
#include "tests/core/host/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;
using project::Run;
using project::RunStatus;
using samples::ExplorationFixture;
using samples::FakeWorkers;

/// What the user asks of single runs while an exploration goes on: to cancel them, to try them again, in another order.
class TestRunRequests : public QObject {
    Q_OBJECT

private:
    /// Runs: 1 the warm-up, 2 and 3 baselines, 4, 5 and 6 searches, in one worker.
    static Settings settings()
    {
        Settings settings = samples::settings();
        settings.strengths = {0.05, 0.5, 2};
        settings.preset = "quick"; // Has two baselines.
        settings.images = 40;
        settings.points.reset();
        settings.engine = "odimo";
        settings.jobs = 1;
        return settings;
    }

    /// Explores, and hands each notice to `watch`. What is begun is noted, in order: "search 3".
    struct Explored {
        Outcome outcome = Outcome::Done;
        QStringList begun;
        QStringList warnings;
    };
    static Explored explore(const ExplorationFixture &fixture, const Settings &settings,
                            const std::function<void(Exploration &, const Notice &)> &watch)
    {
        Explored explored;
        Exploration *running = nullptr;
        Exploration exploration(fixture.project(), settings, [&](const Notice &notice) {
            if (const auto *changed = std::get_if<RunChanged>(&notice);
                changed && changed->run.status == RunStatus::Running) {
                const QString work = QString("%1 %2").arg(changed->run.phase.c_str()).arg(changed->run.id);
                if (!explored.begun.contains(work))
                    explored.begun << work;
            }
            if (const auto *added = std::get_if<LogAdded>(&notice); added && added->line.level == "warning")
                explored.warnings << QString::fromStdString(added->line.text);
            watch(*running, notice);
        });
        running = &exploration;
        explored.outcome = exploration.run();
        return explored;
    }

    /// True for the first epoch that is stored of the run.
    static bool isFirstEpoch(const Notice &notice, std::int64_t run)
    {
        const auto *stored = std::get_if<EpochStored>(&notice);
        return stored && stored->epoch.run == run && stored->epoch.result.epoch == 1;
    }

    static std::vector<std::int64_t> searchesOf(const ExplorationFixture &fixture)
    {
        std::vector<std::int64_t> searches;
        for (const Run &run : fixture.open().runs())
            if (run.kind == project::RunKind::Search)
                searches.push_back(run.id);
        return searches;
    }

private slots:
    void aRunningOneIsCancelledAndTheOthersGoOn()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        FakeWorkers::behave("wait", "search run 4");
        const Explored explored = explore(fixture, settings(), [](Exploration &running, const Notice &notice) {
            if (isFirstEpoch(notice, 4))
                running.request(CancelRun{4});
        });
        QCOMPARE(explored.outcome, Outcome::Done);
        QVERIFY(explored.warnings.isEmpty());
        QCOMPARE(fixture.open().run(4).status, RunStatus::Stopped);
        QCOMPARE(fixture.open().run(4).message, std::string("Cancelled"));
        for (const std::int64_t run : {2, 3, 5, 6})
            QCOMPARE(fixture.open().run(run).status, RunStatus::Done);
        QVERIFY(explored.begun.contains("finetune 5"));
        QVERIFY(!explored.begun.contains("finetune 4"));
    }

    void oneThatWaitsNeverBegins()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        const Explored explored = explore(fixture, settings(), [](Exploration &running, const Notice &notice) {
            if (isFirstEpoch(notice, 1)) // Before the searches are given to workers.
                running.request(CancelRun{5});
            if (isFirstEpoch(notice, 4))
                running.request(CancelRun{6});
        });
        QCOMPARE(explored.outcome, Outcome::Done);
        QVERIFY(!explored.begun.contains("search 5") && !explored.begun.contains("search 6"));
        QCOMPARE(fixture.open().run(4).status, RunStatus::Done);
        QCOMPARE(fixture.open().run(5).status, RunStatus::Stopped);
        QCOMPARE(fixture.open().run(6).status, RunStatus::Stopped);
    }

    /// Run 4 finds the mapping of the baseline 2.
    void whoSharesAFineTuningIsCancelledWithIt()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        FakeWorkers::behave("wait", "finetune run 2");
        const Explored explored = explore(fixture, settings(), [](Exploration &running, const Notice &notice) {
            if (isFirstEpoch(notice, 2))
                running.request(CancelRun{2});
        });
        QCOMPARE(explored.outcome, Outcome::Done);
        QCOMPARE(fixture.open().run(4).status, RunStatus::Stopped);
        QCOMPARE(fixture.open().run(5).status, RunStatus::Done);
    }

    void resumingGivesTheCancelledAnotherChance()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        explore(fixture, settings(), [](Exploration &running, const Notice &notice) {
            if (isFirstEpoch(notice, 4))
                running.request(CancelRun{6});
        });
        QCOMPARE(fixture.resume(), Outcome::Done);
        QCOMPARE(fixture.open().run(6).status, RunStatus::Done);
        QVERIFY(fixture.open().run(6).message.empty());
    }

    /// Its neighbours were chosen by what was measured; the rounds go on without it.
    void aProposalThatIsCancelledIsLeftOut()
    {
        Settings proposing = settings();
        proposing.network = "resnet8";
        proposing.data = "synthetic:train=40,test=20,classes=2,size=16";
        proposing.strengths.clear();
        proposing.engine = "instant";
        proposing.points = 4;
        ExplorationFixture fixture(FAKE_WORKER);
        std::int64_t cancelled = 0;
        FakeWorkers::behave("wait", "finetune run 3");
        const Explored explored = explore(fixture, proposing, [&](Exploration &running, const Notice &notice) {
            const auto *stored = std::get_if<EpochStored>(&notice);
            if (stored && stored->epoch.run == 3 && cancelled == 0)
                running.request(CancelRun{cancelled = stored->epoch.run});
        });
        QCOMPARE(cancelled, 3);
        QCOMPARE(explored.outcome, Outcome::Done);
        QCOMPARE(fixture.open().run(3).status, RunStatus::Stopped);
        QCOMPARE(explored.begun.filter("finetune").size(), 4);
    }

    void whatIsDoneIsNotCancelled()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        const Explored explored = explore(fixture, settings(), [](Exploration &running, const Notice &notice) {
            if (isFirstEpoch(notice, 4)) {
                running.request(CancelRun{1});
                running.request(CancelRun{99});
            }
        });
        QCOMPARE(explored.outcome, Outcome::Done);
        QCOMPARE(explored.warnings,
                 QStringList({"Run 1 was not cancelled: it is done", "Run 99 was not cancelled: there is none"}));
        QCOMPARE(fixture.open().run(1).status, RunStatus::Done);
    }

    void theOrderOfTheQueueIsThatOfTheUser()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        const Explored explored = explore(fixture, settings(), [](Exploration &running, const Notice &notice) {
            if (isFirstEpoch(notice, 4))
                running.request(OrderRuns{{6, 2}});
        });
        QCOMPARE(explored.outcome, Outcome::Done);
        QCOMPARE(explored.begun.mid(1, 4), QStringList({"search 4", "search 6", "finetune 2", "search 5"}));
    }

    /// Also where all others are being fine-tuned by then.
    void aFailedOneIsTriedAgain_data()
    {
        QTest::addColumn<QString>("task");
        QTest::addColumn<int>("failing");
        QTest::addColumn<int>("during");
        QTest::newRow("while others are searched") << "search run 4" << 4 << 5;
        QTest::newRow("while others are fine-tuned") << "search run 4" << 4 << 2;
        QTest::newRow("a fine-tuning") << "finetune run 2" << 2 << 5;
    }
    void aFailedOneIsTriedAgain()
    {
        QFETCH(QString, task);
        QFETCH(int, failing);
        QFETCH(int, during);
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.behaveOnce("fail", task.toStdString());
        bool failed = false;
        bool asked = false;
        const Explored explored = explore(fixture, settings(), [&](Exploration &running, const Notice &notice) {
            if (const auto *changed = std::get_if<RunChanged>(&notice))
                failed = failed || changed->run.status == RunStatus::Failed;
            const auto *stored = std::get_if<EpochStored>(&notice);
            if (stored && failed && !asked && stored->epoch.run == during) {
                asked = true;
                running.request(RetryRun{failing});
            }
        });
        QVERIFY(asked);
        QCOMPARE(explored.outcome, Outcome::Done);
        QVERIFY(explored.warnings.isEmpty());
        for (const std::int64_t run : searchesOf(fixture))
            QCOMPARE(fixture.open().run(run).status, RunStatus::Done);
        QVERIFY(fixture.open().run(failing).test());
    }

    void onlyWhatHasEndedIsTriedAgain()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        const Explored explored = explore(fixture, settings(), [](Exploration &running, const Notice &notice) {
            if (isFirstEpoch(notice, 4)) {
                running.request(RetryRun{1});
                running.request(RetryRun{99});
            }
        });
        QCOMPARE(explored.outcome, Outcome::Done);
        QCOMPARE(explored.warnings.filter("was not tried again").size(), 2);
    }
};

QTEST_APPLESS_MAIN(TestRunRequests)
#include "tst_run_requests.moc"
