// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/front.h"
#include "tests/core/project/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace odimo;
using namespace odimo::host;
using mapping::Objective;
using project::Run;
using samples::NewProject;

class TestFront : public QObject {
    Q_OBJECT

private:
    static std::vector<std::int64_t> runsOf(const Front &front)
    {
        std::vector<std::int64_t> runs;
        for (const FrontEntry &entry : front.points)
            runs.push_back(entry.run);
        return runs;
    }

    static void saveAt(project::Project &project, double latency_cycles, double energy_uJ, std::int64_t correct)
    {
        Run run = samples::tunedRun(project, "digital", correct);
        run.cost.latency_cycles = latency_cycles;
        run.cost.energy_uJ = energy_uJ;
        project.save(run);
    }

private slots:
    void putsTheFrontFirstAndTheDominatedAfterIt()
    {
        NewProject made;
        saveAt(made.project, 300, 1, 9000);
        saveAt(made.project, 200, 3, 7000); // Dominated by run 3 in latency, by run 1 in energy.
        saveAt(made.project, 100, 2, 8000);
        saveAt(made.project, 150, 9, 7500);
        const Front latency = frontOf(made.project, Objective::Latency);
        QCOMPARE(runsOf(latency), std::vector<std::int64_t>({3, 1, 4, 2}));
        QVERIFY(!latency.points[1].dominated && latency.points[2].dominated);
        QCOMPARE(runsOf(frontOf(made.project, Objective::Energy)), std::vector<std::int64_t>({1, 3, 2, 4}));
    }

    void equalPointsDoNotDominateEachOther()
    {
        NewProject made;
        saveAt(made.project, 100, 1, 8000);
        saveAt(made.project, 100, 1, 8000);
        const Front front = frontOf(made.project, Objective::Latency);
        QVERIFY(!front.points[0].dominated && !front.points[1].dominated);
    }

    void countsMeasuredMappingsOnce()
    {
        NewProject made;
        saveAt(made.project, 100, 1, 8000);
        Run unmeasured = samples::tunedRun(made.project, "analog", 1);
        unmeasured.measurements.clear();
        made.project.save(unmeasured);
        Run sharer = samples::tunedRun(made.project, "digital", 8000);
        sharer.sameMappingAs = 1;
        made.project.save(sharer);
        Run warmup{.kind = project::RunKind::Warmup};
        warmup.measurements = {{{.split = "test", .numerics = "float", .correct = 9, .total = 10}, {}}};
        made.project.save(warmup);
        QCOMPARE(runsOf(frontOf(made.project, Objective::Latency)), std::vector<std::int64_t>({1}));
    }

    void theReferenceIsBeyondAllReferenceAndGuessingUnlessStored()
    {
        NewProject made;
        const Run allDigital = samples::tunedRun(made.project, "digital", 9000);
        const Front front = frontOf(made.project, Objective::Latency);
        QCOMPARE(front.reference.cost, 1.1 * allDigital.cost.latency_cycles);
        QCOMPARE(front.reference.accuracy, 0.1);
        QCOMPARE(front.hypervolume, 0.0);
        made.project.setReferencePoint(Objective::Latency, {.cost = 400, .accuracy = 0.5});
        saveAt(made.project, 300, 1, 9000);
        saveAt(made.project, 100, 1, 8000);
        // (400 - 100) * (0.8 - 0.5) + (400 - 300) * (0.9 - 0.8); rounding of a sum of fractions.
        QVERIFY(std::abs(frontOf(made.project, Objective::Latency).hypervolume - 100) < 1e-9);
    }

    void theDocumentHasTheAgreedKeys()
    {
        NewProject made;
        saveAt(made.project, 300, 1, 9000);
        Run searched = samples::tunedRun(made.project, "analog", 8000);
        searched.kind = project::RunKind::Search;
        searched.baseline = "";
        searched.strength = 0.5;
        searched.cost.latency_cycles = 100;
        made.project.save(searched);
        const Json json = toJson(frontOf(made.project, Objective::Latency));
        QStringList keys;
        for (const auto &[key, unused] : json.items())
            keys << key.c_str();
        QCOMPARE(keys, QStringList({"objective", "layout", "reference", "hypervolume", "knee", "points"}));
        keys.clear();
        for (const auto &[key, unused] : json["points"][0].items())
            keys << key.c_str();
        QCOMPARE(keys,
                 QStringList({"run", "strength", "accuracy", "accuracy_interval", "latency_cycles", "latency_ms",
                              "energy_uJ", "weight_bytes", "baseline", "engine", "name", "trained", "dominated"}));
        QCOMPARE(json["objective"].get<std::string>(), "latency");
        QCOMPARE(json["points"][0]["strength"].get<double>(), 0.5);
        QVERIFY(json["points"][0]["baseline"].is_null());
        QVERIFY(json["points"][1]["strength"].is_null());
        QCOMPARE(json["points"][1]["baseline"].get<std::string>(), "all-digital");
        QVERIFY(json["points"][0]["accuracy_interval"][0] < 0.8 && json["points"][0]["accuracy_interval"][1] > 0.8);
        QVERIFY(json["reference"]["cost"].is_number() && json["reference"]["accuracy"].is_number());
    }
};

QTEST_APPLESS_MAIN(TestFront)
#include "tst_front.moc"
