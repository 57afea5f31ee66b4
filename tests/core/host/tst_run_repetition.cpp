// SPDX-License-Identifier: Apache-2.0
// Runs computed again. The fake worker's results hang on all that those of a training hang on.
#include "core/base/version.h"
#include "core/host/deliver/trained_run.h"
#include "core/host/files/work_folder.h"
#include "core/host/prune/pruning.h"
#include "core/host/repeat/run_repetition.h"
#include "tests/core/host/samples.h"

#include <QTest>

#include <set>

using namespace odimo;
using namespace odimo::host;
using project::Repetition;
using project::Run;
using project::Verdict;
using samples::ExplorationFixture;

class TestRunRepetition : public QObject {
    Q_OBJECT

private:
    static Repetition repeated(const ExplorationFixture &fixture, std::int64_t run)
    {
        return RunRepetition(fixture.project(), run, {}, [](const Notice &) {}).run();
    }

    static QString refusal(const ExplorationFixture &fixture, std::int64_t run)
    {
        return errorMessage([&] { repeated(fixture, run); });
    }

    /// The first run that a worker searched and fine-tuned.
    static std::int64_t searchedRun(const project::Project &project)
    {
        for (const Run &run : project.runs())
            if (run.kind == project::RunKind::Search && !run.sameMappingAs)
                return run.id;
        return 0;
    }

private slots:
    void everyRunIsTheSameAgain_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::newRow("instant") << "instant";
        QTest::newRow("odimo") << "odimo";
    }
    void everyRunIsTheSameAgain()
    {
        QFETCH(QString, engine);
        const ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::set("ODIMO_FAKE_EXACT", "1");
        QCOMPARE(fixture.explore(samples::settingsFor(engine)), Outcome::Done);
        const std::vector<Run> before = fixture.open().runs();
        int repetitions = 0;
        for (const Run &run : before) {
            if (run.sameMappingAs) {
                QVERIFY(refusal(fixture, run.id).contains("shares the mapping"));
                continue;
            }
            const Repetition repetition = repeated(fixture, run.id);
            QVERIFY2(repetition.verdict == Verdict::Identical, repetition.explanation.c_str());
            QVERIFY(repetition.explanation.find("bit by bit") != std::string::npos);
            QVERIFY(fixture.open().repetition(run.id) == repetition);
            ++repetitions;
        }
        QVERIFY(repetitions > 4);
        QVERIFY(fixture.open().runs() == before);
    }

    void bringsBackWeightsThatWereDropped()
    {
        const ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::set("ODIMO_FAKE_EXACT", "1");
        QCOMPARE(fixture.explore(samples::settingsFor("odimo")), Outcome::Done);
        const std::int64_t run = searchedRun(fixture.open());
        const std::optional<std::string> digest = fixture.open().weightsDigest(run, "tuned");
        QVERIFY(digest);
        {
            project::Project project = project::Project::open(fixture.project(), project::Access::ReadWrite);
            prune(project, {run});
            QVERIFY(errorMessage([&] { trainedNetworkOf(project.run(run), project); }).contains("to save space"));
        }
        QVERIFY(!fixture.open().weightsDigest(run, "tuned"));
        QCOMPARE(repeated(fixture, run).verdict, Verdict::Identical);
        QVERIFY(fixture.open().weightsDigest(run, "tuned") == digest);
    }

    void anotherWorkerShows()
    {
        const ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::set("ODIMO_FAKE_EXACT", "1");
        QCOMPARE(fixture.explore(samples::settingsFor("odimo")), Outcome::Done);
        ExplorationFixture::set("ODIMO_FAKE_EXACT", ""); // 100 images instead of 10,000.
        const Repetition repetition = repeated(fixture, searchedRun(fixture.open()));
        QVERIFY(repetition.verdict != Verdict::Identical);
        QVERIFY2(repetition.explanation.find("instead of") != std::string::npos, repetition.explanation.c_str());
    }

    void whoComputedARunIsWrittenDown()
    {
        const ExplorationFixture fixture(FAKE_WORKER);
        QCOMPARE(fixture.explore(samples::settingsFor("instant")), Outcome::Done);
        const project::Project project = fixture.open();
        const std::string data = data::digestOf(data::loadDataset(project.setup().data));
        for (const Run &run : project.runs()) {
            const std::vector<project::Execution> executions = project.executions(run.id);
            std::set<std::string> measured, executed;
            for (const project::Measurement &each : run.measurements)
                measured.insert(each.phase);
            for (const project::Execution &each : executions) {
                executed.insert(each.phase);
                QCOMPARE(each.worker.version, std::string("0.0-fake"));
                QCOMPARE(each.worker.host, std::string("here"));
                QCOMPARE(each.worker.threads, each.phase == "warmup" ? 2 : 1);
                QCOMPARE(each.odimo, fullVersion());
                QCOMPARE(each.data, data);
                QVERIFY(!each.startedAt.empty() && !each.finishedAt.empty());
            }
            QVERIFY(executed == measured);
        }
    }

    void anInterruptedAttemptIsWrittenDownToo()
    {
        const ExplorationFixture fixture(FAKE_WORKER);
        fixture.behaveOnce("crash", "finetune");
        QCOMPARE(fixture.explore(samples::settingsFor("odimo")), Outcome::Done);
        int interrupted = 0;
        for (const Run &run : fixture.open().runs())
            for (const project::Execution &each : fixture.open().executions(run.id))
                interrupted += each.finishedAt.empty() ? 1 : 0;
        QCOMPARE(interrupted, 1);
    }

    void whatCannotBeRepeatedSaysWhy()
    {
        const ExplorationFixture fixture(FAKE_WORKER);
        QCOMPARE(fixture.explore(samples::settingsFor("odimo")), Outcome::Done);
        const std::int64_t run = searchedRun(fixture.open());
        QVERIFY(refusal(fixture, 999).contains("has no run 999"));
        {
            const WorkFolder exploring(fixture.project());
            QVERIFY(!refusal(fixture, run).isEmpty());
        }
        const auto change = [&](const auto &edit) {
            project::Project project = project::Project::open(fixture.project(), project::Access::ReadWrite);
            edit(project);
        };
        change([&](project::Project &project) {
            project.saveExecution(project::Execution{
                .run = run, .phase = "finetune", .data = "of other images", .startedAt = "1", .finishedAt = "2"});
        });
        QVERIFY2(refusal(fixture, run).contains("are not those that it read"), qPrintable(refusal(fixture, run)));
        change([&](project::Project &project) { project.forgetWeights(1, "warm"); });
        QVERIFY(refusal(fixture, run).contains("the warm-up that it started from is not in the project"));
        change([&](project::Project &project) {
            Run steered = project.run(run);
            steered.settings.insert(1, R"("steered":[],)");
            project.save(steered);
        });
        QVERIFY(refusal(fixture, run).contains("strength was changed"));
        change([&](project::Project &project) {
            Run queued = project.run(run);
            queued.status = project::RunStatus::Queued;
            project.save(queued);
        });
        QVERIFY(refusal(fixture, run).contains("has not come to its end"));
        QVERIFY(!fixture.open().repetition(run));
    }
};

QTEST_GUILESS_MAIN(TestRunRepetition)
#include "tst_run_repetition.moc"
