// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/platform/constants.h"
#include "tests/core/platform/samples.h"

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::platform;

/// The numbers of a platform file that can be varied.
class TestConstants : public QObject {
    Q_OBJECT

private slots:
    void areThoseOfTheCostModelsAndTheClock()
    {
        const std::vector<PlatformConstant> constants = constantsOf(loadPlatform("diana"));
        const auto value = [&](const std::string &name) {
            const auto found = std::ranges::find(constants, name, &PlatformConstant::name);
            return found == constants.end() ? -1 : found->value;
        };
        QCOMPARE(constants.size(), std::size_t(3 + 7 + 1));
        QCOMPARE(value("digital.channels_at_once"), 16.0);
        QCOMPARE(value("analog.operation_cycles"), 18.2);
        QCOMPARE(value("clock_Hz"), 260e6);
        QCOMPARE(value("analog.weight_bits"), -1.0); // Accuracies depend on it.
    }

    void aVariantIsAFileEditedByHand()
    {
        const Platform diana = loadPlatform("diana");
        Json byHand = parseJson(diana.json, "diana");
        byHand["units"][0]["cost"]["channels_at_once"] = 32;
        byHand["units"][1]["cost"]["operation_cycles"] = 20;
        byHand["clock_Hz"] = 100e6;
        const Platform varied = withConstants(diana, std::vector<PlatformConstant>{{"digital.channels_at_once", 32},
                                                                                   {"analog.operation_cycles", 20},
                                                                                   {"clock_Hz", 100e6}});
        QVERIFY(parseJson(varied.json, "varied") == byHand);
        QCOMPARE(varied.clock_Hz, 100e6);
        const LayerGeometry layer{.name = "layer", .inChannels = 16, .outChannels = 64, .outX = 8, .outY = 8};
        const Platform edited = platformFromText(byHand.dump(), "p.json");
        for (const std::size_t unit : {0, 1})
            for (const int channels : {1, 17, 33, 64})
                QCOMPARE(varied.units[unit].costModel->cycles(layer, channels),
                         edited.units[unit].costModel->cycles(layer, channels));
        QVERIFY(varied.units[0].costModel->cycles(layer, 33) != diana.units[0].costModel->cycles(layer, 33));
    }

    void areWrittenAsInAFile()
    {
        QCOMPARE(constantsText(std::vector<PlatformConstant>{{"clock_Hz", 260e6}, {"a.b", 18.2}, {"a.c", 0}}),
                 "clock_Hz=260000000, a.b=18.2, a.c=0");
    }

    void whatIsNoConstantIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("message");
        QTest::newRow("unknown") << "digital.channels" << 8.0
                                 << "the platform diana has no constant \"digital.channels\"; it has "
                                    "digital.channels_at_once, digital.positions_at_once";
        QTest::newRow("unit") << "quantum.channels_at_once" << 8.0 << "has no constant";
        QTest::newRow("format") << "analog.weight_bits" << 4.0 << "has no constant";
        QTest::newRow("none") << "digital.channels_at_once" << 0.0
                              << "digital.channels_at_once=0: units[0].cost.channels_at_once is 0";
        QTest::newRow("half") << "digital.channels_at_once" << 8.5 << "units[0].cost.channels_at_once is 8.5";
        QTest::newRow("no power of two") << "analog.most_pixels_at_once" << 6.0 << "most_pixels_at_once";
        QTest::newRow("clock") << "clock_Hz" << 0.5 << "clock_Hz=0.5: clock_Hz is 0.5";
    }
    void whatIsNoConstantIsRefused()
    {
        QFETCH(QString, name);
        QFETCH(double, value);
        QFETCH(QString, message);
        const QString found = errorMessage([&] {
            withConstants(loadPlatform("diana"), std::vector<PlatformConstant>{{name.toStdString(), value}});
        });
        QVERIFY2(found.contains(message), qPrintable(found));
    }
};

QTEST_APPLESS_MAIN(TestConstants)
#include "tst_constants.moc"
