// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/layouts.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "core/platform/layout_mode.h"
#include "tests/core/mapping/layout_samples.h"

#include <QTest>

#include <limits>

using namespace odimo;
using namespace odimo::mapping;

namespace {

constexpr Objective objectives[] = {Objective::Latency, Objective::Energy};

/// input 2x4x4 -> first -> second -> add(first, second) -> third, all of 4 channels.
network::Network residualBlock()
{
    network::Network net("block", {.channels = 2, .height = 4, .width = 4});
    network::Convolution convolution{.outChannels = 4, .relu = network::Relu{}};
    const int first = net.add("first", convolution, {0});
    const int second = net.add("second", convolution, {first});
    const int sum = net.add("add", network::Addition{}, {first, second});
    net.add("third", convolution, {sum});
    return net;
}

Mapping mappingOf(const CostTable &table, const std::vector<std::vector<int>> &units)
{
    Mapping mapping;
    for (std::size_t layer = 0; layer < units.size(); ++layer)
        mapping.layers.push_back({table.layers[layer].layer.geometry.name, units[layer]});
    return mapping;
}

std::vector<double> conversions(const CostTable &table, const std::vector<std::vector<int>> &units)
{
    std::vector<double> cycles;
    for (const LayerCost &layer : costOf(table, mappingOf(table, units)).layers)
        cycles.push_back(layer.conversion_cycles);
    return cycles;
}

/// The least cost over every number of channels on each unit of every layer; which channels they are does not matter.
class EveryMapping {
public:
    EveryMapping(const CostTable &table, Objective objective) : m_table(table), m_objective(objective)
    {
        for (const LayerTable &layer : table.layers)
            m_mapping.layers.push_back({layer.layer.geometry.name, {}});
        goThrough(0);
    }

    double least = std::numeric_limits<double>::infinity();

private:
    void goThrough(std::size_t layer)
    {
        if (layer == m_table.layers.size()) {
            least = std::min(least, costOf(m_table, m_mapping).value(m_objective));
            return;
        }
        std::vector<int> &units = m_mapping.layers[layer].unitOfChannel;
        addChannels(layer, units, 0);
    }

    /// Channels in ascending order of units.
    void addChannels(std::size_t layer, std::vector<int> &units, int least_)
    {
        if (static_cast<int>(units.size()) == m_table.layers[layer].layer.geometry.outChannels) {
            goThrough(layer + 1);
            return;
        }
        for (int unit = least_; unit < static_cast<int>(m_table.platform.units.size()); ++unit) {
            units.push_back(unit);
            addChannels(layer, units, unit);
            units.pop_back();
        }
    }

    const CostTable &m_table;
    Objective m_objective;
    Mapping m_mapping;
};

} // namespace

class TestLayouts : public QObject {
    Q_OBJECT

private slots:
    void aPlatformWithoutLayoutsCountsNone()
    {
        platform::Platform paper = samples::twoLayouts();
        paper.layout.reset();
        const CostTable table = makeCostTable(residualBlock(), paper);
        QVERIFY(!table.layers[0].tensors);
        QCOMPARE(conversions(table, {{0, 0, 1, 1}, {1, 1, 1, 1}, {0, 1, 1, 1}}), (std::vector{0.0, 0.0, 0.0}));
    }

    void eachTensorIsConvertedOnce()
    {
        const CostTable table = makeCostTable(residualBlock(), samples::twoLayouts());
        using Cycles = std::vector<double>;
        const std::vector<int> a(4, 0), b(4, 1), both = {0, 1, 1, 1};
        // The input has 32 elements, every other tensor 64.
        QCOMPARE(conversions(table, {a, a, a}), (Cycles{0, 0, 0}));
        // The input, 16; what the second reads is there as it is; both are brought back for the addition; the sum, 16.
        QCOMPARE(conversions(table, {b, b, b}), (Cycles{16 + 48, 48, 16 + 48}));
        QCOMPARE(conversions(table, {b, a, a}), (Cycles{16 + 48, 0, 0}));
        // The three channels of b go back, then the whole tensor there.
        QCOMPARE(conversions(table, {both, b, a}), (Cycles{16 + 36, 16 + 48, 0}));
        QCOMPARE(conversions(table, {a, both, both}), (Cycles{0, 16 + 36, 16 + 36}));
    }

    void layersWhollyOnOneUnitConvertNothingBetweenThem()
    {
        network::Network net("chain", {.channels = 2, .height = 4, .width = 4});
        network::Convolution convolution{.outChannels = 4, .relu = network::Relu{}};
        const int first = net.add("first", convolution, {0});
        const int second = net.add("second", convolution, {first});
        net.add("third", convolution, {second});
        const CostTable table = makeCostTable(net, samples::twoLayouts());
        using Cycles = std::vector<double>;
        const std::vector<int> a(4, 0), b(4, 1), both = {0, 1, 1, 1};
        QCOMPARE(conversions(table, {b, b, b}), (Cycles{16, 0, 48}));
        QCOMPARE(conversions(table, {b, b, a}), (Cycles{16, 0, 48})); // brought back for the third
        QCOMPARE(conversions(table, {b, both, a}), (Cycles{16, 48 + 36, 0}));
    }

