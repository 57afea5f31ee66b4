// SPDX-License-Identifier: Apache-2.0
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/base/error_message.h"
#include "tests/core/network/reference_forward.h"

#include <QTest>

#include <functional>

using namespace odimo;
using namespace odimo::network;

using Pass = std::function<Model(const Model &)>;
Q_DECLARE_METATYPE(Pass)

namespace {

/// Every place where a pass has something to do, or must not do it.
Network mixed()
{
    Network network("mixed", {3, 8, 8});
    network.setInputValues(InputValues::Signed);
    int last = network.add("start", Identity{}, {0});
    last = network.add("conv1", Convolution{.outChannels = 4, .kernel = {3, 3}, .padding = {1, 1, 1, 1}}, {last});
    last = network.add("bn1", BatchNormalization{}, {last});
    const int stem = network.add("relu1", Relu{.ceiling = 1.5}, {last});
    network.setRange(stem, {0, 1.25});
    last = network.add("skip", Identity{}, {stem});
    last = network.add(
        "conv2", Convolution{.outChannels = 4, .kernel = {3, 3}, .padding = {1, 1, 1, 1}, .groups = 4, .bias = true},
        {last}, false);
    last = network.add("bn2", BatchNormalization{.epsilon = 0.01}, {last});
    last = network.add("sum", Addition{}, {last, stem});
    const int sum = last;
    last = network.add("relu2", Relu{}, {sum});
    last = network.add("again", Addition{}, {last, sum});
    last = network.add("relu3", Relu{.ceiling = 2}, {last});
    last = network.add("relu4", Relu{.ceiling = 3}, {last});
    last = network.add("both", Concatenation{}, {last, sum});
    last = network.add("average", AveragePool{.kernel = {3, 3}, .stride = {2, 2}, .padding = {1, 1, 1, 1}}, {last});
    last = network.add("max", MaxPool{.kernel = {2, 2}, .stride = {2, 2}}, {last});
    last = network.add("flatten", Flatten{}, {last});
    last = network.add("fc", FullyConnected{.outFeatures = 5, .bias = false}, {last});
    last = network.add("bn3", BatchNormalization{}, {last});
    network.add("end", Identity{}, {last});
    return network;
}

QStringList names(const Network &network)
{
    QStringList list;
    for (const Node &node : network.nodes())
        list << QString::fromStdString(node.name);
    return list;
}

} // namespace

class TestPasses : public QObject {
    Q_OBJECT

private slots:
    void simplifyKeepsWhatTheInputHolds() { QVERIFY(simplify(mixed()).inputValues() == InputValues::Signed); }

