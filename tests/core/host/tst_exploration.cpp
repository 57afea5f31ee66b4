// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/host/open_project.h"
#include "core/platform/layout_mode.h"
#include "tests/core/host/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::host;
using project::Run;
using project::RunStatus;
using samples::ExplorationFixture;

class TestExploration : public QObject {
    Q_OBJECT

private slots:
    void trainsTheWarmUpThenSearchesThenTunes()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        QCOMPARE(fixture.explore(), Outcome::Done);
        // Runs 2 to 6 are the baselines, 7 to 9 the searches: 7 finds all-digital, which run 2 tunes, and 9 all-analog,
        // which run 3 tunes.
        const QStringList journal = fixture.journal();
        QVERIFY(journal.contains("warmup run 1 from <> at <>"));
        for (const char *search : {"search run 7", "search run 8", "search run 9"})
            QVERIFY(journal.contains(QString(search) + " from <warmup run 1> at <>"));
        QVERIFY(journal.contains("finetune run 2 from <warmup run 1> at <>"));
        QVERIFY(journal.contains("finetune run 8 from <search run 8> at <>"));
        QVERIFY(journal.filter("finetune run 7").isEmpty());
        QVERIFY(journal.filter("finetune run 9").isEmpty());
        for (const QString &state : fixture.states())
            QVERIFY2(state.endsWith("done"), qPrintable(state));
    }

    void equalMappingsShareOneTuningAndItsAccuracy()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore();
        const project::Project project = fixture.open();
        QCOMPARE(project.run(7).sameMappingAs, 2);
        QCOMPARE(project.run(9).sameMappingAs, 3);
        QVERIFY(!project.run(8).sameMappingAs);
        QCOMPARE(project.run(7).test()->correct, project.run(2).test()->correct);
        for (const FrontEntry &entry : frontOf(project, mapping::Objective::Latency).points)
            QVERIFY(entry.run != 7 && entry.run != 9);
    }

    void theProjectHoldsEverything()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore();
        const project::Project project = fixture.open();
        QVERIFY(project.hasWeights(1, "warm"));
        QVERIFY(project.hasWeights(8, "searched"));
        QVERIFY(project.hasWeights(8, "tuned"));
        QCOMPARE(project.epochs(1).size(), std::size_t(2));
        const std::vector<project::Epoch> epochs = project.epochs(8);
        QCOMPARE(epochs.size(), std::size_t(4));
        QVERIFY(epochs[0].result.splits == mapping::countsOf(mapping::uniformMapping(project.costTable(), 0), 2));
        QVERIFY(epochs[1].result.splits == mapping::countsOf(*project.run(8).mapping, 2));
        QVERIFY(epochs[2].result.splits.empty()); // Fine-tuning.
        QVERIFY(project.referencePoint(mapping::Objective::Latency));
        const Run run = project.run(8);
        QCOMPARE(run.cost.latency_cycles, mapping::costOf(project.costTable(), *run.mapping).latency_cycles);
        QVERIFY(!run.startedAt.empty() && !run.finishedAt.empty());
        QVERIFY(!std::filesystem::exists(fixture.runsFolder()));
        QStringList measured;
        for (const project::Measurement &measurement : run.measurements)
            measured << QString::fromStdString(measurement.phase + " " + measurement.split);
        QCOMPARE(measured, QStringList({"search validation", "finetune validation", "finetune test"}));
    }

    void isDoneOnlyOnce()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore();
        const QStringList before = fixture.states();
        fixture.journal();
        QCOMPARE(fixture.explore(), Outcome::Done);
        QCOMPARE(fixture.journal(), QStringList());
        QCOMPARE(fixture.states(), before);
    }

    void aFurtherStrengthReusesTheWarmUpAndTheBaselines()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore();
        fixture.journal();
        Settings more = samples::settings();
        more.strengths = {0.5, 0.7};
        QCOMPARE(fixture.explore(more), Outcome::Done);
        // It finds the mapping that run 8 has tuned.
        QCOMPARE(fixture.journal(), QStringList("search run 10 from <warmup run 1> at <>"));
        QCOMPARE(fixture.open().run(10).sameMappingAs, 8);
    }

    void anotherSeedIsAnotherExploration()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore();
        fixture.journal();
        Settings other = samples::settings();
        other.seed = 2;
        fixture.explore(other);
        QVERIFY(fixture.journal().contains("warmup run 10 from <> at <>"));
    }

    void everythingIsStoredBeforeItIsAnnounced()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        int announced = 0;
        fixture.explore(samples::settings(), [&](const Notice &notice) {
            if (const auto *changed = std::get_if<RunChanged>(&notice)) {
                QCOMPARE(fixture.open().run(changed->run.id).status, changed->run.status);
                ++announced;
            } else if (const auto *stored = std::get_if<EpochStored>(&notice)) {
                QCOMPARE(fixture.open().epochs(stored->epoch.run).back().result.epoch, stored->epoch.result.epoch);
            }
        });
        QVERIFY(announced > 0);
    }

    void announcesProjectPlanFrontAndProgress()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        std::vector<Notice> notices;
        fixture.explore(samples::settings(), [&](const Notice &notice) { notices.push_back(notice); });
        QVERIFY(std::holds_alternative<ProjectReady>(notices.at(0)));
        QVERIFY(std::holds_alternative<PlanMade>(notices.at(1)));
        std::size_t points = 0;
        double fraction = 0;
        for (const Notice &notice : notices) {
            if (const auto *front = std::get_if<FrontChanged>(&notice)) {
                QVERIFY(front->front.points.size() >= points);
                points = front->front.points.size();
            } else if (const auto *overall = std::get_if<OverallProgress>(&notice)) {
                QVERIFY(overall->fraction >= fraction);
                fraction = overall->fraction;
            }
        }
        QVERIFY(points >= 3);
        QCOMPARE(fraction, 1.0);
    }

    void aProjectAboutSomethingElseIsRefused_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("data");
        QTest::addColumn<QString>("words");
        const QString network = "resnet8:width=4";
        const QString data = "synthetic:train=40,test=20,classes=2,size=8";
        QTest::newRow("network") << "resnet8:width=8" << data
                                 << "about the network resnet8:width=4, not resnet8:width=8";
        QTest::newRow("data") << network << "synthetic:train=60,test=20,classes=2,size=8"
                              << "about the data " + data + ", not";
    }
    void aProjectAboutSomethingElseIsRefused()
    {
        QFETCH(QString, network);
        QFETCH(QString, data);
        QFETCH(QString, words);
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore();
        Settings other = samples::settings();
        other.network = network.toStdString();
        other.data = data.toStdString();
        const QString message = errorMessage([&] { fixture.explore(other); });
        QVERIFY2(message.contains(words), qPrintable(message));
        QVERIFY(message.contains("another project file"));
    }

    /// Accuracies with and without converters never meet; the refusal names the platform that goes on.
    void aProjectOfAnotherArrayIsRefused()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Settings ideal = samples::settings();
        ideal.platform = "diana_ideal";
        QCOMPARE(fixture.explore(ideal), Outcome::Done);
        const QString message = errorMessage([&] { fixture.explore(); });
        QVERIFY2(message.contains("about the platform diana_ideal (DIANA, ideal array), not diana (DIANA, 6-bit "
                                  "converters); the platform diana_ideal goes on with it"),
                 qPrintable(message));
        QCOMPARE(fixture.explore(ideal), Outcome::Done);
    }

    /// As those from before analog arrays refused values below 0: no platform of today counts as theirs does.
    void aProjectOfAnEarlierPlatformSaysWhatItStillCan()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        const Settings settings = samples::settings();
        project::Setup setup = samples::setup();
        setup.data = settings.data;
        Json earlier = parseJson(setup.platform.json, "diana");
        earlier["units"][1]["signed_inputs"] = !earlier["units"][1].value("signed_inputs", true);
        setup.platform = platform::platformFromText(earlier.dump(), "earlier");
        project::Project::create(fixture.project(), setup);
        const QString message = errorMessage([&] { checkProjectFile(fixture.project(), settings, setup.network); });
        QVERIFY2(message.contains("earlier description of the platform diana") &&
                     message.contains("can still be looked at, finished and measured") &&
                     message.contains("another project file"),
                 qPrintable(message));
    }

    void aProjectKeepsItsLayoutMode()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Settings settings = samples::settings();
        settings.layout = "host_conversion";
        fixture.explore(settings);
        const project::Project project = project::Project::open(fixture.project(), project::Access::ReadOnly);
        QVERIFY(platform::layoutModeOf(project.setup().platform) == platform::LayoutMode::HostConversion);
        QVERIFY(project.costTable().layers.front().tensors);
        QVERIFY(frontOf(project, mapping::Objective::Latency).layout == platform::LayoutMode::HostConversion);
        QCOMPARE(errorMessage([&] { fixture.explore(settings); }), QString());
        const QString message = errorMessage([&] { fixture.explore(); });
        QVERIFY2(message.contains("about the layout mode host_conversion, not paper"), qPrintable(message));
    }

    // Earlier versions knew no layouts, and their projects go on.
    void aProjectWithoutLayoutsIsOfTheModePaper()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore();
        const std::string json =
            project::Project::open(fixture.project(), project::Access::ReadOnly).setup().platform.json;
        QVERIFY(json.find("\"layout\":") == std::string::npos);
        QCOMPARE(errorMessage([&] { fixture.explore(); }), QString());
    }

    void isNotExploredTwiceAtATime()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        const Exploration first(fixture.project(), samples::settings(), [](const Notice &) {});
        QVERIFY(errorMessage([&] { fixture.explore(); }).contains("is being explored by another program"));
    }

    void badSettingsWriteNothing()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Settings settings = samples::settings();
        settings.strengths = {-1};
        QVERIFY(!errorMessage([&] { fixture.explore(settings); }).isEmpty());
        QVERIFY(!std::filesystem::exists(fixture.project()));
    }

    void quickWithEpochsAndImagesIsNotTimed()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Settings settings = samples::settings();
        settings.preset = "quick";
        settings.images = 40;
        QCOMPARE(fixture.explore(settings), Outcome::Done);
        QVERIFY(fixture.journal().filter("time").isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestExploration)
#include "tst_exploration.moc"
