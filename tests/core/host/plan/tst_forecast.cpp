// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/forecast.h"
#include "core/host/plan/make_plan.h"
#include "core/host/plan/time_budget.h"
#include "core/host/plan/validate.h"
#include "tests/core/host/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;

class TestForecast : public QObject {
    Q_OBJECT

private:
    static Settings settings(const char *preset, const char *engine)
    {
        Settings settings;
        settings.network = "resnet8:width=4";
        settings.data = "samples";
        settings.preset = preset;
        settings.engine = engine;
        settings.jobs = 2;
        return settings;
    }
    static protocol::StepTimes steps(double ms)
    {
        return {.floatStep_ms = ms, .searchStep_ms = ms, .finetuneStep_ms = ms};
    }

private Q_SLOTS:
    void theRunsAreThoseOfThePlan()
    {
        Settings wanted = settings("standard", "odimo");
        wanted.strengths = {0.1, 1};
        wanted.targets = {0.5};
        const Forecast trained = forecast(wanted, validate(wanted, samples::summary()), steps(5));
        QCOMPARE(trained.searches, 3);
        QCOMPARE(trained.fineTunings, 3);
        QCOMPARE(trained.baselines, static_cast<int>(trained.plan.baselines.size()));
        const Settings instant = settings("quick", "instant");
        const Forecast proposed = forecast(instant, validate(instant, samples::summary()), steps(1));
        QCOMPARE(QString::fromStdString(runsInWords(proposed)),
                 QStringLiteral("16 mappings measured, up to 8 fine-tuned, 1 baseline"));
        QVERIFY(proposed.disk_MB > 0.3 && proposed.disk_MB < 5);
    }

    void measuredTimesGiveANarrowRangeAroundTheEstimate()
    {
        const Settings wanted = settings("standard", "instant");
        const Inputs inputs = validate(wanted, samples::summary());
        const Forecast measured = forecast(wanted, inputs, steps(5));
        const double estimate = estimatedSeconds(measured.plan, wanted, inputs.data, steps(5));
        QVERIFY(measured.isMeasured);
        QVERIFY(measured.least_s < estimate && estimate < measured.most_s);
        QVERIFY(measured.most_s < 2 * measured.least_s);
        const Forecast guessed = forecast(wanted, inputs, std::nullopt);
        QVERIFY(!guessed.isMeasured);
        QVERIFY(guessed.most_s > 2 * guessed.least_s);
    }

    void aFittedPlanKeepsToItsBudget()
    {
        const Settings wanted = settings("quick", "instant");
        const Inputs inputs = validate(wanted, samples::summary());
        const Forecast fitted = forecast(wanted, inputs, steps(3));
        QVERIFY2(fitted.most_s <= wanted.budget_s, qPrintable(QString::number(fitted.most_s)));
        QVERIFY(!fitted.exceedsBudget);
        const Forecast slow = forecast(wanted, inputs, steps(500)); // No images make a front in time.
        QVERIFY(slow.exceedsBudget);
        QVERIFY(slow.least_s > wanted.budget_s);
    }
};

QTEST_APPLESS_MAIN(TestForecast)
#include "tst_forecast.moc"
