// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/run_settings.h"
#include "core/host/prune/pruning.h"
#include "core/project/run_names.h"
#include "tests/core/project/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;
using project::Run;
using samples::NewProject;

class TestPruning : public QObject {
    Q_OBJECT

private:
    /// Of a run that costs so much in both, with weights of its own.
    static std::int64_t addRun(NewProject &made, double cost, std::int64_t correct, const std::string &settings = "{}")
    {
        Run run = samples::tunedRun(made.project, "digital", correct);
        run.cost.latency_cycles = run.cost.latency_ms = run.cost.energy_uJ = cost;
        run.settings = settings;
        const std::int64_t id = made.project.save(run);
        writeText(made.folder.path() / "weights", "weights of run " + std::to_string(id));
        made.project.storeWeights(id, "tuned", made.folder.path() / "weights");
        return id;
    }

private slots:
    void whatOthersBeatCanGo()
    {
        NewProject made;
        const std::int64_t cheap = addRun(made, 100, 8000);
        const std::int64_t beaten = addRun(made, 200, 7000);
        const std::int64_t best = addRun(made, 300, 9000);
        QCOMPARE(prunableRuns(made.project, {}), std::vector{beaten});
        QVERIFY(prunableRuns(made.project, {beaten}).empty());
        QVERIFY_THROWS_EXCEPTION(Error, prunableRuns(made.project, {99}));

        prune(made.project, {beaten});
        QVERIFY(!made.project.hasWeights(beaten, "tuned"));
        QVERIFY(made.project.hasWeights(cheap, "tuned") && made.project.hasWeights(best, "tuned"));
        QCOMPARE(made.project.run(beaten).test()->correct, 7000);
        QVERIFY(prunableRuns(made.project, {}).empty());
    }

    void whatIsCheapInEnergyAloneStays()
    {
        NewProject made;
        addRun(made, 100, 8000);
        const std::int64_t other = addRun(made, 200, 8000);
        Run run = made.project.run(other);
        run.cost.energy_uJ = 50;
        made.project.save(run);
        QVERIFY(prunableRuns(made.project, {}).empty());
    }

    void namedAndUnfinishedRunsAndWarmUpsStay()
    {
        NewProject made;
        addRun(made, 100, 9000);
        const std::int64_t named = addRun(made, 200, 8000);
        project::storeRunNames(made.project, {{named, "for the paper"}});
        const std::int64_t stopped = addRun(made, 200, 8000);
        Run run = made.project.run(stopped);
        run.status = project::RunStatus::Stopped;
        made.project.save(run);
        Run warmup;
        warmup.kind = project::RunKind::Warmup;
        warmup.status = project::RunStatus::Done;
        const std::int64_t float32 = made.project.save(warmup);
        made.project.storeWeights(float32, "warm", made.folder.path() / "weights");
        QVERIFY(prunableRuns(made.project, {}).empty());
    }

    void whoSharesAFineTuningStaysAndGoesWithIt()
    {
        NewProject made;
        addRun(made, 100, 9000);
        const std::int64_t beaten = addRun(made, 200, 8000);
        const std::int64_t cheapest = addRun(made, 50, 7000);
        std::vector<std::int64_t> sharers;
        for (const std::int64_t owner : {beaten, cheapest}) {
            sharers.push_back(addRun(made, 200, 8000));
            Run run = made.project.run(sharers.back());
            run.sameMappingAs = owner;
            made.project.save(run);
        }
        QCOMPARE(prunableRuns(made.project, {}), std::vector({beaten, sharers.front()}));
    }

    /// Without it, the kept run could not be computed again.
    void theNeighbourOfAKeptRunStays()
    {
        NewProject made;
        const std::int64_t first = addRun(made, 300, 7000, R"({"neighbour":null,"seed":1})");
        const std::int64_t second =
            addRun(made, 200, 7000, withNeighbour(R"({"seed":2})", made.project.run(first).settings));
        addRun(made, 100, 9000, withNeighbour(R"({"seed":3})", made.project.run(second).settings));
        const std::int64_t alone = addRun(made, 400, 7000, R"({"neighbour":null,"seed":4})");
        QCOMPARE(prunableRuns(made.project, {}), std::vector{alone});
    }
};

QTEST_APPLESS_MAIN(TestPruning)
#include "tst_pruning.moc"
