// SPDX-License-Identifier: Apache-2.0
#include "core/network/parameters.h"
#include "core/network/zoo.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace odimo;
using namespace odimo::network;

using Damage = std::function<void(Parameters &)>;
Q_DECLARE_METATYPE(Damage)

namespace {

void compareFirstValues(const Tensor &tensor, const std::vector<float> &expected)
{
    for (std::size_t i = 0; i < expected.size(); ++i) {
        // The golden values have nine digits; a float keeps seven.
        const float tolerance = 1e-6F * std::abs(expected[i]);
        QVERIFY2(std::abs(tensor.values[i] - expected[i]) <= tolerance,
                 qPrintable(QString::number(tensor.values[i], 'g', 9)));
    }
}

} // namespace

class TestParameters : public QObject {
    Q_OBJECT

private slots:
    void everyOperatorHasItsParameters()
    {
        Network network("n", {4, 6, 5});
        network.add("conv", Convolution{.outChannels = 6, .kernel = {3, 2}, .groups = 2, .bias = true}, {0});
        network.add("plain", Convolution{.outChannels = 3}, {1});
        network.add("bn", BatchNormalization{}, {2});
        network.add("flat", GlobalAveragePool{}, {3});
        network.add("fc", FullyConnected{.outFeatures = 2}, {4});
        using Shapes = std::map<std::string, std::vector<std::int64_t>>;
        QVERIFY(parameterShapes(network) == (Shapes{{"conv.weight", {6, 2, 3, 2}},
                                                    {"conv.bias", {6}},
                                                    {"plain.weight", {3, 6, 1, 1}},
                                                    {"bn.weight", {3}},
                                                    {"bn.bias", {3}},
                                                    {"bn.running_mean", {3}},
                                                    {"bn.running_var", {3}},
                                                    {"fc.weight", {2, 3}},
                                                    {"fc.bias", {2}}}));
    }

    void initialValuesFitEveryNetwork_data()
    {
        QTest::addColumn<QString>("name");
        for (const ZooEntry &entry : zoo())
            QTest::newRow(entry.name.c_str()) << QString::fromStdString(entry.name);
    }
    void initialValuesFitEveryNetwork()
    {
        QFETCH(QString, name);
        const Network network = zooNetwork(name.toStdString());
        checkParameters(network, initialise(network, 1));
    }

    void initialValuesAreStable()
    {
        // Computed with the same formulas in Python.
        const Parameters parameters = initialise(zooNetwork("resnet8"), 42);
        compareFirstValues(parameters.at("conv1.weight"),
                           {0.0518574752F, -0.1478978842F, -0.0776042491F, -0.1923801154F});
        compareFirstValues(parameters.at("fc.weight"), {0.0500974953F, -0.003938455F, 0.0967981666F, -0.036182530F});
        QCOMPARE(parameters.at("bn1.weight").values, std::vector<float>(16, 1.0F));
        QCOMPARE(parameters.at("bn1.bias").values, std::vector<float>(16, 0.0F));
        QCOMPARE(parameters.at("bn1.running_mean").values, std::vector<float>(16, 0.0F));
        QCOMPARE(parameters.at("bn1.running_var").values, std::vector<float>(16, 1.0F));
        QCOMPARE(parameters.at("fc.bias").values, std::vector<float>(10, 0.0F));
    }

    void seedDecides()
    {
        const Network network = zooNetwork("ds_cnn");
        QVERIFY(initialise(network, 1) == initialise(network, 1));
        QVERIFY(initialise(network, 1) != initialise(network, 2));
    }

    void layersOfOneShapeStartDifferently()
    {
        const Parameters parameters = initialise(zooNetwork("resnet20"), 1);
        QVERIFY(parameters.at("stage1.block0.conv1.weight") != parameters.at("stage1.block0.conv2.weight"));
    }

    void convolutionsHaveTheDeviationOfHe()
    {
        const Tensor weight = initialise(zooNetwork("resnet20"), 1).at("stage3.block1.conv1.weight");
        double squares = 0;
        for (float value : weight.values)
            squares += static_cast<double>(value) * value;
        const double expected = 2.0 / (9 * 64);
        // Six standard deviations of the variance of 36864 normal values, sqrt(2 / 36864).
        QVERIFY(std::abs(squares / 36864 / expected - 1) < 0.045);
    }

    void refusesParametersThatDoNotFit_data()
    {
        QTest::addColumn<Damage>("damage");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *tag, const Damage &damage, const char *message) {
            QTest::newRow(tag) << damage << message;
        };
        row(
            "missing", [](Parameters &p) { p.erase("fc.bias"); },
            "the weights of resnet8:width=4 lack \"fc.bias\" [10]");
        row(
            "unknown",
            [](Parameters &p) {
                p["fc.colour"] = {{1}, {0}};
            },
            "have \"fc.colour\", which the network does not use");
        row(
            "other shape",
            [](Parameters &p) {
                p["fc.weight"].shape = {16, 10};
            },
            "\"fc.weight\" has the shape [16, 10] and 160 values; the network needs [10, 16]");
        row(
            "too few values", [](Parameters &p) { p["fc.weight"].values.pop_back(); },
            "\"fc.weight\" has the shape [10, 16] and 159 values; the network needs [10, 16]");
        row(
            "not a number", [](Parameters &p) { p["conv1.weight"].values[5] = NAN; },
            "\"conv1.weight\" has values that are no finite numbers");
        row(
            "infinite", [](Parameters &p) { p["bn1.bias"].values[3] = -INFINITY; },
            "\"bn1.bias\" has values that are no finite numbers");
        row(
            "negative variance", [](Parameters &p) { p["bn1.running_var"].values[0] = -1e-3F; },
            "\"bn1.running_var\" has negative variances");
    }
    void refusesParametersThatDoNotFit()
    {
        QFETCH(Damage, damage);
        QFETCH(QString, message);
        const Network network = zooNetwork("resnet8:width=4");
        Parameters parameters = initialise(network, 1);
        damage(parameters);
        const QString actual = errorMessage([&] { checkParameters(network, parameters); });
        QVERIFY2(actual.contains(message), qPrintable(actual));
    }
};

QTEST_APPLESS_MAIN(TestParameters)
#include "tst_parameters.moc"
