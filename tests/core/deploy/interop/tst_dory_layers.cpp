// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/interop/dory_layers.h"

#include "core/deploy/interop/padded_layer.h"
#include "tests/core/deploy/diana/lowering/chip_samples.h"
#include "tests/core/deploy/interop/onnx_graph.h"
#include "tests/core/deploy/onnx/onnx_interpreter.h"

#include <QTest>

#include <cmath>

using namespace odimo;
using samples::integersOf;
using samples::OnnxGraph;

class TestDoryLayers : public QObject {
    Q_OBJECT

private slots:
    void computesTheCodesOfTheExecutor_data()
    {
        QTest::addColumn<int>("kernel");
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("groups");
        QTest::addColumn<bool>("relu");
        QTest::addColumn<int>("columns");
        QTest::newRow("3x3") << 3 << 1 << 1 << true << 32;
        QTest::newRow("1x1 without ReLU") << 1 << 1 << 1 << false << 17;
        QTest::newRow("5x5, stride 2") << 5 << 2 << 1 << true << 28;
        QTest::newRow("3x3, stride 2, odd columns") << 3 << 2 << 1 << true << 15;
        QTest::newRow("depthwise") << 3 << 1 << 6 << true << 5;
    }

    /// In the first channels and columns; what it adds is filled with.
    void computesTheCodesOfTheExecutor()
    {
        QFETCH(int, kernel);
        QFETCH(int, stride);
        QFETCH(int, groups);
        QFETCH(bool, relu);
        QFETCH(int, columns);
        const int channels = groups == 1 ? 20 : groups;
        network::Convolution op = samples::chipConvolution(channels, kernel, stride, groups);
        if (!relu)
            op.relu = {};
        const network::Shape shape = {groups == 1 ? 3 : groups, 4, columns};
        const integer::QuantisedNetwork network = layerOf(op, samples::DrawnSplit::AllDigital, shape);
        QCOMPARE(deploy::doryObstacles(network, 1).size(), std::size_t{0});
        const integer::QuantisedNetwork layer = deploy::paddedLayer(network, 1);
        const network::Shape &read = layer.network.inputShape(), &written = layer.network.node(1).output;
        QCOMPARE(read.channels, 16);
        QCOMPARE(read.width % 16, 0);
        QCOMPARE(written.channels, groups == 1 ? 32 : 16);
        QCOMPARE(written.width % 16, 0);
        const std::string file = deploy::doryOnnx(layer, 1);
        QCOMPARE(deploy::doryOnnx(layer, 1), file);

        const integer::CodeTensor image = integer::inputCodes(network, samples::drawnImage(network.network, 3));
        const integer::CodeTensor input = deploy::filledUp(image, read);
        const auto values =
            samples::interpretOnnx(file, "0", {{1, 16, 4, read.width}, {input.codes.begin(), input.codes.end()}});
        const std::vector<float> &made = values.at("6").values;
        const std::vector<std::int16_t> all = integer::execute(layer, input)[1].codes;
        QCOMPARE(made, (std::vector<float>(all.begin(), all.end())));

        const integer::CodeTensor expected = integer::execute(network, image)[1];
        std::vector<std::int16_t> own;
        for (int c = 0; c < channels; ++c)
            for (int y = 0; y < written.height; ++y)
                for (int x = 0; x < expected.shape.width; ++x)
                    own.push_back(static_cast<std::int16_t>(
                        made[static_cast<std::size_t>((c * written.height + y) * written.width + x)]));
        QVERIFY(own == expected.codes);
    }

