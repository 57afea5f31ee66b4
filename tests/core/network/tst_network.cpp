// SPDX-License-Identifier: Apache-2.0
#include "core/network/network.h"
#include "tests/core/base/error_message.h"

#include <QTest>

using namespace odimo;
using namespace odimo::network;

Q_DECLARE_METATYPE(Operator)
Q_DECLARE_METATYPE(Shape)

namespace {

Network branched()
{
    Network network("branched", {2, 4, 4});
    network.add("left", Convolution{.outChannels = 3, .kernel = {3, 3}, .padding = {1, 1, 1, 1}}, {0});
    network.add("right", Convolution{.outChannels = 3}, {0});
    network.add("sum", Addition{}, {1, 2});
    network.add("pool", GlobalAveragePool{}, {3});
    network.add("fc", FullyConnected{.outFeatures = 5}, {4});
    return network;
}

} // namespace

class TestNetwork : public QObject {
    Q_OBJECT

private slots:
    /// Below 0 is what ends in no ReLU, and what is made of it.
    void knowsWhichNodesAreSigned()
    {
        Network network("n", {2, 4, 4});
        const int linear = network.add("linear", Convolution{.outChannels = 2, .kernel = {1, 1}}, {0});
        const int pool = network.add("pool", MaxPool{.kernel = {1, 1}}, {linear});
        const int relu = network.add("relu", Relu{}, {pool});
        const int both = network.add("both", Addition{}, {relu, linear});
        const int sum = network.add("sum", Addition{}, {relu, 0});
        const int cut = network.add("cut", Addition{.relu = Relu{}}, {both, sum});
        network.add("all", Concatenation{}, {both, sum, cut});
        QVERIFY(signedNodes(network) == (std::vector{false, true, true, false, true, false, false, true}));
        network.setInputValues(InputValues::Signed);
        QVERIFY(signedNodes(network) == (std::vector{true, true, true, false, true, true, false, true}));
    }

