// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/network/network_samples.h"
#include "widgets/network/node_attributes.h"

#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;
using namespace odimo::tests;

namespace {

QString attribute(const NetworkNode &node, const QString &name)
{
    const auto found = std::ranges::find(node.attributes, name, &NodeAttribute::name);
    return found == node.attributes.end() ? QString() : found->value;
}

const NetworkNode &nodeOf(const NetworkValues &values, const QString &name)
{
    return values.nodes[static_cast<std::size_t>(values.find(name))];
}

} // namespace

class NetworkValuesTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void nodesAreNamedByKindOperationAndShape()
    {
        const NetworkValues values = networkSample("mobilenet_v1");
        QCOMPARE(values.nodes.front().operation, "input");
        QCOMPARE(values.nodes.front().kind, NodeKind::Input);
        int depthwise = 0;
        for (const NetworkNode &node : values.nodes)
            depthwise += node.kind == NodeKind::Depthwise ? 1 : 0;
        QCOMPARE(depthwise, 13);
        QCOMPARE(values.nodes.back().kind, NodeKind::Dense);
        QCOMPARE(values.nodes.back().operation, "dense");
        const NetworkValues resnet = networkSample();
        QCOMPARE(resnet.nodes[1].operation, "3x3 conv, ReLU");
        QCOMPARE(resnet.nodes[1].shape, "16x32x32");
        QCOMPARE(resnet.blocks.size(), 3U);
    }

    void operationsSayWhatTheyDo_data()
    {
        QTest::addColumn<network::Operator>("op");
        QTest::addColumn<QString>("text");
        const auto row = [](network::Operator op, const char *text) {
            QTest::newRow(text) << op << QString(text);
        };
        using namespace network;
        row(Convolution{.outChannels = 8, .kernel = {3, 5}, .stride = {2, 2}}, "3x5 conv, stride 2");
        row(Convolution{.outChannels = 8, .kernel = {3, 3}, .stride = {2, 1}, .groups = 2},
            "3x3 grouped conv, stride 2x1");
        row(Convolution{.outChannels = 4, .kernel = {3, 3}, .groups = 4, .relu = Relu{6}}, "3x3 depthwise, ReLU6");
        row(MaxPool{.kernel = {2, 2}, .stride = {2, 2}}, "2x2 max pool, stride 2");
        row(Addition{.relu = Relu{}}, "add, ReLU");
        row(Relu{}, "ReLU");
        row(GlobalAveragePool{}, "global average pool");
    }
    void operationsSayWhatTheyDo()
    {
        QFETCH(const network::Operator, op);
        QFETCH(const QString, text);
        network::Network network("n", {4, 16, 16});
        const std::size_t inputs = std::holds_alternative<network::Addition>(op) ? 2 : 1;
        const int node = network.add("node", op, std::vector<int>(inputs, 0));
        QCOMPARE(operationText(network.node(node), network), text);
    }

    void attributesHaveTheirUnits()
    {
        const NetworkValues values = networkSample();
        const NetworkNode &layer = values.nodes[1];
        QCOMPARE(attribute(layer, "Inputs"), "input (3x32x32)");
        QCOMPARE(attribute(layer, "Kernel"), "3x3");
        QCOMPARE(attribute(layer, "Padding"), "1");
        QCOMPARE(attribute(layer, "Parameters"), "448"); // 3 * 3 * 3 * 16 weights and 16 biases.
        QCOMPARE(attribute(layer, "Multiply-accumulates"), "442,368");
        QVERIFY2(attribute(layer, "digital").startsWith("5 of 16 channels, "), qPrintable(attribute(layer, "digital")));
        QVERIFY(attribute(layer, "digital").endsWith(" cycles"));
        QVERIFY2(attribute(layer, "Latency").contains(" cycles, "), qPrintable(attribute(layer, "Latency")));
        QVERIFY(attribute(layer, "Energy").contains(" µJ, "));
        QVERIFY(attribute(layer, "Sensitivity").endsWith(" nats"));
        QVERIFY(attribute(values.nodes.front(), "Latency").isEmpty());
    }

    /// The faster unit waits for the slower; one without channels waits all the time.
    void idleTimeIsWhatUnitsWait()
    {
        const NetworkSource source = networkSource("resnet8");
        const mapping::Mapping split = someMapping(source.costs);
        const mapping::LayerCost cost = costOf(source.costs, split).layers.front();
        QCOMPARE(*networkValues(source, &split).nodes[1].idle_cycles, std::abs(*cost.cycles[0] - *cost.cycles[1]));
        const mapping::Mapping digital = mapping::uniformMapping(source.costs, 0);
        const NetworkValues all = networkValues(source, &digital);
        QCOMPARE(*all.nodes[1].idle_cycles, *all.nodes[1].latency_cycles);
    }

    void withoutAMappingThereIsTheGraphAlone()
    {
        const NetworkValues values = networkValues(networkSource("resnet8"), nullptr);
        QVERIFY(values.nodes[1].channels.empty());
        QCOMPARE(values.nodes[1].outChannels, 16);
        for (const NodeColoring coloring :
             {NodeColoring::Cycles, NodeColoring::Energy, NodeColoring::Sensitivity, NodeColoring::Idle})
            QVERIFY(!values.has(coloring));
        QVERIFY(networkValues(networkSource("resnet8", true), nullptr).has(NodeColoring::Sensitivity));
    }

    void aClosedBlockIsTheSumOfItsNodes()
    {
        const NetworkValues values = networkSample();
        const network::Block &block = values.blocks.front();
        const ShownNetwork shown = shownNetwork(values, {block.join()});
        QCOMPARE(shown.nodes.size(), values.nodes.size() - block.nodes.size() + 1);
        const int index = shown.shownAs[static_cast<std::size_t>(block.join())];
        const ShownNode &closed = shown.nodes[static_cast<std::size_t>(index)];
        QCOMPARE(closed.fold, FoldState::Closed);
        QCOMPARE(closed.values.operation, "block of 3 nodes");
        double cycles = 0;
        int digital = 0;
        for (const int node : block.nodes) {
            const NetworkNode &within = values.nodes[static_cast<std::size_t>(node)];
            cycles += within.latency_cycles.value_or(0);
            digital += within.channels.empty() ? 0 : within.channels[0];
        }
        QCOMPARE(*closed.values.latency_cycles, cycles);
        QCOMPARE(closed.values.channels[0], digital);
        QVERIFY(closed.values.channels[0] > 0);
        QCOMPARE(attribute(closed.values, "Block"), "stage1.block0");
        QVERIFY2(attribute(closed.values, "Nodes").contains("stage1.block0.conv2, "),
                 qPrintable(attribute(closed.values, "Nodes")));
        QVERIFY(attribute(closed.values, "Energy").endsWith(" µJ"));
    }

    void nodesAreFoundByNameOperationShapeAndKind()
    {
        const NetworkValues values = networkSample();
        QVERIFY(matches(values, {}).empty());
        QCOMPARE(matches(values, {"  ADD ", {}}).size(), 3U);
        QCOMPARE(matches(values, {"16x32x32", {NodeKind::Convolution}}).size(), 3U);
        QCOMPARE(matches(values, {"", {NodeKind::Dense}}), std::vector{static_cast<int>(values.nodes.size()) - 1});
        QVERIFY(matches(values, {"no such node", {}}).empty());
        QCOMPARE(nodeOf(values, values.nodes[2].name).name, values.nodes[2].name);
        QCOMPARE(values.find("no such node"), -1);
    }
};

QTEST_MAIN(NetworkValuesTest)
#include "tst_network_values.moc"
