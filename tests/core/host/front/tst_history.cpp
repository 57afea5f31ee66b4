// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/history.h"
#include "tests/core/project/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::host;

class TestHistory : public QObject {
    Q_OBJECT

private:
    static protocol::EpochFinished searchEpoch(const project::Project &project, const std::string &unit, int number)
    {
        protocol::EpochFinished epoch = samples::epoch(1, "search", number).result;
        epoch.splits = mapping::countsOf(samples::mappingOn(project, unit), 2);
        return epoch;
    }

    static project::Run measured(const project::Project &project, double cost, std::int64_t correct,
                                 const std::string &began, const std::string &ended)
    {
        project::Run run = samples::tunedRun(project, "digital", correct);
        run.cost.latency_cycles = cost * mapping::referenceCost(project.costTable()).latency_cycles;
        run.startedAt = "2026-11-28T" + began + "Z";
        run.finishedAt = "2026-11-28T" + ended + "Z";
        return run;
    }

private slots:
    void aSearchHasAStepForEachEpochAndOneForWhatItFound()
    {
        const samples::NewProject made;
        const mapping::CostTable &table = made.project.costTable();
        project::Run run = samples::tunedRun(made.project, "analog", 9000);
        run.measurements.insert(
            run.measurements.begin(),
            {{.split = "validation", .numerics = "fake", .correct = 7, .total = 10, .loss = 1}, "search"});
        const std::vector<protocol::EpochFinished> epochs{searchEpoch(made.project, "digital", 1),
                                                          searchEpoch(made.project, "analog", 2),
                                                          samples::epoch(1, "finetune", 1).result};
        const std::vector<SearchStep> steps = searchSteps(run, epochs, table);
        QCOMPARE(steps.size(), std::size_t{3});
        QCOMPARE(steps[0].cost.latency_cycles,
                 mapping::costOf(table, samples::mappingOn(made.project, "digital")).latency_cycles);
        QCOMPARE(steps[1].epoch, 2);
        QCOMPARE(steps[1].seconds, 3.0);
        QCOMPARE(steps[1].accuracy, 0.25);
        QVERIFY(!steps[1].isFound);
        QVERIFY(steps[2].isFound);
        QCOMPARE(steps[2].accuracy, 0.7);
        QCOMPARE(steps[2].cost.latency_cycles, run.cost.latency_cycles);
        QCOMPARE(toJson(steps, table)[2]["splits"].dump(), mapping::toJson(steps[2].splits, table.platform).dump());
    }

    void aRunWhoseMappingWasGivenHasNoSteps()
    {
        const samples::NewProject made;
        const project::Run run = samples::tunedRun(made.project, "analog", 9000);
        QVERIFY(searchSteps(run, {samples::epoch(1, "finetune", 1).result}, made.project.costTable()).empty());
    }

    void theFrontGrowsInTheOrderOfMeasurement()
    {
        samples::NewProject made;
        made.project.save(measured(made.project, 1, 9000, "00:00:10", "00:02:00"));
        made.project.save(measured(made.project, 0.5, 8000, "00:00:00", "00:01:00"));
        made.project.save(measured(made.project, 1, 8500, "00:00:20", "00:03:00"));
        made.project.save(project::Run{.kind = project::RunKind::Search, .startedAt = "2026-11-28T00:00:30Z"});
        const Front front = frontOf(made.project, mapping::Objective::Latency);
        const std::vector<GrowthStep> steps = growthOf(front, made.project.runs());
        QCOMPARE(steps.size(), std::size_t{3});
        QCOMPARE(steps[0].run, 2);
        QCOMPARE(steps[1].run, 1);
        QCOMPARE(steps[0].seconds, 60.0);
        QCOMPARE(steps[2].seconds, 180.0);
        QVERIFY(steps[0].isOnFront && steps[1].isOnFront && !steps[2].isOnFront);
        QCOMPARE(steps[2].frontPoints, std::size_t{2});
        QVERIFY(steps[0].share > 0 && steps[1].share > steps[0].share);
        QCOMPARE(steps[2].hypervolume, front.hypervolume);
        QCOMPARE(toJson(steps)[0]["run"].get<int>(), 2);
    }

    void aProjectWithoutTimesHasAnOrder()
    {
        samples::NewProject made;
        for (const char *unit : {"digital", "analog"})
            made.project.save(samples::tunedRun(made.project, unit, 9000));
        const std::vector<MeasuredRun> runs = inOrderOfMeasurement(made.project.runs());
        QCOMPARE(runs.size(), std::size_t{2});
        QCOMPARE(runs[0].run, 1);
        QCOMPARE(runs[1].seconds, 0.0);
    }
};

QTEST_APPLESS_MAIN(TestHistory)
#include "tst_history.moc"