    void infersShapesLikePyTorch_data()
    {
        QTest::addColumn<Shape>("input");
        QTest::addColumn<Operator>("op");
        QTest::addColumn<Shape>("output");
        const auto row = [](const char *tag, Shape input, Operator op, Shape output) {
            QTest::newRow(tag) << input << op << output;
        };
        // Values of torch.nn on tensors of these shapes.
        row("3x3 padded", {3, 32, 32}, Convolution{.outChannels = 16, .kernel = {3, 3}, .padding = {1, 1, 1, 1}},
            {16, 32, 32});
        row("stride 2 even", {3, 32, 32},
            Convolution{.outChannels = 8, .kernel = {3, 3}, .stride = {2, 2}, .padding = {1, 1, 1, 1}}, {8, 16, 16});
        row("stride 2 odd", {3, 7, 7},
            Convolution{.outChannels = 8, .kernel = {3, 3}, .stride = {2, 2}, .padding = {1, 1, 1, 1}}, {8, 4, 4});
        row("dilated", {1, 10, 10}, Convolution{.outChannels = 1, .kernel = {3, 3}, .dilation = {2, 3}}, {1, 6, 4});
        row("not square", {1, 49, 10},
            Convolution{.outChannels = 64, .kernel = {10, 4}, .stride = {2, 2}, .padding = {4, 1, 5, 1}}, {64, 25, 5});
        row("depthwise", {8, 5, 5}, Convolution{.outChannels = 8, .kernel = {3, 3}, .groups = 8}, {8, 3, 3});
        row("max pool", {4, 64, 64}, MaxPool{.kernel = {3, 3}, .stride = {2, 2}, .padding = {1, 1, 1, 1}}, {4, 32, 32});
        row("average pool", {4, 7, 5}, AveragePool{.kernel = {2, 2}, .stride = {2, 2}}, {4, 3, 2});
        row("global pool", {4, 7, 5}, GlobalAveragePool{}, {4, 1, 1});
        row("flatten", {4, 7, 5}, Flatten{}, {140, 1, 1});
        row("fully connected", {140, 1, 1}, FullyConnected{.outFeatures = 10}, {10, 1, 1});
        row("batch normalization", {4, 7, 5}, BatchNormalization{}, {4, 7, 5});
        row("relu", {4, 7, 5}, Relu{}, {4, 7, 5});
        row("identity", {4, 7, 5}, Identity{}, {4, 7, 5});
    }
    void infersShapesLikePyTorch()
    {
        QFETCH(Shape, input);
        QFETCH(Operator, op);
        QFETCH(Shape, output);
        Network network("n", input);
        QCOMPARE(network.node(network.add("node", op, {0})).output, output);
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<Operator>("op");
        QTest::addColumn<QString>("reason");
        const auto row = [](const char *tag, Operator op, const char *reason) {
            QTest::newRow(tag) << op << reason;
        };
        row("second input node", Input{{1, 1, 1}}, "a network has one input");
        row("kernel too large", Convolution{.outChannels = 1, .kernel = {5, 5}}, "the input is too small");
        row("no channels", Convolution{.outChannels = 0}, "at least one output channel");
        row("kernel 0", Convolution{.outChannels = 1, .kernel = {0, 1}}, "its kernel must be");
        row("stride 0", Convolution{.outChannels = 1, .stride = {1, 0}}, "its stride must be");
        row("dilation 0", Convolution{.outChannels = 1, .dilation = {0, 1}}, "its dilation must be");
        row("negative padding", Convolution{.outChannels = 1, .padding = {0, -1, 0, 0}}, "must not be negative");
        row("groups do not divide", Convolution{.outChannels = 4, .groups = 4},
            "its groups (4) must divide the 6 input");
        row("groups 0", Convolution{.outChannels = 4, .groups = 0}, "its groups (0)");
        row("output beyond memory",
            Convolution{.outChannels = 1, .kernel = {1, 1}, .padding = {2147483647, 0, 2147483647, 2147483647}},
            "too large to hold");
        row("weights beyond memory",
            Convolution{.outChannels = 1 << 20, .kernel = {1 << 12, 1 << 12}, .padding = {1 << 12, 1 << 12, 0, 0}},
            "too many weights");
        row("input not flat", FullyConnected{.outFeatures = 2}, "it needs a flat input, but gets 6x4x4");
        row("one part", Concatenation{}, "it needs two inputs or more, but has 1");
        row("ceiling 0", Relu{.ceiling = 0}, "its ceiling must be above 0");
        row("fused ceiling no number", Convolution{.outChannels = 1, .relu = Relu{std::nan("")}},
            "its ceiling must be above 0");
        row("one addend", Addition{}, "it needs 2 input(s), but has 1");
        row("more padding counted than there is",
            AveragePool{.kernel = {3, 3}, .padding = {1, 1, 1, 1}, .counted = {1, 1, 2, 1}},
            "its counted padding must be a part");
        row("pool of padding", MaxPool{.kernel = {2, 2}, .padding = {2, 0, 0, 0}}, "its padding must be smaller");
        row("epsilon", BatchNormalization{.epsilon = 0}, "its epsilon must be above 0");
    }
    void refusesWhatDoesNotFit()
    {
        QFETCH(Operator, op);
        QFETCH(QString, reason);
        Network network("net", {6, 4, 4});
        const QString message = errorMessage([&] { network.add("bad", op, {0}); });
        QVERIFY2(message.startsWith(QString("net: node \"bad\" (%1): ").arg(operatorName(op))), qPrintable(message));
        QVERIFY2(message.contains(reason), qPrintable(message));
        QCOMPARE(network.output(), 0);
    }

    void inputsMustBeEarlierNodes_data()
    {
        QTest::addColumn<int>("input");
        QTest::newRow("itself") << 1;
        QTest::newRow("later") << 7;
        QTest::newRow("negative") << -1;
    }
    void inputsMustBeEarlierNodes()
    {
        QFETCH(int, input);
        Network network("net", {6, 4, 4});
        QCOMPARE(errorMessage([&] { network.add("a", Relu{}, {input}); }),
                 QString("net: node \"a\" (relu): its input %1 is no earlier node").arg(input));
    }

