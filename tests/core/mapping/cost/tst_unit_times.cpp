// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/energy.h"
#include "core/mapping/cost/layer_explanation.h"
#include "core/mapping/cost/timeline.h"
#include "core/mapping/cost/unit_times.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::mapping;

namespace {

using Cycles = std::vector<std::optional<double>>;

/// Units a and c take turns; b runs beside them.
platform::Platform oneDatapathAndAUnit()
{
    platform::Platform platform = samples::threeUnits();
    platform.units[0].datapath = platform.units[2].datapath = "array";
    platform.power = {{{0}, 1}, {{1}, 10}, {{2}, 100}, {{0, 1}, 1000}, {{1, 2}, 10000}};
    return platform;
}

} // namespace

class TestUnitTimes : public QObject {
    Q_OBJECT

private slots:
    void unitsOfADatapathRunInTurn()
    {
        const platform::Platform platform = oneDatapathAndAUnit();
        const std::vector<UnitTime> times = unitTimes(platform, Cycles{4, 5, 3});
        QCOMPARE(times[0].begin_cycles, 0);
        QCOMPARE(times[0].end_cycles, 4);
        QCOMPARE(times[1].begin_cycles, 0);
        QCOMPARE(times[1].end_cycles, 5);
        QCOMPARE(times[2].begin_cycles, 4);
        QCOMPARE(times[2].end_cycles, 7);
        QCOMPARE(latency_cycles(platform, Cycles{4, 5, 3}), 7);
        QCOMPARE(latency_cycles(platform, Cycles{4, 9, 3}), 9);
        QCOMPARE(latency_cycles(platform, Cycles{std::nullopt, 2, 3}), 3);
    }

    /// 4 cycles with a and b at 1000 mW, 1 with b and c at 10000, 2 with c alone at 100; at 1 kHz they are uJ.
    void powerIsThatOfTheUnitsThatRunAtATime()
    {
        const platform::Platform platform = oneDatapathAndAUnit();
        QCOMPARE(energy_uJ(platform, Cycles{4, 5, 3}), 4 * 1000 + 10000 + 2 * 100);
        const std::vector<PowerPhase> phases = powerPhases(platform, Cycles{4, 5, 3});
        QCOMPARE(phases.size(), std::size_t{3});
        QCOMPARE(phases[1].units, (std::vector{1, 2}));
        QCOMPARE(phases[1].cycles, 1);
        QCOMPARE(energy_uJ(platform, Cycles{4, 0, 3}), 4 * 1 + 3 * 100);
    }

    /// Three units of one core: costs add up.
    void aLayerOnOneCoreTakesTheSumOfItsUnits()
    {
        const platform::Platform mpic = platform::loadPlatform("mpic");
        const LayerTable table = makeLayerTable(
            samples::layer({.name = "conv", .inChannels = 16, .outChannels = 16, .outX = 8, .outY = 8}), mpic);
        const std::vector<int> split{4, 7, 5};
        const LayerCost cost = costOfLayer(table, mpic, split);
        const double sum = *cost.cycles[0] + *cost.cycles[1] + *cost.cycles[2];
        QVERIFY(*cost.cycles[1] > 0 && samples::near(cost.latency_cycles, sum, 1e-12));
        QVERIFY(samples::near(cost.energy_uJ, sum / mpic.clock_Hz * 5.3825 * 1e3, 1e-12));
        const std::string explained = textOf(explainLayer(table, mpic, split));
        QVERIFY2(explained.find("slowest datapath = max(w8 + w4 + w2)") != std::string::npos, explained.c_str());
    }

    void aTimelineShowsUnitsInTurn()
    {
        const CostTable table =
            makeCostTable(network::simplify(network::zooNetwork("resnet8")), platform::loadPlatform("mpic"));
        Mapping mapping;
        for (const LayerTable &layer : table.layers) {
            LayerMapping &own = mapping.layers.emplace_back();
            own.layer = layer.layer.geometry.name;
            for (int channel = 0; channel < layer.layer.geometry.outChannels; ++channel)
                own.unitOfChannel.push_back(channel % 3);
        }
        const Timeline timeline = timelineOf(table, mapping);
        const auto compute = [&](std::size_t lane) {
            return *std::ranges::find(timeline.lanes[lane].spans, Activity::Compute, &TimeSpan::activity);
        };
        QCOMPARE(compute(0).begin_cycles, 0);
        QCOMPARE(compute(1).begin_cycles, compute(0).end_cycles);
        QCOMPARE(compute(2).begin_cycles, compute(1).end_cycles);
        QCOMPARE(compute(2).end_cycles, timeline.steps.front().end_cycles);
    }
};

QTEST_APPLESS_MAIN(TestUnitTimes)
#include "tst_unit_times.moc"
