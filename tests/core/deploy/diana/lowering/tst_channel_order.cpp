// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/channel_order.h"

#include "core/deploy/diana/lowering/layer_parts.h"
#include "tests/core/deploy/diana/lowering/chip_samples.h"

#include <QTest>

namespace odimo::deploy {

namespace {

/// conv's channels on units by `units` ('d', 'a'), those of other layers likewise by name.
struct Sample {
    network::Network network;
    std::map<std::string, std::string> units;

    std::vector<std::vector<int>> orders() const
    {
        integer::QuantisedNetwork quantised{.network = network, .units = {}, .ranges = {}, .layers = {}};
        quantised.layers.resize(network.nodes().size());
        for (const auto &[layer, text] : units)
            for (const char unit : text)
                quantised.layers[static_cast<std::size_t>(network.find(layer))].unitOfChannel.push_back(unit == 'a');
        return channelOrders(quantised, {UnitRole::Digital, UnitRole::Analog});
    }
    std::vector<int> orderOf(const std::string &node) const
    {
        return orders()[static_cast<std::size_t>(network.find(node))];
    }
};

Sample residual()
{
    Sample sample{network::Network("residual", {3, 8, 8}), {{"a", "dada"}, {"b", "daad"}}};
    const int a = sample.network.add("a", samples::chipConvolution(4, 3), {0});
    const int b = sample.network.add("b", samples::chipConvolution(4, 3), {a});
    const int sum = sample.network.add("sum", network::Addition{}, {a, b});
    sample.network.add("depthwise", samples::chipConvolution(4, 3, 1, 4), {sum});
    return sample;
}

} // namespace

class TestChannelOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void digitalChannelsStandFirst()
    {
        Sample sample{network::Network("one", {3, 8, 8}), {{"conv", "adadda"}}};
        sample.network.add("conv", samples::chipConvolution(6, 3), {0});
        QCOMPARE(sample.orderOf("conv"), (std::vector<int>{1, 3, 4, 0, 2, 5}));
        QCOMPARE(sample.orderOf("input"), (std::vector<int>{0, 1, 2}));
    }

    /// a: channels 0 and 2 digital; b: 0 and 3. In the order 0, 2, 1, 3 of a plain sort b's digital channels would be
    /// as far apart as they can be as well; the Gray code leaves each analog part in one run.
    void tensorsOfAnAdditionShareOneOrder()
    {
        const Sample sample = residual();
        const std::vector<int> order = sample.orderOf("a");
        QCOMPARE(order, (std::vector<int>{0, 2, 1, 3}));
        for (const char *node : {"b", "sum", "depthwise"})
            QCOMPARE(sample.orderOf(node), order);
    }

    void concatenationsFollowTheirParts()
    {
        Sample sample{network::Network("joined", {3, 8, 8}), {{"a", "ad"}, {"b", "ada"}}};
        const int a = sample.network.add("a", samples::chipConvolution(2, 3), {0});
        const int b = sample.network.add("b", samples::chipConvolution(3, 3), {0});
        const int joined = sample.network.add("joined", network::Concatenation{}, {a, b});
        sample.network.add("flat", network::Flatten{},
                           {sample.network.add("pool", network::MaxPool{{8, 4}, {8, 4}, {}}, {joined})});
        QCOMPARE(sample.orderOf("joined"), (std::vector<int>{1, 0, 3, 2, 4}));
        QCOMPARE(sample.orderOf("pool"), sample.orderOf("joined"));
        QCOMPARE(sample.orderOf("flat"), (std::vector<int>{2, 3, 0, 1, 6, 7, 4, 5, 8, 9}));
    }

    void concatenationsThatMeetInAnAdditionKeepTheNetworksOrder()
    {
        Sample sample{network::Network("met", {3, 8, 8}), {{"a", "ad"}, {"b", "ada"}, {"c", "ada"}, {"d", "ad"}}};
        network::Network &network = sample.network;
        const int a = network.add("a", samples::chipConvolution(2, 3), {0});
        const int b = network.add("b", samples::chipConvolution(3, 3), {0});
        const int c = network.add("c", samples::chipConvolution(3, 3), {0});
        const int d = network.add("d", samples::chipConvolution(2, 3), {0});
        network.add(
            "sum", network::Addition{},
            {network.add("ab", network::Concatenation{}, {a, b}), network.add("cd", network::Concatenation{}, {c, d})});
        for (const char *node : {"a", "b", "c", "d"}) {
            std::vector<int> order = sample.orderOf(node);
            QVERIFY(std::ranges::is_sorted(order));
        }
    }

    void runsJoinNeighbours()
    {
        QCOMPARE(runsOf({0, 1, 2, 5, 6, 9}), (std::vector<Run>{{0, 0, 3}, {3, 5, 2}, {5, 9, 1}}));
        QVERIFY(runsOf({}).empty());
    }
};

} // namespace odimo::deploy

QTEST_APPLESS_MAIN(odimo::deploy::TestChannelOrder)
#include "tst_channel_order.moc"
