// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/make_plan.h"
#include "core/host/plan/presets.h"
#include "core/host/plan/step_work.h"
#include "core/host/plan/validate.h"
#include "tests/core/base/other_locale.h"
#include "tests/core/host/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

using namespace odimo;
using namespace odimo::host;
using protocol::StepTimes;
using samples::summary;

class TestPlan : public QObject {
    Q_OBJECT

private:
    static Settings preset(const std::string &name)
    {
        Settings settings;
        settings.network = "resnet8:width=4";
        settings.data = "samples";
        settings.preset = name;
        settings.engine = "odimo";
        settings.jobs = 2;
        return settings;
    }

    static Plan planned(const Settings &settings, const data::DatasetSummary &data,
                        const std::optional<StepTimes> &times)
    {
        return makePlan(settings, validate(settings, data), times);
    }

    static StepTimes steps(double ms) { return {.floatStep_ms = ms, .searchStep_ms = ms, .finetuneStep_ms = ms}; }

private slots:
    void onlyQuickWithOpenImagesNeedsTiming()
    {
        Settings settings = preset("quick");
        QVERIFY(needsTiming(settings));
        settings.images = 2000;
        QVERIFY(!needsTiming(settings));
        settings.epochs = Epochs{.warmup = 2, .search = 1, .finetune = 1};
        QVERIFY(!needsTiming(settings));
        QVERIFY(!needsTiming(preset("standard")));
        QVERIFY(!needsTiming(preset("paper")));
    }

