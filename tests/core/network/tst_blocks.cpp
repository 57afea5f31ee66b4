// SPDX-License-Identifier: Apache-2.0
#include "core/network/blocks.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"

#include <QTest>

using namespace odimo::network;

namespace {

std::vector<std::vector<int>> inputsOf(const Network &network)
{
    std::vector<std::vector<int>> inputs;
    for (const Node &node : network.nodes())
        inputs.push_back(node.inputs);
    return inputs;
}

/// An addition within one branch of another, and a concatenation of three paths of which the fork's own is one.
Network nested()
{
    const Convolution same{.outChannels = 4};
    Network network("nested", {4, 8, 8});
    const int outer = network.add("stem", same, {0});
    const int first = network.add("stage.first", same, {outer});
    const int within = network.add("stage.inner.conv", same, {first});
    const int inner = network.add("stage.inner.add", Addition{}, {within, first});
    const int last = network.add("stage.last", same, {inner});
    const int sum = network.add("stage.add", Addition{}, {last, outer});
    const int left = network.add("left", same, {sum});
    network.add("all", Concatenation{}, {left, sum, sum});
    return network;
}

QStringList described(const Network &network)
{
    QStringList lines;
    for (const Block &block : blocksOf(network)) {
        QStringList names;
        for (const int node : block.nodes)
            names << QString::fromStdString(network.node(node).name);
        lines << QString::fromStdString(block.name + ": " + network.node(block.fork).name + " > ") + names.join(' ');
    }
    return lines;
}

} // namespace

class TestBlocks : public QObject {
    Q_OBJECT

private slots:
    void findsEachResidualBlock()
    {
        const Network network = simplify(zooNetwork("resnet20"));
        const std::vector<Block> blocks = blocksOf(network);
        QCOMPARE(blocks.size(), 9U);
        for (const Block &block : blocks)
            QVERIFY(std::holds_alternative<Addition>(network.node(block.join()).op));
        QVERIFY(blocksOf(simplify(zooNetwork("mobilenet_v1"))).empty());
    }

    void blocksLieWithinEachOther()
    {
        QCOMPARE(described(nested()), (QStringList{"stage.inner: stage.first > stage.inner.conv stage.inner.add",
                                                   "stage: stem > stage.first stage.inner.conv stage.inner.add "
                                                   "stage.last stage.add",
                                                   "all: stage.add > left all"}));
        QVERIFY(innermost(blocksOf(nested())) == (std::set<int>{4, 8}));
    }

    /// What is read elsewhere would lose its line.
    void aNodeReadOutsideKeepsItsBlockOpen()
    {
        Network network("read outside", {4, 8, 8});
        const int left = network.add("left", Convolution{.outChannels = 4}, {0});
        const int sum = network.add("sum", Addition{}, {left, 0});
        network.add("both", Concatenation{}, {sum, left});
        QCOMPARE(described(network), QStringList{"both: input > left sum both"});
    }

    void foldedBlocksAreOneNode()
    {
        const Network network = nested();
        const std::vector<Block> blocks = blocksOf(network);
        const FoldedGraph open = folded(inputsOf(network), blocks, {});
        QCOMPARE(open.shown.size(), network.nodes().size());
        QCOMPARE(open.edges.size(), 11U); // The sum that is concatenated twice has one edge.

        const FoldedGraph inner = folded(inputsOf(network), blocks, {4});
        QVERIFY(inner.shown == (std::vector{0, 1, 2, 4, 5, 6, 7, 8}));
        QVERIFY(inner.shownAs == (std::vector{0, 1, 2, 3, 3, 4, 5, 6, 7}));
        QVERIFY(std::ranges::find(inner.edges, Edge{2, 3}) != inner.edges.end());

        // An outer block hides the inner one, whether that is closed or not.
        const FoldedGraph outer = folded(inputsOf(network), blocks, {4, 6});
        QVERIFY(outer == folded(inputsOf(network), blocks, {6}));
        QVERIFY(outer.shown == (std::vector{0, 1, 6, 7, 8}));
        QVERIFY(outer.edges == (std::vector<Edge>{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {2, 4}}));
    }
};

QTEST_APPLESS_MAIN(TestBlocks)
#include "tst_blocks.moc"
