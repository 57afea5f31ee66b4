// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/operating_point_costs.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace odimo;
using namespace odimo::mapping;

namespace {

network::Network sample() { return network::simplify(network::zooNetwork("resnet8:input=1x16x16,classes=10")); }

platform::Platform withPoints()
{
    Json json = Json::parse(platform::loadPlatform("diana").json);
    json["schema"] = 2;
    json["operating_points"] = Json::parse(R"([
        {"name": "slow", "clock_Hz": 130000000, "power_scale": 0.3},
        {"name": "stated", "clock_Hz": 260000000, "power_scale": 1},
        {"name": "fast", "clock_Hz": 390000000, "power_scale": 2.5}])");
    return platform::platformFromText(json.dump(), "p.json");
}

bool near(double value, double expected) { return std::abs(value - expected) <= 1e-12 * expected; } // Rounding of sums.

} // namespace

/// Of clocks and powers the one of least energy that is fast enough.
class TestOperatingPointCosts : public QObject {
    Q_OBJECT

private slots:
    void costsFollowTheClockAndThePower()
    {
        const CostTable stated = makeCostTable(sample(), withPoints());
        const Mapping mapping = cheapestMapping(stated, Objective::Latency);
        const Cost cost = costOf(stated, mapping);
        const auto points = operatingPointTables(sample(), withPoints());
        const std::vector<OperatingPointCost> costs = costsAt(points, mapping, {});
        QCOMPARE(costs.size(), std::size_t(3));
        QVERIFY(near(costs[0].cost.latency_ms, 2 * cost.latency_ms) &&
                near(costs[0].cost.energy_uJ, 0.6 * cost.energy_uJ));
        QCOMPARE(costs[1].cost, cost);
        QVERIFY(near(costs[2].cost.latency_ms, cost.latency_ms / 1.5));
        QCOMPARE(costs[2].cost.latency_cycles, cost.latency_cycles);
    }

    void theMostFrugalOfTheFastEnoughIsChosen_data()
    {
        QTest::addColumn<double>("limit"); // Of the latency at the stated clock; 0: none.
        QTest::addColumn<int>("best");
        QTest::newRow("no limit") << 0.0 << 0;
        QTest::newRow("wide") << 2.5 << 0;
        QTest::newRow("middle") << 1.5 << 1;
        QTest::newRow("just kept") << 1.0 << 1;
        QTest::newRow("tight") << 0.8 << 2;
        QTest::newRow("beyond all") << 0.5 << -1;
    }
    void theMostFrugalOfTheFastEnoughIsChosen()
    {
        QFETCH(double, limit);
        QFETCH(int, best);
        const CostTable stated = makeCostTable(sample(), withPoints());
        const Mapping mapping = referenceMapping(stated);
        const std::optional<double> most_ms =
            limit > 0 ? std::optional(limit * costOf(stated, mapping).latency_ms) : std::nullopt;
        const std::vector<OperatingPointCost> costs =
            costsAt(operatingPointTables(sample(), withPoints()), mapping, most_ms);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(costs[static_cast<std::size_t>(i)].isMostFrugal, i == best);
    }

    void aPlatformWithoutPointsHasNone()
    {
        QVERIFY(operatingPointTables(sample(), platform::loadPlatform("diana")).empty());
    }
};

QTEST_APPLESS_MAIN(TestOperatingPointCosts)
#include "tst_operating_point_costs.moc"
