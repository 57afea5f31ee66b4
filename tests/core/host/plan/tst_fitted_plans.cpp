// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/fitted_plans.h"
#include "core/host/plan/make_plan.h"
#include "core/host/plan/validate.h"
#include "tests/core/host/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::host;

class TestFittedPlans : public QObject {
    Q_OBJECT

private:
    static std::string key(const std::function<void(Settings &)> &change = [](Settings &) {})
    {
        Settings settings = samples::settings();
        change(settings);
        return planKey(settings, validate(settings, samples::summary()), platform::loadPlatform("diana"));
    }

private slots:
    void namesAllThatAPlanAnswers()
    {
        const std::vector<std::function<void(Settings &)>> changes{
            [](Settings &s) { s.network = "resnet20"; },
            [](Settings &s) { s.data = "fashion-mnist"; },
            [](Settings &s) { s.preset = "paper"; },
            [](Settings &s) { s.budget_s = 100; },
            [](Settings &s) { s.points = 3; },
            [](Settings &s) { s.strengths = {1}; },
            [](Settings &s) { s.device = "cuda"; },
            [](Settings &s) { s.threads = Threads{.alone = 8, .beside = 2}; },
            [](Settings &s) { s.epochs.reset(); },
            [](Settings &s) {
                s.objective = mapping::Objective::Energy;
            }};
        for (const auto &change : changes)
            QVERIFY(key(change) != key());
    }

    void namesWhatTheSettingsOnlyPointTo()
    {
        const Settings settings = samples::settings();
        const Inputs inputs = validate(settings, samples::summary());
        const platform::Platform platform = platform::loadPlatform("diana");
        Inputs larger = inputs;
        ++larger.data.trainImages;
        Inputs trained = inputs;
        trained.source.parameters = network::Parameters{};
        platform::Platform other = platform;
        other.json += " ";
        QVERIFY(planKey(settings, larger, platform) != key());
        QVERIFY(planKey(settings, trained, platform) != key());
        QVERIFY(planKey(settings, inputs, other) != key());
    }

    void theSeedAndWhereItIsComputedAreNotAsked()
    {
        const std::vector<std::function<void(Settings &)>> changes{[](Settings &s) { s.seed = 99; },
                                                                   [](Settings &s) { s.jobs = 3; },
                                                                   [](Settings &s) {
                                                                       s.executors = {{.words = "srun"}};
                                                                   }};
        for (const auto &change : changes)
            QCOMPARE(key(change), key());
    }

    /// Each exploration of a project repeats its own, also after others.
    void aProjectKeepsThePlansOfAllSettings()
    {
        const TemporaryFolder folder;
        Settings slow = samples::settings();
        Settings fast = samples::settings();
        fast.budget_s = 60;
        const Inputs inputs = validate(slow, samples::summary());
        project::Project project = project::Project::create(folder.path() / "x.odimo", samples::setup());
        QVERIFY(!fittedPlan(project, slow, inputs));
        Plan plan = makePlan(slow, inputs, std::nullopt);
        keepFittedPlan(project, slow, inputs, plan);
        QVERIFY(!fittedPlan(project, fast, inputs));
        plan.fineTunings = 3;
        keepFittedPlan(project, fast, inputs, plan);
        QCOMPARE(fittedPlan(project, fast, inputs)->fineTunings, 3);
        QVERIFY(fittedPlan(project, slow, inputs)->fineTunings != 3);
        slow.jobs = 7;
        QCOMPARE(fittedPlan(project, slow, inputs)->jobs, 7);
    }
};

QTEST_APPLESS_MAIN(TestFittedPlans)
#include "tst_fitted_plans.moc"
