// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/interop/htvm_obstacles.h"

#include "tests/core/deploy/diana/lowering/chip_samples.h"

#include <QTest>

using namespace odimo;

class TestHtvmObstacles : public QObject {
    Q_OBJECT

private slots:
    void findsNoneInALayerOnEachUnit()
    {
        QCOMPARE(deploy::htvmObstacles(array()).size(), std::size_t{0});
        QCOMPARE(deploy::htvmObstacles(ended([](network::Network &, int last) { return last; })).size(),
                 std::size_t{0});
    }

    void namesOperators()
    {
        const auto concatenated = ended([](network::Network &network, int last) {
            return network.add("joined", network::Concatenation{}, {last, last});
        });
        expectOne(concatenated, "joined", "concatenation", "NotImplementedError");

        const auto average = ended([](network::Network &network, int last) {
            return network.add("part", network::AveragePool{.kernel = {2, 2}, .stride = {2, 2}}, {last});
        });
        expectOne(average, "part", "average", "whole map");

        const auto whole = ended([](network::Network &network, int last) {
            return network.add("whole", network::AveragePool{.kernel = {4, 4}, .stride = {1, 1}}, {last});
        });
        QVERIFY(deploy::htvmObstacles(whole).empty());

        integer::QuantisedNetwork signedMean = ended([](network::Network &, int last) { return last; });
        signedMean.ranges[1].least = -128;
        expectOne(signedMean, "mean", "average", "below 0");

        integer::QuantisedNetwork relu =
            ended([](network::Network &network, int last) { return network.add("alone", network::Relu{}, {last}); });
        relu.ranges[2].exponent = relu.ranges[1].exponent;
        QVERIFY(deploy::htvmObstacles(relu).empty());
        relu.ranges[2].exponent += 2;
        expectOne(relu, "alone", "ReLU of its own", "shifts by 2");
    }

    void namesWhatTheArrayCannot()
    {
        integer::QuantisedNetwork network = array();
        network.layers[1].converters[1]->groupChannels = 1;
        expectOne(network, "a", "row groups", "3 readings");

        network = array();
        network.units[1].droppedInputBits = 1;
        expectOne(network, "a", "input of the array", "lowest bit");

        network = array();
        for (integer::Requantisation &by : network.layers[1].channels)
            by.shift = 15;
        QVERIFY(deploy::htvmObstacles(network).empty());
        for (integer::Requantisation &by : network.layers[1].channels)
            by.shift = 16;
        expectOne(network, "a", "shift on the array", "16;");
        for (integer::Requantisation &by : network.layers[1].channels)
            by.shift = -1;
        expectOne(network, "a", "shift on the array", "-1;");
    }

    /// 31 or -32 times the multiplier and the addend, at the ends of 16 bits.
    void namesScaledCodesBeyond16Bits()
    {
        integer::QuantisedNetwork network = array();
        integer::Requantisation &by = network.layers[1].channels[2];
        by = {.multiplier = 100, .addend = 32767 - 3100, .shift = by.shift};
        QVERIFY(deploy::htvmObstacles(network).empty());
        ++by.addend;
        expectOne(network, "a", "scaled code", "addend 29668 of channel 2");
        by.addend = -32768 + 3200;
        QVERIFY(deploy::htvmObstacles(network).empty());
        --by.addend;
        expectOne(network, "a", "scaled code", "addend -29569 of channel 2");
    }

    /// Single precision has 2^24, and not the next.
    void namesBiasesBeyondSinglePrecision()
    {
        integer::QuantisedNetwork network = ended([](network::Network &, int last) { return last; });
        network.layers[1].channels[3].addend = 1 << 24;
        QVERIFY(deploy::htvmObstacles(network).empty());
        ++network.layers[1].channels[3].addend;
        expectOne(network, "a", "bias", "channel 3");
    }

    void tellsWhatTheHostComputes()
    {
        const std::vector<deploy::Obstacle> host = deploy::htvmHostNodes(
            ended([](network::Network &network,
                     int last) { return network.add("odd", samples::chipConvolution(3, 1), {last}); },
                  {4, 3, 3}));
        QCOMPARE(host.size(), std::size_t{1});
        QCOMPARE(host[0].layer, std::string("odd"));
        QCOMPARE(host[0].why, std::string("reads 36 codes and gives 27; the units take multiples of 4"));
    }

private:
    /// Layer a, node 1, then what `more` adds, then a mean.
    template <typename More>
    static integer::QuantisedNetwork ended(const More &more, network::Shape shape = {3, 4, 4},
                                           samples::DrawnSplit split = samples::DrawnSplit::AllDigital)
    {
        network::Network network("sample", shape);
        const int last = more(network, network.add("a", samples::chipConvolution(4, 3), {0}));
        network.add("mean", network::GlobalAveragePool{}, {last});
        return samples::chipIntegers(network, split, samples::chipPlatform());
    }

    /// Layer a on the array.
    static integer::QuantisedNetwork array()
    {
        integer::QuantisedNetwork network =
            ended([](network::Network &, int last) { return last; }, {3, 4, 4}, samples::DrawnSplit::AllAnalog);
        for (integer::Requantisation &by : network.layers[1].channels)
            by = {.multiplier = 3, .addend = 5, .shift = 4};
        return network;
    }

    static void expectOne(const integer::QuantisedNetwork &network, const std::string &layer, const std::string &rule,
                          const std::string &part)
    {
        const std::vector<deploy::Obstacle> found = deploy::htvmObstacles(network);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].layer, layer);
        QCOMPARE(found[0].rule, rule);
        QVERIFY2(found[0].why.find(part) != std::string::npos, found[0].why.c_str());
    }
};

QTEST_GUILESS_MAIN(TestHtvmObstacles)
#include "tst_htvm_obstacles.moc"
