// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/front/front_presentation.h"
#include "tests/app/explorer/sample_project.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace odimo;
using namespace odimo::explorer;
using widgets::FrontMarker;
using widgets::FrontValues;
using widgets::GhostMarker;

class FrontPresentationTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        tests::writeSampleProject(path("sample"));
        tests::writeInstantProject(path("instant"));
        m_sample = readProject(path("sample"));
        m_instant = readProject(path("instant"));
    }

    void theFrontsAreThoseOfTheHost()
    {
        for (const ProjectValues &project : {*m_sample, *m_instant}) {
            const widgets::FrontSet fronts = frontSet(project);
            compare(fronts.latency, project.fronts.latency);
            compare(fronts.energy, project.fronts.energy);
        }
    }

    void theSizeHasAFrontOfItsOwn()
    {
        const FrontValues size = frontSet(*m_sample).size;
        QCOMPARE(size.points.size(), m_sample->fronts.latency.points.size());
        double last = 0;
        for (const FrontMarker &point : size.points) {
            QVERIFY(point.weight_bytes > 0);
            if (point.isDominated)
                continue;
            QVERIFY(point.weight_bytes > last);
            last = point.weight_bytes;
        }
        QVERIFY(size.reference.cost > size.relativeTo.weight_bytes); // With the same room as for the latency.
        QVERIFY(size.hypervolume > 0);
    }

    void theReferenceIsAllDigitalWithItsMeasuredAccuracy()
    {
        const widgets::FrontReference reference = frontSet(*m_sample).latency.relativeTo;
        QCOMPARE(reference.name, QStringLiteral("all-digital"));
        QCOMPARE(reference.latency_cycles, m_sample->reference.latency_cycles);
        QCOMPARE(reference.accuracy, std::optional(0.8955));
    }

    void theSpreadOverSeedsIsToldAtEachOfItsPoints()
    {
        ProjectValues project = *m_sample;
        std::vector<project::Run *> measured;
        for (project::Run &run : project.runs)
            if (run.mapping && run.test() && !run.sameMappingAs && measured.size() < 2)
                measured.push_back(&run);
        QVERIFY(pointOf(frontSet(project).latency, measured[0]->id).seeds.isEmpty());
        *measured[1] = [&] { // The first one once more, with another seed.
            project::Run again = *measured[0];
            again.id = measured[1]->id;
            return again;
        }();
        measured[0]->settings = R"({"seed": 1, "strength": 0.1})";
        measured[1]->settings = R"({"seed": 2, "strength": 0.1})";
        measured[0]->seed = 1;
        measured[1]->seed = 2;
        for (const project::Run *run : measured)
            QVERIFY2(pointOf(frontSet(project).latency, run->id).seeds.startsWith("mean of 2 seeds "),
                     qPrintable(pointOf(frontSet(project).latency, run->id).seeds));
    }

    void theTailStartsInTheSearch()
    {
        ProjectValues project = *m_sample;
        project::Run &run = *std::ranges::find(project.runs, std::optional(0.1), &project::Run::strength);
        for (protocol::EpochFinished &epoch : project.epochs[run.id])
            epoch.relaxedCost = epoch.phase == "search" ? 0.5 : 0;
        run.measurements.insert(run.measurements.begin(),
                                {{.split = "validation", .numerics = "fake", .correct = 88, .total = 100}, "search"});
        const FrontMarker point = pointOf(frontSet(project).latency, run.id);
        QVERIFY(point.soft && point.hard);
        QVERIFY(point.soft->accuracy < point.accuracy);
        // Half the cost of all-digital, whatever the mapping costs.
        QVERIFY(std::abs(point.soft->latencyFactor * point.latency_cycles - project.reference.latency_cycles / 2) <
                1e-6);
        QCOMPARE(point.soft->energyFactor, 1.0);
        QCOMPARE(point.hard->accuracy, 0.88);
    }

    void aFineTunedProposalStartsFromItsPreview()
    {
        int tails = 0;
        for (const FrontMarker &point : frontSet(*m_instant).latency.points) {
            QVERIFY(!point.isUntrained || !point.hard); // It is the preview itself.
            tails += point.hard ? 1 : 0;
        }
        QCOMPARE(tails, 6);
    }

    void baselinesAreThereBeforeTheyAreTrained()
    {
        ProjectValues project = *m_sample;
        const auto names = [](const FrontValues &front) {
            QStringList found;
            for (const GhostMarker &ghost : front.ghosts)
                found << ghost.name;
            return found;
        };
        const QStringList missing = names(frontSet(project).latency); // The sample leaves one out.
        QVERIFY2(missing == QStringList("min-energy") || missing.isEmpty(), qPrintable(missing.join(' ')));
        std::erase_if(project.runs, [](const project::Run &run) { return run.kind == project::RunKind::Baseline; });
        project.fronts.latency.points.clear();
        const FrontValues front = frontSet(project).latency;
        const QString all = names(front).join(' ');
        for (const char *name : {"all-digital", "all-analog", "first-and-last-digital", "min-latency", "min-energy"})
            QVERIFY2(all.contains(name), qPrintable(all));
        for (const GhostMarker &ghost : front.ghosts) {
            QVERIFY(ghost.isBaseline && ghost.run == 0 && !ghost.accuracy); // Nothing predicts it here.
            QVERIFY(ghost.latency_cycles > 0 && ghost.energy_uJ > 0 && ghost.weight_bytes > 0);
        }
    }

    void untrainedBaselinesStandAtTheirPredictedAccuracy()
    {
        ProjectValues project = *m_instant;
        std::erase_if(project.runs, [](const project::Run &run) { return run.kind == project::RunKind::Baseline; });
        int predicted = 0;
        for (const GhostMarker &ghost : frontSet(project).latency.ghosts)
            if (ghost.isBaseline) {
                QVERIFY(ghost.accuracy && *ghost.accuracy > 0.5 && *ghost.accuracy < 1);
                ++predicted;
            }
        QVERIFY(predicted >= 3);
    }

    void aSearchInWorkStandsWhereItIs()
    {
        ProjectValues project = *m_sample;
        project::Run run;
        run.id = 50;
        run.strength = 0.2;
        run.status = project::RunStatus::Running;
        run.phase = "search";
        project.runs.push_back(run);
        QCOMPARE(ghostOf(frontSet(project).latency, 50), nullptr); // Nothing is known of it yet.
        protocol::EpochFinished epoch;
        epoch.phase = "search";
        epoch.epoch = 1;
        epoch.epochs = 4;
        epoch.relaxedCost = 0.6;
        epoch.validationAccuracy = 0.7;
        project.epochs[50] = {epoch};
        const widgets::FrontSet fronts = frontSet(project);
        const GhostMarker *ghost = ghostOf(fronts.latency, 50);
        QVERIFY(ghost);
        QCOMPARE(ghost->latency_cycles, 0.6 * project.reference.latency_cycles);
        QCOMPARE(ghost->accuracy, std::optional(0.7));
        QCOMPARE(ghostOf(fronts.energy, 50), nullptr); // Its energy is not known.
        QCOMPARE(ghostOf(fronts.size, 50), nullptr);
        project.runs.back().status = project::RunStatus::Failed;
        QCOMPARE(ghostOf(frontSet(project).latency, 50), nullptr);
    }

    void theHypervolumeGrowsToThatOfTheFront()
    {
        ProjectValues project = *m_sample;
        int minute = 0;
        for (project::Run &run : project.runs)
            run.finishedAt =
                QStringLiteral("2026-01-15T10:%1:00Z").arg(++minute, 2, 10, QLatin1Char('0')).toStdString();
        const FrontValues front = frontSet(project).latency;
        QCOMPARE(front.growth.size(), front.points.size());
        for (std::size_t step = 1; step < front.growth.size(); ++step) {
            QVERIFY(front.growth[step].share >= front.growth[step - 1].share);
            QVERIFY(front.growth[step].seconds > front.growth[step - 1].seconds);
            QVERIFY(front.growth[step].run > front.growth[step - 1].run);
        }
        QVERIFY(std::abs(front.growth.back().share - hypervolumeShare(front)) < 1e-9); // Sums in another order.
        QCOMPARE(front.growth.front().seconds, 120.0);                                 // The warm-up began at 10:00.
    }

private:
    std::filesystem::path path(const QString &name) const { return m_folder.filePath(name + ".odimo").toStdString(); }
    static FrontMarker pointOf(const FrontValues &front, std::int64_t run)
    {
        return *std::ranges::find(front.points, run, &FrontMarker::run);
    }
    static const GhostMarker *ghostOf(const FrontValues &front, std::int64_t run)
    {
        const auto found = std::ranges::find(front.ghosts, run, &GhostMarker::run);
        return found == front.ghosts.end() ? nullptr : &*found;
    }
    static void compare(const FrontValues &shown, const host::Front &front)
    {
        QCOMPARE(shown.points.size(), front.points.size());
        for (std::size_t index = 0; index < shown.points.size(); ++index) {
            QCOMPARE(shown.points[index].run, front.points[index].run);
            QCOMPARE(shown.points[index].isDominated, front.points[index].dominated);
        }
        QCOMPARE(shown.hypervolume, front.hypervolume);
        QCOMPARE(shown.knee, front.knee);
    }

    QTemporaryDir m_folder;
    std::optional<ProjectValues> m_sample;
    std::optional<ProjectValues> m_instant;
};

QTEST_GUILESS_MAIN(FrontPresentationTest)
#include "tst_front_presentation.moc"
