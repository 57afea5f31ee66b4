// SPDX-License-Identifier: Apache-2.0
#include "tests/core/platform/golden_layers.h"

#include <QTest>

using namespace odimo;
using namespace odimo::platform;

/// The same double arithmetic in another order.
constexpr double rounding = 1e-12;

class TestDiana : public QObject {
    Q_OBJECT

private slots:
    void takesThePublishedCycles()
    {
        const Platform diana = loadPlatform("diana");
        const CostModel &digital = *diana.units[0].costModel;
        const CostModel &analog = *diana.units[1].costModel;
        const std::vector<samples::GoldenLayer> layers = samples::goldenLayers();
        QCOMPARE(layers.size(), std::size_t(294));
        for (const samples::GoldenLayer &layer : layers) {
            const std::string split = layer.geometry.name + " " + std::to_string(layer.digitalChannels) + "+" +
                                      std::to_string(layer.analogChannels);
            QVERIFY2(!digital.refusal(layer.geometry), split.c_str());
            const double digital_cycles = digital.cycles(layer.geometry, layer.digitalChannels);
            QVERIFY2(samples::near(digital_cycles, layer.digital_cycles, rounding), split.c_str());
            QVERIFY2(analog.refusal(layer.geometry).has_value() == !layer.analog_cycles, split.c_str());
            if (!layer.analog_cycles)
                continue;
            const double analog_cycles = analog.cycles(layer.geometry, layer.analogChannels);
            QVERIFY2(samples::near(analog_cycles, *layer.analog_cycles, rounding), split.c_str());
        }
    }

    void stairsOfABlockOfSixteen_data()
    {
        QTest::addColumn<int>("digitalChannels");
        QTest::addColumn<double>("slower_cycles");
        QTest::newRow("none") << 0 << 4899.2;
        QTest::newRow("one") << 1 << 5128.0;
        QTest::newRow("a block") << 16 << 5248.0;
        QTest::newRow("one more") << 17 << 9864.0;
        QTest::newRow("all") << 64 << 19456.0;
    }
    void stairsOfABlockOfSixteen()
    {
        QFETCH(int, digitalChannels);
        QFETCH(double, slower_cycles);
        const Platform diana = loadPlatform("diana");
        const LayerGeometry geometry{
            .name = "body", .inChannels = 64, .outChannels = 64, .kernelX = 3, .kernelY = 3, .outX = 8, .outY = 8};
        const double digital = diana.units[0].costModel->cycles(geometry, digitalChannels);
        const double analog = diana.units[1].costModel->cycles(geometry, 64 - digitalChannels);
        QVERIFY(samples::near(std::max(digital, analog), slower_cycles, rounding));
    }

    void analogUnitRefusesGroups()
    {
        const LayerGeometry depthwise{.name = "depthwise", .inChannels = 32, .outChannels = 32, .groups = 32};
        const Platform diana = loadPlatform("diana");
        QCOMPARE(diana.units[1].refusal(samples::layer(depthwise)).value_or(""), "groups must be 1, not 32");
        QVERIFY(!diana.units[0].refusal(samples::layer(depthwise)));
    }

    void digitalUnitRefusesGroupsThatDoNotDivide()
    {
        const LayerGeometry odd{.name = "odd", .inChannels = 32, .outChannels = 32, .groups = 5};
        const Platform diana = loadPlatform("diana");
        const std::string refusal = diana.units[0].refusal(samples::layer(odd)).value_or("");
        QVERIFY2(refusal.find("groups must divide 32") != std::string::npos, refusal.c_str());
    }
};

QTEST_APPLESS_MAIN(TestDiana)
#include "tst_diana.moc"
