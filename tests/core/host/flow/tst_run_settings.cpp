// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/run_settings.h"
#include "core/host/plan/make_plan.h"
#include "core/host/plan/validate.h"
#include "tests/core/host/samples.h"
#include "tests/core/project/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::host;

class TestRunSettings : public QObject {
    Q_OBJECT

private:
    static Plan plan() { return makePlan(samples::settings(), validate(samples::settings(), samples::summary()), {}); }

private slots:
    void aSearchNamesAllThatDecidesIt()
    {
        const Json json = Json::parse(searchSettings(samples::settings(), plan(), 0.5));
        for (const char *field : {"strength", "objective", "cost_rule", "search", "seed", "device", "threads", "style",
                                  "warmup", "finetune"})
            QVERIFY2(json.contains(field), field);
    }

    /// Runs of versions that knew no other precision are found again.
    void onlyMixedPrecisionIsNamed()
    {
        Plan mixed = plan();
        mixed.warmup.precision = protocol::Precision::Full;
        QVERIFY(warmupSettings(samples::settings(), mixed).find("precision") == std::string::npos);
        mixed.warmup.precision = protocol::Precision::Mixed;
        QVERIFY(warmupSettings(samples::settings(), mixed).find("\"precision\":\"mixed\"") != std::string::npos);
    }

    void equalMappingsOfDifferentSearchesAreTunedAlike()
    {
        const Settings settings = samples::settings();
        const std::string search = searchSettings(settings, plan(), 0.5);
        QCOMPARE(fineTuningPart(searchSettings(settings, plan(), 2)), fineTuningPart(search));
        QCOMPARE(fineTuningPart(baselineSettings(settings, plan(), "all-digital")), fineTuningPart(search));
        Settings other = settings;
        other.seed = 2;
        QVERIFY(fineTuningPart(searchSettings(other, plan(), 0.5)) != fineTuningPart(search));
        Plan longer = plan();
        longer.finetune.epochs += 1;
        QVERIFY(fineTuningPart(searchSettings(settings, longer, 0.5)) != fineTuningPart(search));
    }

    void changesOfStrengthAreListedWhateverStoodThere()
    {
        const std::string once = withStrengthChange(R"({"steered": "by hand"})", {.strength = 2, .epoch = 3});
        const Json twice = Json::parse(withStrengthChange(once, {.strength = 4, .epoch = 5}));
        QCOMPARE(QString::fromStdString(twice["steered"].dump()),
                 R"([{"strength":2.0,"epoch":3},{"strength":4.0,"epoch":5}])");
        QVERIFY(isSteered(once));
    }

    /// They called the style of the quantisers otherwise.
    void runsOfEarlierVersionsAreFoundAgain()
    {
        samples::NewProject made;
        project::Project &project = made.project;
        const PlannedRuns planned = registerRuns(project, samples::settings(), plan());
        const std::size_t runs = project.runs().size();
        for (const std::int64_t id : planned.all()) {
            project::Run run = project.run(id);
            if (const std::size_t name = run.settings.find("corrected"); name != std::string::npos)
                run.settings.replace(name, std::string("corrected").size(), "mended");
            project.save(run);
        }
        QVERIFY(project.run(planned.searches.front()).settings.find("mended") != std::string::npos);
        QVERIFY(registerRuns(project, samples::settings(), plan()).all() == planned.all());
        QCOMPARE(project.runs().size(), runs);
        const std::string search = searchSettings(samples::settings(), plan(), 0.5);
        QCOMPARE(fineTuningPart(project.run(planned.searches.front()).settings), fineTuningPart(search));
    }

    void theWarmUpDoesNotDependOnStyleOrObjective()
    {
        Settings other = samples::settings();
        other.style = protocol::QuantiserStyle::Published;
        other.objective = mapping::Objective::Energy;
        QCOMPARE(warmupSettings(other, plan()), warmupSettings(samples::settings(), plan()));
    }

    void runsAreEnteredOnceInOrder()
    {
        samples::NewProject made;
        Plan repeated = plan();
        repeated.strengths = {0.5, 0.1, 0.5};
        const PlannedRuns table = registerRuns(made.project, samples::settings(), repeated);
        QCOMPARE(table.warmup, 1);
        QCOMPARE(table.baselines, std::vector<std::int64_t>({2, 3, 4, 5, 6}));
        QCOMPARE(table.searches, std::vector<std::int64_t>({7, 8}));
        QCOMPARE(registerRuns(made.project, samples::settings(), repeated).all(), table.all());
        QCOMPARE(made.project.runs().size(), std::size_t(8));
        const project::Run baseline = made.project.run(2);
        QCOMPARE(baseline.baseline, "all-digital");
        QVERIFY(baseline.mapping && baseline.cost.latency_cycles > 0);
    }

    void anUnknownBaselineIsAnError()
    {
        samples::NewProject made;
        Plan wrong = plan();
        wrong.baselines = {"all-quantum"};
        QVERIFY_EXCEPTION_THROWN(registerRuns(made.project, samples::settings(), wrong), Error);
    }
};

QTEST_APPLESS_MAIN(TestRunSettings)
#include "tst_run_settings.moc"
