// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/instant_front.h"
#include "tests/core/base/error_message.h"
#include "tests/core/project/samples.h"

#include <QTest>

#include <cmath>

using namespace odimo;
using namespace odimo::host;
using mapping::Objective;

class TestInstantFront : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    int m_projects = 0;

    project::Project analysed()
    {
        const std::string name = "x" + std::to_string(++m_projects) + ".odimo";
        project::Setup setup = samples::setup();
        setup.network = network::zooNetwork("resnet8:input=1x16x16,classes=10");
        project::Project project = project::Project::create(m_folder.path() / name, setup);
        project::Run warmup;
        warmup.kind = project::RunKind::Warmup;
        warmup.status = project::RunStatus::Done;
        warmup.measurements = {{{.split = "validation", .numerics = "float", .correct = 90, .total = 100}, "warmup"}};
        project.storeAnalysis(project.save(warmup), mapping::weightCountSensitivity(project.costTable()));
        return project;
    }

private slots:
    void risesInCostAndInAccuracy()
    {
        for (const Objective objective : {Objective::Latency, Objective::Energy}) {
            const std::vector<PredictedEntry> front = InstantFront(analysed()).predict(objective, {});
            QVERIFY(front.size() > 10);
            for (std::size_t i = 1; i < front.size(); ++i) {
                QVERIFY(front[i].cost.value(objective) > front[i - 1].cost.value(objective));
                QVERIFY(front[i].point.penalty < front[i - 1].point.penalty);
                QVERIFY(front[i].accuracy >= front[i - 1].accuracy);
            }
            QCOMPARE(front.back().point.penalty, 0.0);
            QCOMPARE(front.back().accuracy, 0.9);
        }
    }

    void anEntryIsAMappingOfItsCost()
    {
        const InstantFront instant(analysed());
        mapping::Restrictions restrictions;
        restrictions.pins = {{.layer = instant.table().layers.front().layer.geometry.name, .unit = 1}};
        const std::vector<PredictedEntry> pinned = instant.predict(Objective::Latency, restrictions);
        QVERIFY(pinned.size() > 10);
        for (const PredictedEntry &entry : pinned) {
            const mapping::Mapping mapping = instant.mappingOf(entry, restrictions);
            QVERIFY(mapping::keepsTo(restrictions, instant.table(), mapping));
            QCOMPARE(mapping::costOf(instant.table(), mapping).latency_cycles, entry.cost.latency_cycles);
        }
    }

    void measurementsCalibrateIt()
    {
        project::Project project = analysed();
        const double before = InstantFront(project).predict(Objective::Latency, {}).front().accuracy;
        project::Run run;
        run.kind = project::RunKind::Search;
        run.mapping = mapping::cheapestMapping(project.costTable(), Objective::Latency);
        run.measurements = {{{.split = "validation", .numerics = "fake", .correct = 30, .total = 100}, "preview"}};
        project.save(run);
        const double after = InstantFront(project).predict(Objective::Latency, {}).front().accuracy;
        QVERIFY(after < before);
        QVERIFY(std::abs(after - 0.3) < 0.05);
    }

    void testResultsNeverEnter()
    {
        project::Project project = analysed();
        for (const bool isTuned : {false, true})
            for (int n = 0; n < 4; ++n) {
                project::Run run;
                run.kind = project::RunKind::Search;
                run.mapping = mapping::cheapestMapping(project.costTable(), Objective::Latency);
                run.mapping->layers[static_cast<std::size_t>(n)].unitOfChannel.back() = 0;
                run.measurements = {{{.split = "validation", .numerics = "fake", .correct = 60 + n, .total = 100},
                                     isTuned ? "finetune" : "preview"}};
                project.save(run);
            }
        const auto accuracies = [&] {
            std::vector<double> found;
            for (const PredictedEntry &entry : InstantFront(project).predict(Objective::Latency, {}))
                found.push_back(entry.accuracy);
            return found;
        };
        const std::vector<double> before = accuracies();
        for (project::Run run : project.runs()) {
            project::Measurement test = run.measurements.front();
            test.split = "test";
            test.correct = 5;
            run.measurements.insert(run.measurements.begin(), test);
            run.measurements.push_back(test);
            project.save(run);
        }
        QCOMPARE(accuracies(), before);
    }

    void anyMappingHasAPredictedAccuracy()
    {
        const project::Project project = analysed();
        const InstantFront instant(project);
        const std::vector<PredictedEntry> front = instant.predict(Objective::Latency, {});
        for (const PredictedEntry &entry : {front.front(), front[front.size() / 2], front.back()}) // But for rounding.
            QVERIFY(std::abs(instant.accuracyOf(instant.mappingOf(entry, {})) - entry.accuracy) < 1e-9);
        QVERIFY(instant.accuracyOf(mapping::referenceMapping(project.costTable())) > front.front().accuracy);
    }

    void limitsCutIt()
    {
        const InstantFront instant(analysed());
        const std::vector<PredictedEntry> all = instant.predict(Objective::Latency, {});
        const double middle_ms = all[all.size() / 2].cost.latency_ms;
        // What is within the limits stays, all of it, and nothing else.
        const auto costs = [](const std::vector<PredictedEntry> &entries, const auto &isWithin) {
            std::vector<double> found;
            for (const PredictedEntry &entry : entries)
                if (isWithin(entry))
                    found.push_back(entry.cost.latency_cycles);
            return found;
        };
        const auto every = [](const PredictedEntry &) {
            return true;
        };
        const auto isFast = [middle_ms](const PredictedEntry &entry) {
            return entry.cost.latency_ms <= middle_ms;
        };
        const auto isAccurate = [](const PredictedEntry &entry) {
            return entry.accuracy >= 0.8;
        };
        QCOMPARE(costs(instant.predict(Objective::Latency, {.mostLatency_ms = middle_ms}), every), costs(all, isFast));
        const std::vector<double> accurate = costs(all, isAccurate);
        QVERIFY(!accurate.empty() && accurate.size() < all.size());
        QCOMPARE(costs(instant.predict(Objective::Latency, {.leastAccuracy = 0.8}), every), accurate);
    }

    void whatCannotBeMetNamesTheBest()
    {
        const InstantFront instant(analysed());
        QVERIFY(errorMessage([&] {
                    instant.predict(Objective::Latency, {.leastAccuracy = 0.95});
                }).contains("the best reaches 90 %"));
        QVERIFY(errorMessage([&] {
                    instant.predict(Objective::Latency, {.mostLatency_ms = 1e-6});
                }).contains("the fastest takes"));
    }

    void needsAnAnalysis()
    {
        const project::Project project = project::Project::create(m_folder.path() / "none.odimo", samples::setup());
        QVERIFY(!InstantFront::isReady(project));
        QVERIFY(errorMessage([&] { InstantFront{project}; }).contains("has no analysis"));
    }
};

QTEST_APPLESS_MAIN(TestInstantFront)
#include "tst_instant_front.moc"