    /// Names are numbers that grow, and "bias" tells weights from biases: DORY goes by both.
    void speaksTheDialectOfQuantlab()
    {
        const integer::QuantisedNetwork network = layerOf(samples::chipConvolution(32, 3));
        const OnnxGraph graph(deploy::doryOnnx(network, 1));
        QCOMPARE(graph.operators(), (std::vector<std::string>{"Conv", "Mul", "Add", "Div", "Floor", "Clip"}));
        for (int i = 0; i < graph.nodes().size(); ++i) {
            QCOMPARE(graph.nodes()[i].input(0), std::to_string(i));
            QCOMPARE(graph.nodes()[i].output(0), std::to_string(i + 1));
        }
        QCOMPARE(integersOf(graph.node("1"), "weight_bits"), (std::vector<std::int64_t>{8}));
        QCOMPARE(integersOf(graph.node("1"), "bias_bits"), (std::vector<std::int64_t>{32}));
        QCOMPARE(integersOf(graph.node("6"), "out_bits"), (std::vector<std::int64_t>{8}));

        const integer::QuantisedLayer &layer = network.layers[1];
        QCOMPARE(graph.node("1").input(1), std::string("layer.weight"));
        QCOMPARE(graph.node("1").input(2), std::string("layer.bias"));
        QCOMPARE(graph.floats("layer.weight"), (std::vector<float>(layer.weights.begin(), layer.weights.end())));
        for (std::size_t c = 0; c < layer.channels.size(); ++c)
            QCOMPARE(graph.floats("layer.bias")[c], static_cast<float>(layer.channels[c].addend));
        QCOMPARE(graph.floats("factor"), std::vector<float>(32, 1.0F));
        QCOMPARE(graph.floats("addend"), std::vector<float>(32, 0.0F));
        QCOMPARE(graph.floats("divisor").front(), std::exp2f(static_cast<float>(layer.channels[0].shift)));

        const Json configuration = Json::parse(deploy::doryConfiguration(network, 1));
        QCOMPARE(configuration.at("onnx_file").get<std::string>(), std::string("network.onnx"));
        QCOMPARE(configuration.at("BNRelu_bits").get<int>(), 32);
        QVERIFY(!configuration.at("input_signed").get<bool>());
        integer::QuantisedNetwork ofSigned = network;
        ofSigned.ranges[0].least = -128;
        QVERIFY(Json::parse(deploy::doryConfiguration(ofSigned, 1)).at("input_signed").get<bool>());
    }

    void namesWhyThereIsNone()
    {
        expect(layerOf(samples::chipConvolution(32, 3), samples::DrawnSplit::Interleaved), {"units"});
        expect(layerOf(samples::chipConvolution(32, 3), samples::DrawnSplit::AllAnalog), {"units"});
        integer::QuantisedNetwork network = layerOf(samples::chipConvolution(32, 3));
        network.layers[1].channels[7].addend = (1 << 24) + 1;
        expect(network, {"bias"});

        network::Network connected("connected", {16, 1, 16});
        connected.add("classes", network::FullyConnected{.outFeatures = 10},
                      {connected.add("flat", network::Flatten{}, {0})});
        const integer::QuantisedNetwork integers =
            samples::chipIntegers(connected, samples::DrawnSplit::AllDigital, samples::chipPlatform());
        expect(integers, {"operator"}, 2);
    }

    void writesCodesAsText()
    {
        const integer::CodeTensor codes{{2, 1, 2}, {0, 127, -1, -128}};
        QCOMPARE(deploy::doryText("a", codes, deploy::DoryCodes::Signed),
                 std::string("# a (shape [1, 2, 1, 2]),\n0,\n127,\n-1,\n-128,\n"));
        QCOMPARE(deploy::doryText("a", codes, deploy::DoryCodes::UnsignedBytes),
                 std::string("# a (shape [1, 2, 1, 2]),\n0,\n127,\n255,\n128,\n"));
    }

private:
    /// Node 1 of a network.
    static integer::QuantisedNetwork layerOf(const network::Convolution &op,
                                             samples::DrawnSplit split = samples::DrawnSplit::AllDigital,
                                             network::Shape shape = {16, 4, 32})
    {
        network::Network network("layer", shape);
        network.add("mean", network::GlobalAveragePool{}, {network.add("a", op, {0})});
        return samples::chipIntegers(network, split, samples::chipPlatform());
    }

    static void expect(const integer::QuantisedNetwork &network, const std::vector<std::string> &rules, int node = 1)
    {
        std::vector<std::string> found;
        for (const deploy::Obstacle &obstacle : deploy::doryObstacles(network, node)) {
            QCOMPARE(obstacle.layer, network.network.node(node).name);
            QVERIFY(!obstacle.why.empty());
            found.push_back(obstacle.rule);
        }
        QCOMPARE(found, rules);
    }
};

QTEST_GUILESS_MAIN(TestDoryLayers)
#include "tst_dory_layers.moc"
