// SPDX-License-Identifier: Apache-2.0
// Plans that are fitted to a time budget: how they are timed, kept and changed.
#include "core/host/plan/document_keys.h"
#include "tests/core/host/samples.h"

#include <QRegularExpression>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::host;
using samples::ExplorationFixture;

class TestTimedPlans : public QObject {
    Q_OBJECT

private:
    static Settings settings()
    {
        Settings settings;
        settings.network = "resnet8:width=4";
        settings.data = "synthetic:train=20000,test=20,classes=2,size=8";
        settings.engine = "instant";
        settings.epochs = Epochs{.warmup = 4, .search = 1, .finetune = 1};
        settings.jobs = 2;
        return settings;
    }

    /// In ms: of a step as it is timed, and of an image in an epoch, 128 of which are a step.
    static void take(const char *step, const char *image)
    {
        ExplorationFixture::set("ODIMO_FAKE_STEP_MS", step);
        ExplorationFixture::set("ODIMO_FAKE_IMAGE_MS", image);
    }

    static Plan planOf(const project::Project &project)
    {
        return planFromJson(Json::parse(project.document(planDocument)), "plan");
    }

    static QString logOf(const project::Project &project)
    {
        QString text;
        for (const project::LogLine &line : project.log())
            text += QString::fromStdString(line.text) + "\n";
        return text;
    }

