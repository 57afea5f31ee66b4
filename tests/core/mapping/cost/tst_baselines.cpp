// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/mapping/cost/baselines.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <limits>

using namespace odimo;
using namespace odimo::mapping;

namespace {

constexpr Objective objectives[] = {Objective::Latency, Objective::Energy};

CostTable tableOf(const platform::Platform &platform, const std::vector<platform::LayerGeometry> &layers)
{
    CostTable table{.platform = platform, .layers = {}};
    for (const platform::LayerGeometry &geometry : layers)
        table.layers.push_back(makeLayerTable(samples::layer(geometry), platform));
    return table;
}

/// The least cost over every assignment of each channel, units^channels of them.
double leastCostOfAllAssignments(const CostTable &table, Objective objective)
{
    const platform::LayerGeometry &geometry = table.layers.front().layer.geometry;
    const auto units = static_cast<int>(table.platform.units.size());
    LayerMapping layer{.layer = geometry.name,
                       .unitOfChannel = std::vector<int>(static_cast<std::size_t>(geometry.outChannels), 0)};
    double least = std::numeric_limits<double>::infinity();
    while (true) {
        least = std::min(least, costOf(table, {{layer}}).value(objective));
        std::size_t digit = 0;
        while (digit < layer.unitOfChannel.size() && ++layer.unitOfChannel[digit] == units)
            layer.unitOfChannel[digit++] = 0;
        if (digit == layer.unitOfChannel.size())
            return least;
    }
}

} // namespace

class TestBaselines : public QObject {
    Q_OBJECT

private slots:
    void cheapestIsTheBestOfAllAssignmentsOnDiana()
    {
        Random random(11);
        const platform::Platform diana = platform::loadPlatform("diana");
        for (int i = 0; i < 20; ++i) {
            const int side = 1 + random.below(20);
            const int kernel = 1 + 2 * random.below(3);
            const platform::LayerGeometry geometry{.name = "layer",
                                                   .inChannels = 1 + random.below(40),
                                                   .outChannels = 1 + random.below(8),
                                                   .kernelX = kernel,
                                                   .kernelY = kernel,
                                                   .outX = side,
                                                   .outY = side};
            const CostTable table = tableOf(diana, {geometry});
            for (const Objective objective : objectives)
                QCOMPARE(costOf(table, cheapestMapping(table, objective)).value(objective),
                         leastCostOfAllAssignments(table, objective));
        }
    }

    void cheapestIsTheBestOfAllAssignmentsOnThreeUnits()
    {
        const CostTable table = tableOf(samples::threeUnits(), {{.name = "layer", .outChannels = 7}});
        for (const Objective objective : objectives)
            QCOMPARE(costOf(table, cheapestMapping(table, objective)).value(objective),
                     leastCostOfAllAssignments(table, objective));
    }

    void tiesGoToTheReferenceUnit()
    {
        // Four cycles are possible with 1 channel on a and 1 or 2 on b.
        const CostTable table = tableOf(samples::threeUnits(), {{.name = "layer", .outChannels = 6}});
        const Mapping cheapest = cheapestMapping(table, Objective::Latency);
        QCOMPARE(costOf(table, cheapest).latency_cycles, 4.0);
        QCOMPARE(cheapest.layers[0].unitOfChannel, (std::vector{0, 1, 1, 2, 2, 2}));
    }

    void namesComeFromTheUnits()
    {
        std::vector<std::string> names;
        for (const Baseline &baseline : baselines(tableOf(samples::threeUnits(), {{.name = "x", .outChannels = 2}})))
            names.push_back(baseline.name);
        QCOMPARE(names, (std::vector<std::string>{"all-a", "all-b", "all-c", "first-and-last-a", "min-latency",
                                                  "min-energy"}));
    }

    void firstAndLastArePreciseTheRestIsLeastPrecise()
    {
        const CostTable table = tableOf(samples::threeUnits(), {{.name = "first", .outChannels = 1},
                                                                {.name = "middle", .outChannels = 2},
                                                                {.name = "last", .outChannels = 1}});
        const Mapping expected{{{"first", {0}}, {"middle", {2, 2}}, {"last", {0}}}};
        QVERIFY(baselines(table)[3].mapping == expected);
    }

    void layersThatTheUnitRefusesStayOnTheReferenceUnit()
    {
        const platform::LayerGeometry depthwise{.name = "dw", .inChannels = 2, .outChannels = 2, .groups = 2};
        const CostTable table =
            tableOf(platform::loadPlatform("diana"), {depthwise, {.name = "pw", .inChannels = 2, .outChannels = 2}});
        const Mapping expected{{{"dw", {0, 0}}, {"pw", {1, 1}}}};
        QVERIFY(uniformMapping(table, 1) == expected);
    }
};

QTEST_APPLESS_MAIN(TestBaselines)
#include "tst_baselines.moc"
