// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/make_plan.h"
#include "core/host/plan/presets.h"
#include "core/host/plan/revised_plan.h"
#include "core/host/plan/step_work.h"
#include "core/host/plan/time_budget.h"
#include "core/host/plan/validate.h"
#include "tests/core/host/samples.h"

#include <QRegularExpression>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace odimo;
using namespace odimo::host;
using protocol::StepTimes;
using samples::summary;

class TestTimeBudget : public QObject {
    Q_OBJECT

private:
    static Settings quick(const char *engine)
    {
        Settings settings;
        settings.network = "resnet8:width=4";
        settings.data = "samples";
        settings.engine = engine;
        settings.jobs = 2;
        return settings;
    }

    static Plan planned(const Settings &settings, const std::optional<StepTimes> &times)
    {
        return makePlan(settings, validate(settings, summary()), times);
    }

    static Inputs inputs() { return validate(quick("instant"), summary()); }

    static StepTimes steps(double ms) { return {.floatStep_ms = ms, .searchStep_ms = ms, .finetuneStep_ms = ms}; }

    static bool mentions(const Plan &plan, const char *words)
    {
        return plan.explanation.find(words) != std::string::npos;
    }

private slots:
    void theEstimateOfTheDefaultEngineCountsEveryStep()
    {
        Settings settings = quick("instant");
        settings.images = 20'000;
        const Plan plan = planned(settings, std::nullopt);
        QCOMPARE(plan.fineTunings, 8);
        QCOMPARE(plan.previews, 16);
        QCOMPARE(plan.baselines.size(), std::size_t(1));
        QCOMPARE(plan.warmup.epochs, 12);
        QCOMPARE(plan.finetune.epochs, 2);
        // An epoch is 18,000 images in 140 batches of 128, the rest are 2,000 for validation.
        const double warmup_s = 12 * 140 * 0.010;
        const double finetune_s = (8 + 1) * 2 * 140 * 0.003;
        // 2,000 images analysed at 1.5 of a float step; each preview recalibrates on 512 and measures 2,000 + 10,000 at
        // 0.3.
        const double analysis_s = 1.5 * 2000 / 128 * 0.010;
        const double previews_s = 0.3 * 16 * (512 + 2000 + 10'000) / 128 * 0.010;
        // Warm-up, analysis and previews start workers, and two at a time the fine-tunings.
        const double starts_s = 2 * (3 + 9 / 2.0);
        const StepTimes times{.floatStep_ms = 10, .searchStep_ms = 1000, .finetuneStep_ms = 3};
        const double total_s = warmup_s + finetune_s + analysis_s + previews_s + starts_s;
        QVERIFY(std::abs(estimatedSeconds(plan, settings, summary(), times) - total_s) < 1e-9);
        QVERIFY(std::abs(secondsAfterWarmup(plan, settings, summary(), times) - (total_s - warmup_s - 2)) < 1e-9);
    }

    void theEstimateOfASearchCountsEveryStep()
    {
        Settings settings = quick("odimo");
        settings.images = 20'000;
        settings.strengths = {0.1, 1};
        settings.targets = {0.5};
        const Plan plan = planned(settings, std::nullopt);
        QCOMPARE(plan.search.epochs, 2);
        QCOMPARE(plan.baselines.size(), std::size_t(2));
        const double warmup_s = 12 * 140 * 0.010;
        const double searches_s = 3 * 2 * 140 * 0.020;
        const double finetune_s = (3 * 2 + 2 * 4) * 140 * 0.005; // Baselines as long as a search and its fine-tuning.
        const double starts_s = 2 * (1 + (2 * 3 + 2) / 2.0);
        const StepTimes times{.floatStep_ms = 10, .searchStep_ms = 20, .finetuneStep_ms = 5};
        const double total_s = warmup_s + searches_s + finetune_s + starts_s;
        QVERIFY(std::abs(estimatedSeconds(plan, settings, summary(), times) - total_s) < 1e-9);
    }

    void quickFitsTheBudgetWithTheMostImages_data()
    {
        QTest::addColumn<double>("step_ms");
        QTest::addColumn<int>("images");
        // By hand, with the sums above: 153 s may be used, and the next tier takes more.
        QTest::newRow("1 ms") << 1.0 << 0;
        QTest::newRow("10 ms") << 10.0 << 0;      // 148 s.
        QTest::newRow("14 ms") << 14.0 << 40'000; // 141 s; all take 203 s.
        QTest::newRow("20 ms") << 20.0 << 20'000; // 109 s; 40,000 take 195 s.
        QTest::newRow("40 ms") << 40.0 << 10'000; // 117 s; 20,000 take 203 s.
        QTest::newRow("60 ms") << 60.0 << 5'000;  // 104 s; 10,000 take 168 s.
        QTest::newRow("80 ms") << 80.0 << 5'000;  // 134 s.
    }
    void quickFitsTheBudgetWithTheMostImages()
    {
        QFETCH(double, step_ms);
        QFETCH(int, images);
        const Settings settings = quick("instant");
        Plan plan = planned(settings, steps(step_ms));
        for (const protocol::Schedule &schedule : {plan.warmup, plan.search, plan.finetune})
            QCOMPARE(schedule.trainImages, images);
        QCOMPARE(plan.fineTunings, 8);
    }

    void quickToleratesNoisyTimings()
    {
        const Plan plan = planned(quick("odimo"), steps(20));
        const Plan again = planned(quick("odimo"), steps(20.5));
        QVERIFY(plan.warmup == again.warmup && plan.search == again.search);
    }

    void theBudgetGivesWayBeforeTheImagesDo_data()
    {
        QTest::addColumn<double>("step_ms");
        for (const double step_ms : {200.0, 400.0, 4000.0})
            QTest::addRow("%g ms", step_ms) << step_ms;
    }
    void theBudgetGivesWayBeforeTheImagesDo()
    {
        QFETCH(double, step_ms);
        for (const char *engine : {"instant", "odimo"}) {
            const Plan plan = planned(quick(engine), steps(step_ms));
            QCOMPARE(plan.warmup.trainImages, 5'000); // 500 of each class.
            QVERIFY(plan.strengths.size() == 2 || plan.fineTunings == 2 || step_ms < 400);
            QVERIFY(mentions(plan, "Fewer mappings than usual"));
            if (step_ms > 300)
                QVERIFY(mentions(plan, "this is the least that makes a front"));
        }
    }

    void theFewestImagesFollowTheClasses()
    {
        QCOMPARE(fewestImages(summary()), 5'000);
        QCOMPARE(fewestImages(summary(1500)), 1500);
        data::DatasetSummary many = summary(100'000);
        many.classes.assign(200, "class");
        QCOMPARE(fewestImages(many), 20'000);
    }

    void fewerMappingsAreAlsoPreviewedAsIfTheyWereAskedFor()
    {
        const Plan slow = planned(quick("instant"), steps(400));
        Settings asked = quick("instant");
        asked.points = slow.fineTunings;
        asked.images = 5'000;
        QCOMPARE(planned(asked, std::nullopt).previews, slow.previews);
    }

    void theSettingsItNamesRepeatThePlan_data()
    {
        QTest::addColumn<double>("step_ms");
        for (const double step_ms : {1.0, 20.0, 150.0, 400.0})
            QTest::addRow("%g ms", step_ms) << step_ms;
    }
    void theSettingsItNamesRepeatThePlan()
    {
        QFETCH(double, step_ms);
        const QRegularExpression words("^images (\\d+), points (\\d+), threads (\\d+),(\\d+)$");
        for (const char *engine : {"instant", "odimo"}) {
            Plan fitted = planned(quick(engine), steps(step_ms));
            const auto named = words.match(QString::fromStdString(repeatingSettings(fitted, quick(engine))));
            QVERIFY(named.hasMatch());
            Settings asked = quick(engine);
            asked.images = named.captured(1).toInt();
            asked.points = named.captured(2).toInt();
            asked.threads = Threads{.alone = named.captured(3).toInt(), .beside = named.captured(4).toInt()};
            Plan repeated = planned(asked, std::nullopt);
            fitted.explanation = repeated.explanation = "";
            QCOMPARE(toJson(repeated).dump(), toJson(fitted).dump());
        }
    }

    void thePaceIsTheMedianOfTheEpochs()
    {
        Settings settings = quick("instant");
        settings.images = 20'000;
        const Plan plan = planned(settings, std::nullopt);
        const auto pacedStep_ms = [&](const std::vector<double> &epochs_s) {
            return pacedTimes(steps(10), plan, summary(), epochs_s).finetuneStep_ms;
        };
        QCOMPARE(pacedStep_ms({}), 10.0);
        QCOMPARE(pacedStep_ms({1.4}), 10.0); // 140 steps.
        QCOMPARE(pacedStep_ms({14, 1.4}), 10.0);
        QCOMPARE(pacedStep_ms({14, 14, 1.4}), 100.0);
        QCOMPARE(pacedStep_ms({0}), 10.0);
    }

    void aPlanGrowsOnlyIfTimeAllowsTwiceTheImages()
    {
        const Settings settings = quick("instant");
        const Plan slow = planned(settings, steps(100));
        QCOMPARE(slow.warmup.trainImages, 5'000);
        QVERIFY(!largerPlan(settings, inputs(), slow, steps(100), 20));
        QVERIFY(!largerPlan(settings, inputs(), slow, steps(95), 20));
        const std::optional<Plan> larger = largerPlan(settings, inputs(), slow, steps(10), 20);
        QVERIFY(larger);
        QVERIFY(larger->warmup.trainImages == 0 || larger->warmup.trainImages >= 10'000);
        QVERIFY(estimatedSeconds(*larger, settings, summary(), steps(10)) + 20 <= budgetShare * 180);
        QVERIFY(mentions(*larger, "the first plan had 5,000 images"));
        QVERIFY(!largerPlan(settings, inputs(), slow, steps(10), 170));
    }

    void whatIsLeftIsFittedToTheTimeLeft()
    {
        const Settings settings = quick("instant");
        const Plan plan = planned(settings, steps(20));
        QCOMPARE(toJson(settledPlan(settings, inputs(), plan, steps(20), 60)).dump(), toJson(plan).dump());
        const Plan fewer = settledPlan(settings, inputs(), plan, steps(60), 160);
        QCOMPARE(fewer.fineTunings, 2);
        QCOMPARE(fewer.previews, 6);
        QVERIFY(mentions(fewer, "2 fine-tuned mappings instead of 8"));
        const Plan more = settledPlan(settings, inputs(), fewer, steps(1), 60);
        QCOMPARE(more.fineTunings, 8);
        QCOMPARE(more.previews, 16);
        Settings asked = settings;
        asked.points = 8;
        QCOMPARE(settledPlan(asked, inputs(), plan, steps(60), 160).fineTunings, 8);
    }
};

QTEST_APPLESS_MAIN(TestTimeBudget)
#include "tst_time_budget.moc"