    static std::string frontText(const ExplorationFixture &fixture)
    {
        std::string text;
        for (const FrontEntry &point : frontOf(fixture.open(), mapping::Objective::Latency).points)
            text += std::to_string(point.run) + " ";
        return text;
    }

private slots:
    void theFastestOfSeveralTimingsCounts()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        take("4000,4000,5,5", "0");
        Settings twoKinds = settings();
        twoKinds.threads = Threads{.alone = 2, .beside = 1}; // Each is timed.
        QCOMPARE(fixture.explore(twoKinds), Outcome::Done);
        QCOMPARE(fixture.journal().filter("time ").size(), 4);
        QCOMPARE(planOf(fixture.open()).warmup.trainImages, 0);
    }

    void aProjectKeepsItsPlan()
    {
        const ExplorationFixture fixture(FAKE_WORKER);
        take("5", "0");
        QCOMPARE(fixture.explore(settings()), Outcome::Done);
        const std::string first = toJson(planOf(fixture.open()).warmup).dump();
        Settings other = settings();
        other.images = 300;
        QCOMPARE(fixture.explore(other), Outcome::Done);
        take("4000", "0");
        QCOMPARE(fixture.explore(settings()), Outcome::Done);
        QCOMPARE(toJson(planOf(fixture.open()).warmup).dump(), first);
        QVERIFY(logOf(fixture.open()).contains("made for the same settings in this project before"));
    }

    /// A bad moment spoils one project, not every later one.
    void anotherProjectTimesForItself()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        take("4000", "0");
        QCOMPARE(fixture.explore(settings()), Outcome::Done);
        QCOMPARE(planOf(fixture.open()).warmup.trainImages, 2'000);
        std::filesystem::remove(fixture.project());
        fixture.journal();
        take("5", "0");
        QCOMPARE(fixture.explore(settings()), Outcome::Done);
        QVERIFY(fixture.journal().filter("time ").size() >= 2);
        QCOMPARE(planOf(fixture.open()).warmup.trainImages, 0);
    }

    /// The timing fell into a slow minute: epochs of 2,000 images that were to take minutes take a second.
    void aWarmUpThatIsFasterThanTimedBeginsAgainOnMoreImages()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        take("4000", "0.05");
        QList<int> images;
        const Outcome outcome = fixture.explore(settings(), [&](const Notice &notice) {
            if (const auto *made = std::get_if<PlanMade>(&notice))
                images << made->plan.warmup.trainImages;
        });
        QCOMPARE(outcome, Outcome::Done);
        QCOMPARE(images.front(), 2'000);
        const project::Project project = fixture.open();
        const Plan plan = planOf(project);
        QVERIFY(plan.warmup.trainImages >= 10'000 || plan.warmup.trainImages == 0);
        QCOMPARE(plan.finetune.trainImages, plan.warmup.trainImages);
        QCOMPARE(fixture.journal().filter(QRegularExpression("^warmup run 1 ")).size(), 2);
        int warmups = 0;
        for (const project::Run &run : project.runs()) {
            QCOMPARE(run.status, project::RunStatus::Done);
            warmups += run.kind == project::RunKind::Warmup ? 1 : 0;
        }
        QCOMPARE(warmups, 1);
        QCOMPARE(project.epochs(1).size(), std::size_t(4));
        QCOMPARE(Json::parse(project.run(1).settings).at("schedule").at("train_images").get<int>(),
                 plan.warmup.trainImages);
        QVERIFY(plan.explanation.find("Begun again") != std::string::npos);
        QVERIFY2(logOf(project).contains("Another project repeats it with images "), qPrintable(logOf(project)));
    }

    void aWarmUpThatIsSlowerThanTimedLeavesFewerMappings()
    {
        const ExplorationFixture fixture(FAKE_WORKER);
        take("12", "8");
        QCOMPARE(fixture.explore(settings()), Outcome::Done);
        const Plan plan = planOf(fixture.open());
        QVERIFY2(plan.fineTunings < 8 && plan.fineTunings >= 2, plan.explanation.c_str());
        QVERIFY(plan.explanation.find("because no more fit into the time left") != std::string::npos);
    }

    void aWarmUpAsTimedChangesNothing()
    {
        const ExplorationFixture fixture(FAKE_WORKER);
        take("12.8", "0.1");
        int plans = 0;
        QCOMPARE(
            fixture.explore(settings(),
                            [&](const Notice &notice) { plans += std::holds_alternative<PlanMade>(notice) ? 1 : 0; }),
            Outcome::Done);
        QCOMPARE(plans, 1);
        QCOMPARE(planOf(fixture.open()).fineTunings, 8);
    }

    void resumingRepeatsWhatWasDecided()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        take("4000", "0.05");
        Exploration *running = nullptr;
        int epochs = 0;
        {
            Exploration exploration(fixture.project(), settings(), [&](const Notice &notice) {
                if (std::holds_alternative<EpochStored>(notice) && ++epochs == 3) // The first made it begin again.
                    running->stop();
            });
            running = &exploration;
            QCOMPARE(exploration.run(), Outcome::Stopped);
        }
        const std::string plan = fixture.open().document(planDocument);
        QVERIFY(planOf(fixture.open()).warmup.trainImages != 2'000);
        take("4000", "100");
        QCOMPARE(fixture.resume(), Outcome::Done);
        QCOMPARE(fixture.open().document(planDocument), plan);
        fixture.journal();
        QCOMPARE(fixture.explore(settings()), Outcome::Done); // What was resumed is repeated too.
        QCOMPARE(fixture.open().document(planDocument), plan);
        QVERIFY(fixture.journal().isEmpty());
    }

    /// The larger warm-up that it turns to has been done before: it is used, not trained twice.
    void whatAnEarlierExplorationHasTrainedIsNotTrainedAgain()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Settings whole = settings();
        whole.threads = Threads{.alone = 2, .beside = 1};
        Settings fitted = whole;
        whole.images = 0;
        QCOMPARE(fixture.explore(whole), Outcome::Done);
        const std::string front = frontText(fixture);
        take("4000", "0.005");
        QCOMPARE(fixture.explore(fitted), Outcome::Done);
        QCOMPARE(planOf(fixture.open()).warmup.trainImages, 0);
        QCOMPARE(fixture.journal().filter(QRegularExpression("^warmup")).size(), 2); // Of all images, and of few.
        QCOMPARE(frontText(fixture), front);
    }

    void aWarmUpThatFailsIsStartedOnce()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        take("5", "0");
        ExplorationFixture::behave("fail", "warmup");
        QCOMPARE(fixture.explore(settings()), Outcome::Failed);
        QCOMPARE(fixture.journal().filter(QRegularExpression("^warmup")).size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestTimedPlans)
#include "tst_timed_plans.moc"
