// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/interop/htvm_network.h"

#include "core/deploy/interop/htvm_obstacles.h"
#include "core/integer/executor.h"
#include "tests/core/deploy/diana/lowering/chip_samples.h"
#include "tests/core/deploy/interop/onnx_graph.h"
#include "tests/core/deploy/onnx/onnx_interpreter.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace odimo;
using samples::integersOf;
using samples::OnnxGraph;
using Words = std::vector<std::string>;

class TestHtvmNetwork : public QObject {
    Q_OBJECT

private slots:
    /// Node by node, of drawn networks of everything that has a form there, in every kind of division into channels.
    void computesTheCodesOfTheExecutor()
    {
        int expressible = 0, split = 0;
        std::set<std::string> operators;
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            const integer::QuantisedNetwork network = drawn(seed);
            if (!deploy::htvmObstacles(network).empty())
                continue;
            const std::string file = deploy::htvmOnnx(network);
            QCOMPARE(deploy::htvmOnnx(network), file);
            compare(network, file, seed);
            ++expressible;
            for (const std::string &op : OnnxGraph(file).operators())
                operators.insert(op);
            for (const integer::QuantisedLayer &layer : network.layers)
                split += std::set(layer.unitOfChannel.begin(), layer.unitOfChannel.end()).size() > 1;
        }
        QVERIFY2(expressible >= 50, qPrintable(QString::number(expressible)));
        QVERIFY2(split >= 50, qPrintable(QString::number(split)));
        // All that the dialect has was tried, and nothing else is there.
        QVERIFY(operators ==
                (std::set<std::string>{"Add", "Conv", "Div", "Flatten", "Floor", "Gemm", "GlobalAveragePool", "Max",
                                       "MaxPool", "Min", "Mul", "Relu", "Reshape"}));
    }

    /// Everything that computes sums is followed by one of the chains that HTVM's rewriting looks for.
    void hasTheChainsThatHtvmRewrites()
    {
        const Words digital = {"Div", "Floor", "Max", "Min"};
        const Words array = {"Div", "Floor", "Max", "Min", "Mul", "Add", "Div", "Floor", "Max", "Min"};
        int arrays = 0;
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            const integer::QuantisedNetwork network = drawn(seed);
            if (!deploy::htvmObstacles(network).empty())
                continue;
            const OnnxGraph graph(deploy::htvmOnnx(network));
            QCOMPARE(graph.model().opset_import(0).version(), 10);
            QCOMPARE(graph.model().graph().input(0).name(), std::string("input"));
            QCOMPARE(graph.model().graph().input(0).type().tensor_type().shape().dim(0).dim_value(), 1);
            QCOMPARE(graph.chain("input", 4), digital);
            for (const ::onnx::NodeProto &node : graph.nodes()) {
                const std::string &name = node.output(0);
                if (node.op_type() == "Gemm" || (node.op_type() == "Conv" && node.input_size() == 3))
                    QCOMPARE(graph.chain(name, 4), digital);
                if (node.op_type() == "Conv" && node.input_size() == 2) {
                    QCOMPARE(graph.chain(name, 10), array);
                    ++arrays;
                }
                if (node.op_type() == "Add" && !graph.constant(node.input(1)))
                    QCOMPARE(graph.chain(name, 4), digital);
                if (node.op_type() == "GlobalAveragePool")
                    QCOMPARE(graph.chain(name, 4), (Words{"Flatten", "Floor", "Max", "Min"}));
            }
        }
        QVERIFY(arrays > 50);
    }

    /// A layer on each unit, one on both.
    void holdsTheIntegersOfTheExecutor()
    {
        integer::QuantisedNetwork network = threeLayers();
        const OnnxGraph graph(deploy::htvmOnnx(network));
        QCOMPARE(graph.operators(), (Words{"Div",
                                           "Floor",
                                           "Max",
                                           "Min", // the input
                                           "Conv",
                                           "Div",
                                           "Floor",
                                           "Max",
                                           "Min", // digital
                                           "Conv",
                                           "Div",
                                           "Floor",
                                           "Max",
                                           "Min",
                                           "Mul",
                                           "Add",
                                           "Div",
                                           "Floor",
                                           "Max",
                                           "Min", // array
                                           "Conv",
                                           "Div",
                                           "Floor",
                                           "Max",
                                           "Min", // both: digital
                                           "Conv",
                                           "Div",
                                           "Floor",
                                           "Max",
                                           "Min",
                                           "Mul",
                                           "Add",
                                           "Div",
                                           "Floor",
                                           "Max",
                                           "Min", //  array
                                           "Add",
                                           "Div",
                                           "Floor",
                                           "Max",
                                           "Min", //  sum
                                           "GlobalAveragePool",
                                           "Flatten",
                                           "Floor",
                                           "Max",
                                           "Min"}));

        const integer::QuantisedLayer &digital = network.layers[1], &array = network.layers[2],
                                      &both = network.layers[3];
        QCOMPARE(graph.floats("a/digital/weight"), weightsOf(digital, 0));
        QCOMPARE(graph.floats("a/digital/bias"), addendsOf(digital, 0));
        QCOMPARE(graph.floats("a/digital/divisor").front(), std::exp2f(static_cast<float>(digital.channels[0].shift)));
        QCOMPARE(integersOf(graph.node("a/digital/conv"), "strides"), (std::vector<std::int64_t>{2, 2}));
        QCOMPARE(integersOf(graph.node("a/digital/conv"), "pads"), (std::vector<std::int64_t>{1, 1, 1, 1}));
        QCOMPARE(integersOf(graph.node("a/digital/conv"), "group"), (std::vector<std::int64_t>{1}));
        QCOMPARE(graph.floats("a/digital/least").front(), 0.0F); // Its ReLU.

        QCOMPARE(graph.floats("b/analog/weight"), weightsOf(array, 1));
        QCOMPARE(graph.floats("b/analog/converter/divisor").front(), static_cast<float>(array.converters[1]->divisor));
        QCOMPARE(graph.floats("b/analog/converter/least").front(), -32.0F);
        QCOMPARE(graph.floats("b/analog/converter/most").front(), 31.0F);
        QCOMPARE(graph.floats("b/analog/multipliers"), multipliersOf(array, 1));
        QCOMPARE(graph.floats("b/analog/addends"), addendsOf(array, 1));
        QCOMPARE(graph.floats("b/analog/divisor").front(), std::exp2f(static_cast<float>(array.channels[0].shift)));

        // Zeros where the other unit computes.
        QCOMPARE(graph.floats("c/digital/weight"), weightsOf(both, 0));
        QCOMPARE(graph.floats("c/digital/bias"), addendsOf(both, 0));
        QCOMPARE(graph.floats("c/analog/weight"), weightsOf(both, 1));
        QCOMPARE(graph.floats("c/analog/multipliers"), multipliersOf(both, 1));
        QCOMPARE(graph.floats("c/analog/addends"), addendsOf(both, 1));
        QCOMPARE(graph.floats("c/digital/bias")[1], 0.0F);
        QCOMPARE(graph.floats("c/analog/multipliers")[0], 0.0F);
    }

    /// HTVM's kernel has no ReLU: one that makes a difference is a node of the host core.
    void addsWithoutRelu()
    {
        network::Network network("adding", {2, 4, 4});
        network::Convolution op = samples::chipConvolution(4, 3);
        const int a = network.add("a", op, {0});
        op.relu = {};
        const int b = network.add("b", op, {0});
        const int sum = network.add("sum", network::Addition{network::Relu{}}, {a, b});
        const int more = network.add("more", network::Addition{network::Relu{}}, {sum, a});
        network.add("mean", network::GlobalAveragePool{}, {more});
        const OnnxGraph graph(
            deploy::htvmOnnx(samples::chipIntegers(network, samples::DrawnSplit::AllDigital, samples::chipPlatform())));
        QCOMPARE(graph.node("sum").op_type(), std::string("Relu"));
        QCOMPARE(graph.node("more").op_type(), std::string("Min")); // Of two that are never below 0.
        QCOMPARE(graph.floats("sum/add/least").front(), -128.0F);
    }

