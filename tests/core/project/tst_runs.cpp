// SPDX-License-Identifier: Apache-2.0
#include "tests/core/project/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::project;
using samples::epoch;
using samples::NewProject;

class TestRuns : public QObject {
    Q_OBJECT

private:
    static Run fullRun(const Project &project)
    {
        Run run;
        run.kind = RunKind::Search;
        run.engine = "odimo";
        run.strength = 0.5;
        run.objective = mapping::Objective::Energy;
        run.seed = 7;
        run.settings = R"({"seed":7})";
        run.status = RunStatus::Paused;
        run.phase = "search";
        run.message = "words";
        run.mapping = samples::mappingOn(project, "analog");
        run.sameMappingAs = 1;
        run.cost.latency_cycles = 12.5;
        run.cost.latency_ms = 0.25;
        run.cost.energy_uJ = 3.5;
        run.measurements = {
            {{.split = "validation", .numerics = "fake", .correct = 8, .total = 10, .loss = 0.5}, "search"},
            {{.split = "test", .numerics = "fake", .correct = 89, .total = 100, .loss = 0.25}, "finetune"}};
        run.startedAt = "2024-05-06T07:08:09Z";
        run.finishedAt = "2024-05-06T08:08:09Z";
        return run;
    }

    static void compare(const Run &run, const Run &expected)
    {
        QCOMPARE(run.kind, expected.kind);
        QCOMPARE(run.engine, expected.engine);
        QCOMPARE(run.baseline, expected.baseline);
        QCOMPARE(run.strength, expected.strength);
        QCOMPARE(run.objective, expected.objective);
        QCOMPARE(run.seed, expected.seed);
        QCOMPARE(run.settings, expected.settings);
        QCOMPARE(run.status, expected.status);
        QCOMPARE(run.phase, expected.phase);
        QCOMPARE(run.message, expected.message);
        QVERIFY(run.mapping == expected.mapping);
        QCOMPARE(run.sameMappingAs, expected.sameMappingAs);
        QVERIFY(run.cost == expected.cost);
        QVERIFY(run.measurements == expected.measurements);
        QCOMPARE(run.startedAt, expected.startedAt);
        QCOMPARE(run.finishedAt, expected.finishedAt);
    }

private slots:
    void comeBackWithEveryField()
    {
        NewProject made;
        made.project.save(Run{.kind = RunKind::Warmup});
        const Run run = fullRun(made.project);
        const std::int64_t id = made.project.save(run);
        QCOMPARE(id, 2);
        compare(made.project.run(id), run);
        compare(Project::open(made.path, Access::ReadOnly).runs().at(1), run);
    }

    void areReplacedAsAWhole()
    {
        NewProject made;
        Run run = fullRun(made.project);
        run.sameMappingAs.reset();
        run.id = made.project.save(run);
        run.mapping.reset();
        run.strength.reset();
        run.measurements.clear();
        run.status = RunStatus::Done;
        QCOMPARE(made.project.save(run), run.id);
        QCOMPARE(made.project.runs().size(), std::size_t(1));
        compare(made.project.run(run.id), run);
    }

    void anUnknownNumberIsAnError()
    {
        NewProject made;
        QVERIFY(errorMessage([&] { made.project.run(3); }).contains("has no run 3; it has 0 runs"));
        made.project.save(Run{});
        QVERIFY(errorMessage([&] { made.project.run(3); }).contains("it has 1 run"));
    }

    void theTestAccuracyIsTheLatestOfTheRightKind()
    {
        Run run;
        QVERIFY(!run.test());
        run.measurements = {{{.split = "test", .numerics = "fake", .correct = 1, .total = 10}, {}},
                            {{.split = "test", .numerics = "fake", .correct = 9, .total = 10}, {}},
                            {{.split = "validation", .numerics = "fake", .correct = 5, .total = 10}, {}},
                            {{.split = "test", .numerics = "float", .correct = 10, .total = 10}, {}}};
        QCOMPARE(run.test()->accuracy(), 0.9);
        run.kind = RunKind::Warmup;
        QCOMPARE(run.test()->accuracy(), 1.0);
    }

    void epochsComeBackInOrder()
    {
        NewProject made;
        const std::int64_t run = made.project.save(Run{});
        made.project.addEpoch(epoch(run, "search", 1));
        made.project.addEpoch(epoch(run, "search", 2));
        made.project.addEpoch(epoch(run, "finetune", 1));
        const std::vector<Epoch> epochs = made.project.epochs(run);
        QCOMPARE(epochs.size(), std::size_t(3));
        QCOMPARE(epochs[1].result.epoch, 2);
        QCOMPARE(epochs[1].result.loss, 0.5);
        QVERIFY(epochs[0].result.best && !epochs[1].result.best);
        QCOMPARE(epochs[2].result.phase, "finetune");
    }

    void epochsOfASearchKeepTheirSplits()
    {
        NewProject made;
        const std::int64_t run = made.project.save(Run{.kind = RunKind::Search});
        const Epoch searched = samples::searchEpoch(made.project, run, 1);
        made.project.addEpoch(searched);
        made.project.addEpoch(samples::epoch(run, "finetune", 1));
        const std::vector<Epoch> epochs = Project::open(made.path, Access::ReadOnly).epochs(run);
        QVERIFY(!searched.result.splits.empty());
        QVERIFY(epochs[0].result.splits == searched.result.splits);
        QVERIFY(epochs[1].result.splits.empty());
    }

    void splitsOfAnotherNetworkAreRefused()
    {
        NewProject made;
        Epoch searched = samples::searchEpoch(made.project, made.project.save(Run{.kind = RunKind::Search}), 1);
        searched.result.splits.pop_back();
        QVERIFY(errorMessage([&] { made.project.addEpoch(searched); }).contains("the split has"));
        QVERIFY(made.project.epochs(1).empty());
    }

    void epochsAreDroppedFromOneOn()
    {
        NewProject made;
        const std::int64_t run = made.project.save(Run{});
        for (int number = 1; number <= 4; ++number)
            made.project.addEpoch(epoch(run, "search", number));
        made.project.addEpoch(epoch(run, "finetune", 3));
        made.project.dropEpochs(run, "search", 3);
        const std::vector<Epoch> epochs = made.project.epochs(run);
        QCOMPARE(epochs.size(), std::size_t(3));
        QCOMPARE(epochs[1].result.epoch, 2);
        QCOMPARE(epochs[2].result.phase, "finetune");
    }

    void anEpochThatIsTrainedAgainReplacesTheFormer()
    {
        NewProject made;
        const std::int64_t run = made.project.save(Run{});
        made.project.addEpoch(epoch(run, "search", 1));
        Epoch again = epoch(run, "search", 1);
        again.result.loss = 0.125;
        made.project.addEpoch(again);
        QCOMPARE(made.project.epochs(run).size(), std::size_t(1));
        QCOMPARE(made.project.epochs(run)[0].result.loss, 0.125);
    }
};

QTEST_APPLESS_MAIN(TestRuns)
#include "tst_runs.moc"
