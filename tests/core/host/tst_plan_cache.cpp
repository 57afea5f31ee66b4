// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan_cache.h"
#include "tests/core/host/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::host;

class TestPlanCache : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_file = m_folder.path() / "odimo" / "plans.json";

    static std::string key(const Settings &settings)
    {
        return planKey(settings, validate(settings, samples::summary()), platform::loadPlatform("diana"));
    }

    static Plan plan()
    {
        Plan plan;
        plan.strengths = {0.5};
        plan.explanation = "because";
        return plan;
    }

private slots:
    void init() { setenv("XDG_CACHE_HOME", m_folder.path().c_str(), 1); }
    void cleanup() { std::filesystem::remove_all(m_file.parent_path()); }

    void keepsPlansByKey()
    {
        QVERIFY(!cachedPlan("a"));
        keepPlan("a", plan());
        Plan other = plan();
        other.explanation = "otherwise";
        keepPlan("b", other);
        QCOMPARE(cachedPlan("a")->explanation, "because");
        QCOMPARE(cachedPlan("b")->explanation, "otherwise");
        QVERIFY(!cachedPlan("c"));
    }

    void aDamagedCacheIsNone_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("no object") << QByteArray("[1]");
        QTest::newRow("no plan") << QByteArray(R"({"a": {"jobs": 1}})");
    }
    void aDamagedCacheIsNone()
    {
        QFETCH(QByteArray, content);
        std::filesystem::create_directories(m_file.parent_path());
        writeText(m_file, content.toStdString());
        QVERIFY(!cachedPlan("a"));
        keepPlan("a", plan());
        QVERIFY(cachedPlan("a"));
    }

    void aCacheThatCannotBeWrittenIsNoError()
    {
        setenv("XDG_CACHE_HOME", "/proc/nowhere", 1);
        keepPlan("a", plan());
        QVERIFY(!cachedPlan("a"));
    }

    void theKeyIgnoresTheSeedAlone()
    {
        const std::string usual = key(samples::settings());
        Settings settings = samples::settings();
        settings.seed = 99;
        QCOMPARE(key(settings), usual);
        const std::vector<std::function<void(Settings &)>> changes{[](Settings &s) { s.network = "resnet20"; },
                                                                   [](Settings &s) { s.data = "fashion-mnist"; },
                                                                   [](Settings &s) { s.preset = "paper"; },
                                                                   [](Settings &s) { s.budget_s = 100; },
                                                                   [](Settings &s) { s.points = 3; },
                                                                   [](Settings &s) { s.strengths = {1}; },
                                                                   [](Settings &s) { s.device = "cuda"; },
                                                                   [](Settings &s) { s.jobs = 3; },
                                                                   [](Settings &s) { s.epochs.reset(); },
                                                                   [](Settings &s) { s.executor = "srun"; },
                                                                   [](Settings &s) {
                                                                       s.objective = mapping::Objective::Energy;
                                                                   }};
        for (const auto &change : changes) {
            Settings changed = samples::settings();
            change(changed);
            QVERIFY(key(changed) != usual);
        }
    }
};

QTEST_APPLESS_MAIN(TestPlanCache)
#include "tst_plan_cache.moc"
