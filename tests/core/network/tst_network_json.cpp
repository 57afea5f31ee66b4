// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/network/network_json.h"
#include "core/network/zoo.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::network;

namespace {

/// A network with every operator and attributes that are not the default.
Network everyOperator()
{
    Network network("every", {4, 9, 9});
    network.setInputValues(InputValues::Signed);
    int last = network.add("conv",
                           Convolution{.outChannels = 6,
                                       .kernel = {3, 2},
                                       .stride = {2, 1},
                                       .padding = {1, 0, 2, 1},
                                       .dilation = {1, 2},
                                       .groups = 2,
                                       .bias = true,
                                       .relu = Relu{}},
                           {0}, false);
    last = network.add("bn", BatchNormalization{.epsilon = 0.001}, {last});
    last = network.add("relu", Relu{.ceiling = 6}, {last});
    network.setRange(last, {-0.5, 5.25});
    last = network.add("identity", Identity{}, {last});
    last = network.add("sum", Addition{.relu = Relu{2.5}}, {last, last - 1});
    last = network.add("both", Concatenation{}, {last, last - 1});
    last = network.add("max", MaxPool{.kernel = {2, 3}, .stride = {1, 2}, .padding = {1, 0, 0, 1}}, {last});
    last = network.add("average", AveragePool{.kernel = {2, 1}, .stride = {2, 1}, .padding = {0, 0, 1, 0}}, {last});
    last = network.add("counting", AveragePool{.kernel = {2, 2}, .padding = {1, 0, 1, 0}, .counted = {1, 0, 0, 0}},
                       {last});
    const int pooled = network.add("global", GlobalAveragePool{}, {last});
    last = network.add("flatten", Flatten{}, {pooled});
    network.add("fc", FullyConnected{.outFeatures = 3, .bias = false, .relu = Relu{}}, {last});
    return network;
}

const char *const valid = R"({"schema": 1, "name": "n", "nodes": [
    {"name": "input", "op": "input", "inputs": [], "output": [3, 4, 4]},
    {"name": "conv", "op": "convolution", "inputs": ["input"], "out_channels": 2, "kernel": [3, 3]},
    {"name": "pool", "op": "global_average_pool", "inputs": ["conv"]},
    {"name": "fc", "op": "fully_connected", "inputs": ["pool"], "out_features": 2, "output": [2, 1, 1]}]})";

} // namespace