    void aTensorThatSeveralLayersReadIsConvertedForTheFirst()
    {
        network::Network net("fork", {.channels = 2, .height = 4, .width = 4});
        network::Convolution convolution{.outChannels = 4, .relu = network::Relu{}};
        const int left = net.add("left", convolution, {0});
        const int right = net.add("right", convolution, {0});
        net.add("add", network::Addition{}, {left, right});
        const CostTable table = makeCostTable(net, samples::twoLayouts());
        const std::vector<int> b(4, 1), a(4, 0);
        QCOMPARE(conversions(table, {b, b}), (std::vector{16.0 + 48, 48.0}));
        QCOMPARE(conversions(table, {a, b}), (std::vector{0.0, 16.0 + 48}));
    }

    void latencyAndEnergyHaveThemWhileNoUnitRuns()
    {
        const CostTable table = makeCostTable(residualBlock(), samples::twoLayouts());
        const Mapping mapping = mappingOf(table, {{0, 1, 1, 1}, {1, 1, 1, 1}, {0, 0, 0, 0}});
        const MappingCost cost = costOf(table, mapping);
        const LayerCost alone = costOfLayer(table.layers[0], table.platform, std::vector{1, 3});
        QCOMPARE(alone.conversion_cycles, 0.0);
        QCOMPARE(cost.layers[0].latency_cycles, alone.latency_cycles + 52);
        QCOMPARE(cost.layers[0].energy_uJ, alone.energy_uJ + 52 * 1.5);
        QCOMPARE(cost.latency_cycles, 7.0 + 52 + 8 + 64 + 28);
    }

    void conversionsFollowTheRulesForEachTensor()
    {
        Random random(5);
        for (const platform::Platform &platform : {samples::twoLayouts(), samples::fourLayouts()}) {
            for (int i = 0; i < 300; ++i) {
                const network::Network net = samples::randomNetwork(random, 2 + random.below(6));
                const CostTable table = makeCostTable(net, platform);
                const Mapping mapping = samples::randomMapping(table, random);
                double cycles = 0;
                for (const LayerCost &layer : costOf(table, mapping).layers)
                    cycles += layer.conversion_cycles;
                QCOMPARE(cycles, samples::conversionCycles(net, table, mapping));
            }
        }
    }

    void cheapestMappingIsTheBestOfAll()
    {
        Random random(6);
        for (const platform::Platform &platform : {samples::twoLayouts(), samples::fourLayouts()}) {
            for (int i = 0; i < 60; ++i) {
                const CostTable table = makeCostTable(samples::randomNetwork(random, 2 + random.below(2)), platform);
                for (const Objective objective : objectives) {
                    const double found = costOf(table, cheapestMapping(table, objective)).value(objective);
                    QVERIFY(samples::near(found, EveryMapping(table, objective).least, 1e-12));
                }
            }
        }
    }

    void dianaConvertsWhatItsAnalogArrayReadsAndWrites()
    {
        const network::Network net = network::simplify(network::zooNetwork("resnet20"));
        const platform::Platform diana = platform::loadPlatform("diana");
        const CostTable paper = makeCostTable(net, diana);
        const CostTable host = makeCostTable(net, platform::withLayout(diana, platform::LayoutMode::HostConversion));
        const CostTable hardware =
            makeCostTable(net, platform::withLayout(diana, platform::LayoutMode::HardwareShuffle));
        const Mapping digital = uniformMapping(paper, 0), analog = uniformMapping(paper, 1);
        QVERIFY(costOf(host, digital) == costOf(paper, digital));
        QVERIFY(costOf(hardware, digital) == costOf(paper, digital));
        // Elements of the tensors of each stage. The first block reads what the stem wrote as it is, and the two
        // convolutions that read the end of a stage share one conversion.
        constexpr double one = 16 * 32 * 32, two = 32 * 16 * 16, three = 64 * 8 * 8;
        const double input = 3 * 32 * 32;
        const double there = 2 * one + one + 2 * two + two + 2 * three + 64;
        const double back = 4 * one + 4 * two + 4 * three + 10;
        const double cycles = costOf(paper, analog).latency_cycles;
        QVERIFY(
            samples::near(costOf(host, analog).latency_cycles, cycles + (input + there) * 4.326 + back * 17, 1e-12));
        QVERIFY(samples::near(costOf(hardware, analog).latency_cycles,
                              cycles + input * 4.326 + there * 0.125 + back * 0.25, 1e-12));
    }
};

QTEST_APPLESS_MAIN(TestLayouts)
#include "tst_layouts.moc"