private:
    static integer::QuantisedNetwork drawn(std::uint64_t seed)
    {
        constexpr std::array splits = {samples::DrawnSplit::Random,     samples::DrawnSplit::Interleaved,
                                       samples::DrawnSplit::OneAnalog,  samples::DrawnSplit::OneDigital,
                                       samples::DrawnSplit::AllDigital, samples::DrawnSplit::AllAnalog};
        const samples::DrawnMapped drawn = samples::chipMapped(samples::DrawnChipNetwork(seed).draw(), seed,
                                                               splits[seed % splits.size()], samples::chipPlatform());
        return integer::integerise(drawn.trained, drawn.mapping, drawn.platform);
    }

    static integer::QuantisedNetwork threeLayers()
    {
        network::Network network("three", {3, 8, 8});
        int last = network.add("a", samples::chipConvolution(4, 3, 2), {0});
        last = network.add("b", samples::chipConvolution(4, 1), {last});
        last = network.add("c", samples::chipConvolution(4, 3), {last});
        network.add("mean", network::GlobalAveragePool{}, {last});
        samples::DrawnMapped drawn =
            samples::chipMapped(network, 1, samples::DrawnSplit::AllDigital, samples::chipPlatform());
        drawn.mapping.layers[1].unitOfChannel.assign(4, 1);
        drawn.mapping.layers[2].unitOfChannel = {0, 1, 0, 1};
        drawn.trained = integer::mapped(drawn.trained, drawn.mapping, drawn.platform);
        return integer::integerise(drawn.trained, drawn.mapping, drawn.platform);
    }

    static bool isOn(const integer::QuantisedLayer &layer, std::size_t channel, int unit)
    {
        return layer.unitOfChannel[channel] == unit;
    }
    static std::vector<float> weightsOf(const integer::QuantisedLayer &layer, int unit)
    {
        std::vector<float> made;
        for (std::size_t i = 0; i < layer.weights.size(); ++i)
            made.push_back(isOn(layer, i / (layer.weights.size() / layer.channels.size()), unit) ? layer.weights[i]
                                                                                                 : 0);
        return made;
    }
    static std::vector<float> addendsOf(const integer::QuantisedLayer &layer, int unit)
    {
        std::vector<float> made;
        for (std::size_t c = 0; c < layer.channels.size(); ++c)
            made.push_back(isOn(layer, c, unit) ? static_cast<float>(layer.channels[c].addend) : 0);
        return made;
    }
    static std::vector<float> multipliersOf(const integer::QuantisedLayer &layer, int unit)
    {
        std::vector<float> made;
        for (std::size_t c = 0; c < layer.channels.size(); ++c)
            made.push_back(isOn(layer, c, unit) ? static_cast<float>(layer.channels[c].multiplier) : 0);
        return made;
    }

    static void compare(const integer::QuantisedNetwork &network, const std::string &file, std::uint64_t seed)
    {
        const network::Shape shape = network.network.inputShape();
        const integer::CodeTensor input = integer::inputCodes(network, samples::drawnImage(network.network, seed));
        const auto values = samples::interpretOnnx(
            file, "input", {{1, shape.channels, shape.height, shape.width}, {input.codes.begin(), input.codes.end()}});
        const std::vector<integer::CodeTensor> expected = integer::execute(network, input);
        for (int node = 1; node <= network.network.output(); ++node) {
            const auto &[name, op, inputs, output, searched, range] = network.network.node(node);
            if (!values.contains(name)) { // What has the codes of its input may have no value of its own.
                QVERIFY(std::holds_alternative<network::Identity>(op) || std::holds_alternative<network::Flatten>(op));
                continue;
            }
            const std::vector<std::int16_t> &codes = expected[static_cast<std::size_t>(node)].codes;
            QVERIFY2(values.at(name).values == std::vector<float>(codes.begin(), codes.end()),
                     qPrintable(QStringLiteral("drawn %1, %2").arg(seed).arg(QString::fromStdString(name))));
        }
    }
};

QTEST_GUILESS_MAIN(TestHtvmNetwork)
#include "tst_htvm_network.moc"