    void keepTheMeaning_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<Pass>("pass");
        for (const char *name : {"mixed", "resnet8:width=4,input=3x9x8", "ds_cnn:width=4,input=1x12x5",
                                 "mobilenet_v1:width=0.05,input=3x8x8", "resnet18:width=2,input=2x8x8"}) {
            const auto row = [&](const char *pass, const Pass &function) {
                QTest::addRow("%s %s", name, pass) << QString(name) << function;
            };
            row("fold", [](const Model &model) { return foldBatchNormalization(removeIdentities(model)); });
            row("fuse", [](const Model &model) { return fuseRelu(model); });
            row("remove", [](const Model &model) { return removeIdentities(model); });
            row("simplify", [](const Model &model) { return simplify(model); });
        }
    }
    void keepTheMeaning()
    {
        QFETCH(QString, name);
        QFETCH(Pass, pass);
        Random random(1);
        Network network = name == "mixed" ? mixed() : zooNetwork(name.toStdString());
        const Parameters parameters = reference::randomParameters(network, random);
        const Model before{std::move(network), parameters};

        const Model after = pass(before);

        checkParameters(after.network, after.parameters);
        for (int image = 0; image < 3; ++image) {
            const reference::Map input = reference::randomImage(before.network.inputShape(), random);
            const std::vector<double> expected = reference::logits(before, input);
            const std::vector<double> actual = reference::logits(after, input);
            QCOMPARE(actual.size(), expected.size());
            for (std::size_t i = 0; i < expected.size(); ++i) {
                // Folded weights are rounded to float: 6e-8 each, and some layers follow.
                const double tolerance = 1e-5 * std::max(1.0, std::abs(expected[i]));
                QVERIFY2(std::abs(actual[i] - expected[i]) <= tolerance,
                         qPrintable(QString("%1, not %2").arg(actual[i]).arg(expected[i])));
            }
        }
    }

    void simplifyLeavesWhatCannotGo()
    {
        const Network network = simplify(mixed());
        // sum is read twice, so relu2 stays; relu3 and relu4 both go into "again".
        QCOMPARE(names(network), (QStringList{"input", "conv1", "conv2", "sum", "relu2", "again", "both", "average",
                                              "max", "flatten", "fc"}));
        QCOMPARE(std::get<Convolution>(network.node(1).op).relu, Relu{1.5});
        QCOMPARE(network.node(1).range, (ValueRange{0, 1.25}));
        QVERIFY(!network.node(2).range);
        QVERIFY(std::get<Convolution>(network.node(1).op).bias);
        QVERIFY(!std::get<Convolution>(network.node(2).op).relu);
        QVERIFY(!network.node(2).searched);
        QVERIFY(!std::get<Addition>(network.node(3).op).relu);
        QCOMPARE(std::get<Addition>(network.node(5).op).relu, Relu{2});
        QVERIFY(std::get<FullyConnected>(network.node(10).op).bias);
    }

    void structureIsTheSameWithAndWithoutWeights()
    {
        for (const Network &network : {mixed(), zooNetwork("resnet8:width=4"), zooNetwork("ds_cnn:width=4")})
            QVERIFY(simplify(Model{network, initialise(network, 1)}).network == simplify(network));
    }

    void simplifiedZooHasNoNormalizationAndNoRelu_data()
    {
        QTest::addColumn<QString>("name");
        for (const ZooEntry &entry : zoo())
            QTest::newRow(entry.name.c_str()) << QString::fromStdString(entry.name);
    }
    void simplifiedZooHasNoNormalizationAndNoRelu()
    {
        QFETCH(QString, name);
        const Network network = simplify(zooNetwork(name.toStdString()));
        QVERIFY(simplify(network) == network);
        for (const Node &node : network.nodes()) {
            QVERIFY2(!std::holds_alternative<BatchNormalization>(node.op), node.name.c_str());
            QVERIFY2(!std::holds_alternative<Relu>(node.op), node.name.c_str());
        }
    }

    void foldsIntoOneLayerExactly()
    {
        Network network("one", {1, 1, 1});
        network.add("conv", Convolution{.outChannels = 1, .bias = true}, {0});
        network.add("bn", BatchNormalization{.epsilon = 1}, {1});
        const Model folded = foldBatchNormalization(Model{network,
                                                          {{"conv.weight", {{1, 1, 1, 1}, {2}}},
                                                           {"conv.bias", {{1}, {5}}},
                                                           {"bn.weight", {{1}, {3}}},
                                                           {"bn.bias", {{1}, {0.5}}},
                                                           {"bn.running_mean", {{1}, {1}}},
                                                           {"bn.running_var", {{1}, {3}}}}});
        // The factor is 3 / sqrt(3 + 1) = 1.5.
        QVERIFY(folded.parameters == (Parameters{{"conv.weight", {{1, 1, 1, 1}, {3}}}, {"conv.bias", {{1}, {6.5}}}}));
    }

    void namesTheNormalizationThatCannotFold_data()
    {
        QTest::addColumn<bool>("readTwice");
        QTest::addColumn<bool>("afterRelu");
        QTest::newRow("after the image") << false << false;
        QTest::newRow("layer read twice") << true << false;
        QTest::newRow("after a fused ReLU") << false << true;
    }
    void namesTheNormalizationThatCannotFold()
    {
        QFETCH(bool, readTwice);
        QFETCH(bool, afterRelu);
        Network network("net", {2, 4, 4});
        int layer = 0;
        if (readTwice || afterRelu)
            layer = network.add(
                "conv", Convolution{.outChannels = 2, .relu = afterRelu ? std::optional(Relu{}) : std::nullopt}, {0});
        const int normalized = network.add("stray", BatchNormalization{}, {layer});
        if (readTwice)
            network.add("sum", Addition{}, {layer, normalized});
        const QString message = errorMessage([&] { foldBatchNormalization(network); });
        QVERIFY2(message.startsWith("net: the batch normalization \"stray\" cannot be folded into "),
                 qPrintable(message));
    }

    void foldRefusesParametersThatDoNotFit()
    {
        const Network network = zooNetwork("resnet8:width=4");
        Parameters parameters = initialise(network, 1);
        parameters.erase("bn1.running_var");
        QVERIFY(errorMessage([&] { foldBatchNormalization(Model{network, parameters}); }).contains("bn1.running_var"));
    }
};

QTEST_APPLESS_MAIN(TestPasses)
#include "tst_passes.moc"