    void concatenationJoinsChannels()
    {
        Network network("net", {2, 4, 4});
        const int wide = network.add("wide", Convolution{.outChannels = 3}, {0});
        const int small = network.add("small", MaxPool{.kernel = {2, 2}, .stride = {2, 2}}, {0});
        QCOMPARE(network.node(network.add("joined", Concatenation{}, {0, wide, wide})).output, (Shape{8, 4, 4}));
        QVERIFY(errorMessage([&] {
                    network.add("bad", Concatenation{}, {0, small});
                }).contains("its inputs have different heights or widths, 2x4x4 and 2x2x2"));
    }

    void refusesRangesThatCannotBe_data()
    {
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        QTest::newRow("without 0") << 1.0 << 2.0;
        QTest::newRow("below 0") << -2.0 << -1.0;
        QTest::newRow("empty") << 0.0 << 0.0;
        QTest::newRow("endless") << 0.0 << std::numeric_limits<double>::infinity();
        QTest::newRow("no number") << std::nan("") << 1.0;
    }
    void refusesRangesThatCannotBe()
    {
        QFETCH(double, least);
        QFETCH(double, most);
        Network network("net", {2, 4, 4});
        QVERIFY(errorMessage([&] { network.setRange(0, {least, most}); }).startsWith("net: node \"input\": its range"));
        QVERIFY(!network.node(0).range);
    }

    void refusesAdditionOfDifferentShapes()
    {
        Network network("net", {2, 4, 4});
        network.add("a", Convolution{.outChannels = 3}, {0});
        QCOMPARE(errorMessage([&] {
                     network.add("sum", Addition{}, {0, 1});
                 }),
                 "net: node \"sum\" (addition): its inputs have different shapes, 2x4x4 and 3x4x4");
    }

    void namesAreUniqueAndNotEmpty()
    {
        Network network("net", {2, 4, 4});
        QVERIFY(errorMessage([&] { network.add("input", Relu{}, {0}); }).contains("the name is taken"));
        QVERIFY(errorMessage([&] { network.add("", Relu{}, {0}); }).contains("needs a name"));
    }

    void refusesAnEmptyImage()
    {
        QCOMPARE(errorMessage([] {
                     Network("net", {3, 0, 4});
                 }),
                 "net: the input: its shape is 3x0x4; every dimension must be at least 1");
    }

    void findsNodesAndTheirReaders()
    {
        const Network network = branched();
        QCOMPARE(network.find("sum"), 3);
        QCOMPARE(network.consumers(0), (std::vector{1, 2}));
        QCOMPARE(network.consumers(5), std::vector<int>());
        QCOMPARE(network.classes(), 5);
        QCOMPARE(network.inputShape(), (Shape{2, 4, 4}));
        QCOMPARE(errorMessage([&] { network.find("no"); }), "the network branched has no node \"no\"");
    }

    void countsMultiplyAccumulates()
    {
        const Network network = branched();
        QCOMPARE(macs(network, 1), 3 * 4 * 4 * 2 * 9);
        QCOMPARE(macs(network, 3), 0);
        QCOMPARE(macs(network, 5), 15);
        Network depthwise("d", {8, 6, 6});
        depthwise.add("conv", Convolution{.outChannels = 8, .kernel = {3, 3}, .groups = 8}, {0});
        QCOMPARE(macs(depthwise, 1), 8 * 4 * 4 * 9);
    }

    void layersAreConvolutionsAndFullyConnected()
    {
        std::vector<std::string> names;
        const Network network = branched();
        for (const Node &node : network.nodes())
            if (isLayer(node))
                names.push_back(node.name);
        QCOMPARE(names, (std::vector<std::string>{"left", "right", "fc"}));
    }

    void completeNetworksEndInClassesAndWasteNothing()
    {
        checkComplete(branched());
        Network map("map", {2, 4, 4});
        QVERIFY(errorMessage([&] { checkComplete(map); }).contains("the last node, \"input\", gives 2x4x4"));
        Network wasteful = branched();
        wasteful.add("other", FullyConnected{.outFeatures = 2}, {4});
        QCOMPARE(errorMessage([&] { checkComplete(wasteful); }),
                 "branched: node \"fc\" is read by no other node; remove it, or connect it");
    }
};

QTEST_APPLESS_MAIN(TestNetwork)
#include "tst_network.moc"
