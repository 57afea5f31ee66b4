// SPDX-License-Identifier: Apache-2.0
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::platform;

class TestPlatform : public QObject {
    Q_OBJECT

private slots:
    void ordersUnitsByWeightBitsAndKeepsTheOrderOfEquals()
    {
        Platform platform = samples::threeUnits();
        std::ranges::reverse(platform.units);
        QCOMPARE(platform.referenceOrder(), (std::vector{2, 1, 0}));
        QCOMPARE(platform.referenceUnit(), 2);
        for (ComputeUnit &unit : platform.units)
            unit.format.weightBits = 8;
        QCOMPARE(platform.referenceOrder(), (std::vector{0, 1, 2}));
    }

    void findsUnitsByName()
    {
        const Platform platform = samples::threeUnits();
        QCOMPARE(platform.unitNamed("b"), 1);
        QCOMPARE(errorMessage([&] { platform.unitNamed("d"); }),
                 "the platform three has no unit \"d\"; its units are a, b, c");
    }

    void refusesOperatorsThatTheUnitDoesNotList()
    {
        Layer classifier = samples::layer({.name = "fc", .inChannels = 8, .outChannels = 4});
        classifier.kind = OperatorKind::FullyConnected;
        QCOMPARE(samples::threeUnits().units[0].refusal(classifier).value_or(""),
                 "it does not support fully connected layers");
    }

    /// DIANA's analog array reads the unsigned codes of ReLUs and of images.
    void keepsSignedInputsFromUnitsThatReadNone()
    {
        network::Network network("n", {16, 8, 8});
        const network::Convolution convolution{.outChannels = 16, .kernel = {3, 3}, .relu = network::Relu{}};
        network.add("linear", network::Convolution{.outChannels = 16, .kernel = {3, 3}}, {0});
        network.add("second", convolution, {1});
        network.add("third", convolution, {2});
        const Platform diana = loadPlatform("diana");
        const auto refusals = [&] {
            std::vector<bool> refused;
            for (const Layer &layer : layersOf(network))
                refused.push_back(!diana.refusal(layer, 0) && diana.refusal(layer, 1));
            return refused;
        };
        QVERIFY(refusals() == (std::vector{false, true, false}));
        network.setInputValues(network::InputValues::Signed);
        QVERIFY(refusals() == (std::vector{true, true, false}));
        QCOMPARE(diana.refusal(layersOf(network).front(), 1).value(),
                 std::string("it reads no values below 0, and this layer's input has some"));
    }

    void keepsLayersThatAreNotSearchedOnTheReferenceUnit()
    {
        const Platform platform = samples::threeUnits();
        Layer layer = samples::layer({.name = "first", .outChannels = 4});
        QVERIFY(!platform.refusal(layer, 1));
        layer.searched = false;
        QVERIFY(!platform.refusal(layer, 0));
        QCOMPARE(platform.refusal(layer, 1).value_or(""), "the network keeps this layer on the unit a");
    }

    void letsAFixedLayerGoElsewhereIfTheReferenceUnitCannotRunIt()
    {
        Platform platform = samples::threeUnits();
        platform.units[0].operators = {OperatorKind::FullyConnected};
        Layer layer = samples::layer({.name = "first", .outChannels = 4});
        layer.searched = false;
        QVERIFY(platform.refusal(layer, 0));
        QVERIFY(!platform.refusal(layer, 1));
    }
};

QTEST_APPLESS_MAIN(TestPlatform)
#include "tst_platform.moc"
