// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/previews.h"
#include "core/host/plan/document_keys.h"
#include "tests/core/host/samples.h"

#include <QRegularExpression>
#include <QTest>

using namespace odimo;
using namespace odimo::host;
using project::Run;
using samples::ExplorationFixture;

class TestProposals : public QObject {
    Q_OBJECT

private:
    static Settings settings(const char *engine = "instant")
    {
        Settings settings = samples::settings();
        settings.network = "resnet8"; // A narrower one is cheapest all digital.
        settings.data = "synthetic:train=40,test=20,classes=2,size=16";
        settings.strengths.clear();
        settings.engine = engine;
        settings.preset = "quick";
        settings.images = 40;
        settings.points = 4;
        return settings;
    }

    static std::vector<Run> found(const project::Project &project)
    {
        std::vector<Run> runs;
        for (const Run &run : project.runs())
            if (run.kind != project::RunKind::Warmup)
                runs.push_back(run);
        return runs;
    }

    static bool isTuned(const Run &run) { return run.test() && run.test()->phase == "finetune"; }

private slots:
    void analysesMeasuresAndTunesWhatMatters()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        QCOMPARE(fixture.explore(settings()), Outcome::Done);
        const QStringList journal = fixture.journal();
        QVERIFY(journal.contains("warmup run 1 from <> at <>"));
        QVERIFY(journal.contains("analyse the analysis from <warmup run 1> at <>"));
        QCOMPARE(journal.filter("preview the previews from <analyse the analysis>").size(), 2); // Two workers share.
        QCOMPARE(journal.filter("finetune").size(), 4);
        QVERIFY(!journal.filter(" near <finetune run ").isEmpty());
        QVERIFY(journal.filter("search").isEmpty());