    void quickKeepsTheStrengthsOfTheUser()
    {
        Settings settings = preset("quick");
        settings.strengths = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6};
        QCOMPARE(planned(settings, summary(), steps(400)).strengths, settings.strengths);
    }

    void smallDataIsUsedWhole()
    {
        QCOMPARE(imageTiers(1500, 0), std::vector<int>({0}));
        QCOMPARE(planned(preset("quick"), summary(1500), steps(1)).warmup.trainImages, 0);
    }

    void fewImagesStillMakeABatch()
    {
        const Plan plan = planned(preset("standard"), summary(60), {});
        QVERIFY(plan.warmup.batchSize >= 1 && plan.warmup.batchSize <= 60 * 9 / 10 - 10 + 1);
        QCOMPARE(planned(preset("standard"), summary(), {}).warmup.batchSize, 128);
    }

    void theEngineFollowsFromWhatIsAsked_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("engine");
        for (const char *trained : {"strengths", "published cost", "published quantiser", "start", "paper"})
            QTest::newRow(trained) << trained << "odimo";
        QTest::newRow("nothing") << "nothing"
                                 << "instant";
        QTest::newRow("targets") << "targets"
                                 << "instant";
    }
    void theEngineFollowsFromWhatIsAsked()
    {
        QFETCH(QString, what);
        QFETCH(QString, engine);
        Settings settings = preset(what == "paper" ? "paper" : "standard");
        settings.engine.clear();
        if (what == "strengths")
            settings.strengths = {0.5};
        if (what == "published cost")
            settings.costRule = protocol::CostRule::Published;
        if (what == "published quantiser")
            settings.style = protocol::QuantiserStyle::Published;
        if (what == "start")
            settings.startRun = 3;
        if (what == "targets")
            settings.targets = {0.5};
        QCOMPARE(QString::fromStdString(engineOf(settings).name), engine);
        settings.engine = "nsga2";
        QCOMPARE(engineOf(settings).name, std::string("nsga2"));
    }

    void aProposingEngineMeasuresAndTunesInsteadOfSearching()
    {
        Settings settings = preset("quick");
        settings.engine = "instant";
        const Plan fast = planned(settings, summary(), steps(1));
        QVERIFY(fast.strengths.empty());
        QCOMPARE(fast.baselines, std::vector<std::string>({"all-digital"}));
        QVERIFY(fast.previews >= 8 && fast.fineTunings >= 8);
        QCOMPARE(baselineSchedule(fast).epochs, fast.finetune.epochs);
        settings.points = 30;
        QCOMPARE(planned(settings, summary(), steps(1)).fineTunings, 30);
        QCOMPARE(planned(settings, summary(), steps(1)).previews, 60);
        settings.points = 4;
        QCOMPARE(planned(settings, summary(), steps(1)).previews, 8);
        settings.points = 1;
        QCOMPARE(planned(settings, summary(), steps(1)).previews, 6);
    }

    void restrictionsLeaveBaselinesOut()
    {
        Settings settings = preset("standard");
        settings.restrictions.pins = {"conv1=digital"};
        const std::vector<std::string> names = planned(settings, summary(), {}).baselines;
        QVERIFY(std::ranges::find(names, "all-analog") == names.end());
        QVERIFY(std::ranges::find(names, "all-digital") != names.end());
        QVERIFY(std::ranges::find(names, "first-and-last-digital") != names.end());
    }

    void presetsHaveTheirBaselines()
    {
        QCOMPARE(planned(preset("quick"), summary(), steps(1)).baselines,
                 std::vector<std::string>({"all-digital", "min-latency"}));
        Settings energy = preset("quick");
        energy.objective = mapping::Objective::Energy;
        QCOMPARE(planned(energy, summary(), steps(1)).baselines,
                 std::vector<std::string>({"all-digital", "min-energy"}));
        QCOMPARE(planned(preset("standard"), summary(), {}).baselines,
                 std::vector<std::string>(
                     {"all-digital", "all-analog", "first-and-last-digital", "min-latency", "min-energy"}));
    }

    void paperIsThePublishedProtocol()
    {
        const Plan plan = planned(preset("paper"), summary(), {});
        QCOMPARE(plan.warmup.epochs, 200);
        QCOMPARE(plan.search.epochs, 200);
        QCOMPARE(plan.search.learningRate, 1e-3);
        QCOMPARE(plan.search.milestones, std::vector<int>({100, 150}));
        QCOMPARE(plan.search.patience, 50);
        QCOMPARE(plan.search.mappingRate, 1e-3);
        QCOMPARE(plan.finetune.learningRate, 1e-4);
        QCOMPARE(plan.strengths.size(), std::size_t(7));
        QCOMPARE(plan.strengths.front(), 0.0);
    }

    void publishedQuantisersLearnInEveryPreset_data()
    {
        QTest::addColumn<QString>("name");
        for (const std::string &name : presetNames())
            QTest::addRow("%s", name.c_str()) << QString::fromStdString(name);
    }
    void publishedQuantisersLearnInEveryPreset()
    {
        QFETCH(QString, name);
        Settings settings = preset(name.toStdString());
        settings.style = protocol::QuantiserStyle::Published;
        settings.platform = "diana_ideal"; // Their rules have no converters.
        const Plan plan = planned(settings, summary(), steps(1));
        QCOMPARE(plan.search.scaleRate, 1e-5);
        QCOMPARE(plan.finetune.scaleRate, 1e-5);
        QCOMPARE(baselineSchedule(plan).scaleRate, 1e-5);
    }

    void correctedQuantisersStayAsCalibratedInOwnPresets()
    {
        for (const char *name : {"quick", "standard"}) {
            const Plan plan = planned(preset(name), summary(), steps(1));
            QCOMPARE(plan.search.scaleRate, 0.0);
            QCOMPARE(plan.finetune.scaleRate, 0.0);
        }
    }

    void gradientsAreShortenedWhereBatchNormIsFolded()
    {
        const Plan plan = planned(preset("standard"), summary(), {});
        QCOMPARE(plan.search.gradientNorm, 1.0);
        QCOMPARE(plan.finetune.gradientNorm, 1.0);
        QCOMPARE(plan.warmup.gradientNorm, 0.0);
        QCOMPARE(planned(preset("paper"), summary(), {}).finetune.gradientNorm, 0.0);
    }

    void trainedWeightsTakeThePlaceOfTheWarmUp()
    {
        Settings settings = preset("standard");
        settings.network = ODIMO_TEST_DATA "/golden/models/mini_relu6_pools.onnx";
        data::DatasetSummary images = summary();
        images.height = images.width = 28;
        const Plan plan = planned(settings, images, {});
        QCOMPARE(plan.warmup.epochs, 0);
        QVERIFY(!plan.weights.empty());
        QVERIFY(plan.explanation.find("trained weights instead of a warm-up") != std::string::npos);
        settings.epochs = Epochs{.warmup = 3, .search = 1, .finetune = 1};
        QCOMPARE(planned(settings, images, {}).warmup.epochs, 3);
        QVERIFY(planned(settings, images, {}).warmup.learningRate <= 0.01);
        QVERIFY(planned(preset("standard"), summary(), {}).weights.empty());
    }

    /// Weights of one operator say little of another's.
    void whereOperatorsChangeAllMappingsWarmUp()
    {
        Settings settings = preset("standard");
        QVERIFY(planned(settings, summary(), {}).warmup.supernet == protocol::Supernet::None);
        settings.engine = "instant";
        settings.platform = "darkside";
        const Plan plan = planned(settings, summary(), {});
        QVERIFY(plan.warmup.supernet == protocol::Supernet::Fine);
        QVERIFY(plan.finetune.supernet == protocol::Supernet::None);
        QVERIFY(plan.explanation.find("of warm-up, all mappings at once; ") != std::string::npos);
        QCOMPARE(toJson(planFromJson(toJson(plan), "plan")).dump(), toJson(plan).dump());
        settings.network = ODIMO_TEST_DATA "/golden/models/mini_relu6_pools.onnx"; // Which comes trained.
        data::DatasetSummary images = summary();
        images.height = images.width = 28;
        QVERIFY(planned(settings, images, {}).warmup.supernet == protocol::Supernet::None);
    }

    void paperForMobileNetOwnsUpToSgd()
    {
        Settings settings = preset("paper");
        settings.network = "mobilenet_v1_025";
        const Plan plan = planned(settings, summary(), {});
        QCOMPARE(plan.warmup.batchSize, 32);
        QVERIFY(plan.explanation.find("SGD instead of the authors' Adam") != std::string::npos);
    }

    void milestonesFollowTheEpochsOfTheUser()
    {
        Settings settings = preset("paper");
        settings.epochs = Epochs{.warmup = 20, .search = 10, .finetune = 4};
        const Plan plan = planned(settings, summary(), {});
        QCOMPARE(plan.warmup.epochs, 20);
        QCOMPARE(plan.warmup.milestones, std::vector<int>({10, 15}));
        QCOMPARE(plan.finetune.milestones, std::vector<int>({2, 3}));
    }

    void imagesAndPointsOfTheUserStand()
    {
        Settings settings = preset("standard");
        settings.images = 3000;
        settings.points = 4;
        const Plan plan = planned(settings, summary(), {});
        QCOMPARE(plan.finetune.trainImages, 3000);
        QCOMPARE(plan.strengths.size(), std::size_t(4));
        QVERIFY(plan.explanation.find("3,000 of 60,000 training images") != std::string::npos);
    }

    void strengthsSpreadEvenlyOnALogarithmicScale()
    {
        const std::vector<double> strengths = spreadStrengths(5);
        QVERIFY(std::ranges::is_sorted(strengths));
        const double ratio = strengths[1] / strengths[0];
        for (std::size_t i = 1; i < strengths.size(); ++i)
            QVERIFY(std::abs(strengths[i] / strengths[i - 1] / ratio - 1) < 0.02); // They are rounded to three digits.
        QCOMPARE(spreadStrengths(1).size(), std::size_t(1));
    }

    void strengthsAndWordsDoNotDependOnTheLocale()
    {
        Settings settings = preset("quick");
        settings.budget_s = 7.5;
        const Plan usual = planned(settings, summary(), steps(12.5));
        const samples::OtherLocale german;
        QCOMPARE(toJson(planned(settings, summary(), steps(12.5))).dump(), toJson(usual).dump());
    }

    void theMappingMovesAlsoInAShortSearch()
    {
        Settings settings = preset("standard");
        settings.images = 2000;
        settings.epochs = Epochs{.warmup = 1, .search = 1, .finetune = 1};
        const Plan plan = planned(settings, summary(), {});
        QVERIFY(plan.search.mappingRate * stepsOf(plan.search, 60'000) >= 4 - 1e-9);
    }

    void stepsCountWholeBatchesOfTheTrainingPart()
    {
        protocol::Schedule schedule;
        schedule.epochs = 3;
        schedule.batchSize = 128;
        QCOMPARE(stepsOf(schedule, 1000), 3.0 * 7); // 900 images in batches of 128.
        schedule.trainImages = 500;
        QCOMPARE(stepsOf(schedule, 1000), 3.0 * 3);
        QCOMPARE(stepsOf(schedule, 100), 3.0);
    }

    void thePrecisionIsThatOfEveryPhase()
    {
        Settings settings = preset("quick");
        QVERIFY(planned(settings, summary(), steps(1)).warmup.precision == protocol::Precision::Automatic);
        settings.precision = protocol::Precision::Mixed;
        const Plan plan = planned(settings, summary(), steps(1));
        for (const protocol::Schedule &schedule : {plan.warmup, plan.search, plan.finetune})
            QVERIFY(schedule.precision == protocol::Precision::Mixed);
    }

    void plansAndSettingsOfEarlierVersionsHaveFullPrecision()
    {
        Settings old = preset("quick");
        old.precision = protocol::Precision::Full;
        Json plan = toJson(planned(old, summary(), steps(12)));
        const std::string whole = plan.dump();
        for (const char *phase : {"warmup", "search", "finetune"})
            QCOMPARE(plan.at(phase).erase("precision"), std::size_t(1));
        QCOMPARE(toJson(planFromJson(plan, "plan")).dump(), whole);
        Json settings = toJson(Settings());
        QCOMPARE(settings.erase("precision"), std::size_t(1));
        QVERIFY(settingsFromJson(settings, "settings").precision == protocol::Precision::Full);
    }

    void settingsOfEarlierVersionsNameRestrictionsOtherwise()
    {
        Settings settings;
        settings.restrictions.mostLatency_ms = 0.5;
        Json json = toJson(settings);
        json["wishes"] = json.at("restrictions");
        json.erase("restrictions");
        QVERIFY(settingsFromJson(json, "settings").restrictions == settings.restrictions);
    }

    void settingsOfEarlierVersionsNameTheCorrectedStyleOtherwise()
    {
        Json settings = toJson(Settings());
        QCOMPARE(settings["style"].get<std::string>(), std::string("corrected"));
        settings["style"] = "mended";
        QVERIFY(settingsFromJson(settings, "settings").style == protocol::QuantiserStyle::Corrected);
    }

    void plansAndSettingsComeBackFromJson()
    {
        const Plan plan = planned(preset("quick"), summary(), steps(12));
        QCOMPARE(toJson(planFromJson(toJson(plan), "plan")).dump(), toJson(plan).dump());

        Settings settings = samples::settings();
        settings.points = 3;
        settings.images = 500;
        settings.objective = mapping::Objective::Energy;
        settings.costRule = protocol::CostRule::Published;
        settings.style = protocol::QuantiserStyle::Published;
        settings.precision = protocol::Precision::Mixed;
        settings.seed = 9;
        settings.layout = "host_conversion";
        QCOMPARE(settingsFromJson(toJson(settings), "settings").layout, settings.layout);
        QCOMPARE(toJson(settingsFromJson(toJson(settings), "settings")).dump(), toJson(settings).dump());
        const Settings plain;
        QCOMPARE(toJson(settingsFromJson(toJson(plain), "settings")).dump(), toJson(plain).dump());
    }
};

QTEST_APPLESS_MAIN(TestPlan)
#include "tst_plan.moc"
