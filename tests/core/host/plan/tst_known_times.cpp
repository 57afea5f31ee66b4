// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/host/plan/known_times.h"
#include "core/host/plan/make_plan.h"
#include "core/host/plan/validate.h"
#include "tests/core/host/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;

class TestKnownTimes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timesAreThoseOfTheSameSteps()
    {
        const TemporaryFolder folder;
        const KnownTimes known(folder.path() / "cache" / "times.json");
        Settings settings = samples::settings();
        const Inputs inputs = validate(settings, samples::summary());
        const Plan plan = makePlan(settings, inputs, std::nullopt);
        QVERIFY(!known.of(settings, inputs, plan));
        known.keep(settings, inputs, plan, {.floatStep_ms = 1, .searchStep_ms = 2, .finetuneStep_ms = 3});
        const std::optional<protocol::StepTimes> times = known.of(settings, inputs, plan);
        QVERIFY(times);
        QCOMPARE(times->floatStep_ms, 1.0);
        QCOMPARE(times->searchStep_ms, 2.0);
        QCOMPARE(times->finetuneStep_ms, 3.0);
        settings.seed = 9; // Another front, as quick.
        QVERIFY(known.of(settings, inputs, plan));
        settings.device = "cuda";
        QVERIFY(!known.of(settings, inputs, plan));
        Plan wider = plan;
        wider.threads = 7;
        QVERIFY(!known.of(samples::settings(), inputs, wider));
    }

    void aDamagedCacheIsNone()
    {
        const TemporaryFolder folder;
        const Settings settings = samples::settings();
        const Inputs inputs = validate(settings, samples::summary());
        const Plan plan = makePlan(settings, inputs, std::nullopt);
        for (const char *text : {"", "[1]", "{\"a\":", "null"}) {
            writeText(folder.path() / "times.json", text);
            const KnownTimes known(folder.path() / "times.json");
            QVERIFY(!known.of(settings, inputs, plan));
            known.keep(settings, inputs, plan, {.floatStep_ms = 1, .searchStep_ms = 2, .finetuneStep_ms = 3});
            QVERIFY(known.of(settings, inputs, plan));
        }
        const KnownTimes nowhere("/proc/none/times.json");
        nowhere.keep(settings, inputs, plan, {.floatStep_ms = 1, .searchStep_ms = 2, .finetuneStep_ms = 3});
        QVERIFY(!nowhere.of(settings, inputs, plan));
    }
};

QTEST_APPLESS_MAIN(TestKnownTimes)
#include "tst_known_times.moc"