        const project::Project project = fixture.open();
        QVERIFY(project.analysis(1));
        const std::vector<Run> runs = found(project);
        QVERIFY(runs.size() > 4);
        for (const Run &run : runs) {
            QCOMPARE(run.status, project::RunStatus::Done);
            QVERIFY(run.test());
            QCOMPARE(run.test()->phase, isTuned(run) ? std::string("finetune") : std::string("preview"));
            QVERIFY(project.hasWeights(run.id, isTuned(run) ? "tuned" : "previewed"));
            QVERIFY(!(isTuned(run) && project.hasWeights(run.id, "previewed")));
        }
        QCOMPARE(std::ranges::count_if(runs, isTuned), 4);
        QVERIFY(!std::filesystem::exists(fixture.runsFolder()));
    }

    /// The fake worker's accuracies depend on the mapping, and fine-tuning adds 5 of 100.
    void everyRunHasThePreviewOfItsOwnMapping()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(settings());
        int compared = 0;
        const project::Project project = fixture.open();
        for (const Run &run : found(project)) {
            const auto preview = measurementOf(run, "test", protocol::TaskKind::Preview);
            QVERIFY(preview);
            QCOMPARE(project::findingsOf(project.log(), run),
                     std::vector{std::to_string(preview->correct) + " saturated"});
            if (!isTuned(run))
                continue;
            QCOMPARE(run.test()->correct - preview->correct, 5);
            ++compared;
        }
        QCOMPARE(compared, 4);
    }

    void theAllReferenceBaselineStandsForTheDearEnd()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(settings());
        int allDigital = 0;
        const project::Project project = fixture.open();
        for (const Run &run : found(project))
            allDigital += *run.mapping == mapping::uniformMapping(project.costTable(), 0) ? 1 : 0;
        QCOMPARE(allDigital, 1);
    }

    void everyEngineOfTheTableFillsAFront_data()
    {
        QTest::addColumn<QString>("engine");
        for (const mapping::Engine &engine : mapping::engines())
            if (!engine.trains())
                QTest::newRow(engine.name.c_str()) << QString::fromStdString(engine.name);
    }
    void everyEngineOfTheTableFillsAFront()
    {
        QFETCH(QString, engine);
        ExplorationFixture fixture(FAKE_WORKER);
        QCOMPARE(fixture.explore(settings(qPrintable(engine))), Outcome::Done);
        const Front front = frontOf(fixture.open(), mapping::Objective::Latency);
        QVERIFY(front.points.size() >= 4);
        for (const FrontEntry &entry : front.points)
            QVERIFY(!entry.baseline.empty() || entry.engine == engine.toStdString());
    }

    void isDoneOnlyOnce()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(settings());
        const QStringList before = fixture.states();
        fixture.journal();
        QCOMPARE(fixture.explore(settings()), Outcome::Done);
        QCOMPARE(fixture.journal(), QStringList());
        QCOMPARE(fixture.states(), before);
    }

    void goesOnWithTheSameDecisions()
    {
        const auto front = [](const ExplorationFixture &fixture) {
            QString text;
            for (const FrontEntry &entry : frontOf(fixture.open(), mapping::Objective::Latency).points)
                text += QString("%1 %2 %3; ").arg(entry.run).arg(entry.accuracy).arg(entry.phase.c_str());
            return text;
        };
        QString whole;
        {
            ExplorationFixture fixture(FAKE_WORKER);
            fixture.explore(settings());
            whole = front(fixture);
        }
        {
            ExplorationFixture fixture(FAKE_WORKER);
            fixture.behave("fail", "preview");
            QVERIFY(errorMessage([&] { fixture.explore(settings()); }).contains("out of luck"));
            fixture.behave("");
            QCOMPARE(fixture.resume(), Outcome::Done);
            QCOMPARE(front(fixture), whole);
        }
        ExplorationFixture fixture(FAKE_WORKER);
        Exploration *running = nullptr;
        {
            Exploration exploration(fixture.project(), settings(), [&](const Notice &notice) {
                if (const auto *stored = std::get_if<EpochStored>(&notice);
                    stored && stored->epoch.result.phase == "finetune")
                    running->stop();
            });
            running = &exploration;
            QCOMPARE(exploration.run(), Outcome::Stopped);
        }
        QVERIFY(front(fixture) != whole);
        QCOMPARE(fixture.resume(), Outcome::Done);
        QCOMPARE(front(fixture), whole);
    }

    void anAnalysisThatFailsIsTold()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.behave("fail", "analyse");
        QVERIFY(errorMessage([&] { fixture.explore(settings()); }).contains("out of luck"));
        fixture.behave("incomplete", "analyse");
        QVERIFY(errorMessage([&] { fixture.explore(settings()); }).contains("without an analysis"));
        fixture.behave("");
        QCOMPARE(fixture.explore(settings()), Outcome::Done);
    }

    void keepsToPinsAndLimits()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Settings wanted = settings();
        wanted.restrictions.pins = {"conv1=analog"};
        wanted.restrictions.mostLatency_ms = 0.08;
        QCOMPARE(fixture.explore(wanted), Outcome::Done);
        const project::Project project = fixture.open();
        const mapping::Restrictions restrictions = restrictionsOf(wanted.restrictions, project.setup().platform);
        int engines = 0;
        for (const Run &run : found(project))
            if (run.baseline.empty()) {
                QVERIFY(mapping::keepsTo(restrictions, project.costTable(), *run.mapping));
                ++engines;
            }
        QVERIFY(engines > 1);
    }

    void targetsAreTuned()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Settings wanted = settings();
        wanted.targets = {0.8};
        QCOMPARE(fixture.explore(wanted), Outcome::Done);
        const project::Project project = fixture.open();
        const double precise =
            mapping::costOf(project.costTable(), mapping::uniformMapping(project.costTable(), 0)).latency_cycles;
        const std::vector<Run> runs = found(project);
        QVERIFY(std::ranges::any_of(runs, [&](const Run &run) {
            const double share = run.cost.latency_cycles / precise;
            return isTuned(run) && share <= 0.8 && share > 0.6;
        }));
    }

    void anAccuracyThatNothingReachesIsReported()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Settings wanted = settings();
        wanted.restrictions.leastAccuracy = 0.99;
        fixture.explore(wanted);
        QString warnings;
        for (const project::LogLine &line : fixture.open().log())
            if (line.level == "warning")
                warnings += QString::fromStdString(line.text);
        QVERIFY2(warnings.contains("No mapping reaches an accuracy of 99 %"), qPrintable(warnings));
    }

    void targetsOfASearchBecomeStrengths()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Settings wanted = settings("odimo");
        wanted.points.reset();
        wanted.targets = {0.9};
        QCOMPARE(fixture.explore(wanted), Outcome::Done);
        const QStringList journal = fixture.journal();
        QVERIFY(journal.contains("analyse the analysis from <warmup run 1> at <>"));
        // The fake search knows three mappings only, none of which meets the target: two corrections follow.
        QCOMPARE(journal.filter(QRegularExpression("^search")).size(), 3);
    }
};

QTEST_APPLESS_MAIN(TestProposals)
#include "tst_proposals.moc"
