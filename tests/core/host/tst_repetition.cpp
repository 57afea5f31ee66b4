// SPDX-License-Identifier: Apache-2.0
// The same seed gives the same front. The fake worker's results hang on all that those of a training hang on.
#include "core/host/flow/run_settings.h"
#include "core/host/plan/document_keys.h"
#include "tests/core/base/other_locale.h"
#include "tests/core/host/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>

#include <sched.h>

using namespace odimo;
using namespace odimo::host;
using project::Run;
using samples::ExplorationFixture;

namespace {

/// A fixture of exact workers.
class ExactExploration : public ExplorationFixture {
public:
    ExactExploration() : ExplorationFixture(FAKE_WORKER) { set("ODIMO_FAKE_EXACT", "1"); }
};

/// What the host is told when it counts its cores.
int toldCores = 2;

void addEngines()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("instant") << "instant";
    QTest::newRow("odimo") << "odimo";
}

/// What was measured of each mapping, without the numbers of runs.
QStringList results(const project::Project &project)
{
    QStringList lines;
    for (const Run &run : project.runs())
        for (const project::Measurement &each : run.measurements)
            if (run.mapping)
                lines << QString("%1 %2 %3 %4 %5: %6")
                             .arg(nameOf(run.kind), run.baseline.c_str())
                             .arg(run.strength.value_or(-1))
                             .arg(mapping::toJson(*run.mapping, project.setup().platform).dump().c_str())
                             .arg(QString::fromStdString(each.phase + " " + each.split))
                             .arg(each.correct);
    lines.sort();
    lines.removeDuplicates();
    return lines;
}

QStringList front(const project::Project &project)
{
    QStringList lines;
    for (const FrontEntry &entry : frontOf(project, mapping::Objective::Latency).points)
        lines << QString("%1 cycles, %2").arg(entry.cost.latency_cycles, 0, 'g', 12).arg(entry.accuracy, 0, 'g', 12);
    return lines;
}

QStringList explored(Settings settings, int jobs)
{
    const ExactExploration fixture;
    settings.jobs = jobs;
    if (fixture.explore(settings) != Outcome::Done)
        return {"not done"};
    return front(fixture.open()) + results(fixture.open());
}

} // namespace

/// In place of the one of the C library, so that machines of any size are tested on each.
extern "C" int sched_getaffinity(pid_t, std::size_t size, cpu_set_t *cores) noexcept
{
    CPU_ZERO_S(size, cores);
    for (std::size_t core = 0; core < static_cast<std::size_t>(toldCores); ++core)
        CPU_SET_S(core, size, cores);
    return 0;
}

class TestRepetition : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { toldCores = 2; }

    void resultsDependOnSeedAndThreads()
    {
        const Settings usual = samples::settingsFor("instant");
        const QStringList once = explored(usual, 1);
        QVERIFY(once.size() > 10);
        Settings other = usual;
        other.seed = 2;
        QVERIFY(explored(other, 1) != once);
        other = usual;
        other.threads = Threads{.alone = 3, .beside = 2};
        QVERIFY(explored(other, 1) != once);
    }

    void resultsDoNotDependOnTheNumberOfJobs_data() { addEngines(); }
    void resultsDoNotDependOnTheNumberOfJobs()
    {
        QFETCH(QString, engine);
        const QStringList one = explored(samples::settingsFor(engine), 1);
        for (const int jobs : {2, 4})
            QCOMPARE(explored(samples::settingsFor(engine), jobs), one);
    }

    /// Fewer cores than the plan has threads would take many times longer; so that is asked for here.
    void resultsDoNotDependOnTheCores()
    {
        const Settings settings = samples::settingsFor("instant");
        Settings given = settings;
        given.threads = Threads{.alone = 2, .beside = 1};
        const QStringList expected = explored(given, 0);
        for (const int cores : {1, 3, 16}) {
            toldCores = cores;
            QCOMPARE(explored(given, 0), expected);
            if (cores > 1)
                QCOMPARE(explored(settings, 0), expected);
        }
    }

    void resumingWithJobsObeysThem()
    {
        const Settings settings = samples::settingsFor("instant");
        const QStringList whole = explored(settings, 2);
        const ExactExploration fixture;
        {
            Exploration *running = nullptr;
            Exploration exploration(fixture.project(), settings, [&](const Notice &notice) {
                if (const auto *stored = std::get_if<EpochStored>(&notice);
                    stored && stored->epoch.result.phase == "finetune")
                    running->stop();
            });
            running = &exploration;
            QCOMPARE(exploration.run(), Outcome::Stopped);
        }
        Settings resumed;
        resumed.resume = true;
        resumed.jobs = 3;
        int jobs = 0;
        const Outcome outcome = fixture.explore(resumed, [&](const Notice &notice) {
            if (const auto *made = std::get_if<PlanMade>(&notice))
                jobs = made->plan.jobs;
        });
        QCOMPARE(outcome, Outcome::Done);
        QCOMPARE(jobs, 3);
        QCOMPARE(front(fixture.open()) + results(fixture.open()), whole);
    }

    /// What another exploration left in the project changes nothing of what this one measures.
    void aUsedProjectGivesWhatAFreshOneGives_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("engine");
        for (const char *before : {"fewer points", "more points", "another engine", "a target"})
            for (const char *engine : {"instant", "odimo"})
                QTest::addRow("%s after %s", engine, before) << before << engine;
    }
    void aUsedProjectGivesWhatAFreshOneGives()
    {
        QFETCH(QString, before);
        QFETCH(QString, engine);
        const Settings settings = [&] {
            Settings wanted = samples::settingsFor("instant");
            wanted.engine = engine.toStdString();
            return wanted;
        }();
        const QStringList fresh = [&] {
            const ExactExploration fixture;
            fixture.explore(settings);
            return results(fixture.open());
        }();
        Settings earlier = settings;
        if (before == "fewer points")
            earlier.points = 3;
        if (before == "more points")
            earlier.points = 9;
        if (before == "another engine")
            earlier.engine = engine == "instant" ? "odimo" : "instant";
        if (before == "a target")
            earlier.targets = {0.8};
        const ExactExploration fixture;
        QCOMPARE(fixture.explore(earlier), Outcome::Done);
        QCOMPARE(fixture.explore(settings), Outcome::Done);
        const QStringList used = results(fixture.open());
        for (const QString &line : fresh)
            QVERIFY2(used.contains(line), qPrintable(line));
    }

    void aRunNamesTheNeighbourItWasTunedFrom()
    {
        const ExactExploration fixture;
        fixture.explore(samples::settingsFor("instant"));
        int near = 0;
        for (const Run &run : fixture.open().runs())
            if (run.test() && run.test()->phase == "finetune")
                near += Json::parse(run.settings).at("neighbour").is_string() ? 1 : 0;
        QVERIFY(near > 0);
    }

    void resultsDoNotDependOnTheLocale_data() { addEngines(); }
    void resultsDoNotDependOnTheLocale()
    {
        QFETCH(QString, engine);
        Settings settings = samples::settingsFor(engine);
        if (engine == "odimo") {
            settings.strengths.clear();
            settings.points = 6; // Their strengths are made of text.
        }
        const QStringList usual = explored(settings, 2);
        const samples::OtherLocale german;
        QCOMPARE(explored(settings, 2), usual);
    }
};

QTEST_APPLESS_MAIN(TestRepetition)
#include "tst_repetition.moc"
