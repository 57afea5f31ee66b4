// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/cost.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <array>

using namespace odimo;
using namespace odimo::mapping;

namespace {

/// A depthwise layer "depthwise" of 8 channels and a classifier "fc" of 4.
network::Network smallNetwork()
{
    network::Network net("small", {.channels = 8, .height = 4, .width = 4});
    network::Convolution depthwise;
    depthwise.outChannels = 8;
    depthwise.groups = 8;
    depthwise.relu = network::Relu{}; // What has no ReLU is signed, and the analog unit could not read it.
    const int first = net.add("depthwise", depthwise, {0});
    const int pooled = net.add("pool", network::GlobalAveragePool{}, {first});
    net.add("fc", network::FullyConnected{.outFeatures = 4}, {pooled});
    return net;
}

std::vector<int> unitsOf(const LayerTable &table)
{
    std::vector<int> units;
    for (const platform::Branch &branch : table.branches)
        units.push_back(branch.unit);
    return units;
}

} // namespace

class TestCost : public QObject {
    Q_OBJECT

private slots:
    void tableHoldsEveryNumberOfChannelsAndNoUnitThatRefuses()
    {
        const CostTable table = makeCostTable(smallNetwork(), platform::loadPlatform("diana"));
        QCOMPARE(table.layers.size(), std::size_t(2));
        QCOMPARE(unitsOf(table.layers[0]), (std::vector{0}));
        QCOMPARE(table.layers[0].cycles[0]->size(), std::size_t(9));
        QCOMPARE(unitsOf(table.layers[1]), (std::vector{0, 1}));
        QCOMPARE(table.layers[1].cycles[1]->size(), std::size_t(5));
    }

    void keepsFixedLayersOnTheReferenceUnit()
    {
        platform::Layer layer = samples::layer({.name = "first", .inChannels = 3, .outChannels = 16});
        layer.searched = false;
        const LayerTable table = makeLayerTable(layer, platform::loadPlatform("diana"));
        QCOMPARE(unitsOf(table), (std::vector{0}));
    }

    void namesALayerThatNoUnitCanRunWithEachReason()
    {
        platform::Platform diana = platform::loadPlatform("diana");
        diana.units[0].operators = {platform::OperatorKind::Convolution};
        QCOMPARE(errorMessage([&] { makeCostTable(smallNetwork(), diana); }),
                 "the platform diana cannot run the layer depthwise; digital: it does not support grouped "
                 "convolutions; analog: groups must be 1, not 8");
    }

    void slowestUnitDecidesAndLayersAddUp()
    {
        const platform::Platform platform = samples::threeUnits();
        CostTable table{.platform = platform, .layers = {}};
        for (const char *name : {"one", "two"})
            table.layers.push_back(makeLayerTable(samples::layer({.name = name, .outChannels = 6}), platform));
        const Mapping mapping{{{"one", {0, 1, 1, 2, 2, 2}}, {"two", {0, 0, 0, 0, 0, 0}}}};

        const MappingCost cost = costOf(table, mapping);

        QCOMPARE(cost.layers[0].latency_cycles, 4.0);
        QCOMPARE(cost.layers[0].energy_uJ, 3.0 + 4.0 + 3.0);
        QCOMPARE(cost.latency_cycles, 4.0 + 18.0);
        QCOMPARE(cost.latency_ms, 22.0);
        QCOMPARE(cost.energy_uJ, 28.0);
        QCOMPARE(cost.value(Objective::Latency), cost.latency_cycles);
        QCOMPARE(cost.value(Objective::Energy), cost.energy_uJ);
    }

    void refusesChannelsThatDoNotFit_data()
    {
        QTest::addColumn<QVector<int>>("channels");
        QTest::addColumn<QString>("message");
        QTest::newRow("too few") << QVector{3, 2} << "has 6 output channels on 2 units; the mapping gives 5 on 2";
        QTest::newRow("negative") << QVector{7, -1} << "has 6 output channels on 2 units";
        QTest::newRow("a unit missing") << QVector{6} << "the mapping gives 6 on 1";
        QTest::newRow("refused") << QVector{5, 1}
                                 << "the layer dw has channels on the unit analog, which cannot take them: groups must "
                                    "be 1, not 6";
    }
    void refusesChannelsThatDoNotFit()
    {
        QFETCH(QVector<int>, channels);
        QFETCH(QString, message);
        const platform::Platform diana = platform::loadPlatform("diana");
        const LayerTable table =
            makeLayerTable(samples::layer({.name = "dw", .inChannels = 6, .outChannels = 6, .groups = 6}), diana);
        const QString found = errorMessage([&] {
            costOfLayer(table, diana, {channels.constData(), static_cast<std::size_t>(channels.size())});
        });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void refusesAMappingOfAnotherNetwork()
    {
        const CostTable table = makeCostTable(smallNetwork(), platform::loadPlatform("diana"));
        const std::vector<int> eight(8, 0);
        const std::vector<int> four(4, 0);
        const auto refusal = [&](const Mapping &mapping) {
            return errorMessage([&] { costOf(table, mapping); });
        };
        QCOMPARE(refusal({{{"depthwise", eight}}}), "the mapping has 1 layers; the network has 2");
        QCOMPARE(refusal({{{"depthwise", eight}, {"head", four}}}),
                 "layer 2 of the mapping is head; that of the network is fc");
    }

    void takesNoMemoryForChannelsThatNoNetworkHas()
    {
        network::Network net("huge", {.channels = 8, .height = 1, .width = 1});
        net.add("first", network::FullyConnected{.outFeatures = 1 << 19}, {0});
        net.add("second", network::FullyConnected{.outFeatures = (1 << 19) + 1}, {0});
        QCOMPARE(errorMessage([&] { makeCostTable(net, platform::loadPlatform("diana")); }),
                 "the layers of the network huge have 1048577 output channels together; costs are known for at most "
                 "1048576");
    }

    void namesObjectivesBothWays()
    {
        for (const Objective objective : {Objective::Latency, Objective::Energy})
            QVERIFY(objectiveFromName(objectiveName(objective)) == objective);
        QCOMPARE(errorMessage([] { objectiveFromName("power"); }),
                 "there is no objective \"power\"; choose latency or energy");
    }
};

QTEST_APPLESS_MAIN(TestCost)
#include "tst_cost.moc"