class TestNetworkJson : public QObject {
    Q_OBJECT

private slots:
    void roundTripKeepsEverything_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("every operator") << "";
        for (const ZooEntry &entry : zoo())
            QTest::newRow(entry.name.c_str()) << QString::fromStdString(entry.name);
    }
    void roundTripKeepsEverything()
    {
        QFETCH(QString, name);
        const Network network = name.isEmpty() ? everyOperator() : zooNetwork(name.toStdString());
        const std::string text = toJson(network).dump();
        QVERIFY(networkFromJson(parseJson(text, "text"), "text") == network);
        QCOMPARE(toJson(networkFromJson(parseJson(text, "text"), "text")).dump(), text);
    }

    void writesTheDocumentedFields()
    {
        Network network("tiny", {3, 1, 1});
        network.add("fc", FullyConnected{.outFeatures = 2}, {0}, false);
        QCOMPARE(toJson(network).dump(),
                 std::string(R"({"schema":1,"name":"tiny","nodes":[)"
                             R"({"name":"input","op":"input","inputs":[],"output":[3,1,1]},)"
                             R"({"name":"fc","op":"fully_connected","inputs":["input"],"out_features":2,"bias":true,)"
                             R"("relu":false,"searched":false,"output":[2,1,1]}]})"));
    }

    void absentAttributesTakeTheirDefaults()
    {
        const Network network = networkFromJson(parseJson(valid, "n.json"), "n.json");
        QVERIFY(network.node(1).op == Operator(Convolution{.outChannels = 2, .kernel = {3, 3}}));
        QCOMPARE(network.node(1).output, (Shape{2, 2, 2}));
        QVERIFY(network.node(1).searched);
    }

    void refusesBadNetworks_data()
    {
        QTest::addColumn<QString>("old");
        QTest::addColumn<QString>("replacement");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *tag, const char *old, const char *replacement, const char *message) {
            QTest::newRow(tag) << old << replacement << message;
        };
        row("newer schema", R"("schema": 1)", R"("schema": 2)",
            "n.json: schema is 2; it must be a whole number from 1 to 1");
        row("unknown field", R"("name": "n",)", R"("name": "n", "colour": 1,)", "n.json: colour is an unknown field");
        row("unknown attribute", R"("kernel")", R"("kernels")", "n.json: nodes[1].kernels is an unknown field");
        row("attribute of another operator", R"("out_features": 2)", R"("out_features": 2, "groups": 1)",
            "n.json: nodes[3].groups is an unknown field");
        row("unknown operator", R"("convolution")", R"("transformer")",
            "n.json: nodes[1].op is \"transformer\", an unknown operator; known are input, convolution, "
            "fully_connected,");
        row("wrong type", R"("out_channels": 2)", R"("out_channels": "2")",
            "n.json: nodes[1].out_channels is \"2\"; it must be a whole number");
        row("ceiling below 0", R"("out_channels": 2)", R"("out_channels": 2, "relu": {"ceiling": -1})",
            "its ceiling must be above 0");
        row("ceiling misspelt", R"("out_channels": 2)", R"("out_channels": 2, "relu": {"ceiling": 1, "floor": 0})",
            "n.json: nodes[1].relu.floor is an unknown field");
        row("unknown values", R"("inputs": [], )", R"("inputs": [], "values": "odd", )",
            "n.json: nodes[0].values is \"odd\"; known are pixels, non_negative and signed");
        row("values of another node", R"("out_channels": 2)", R"("out_channels": 2, "values": "signed")",
            "n.json: nodes[1].values is an unknown field");
        row("range of three", R"("out_channels": 2)", R"("out_channels": 2, "range": [0, 1, 2])",
            "n.json: nodes[1].range has 3 numbers; it needs 2");
        row("short kernel", R"([3, 3])", R"([3])", "n.json: nodes[1].kernel has 1 numbers; it needs 2");
        row("a cycle", R"("inputs": ["input"])", R"("inputs": ["pool"])",
            "n.json: nodes[1].inputs names \"pool\", which is no earlier node");
        row("itself", R"("inputs": ["input"])", R"("inputs": ["conv"])",
            "n.json: nodes[1].inputs names \"conv\", which is no earlier node");
        row("name taken", R"("name": "pool")", R"("name": "conv")", "the name is taken by an earlier node");
        row("other shape", R"([2, 1, 1])", R"([3, 1, 1])",
            "n.json: nodes[3].output is 3x1x1, but the node's output is 2x1x1");
        row("no output channels", R"("out_channels": 2,)", "", "it needs at least one output channel");
        row("kernel larger than the image", R"([3, 3])", R"([7, 7])", "the input is too small");
        row("input elsewhere", R"("op": "input")", R"("op": "relu")", "n.json: nodes[0] must be the input");
        row("no shape", R"("inputs": [], "output": [3, 4, 4])", R"("inputs": [])",
            "n.json: nodes[0].output is missing");
        row("second input", R"("op": "global_average_pool", "inputs": ["conv"])", R"("op": "input", "inputs": [])",
            "a network has one input");
    }
    void refusesBadNetworks()
    {
        QFETCH(QString, old);
        QFETCH(QString, replacement);
        QFETCH(QString, message);
        QString text = valid;
        QVERIFY(text.contains(old));
        text.replace(text.indexOf(old), old.size(), replacement);
        const Json json = parseJson(text.toStdString(), "n.json");
        const QString actual = errorMessage([&] { networkFromJson(json, "n.json"); });
        QVERIFY2(actual.contains(message), qPrintable(actual));
    }

    void readsNetworksThatEndInAnImage()
    {
        Json json = parseJson(valid, "n.json");
        json["nodes"].erase(3);
        json["nodes"].erase(2);
        const Network network = networkFromJson(json, "n.json");
        QCOMPARE(network.node(network.output()).output, (Shape{2, 2, 2}));
        QVERIFY(networkFromJson(toJson(network), "n.json") == network);
    }

    void refusesANetworkWithoutNodes()
    {
        Json json = parseJson(valid, "n.json");
        json["nodes"] = Json::array();
        QVERIFY(errorMessage([&] { networkFromJson(json, "n.json"); }).contains("nodes is empty"));
    }
};

QTEST_APPLESS_MAIN(TestNetworkJson)
#include "tst_network_json.moc"
