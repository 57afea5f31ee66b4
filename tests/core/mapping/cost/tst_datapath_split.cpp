// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/mapping/cost/cheapest_split.h"
#include "core/mapping/cost/datapath_split.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <limits>

using namespace odimo;
using namespace odimo::mapping;

namespace {

/// Units on as many datapaths, drawn; every set of units that can be active together has a power of its own.
platform::Platform platformOf(int units, int datapaths, Random &random)
{
    platform::Platform platform;
    platform.name = "datapaths";
    platform.clock_Hz = 1e3;
    for (int unit = 0; unit < units; ++unit) {
        platform.units.push_back(samples::linearUnit("unit" + std::to_string(unit), 2 + unit * 3 % 7, 1));
        platform.units.back().datapath = "datapath" + std::to_string(unit < datapaths ? unit : random.below(datapaths));
    }
    for (unsigned set = 1; set < 1U << units; ++set) {
        platform::PowerState state;
        bool together = true;
        for (int unit = 0; unit < units; ++unit) {
            if ((set >> unit & 1U) == 0)
                continue;
            for (const int other : state.activeUnits)
                together = together && !platform.shareDatapath(unit, other);
            state.activeUnits.push_back(unit);
        }
        state.power_mW = 1 + random.below(10);
        if (together)
            platform.power.push_back(state);
    }
    return platform;
}

LayerTable randomLayer(const platform::Platform &platform, int channels, Random &random)
{
    LayerTable layer = makeLayerTable(samples::layer({.name = "x", .outChannels = channels}), platform);
    for (std::optional<std::vector<double>> &cycles : layer.cycles)
        for (double &each : *cycles)
            each = random.below(12);
    return layer;
}

/// The least cost of all splits.
double leastOf(const LayerTable &layer, const platform::Platform &platform, Objective objective,
               std::vector<int> &split, std::size_t unit, int rest)
{
    if (unit + 1 == split.size()) {
        split[unit] = rest;
        return costOfLayer(layer, platform, split).value(objective);
    }
    double least = std::numeric_limits<double>::max();
    for (split[unit] = 0; split[unit] <= rest; ++split[unit])
        least = std::min(least, leastOf(layer, platform, objective, split, unit + 1, rest - split[unit]));
    split[unit] = 0;
    return least;
}

} // namespace

class TestDatapathSplit : public QObject {
    Q_OBJECT

private slots:
    void equalsBruteForce_data()
    {
        QTest::addColumn<int>("units");
        QTest::addColumn<int>("datapaths");
        for (const auto &[units, datapaths] :
             {std::pair(2, 1), std::pair(3, 1), std::pair(4, 1), std::pair(3, 2), std::pair(4, 2), std::pair(4, 3)})
            QTest::addRow("%d units on %d datapaths", units, datapaths) << units << datapaths;
    }
    void equalsBruteForce()
    {
        QFETCH(int, units);
        QFETCH(int, datapaths);
        Random random(static_cast<std::uint64_t>(10 * units + datapaths));
        for (int instance = 0; instance < 60; ++instance) {
            const platform::Platform platform = platformOf(units, datapaths, random);
            const LayerTable layer = randomLayer(platform, 1 + random.below(8), random);
            QVERIFY(hasSharedDatapath(layer, platform));
            for (const Objective objective : {Objective::Latency, Objective::Energy}) {
                std::vector<int> split(static_cast<std::size_t>(units), 0);
                const double least = leastOf(layer, platform, objective, split, 0, layer.layer.geometry.outChannels);
                const std::vector<int> found = cheapestSplit(layer, platform, objective);
                const double cost = costOfLayer(layer, platform, found).value(objective);
                QVERIFY2(std::abs(cost - least) <= 1e-9 * (1 + least),
                         qPrintable(QString("%1 instead of %2").arg(cost).arg(least)));
            }
        }
    }

    void equalsGoToTheReferenceUnit()
    {
        Random random(1);
        platform::Platform platform = platformOf(3, 1, random);
        for (platform::PowerState &state : platform.power)
            state.power_mW = 1;
        LayerTable layer = randomLayer(platform, 6, random);
        for (std::optional<std::vector<double>> &cycles : layer.cycles)
            for (std::size_t n = 0; n < cycles->size(); ++n)
                (*cycles)[n] = static_cast<double>(n);
        for (const Objective objective : {Objective::Latency, Objective::Energy}) {
            const std::vector<int> split = cheapestSplit(layer, platform, objective);
            QCOMPARE(split[static_cast<std::size_t>(platform.referenceUnit())], 6);
        }
    }

    /// 512 channels on one core.
    void aCoreOfEightUnitsIsQuick()
    {
        Random random(2);
        const platform::Platform platform = platformOf(8, 1, random);
        const LayerTable layer = makeLayerTable(samples::layer({.name = "x", .outChannels = 512}), platform);
        QCOMPARE(costOfLayer(layer, platform, cheapestSplit(layer, platform, Objective::Latency)).latency_cycles, 512);
    }

    void namesTheLayerWithTooManySplits()
    {
        Random random(3);
        const platform::Platform platform = platformOf(6, 5, random);
        const LayerTable layer = makeLayerTable(samples::layer({.name = "conv7", .outChannels = 128}), platform);
        QCOMPARE(
            errorMessage([&] { cheapestSplit(layer, platform, Objective::Energy); }),
            "the layer conv7 can be split in more than 5,000,000 ways over 6 units of the platform datapaths, some of "
            "which share a datapath; leave units out, or give each its own datapath");
    }
};

QTEST_APPLESS_MAIN(TestDatapathSplit)
#include "tst_datapath_split.moc"
