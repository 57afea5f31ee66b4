// SPDX-License-Identifier: Apache-2.0
#include "core/network/channel_groups.h"
#include "core/network/zoo.h"

#include <QTest>

using namespace odimo::network;

namespace {

std::vector<bool> noneDepthwise(const Network &network) { return std::vector<bool>(network.nodes().size(), false); }

/// "fixed conv1 conv2" of the group that a layer is in.
QString groupOf(const ChannelGroups &groups, const Network &network, const char *layer)
{
    const int index = groups.ofNode[static_cast<std::size_t>(network.find(layer))];
    const ChannelGroup &group = groups.groups[static_cast<std::size_t>(index)];
    QStringList names;
    if (group.fixed)
        names << "fixed";
    for (const std::string &name : group.layers)
        names << QString::fromStdString(name);
    return names.join(' ');
}

} // namespace

class TestChannelGroups : public QObject {
    Q_OBJECT

private slots:
    void depthwiseLayersAreInTheGroupOfTheirInput()
    {
        const Network network = zooNetwork("mobilenet_v1_darkside:width=0.25");
        const ChannelGroups groups = channelGroups(network, noneDepthwise(network));
        QCOMPARE(groupOf(groups, network, "conv1"), "conv1 block1.depthwise");
        QCOMPARE(groupOf(groups, network, "block7.convolution"), "block7.convolution");
        QCOMPARE(groupOf(groups, network, "fc"), "fixed fc");
    }

    /// Where a convolution may be computed depthwise, a whole chain has one order.
    void standInsJoinChains()
    {
        const Network network = zooNetwork("mobilenet_v1_darkside:width=0.25");
        std::vector<bool> depthwise = noneDepthwise(network);
        for (const char *block : {"7", "8", "9", "10", "11"})
            depthwise[static_cast<std::size_t>(network.find(std::string("block") + block + ".convolution"))] = true;
        const ChannelGroups groups = channelGroups(network, depthwise);
        QCOMPARE(groupOf(groups, network, "block9.convolution"),
                 "block6.pointwise block7.convolution block8.convolution block9.convolution block10.convolution "
                 "block11.convolution block12.depthwise");
        QCOMPARE(groupOf(groups, network, "block12.pointwise"), "block12.pointwise");
    }

    void additionsJoinTheirInputs()
    {
        Network network("sum", {3, 4, 4});
        const int one = network.add("one", Convolution{.outChannels = 4}, {0});
        const int two = network.add("two", Convolution{.outChannels = 4}, {0});
        const int sum = network.add("sum", Addition{}, {one, two});
        const int pool = network.add("pool", GlobalAveragePool{}, {sum});
        const int flat = network.add("flat", Flatten{}, {pool});
        network.add("fc", FullyConnected{.outFeatures = 2}, {flat});
        const ChannelGroups groups = channelGroups(network, noneDepthwise(network));
        QCOMPARE(groupOf(groups, network, "one"), "one two");
        QCOMPARE(groupOf(groups, network, "flat"), "one two");
    }

    void concatenationsGroupsAndFlattenedMapsAreFixed()
    {
        Network network("given", {4, 4, 4});
        const int one = network.add("one", Convolution{.outChannels = 4}, {0});
        const int two = network.add("two", Convolution{.outChannels = 4}, {0});
        const int both = network.add("both", Concatenation{}, {one, two});
        const int three = network.add("three", Convolution{.outChannels = 8}, {both});
        const int four = network.add("four", Convolution{.outChannels = 8, .groups = 2}, {three});
        const int five = network.add("five", Convolution{.outChannels = 8}, {four});
        const int flat = network.add("flat", Flatten{}, {five});
        network.add("fc", FullyConnected{.outFeatures = 2}, {flat});
        const ChannelGroups groups = channelGroups(network, noneDepthwise(network));
        for (const char *layer : {"one", "two", "three", "four", "five", "fc"})
            QCOMPARE(groupOf(groups, network, layer), QString("fixed %1").arg(layer));
        QVERIFY(groups.groups[static_cast<std::size_t>(groups.ofNode[0])].fixed);
    }
};

QTEST_APPLESS_MAIN(TestChannelGroups)
#include "tst_channel_groups.moc"
