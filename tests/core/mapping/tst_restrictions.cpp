// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/mapping/cost/baselines.h"
#include "core/mapping/restrictions.h"
#include "tests/core/base/bad_value.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace odimo;
using namespace odimo::mapping;

namespace {

const platform::Platform &diana()
{
    static const platform::Platform platform = platform::loadPlatform("diana");
    return platform;
}

/// "conv" on both units and the depthwise "dw", which digital alone can run; 8 channels each.
const CostTable &table()
{
    static const CostTable made = [] {
        CostTable small{.platform = diana(), .layers = {}};
        const platform::LayerGeometry conv{
            .name = "conv", .inChannels = 3, .outChannels = 8, .kernelX = 3, .kernelY = 3, .outX = 4, .outY = 4};
        const platform::LayerGeometry depthwise{.name = "dw", .inChannels = 8, .outChannels = 8, .groups = 8};
        small.layers = {makeLayerTable(samples::layer(conv), diana()),
                        makeLayerTable(samples::layer(depthwise), diana())};
        return small;
    }();
    return made;
}

Restrictions pinned(const std::vector<std::string> &texts)
{
    Restrictions restrictions;
    for (const std::string &text : texts)
        restrictions.pins.push_back(pinFromText(text, diana()));
    return restrictions;
}

} // namespace

class TestRestrictions : public QObject {
    Q_OBJECT

private slots:
    void readsAndWritesAPin_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("layer");
        QTest::addColumn<int>("unit");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("last");
        QTest::newRow("layer") << "stem=digital"
                               << "stem" << 0 << -1 << -1;
        QTest::newRow("channels") << "stage1.0.conv1[0-7]=analog"
                                  << "stage1.0.conv1" << 1 << 0 << 7;
        QTest::newRow("one channel") << "fc[3]=digital"
                                     << "fc" << 0 << 3 << 3;
        QTest::newRow("name with =") << "/a=b/Conv=analog"
                                     << "/a=b/Conv" << 1 << -1 << -1;
        QTest::newRow("name with brackets") << "conv[a].b=analog"
                                            << "conv[a].b" << 1 << -1 << -1;
    }
    void readsAndWritesAPin()
    {
        QFETCH(QString, text);
        QFETCH(QString, layer);
        QFETCH(int, unit);
        QFETCH(int, first);
        QFETCH(int, last);
        const Pin pin = pinFromText(text.toStdString(), diana());
        QCOMPARE(pin.layer, layer.toStdString());
        QCOMPARE(pin.unit, unit);
        QCOMPARE(pin.firstChannel.value_or(-1), first);
        QCOMPARE(pin.lastChannel.value_or(-1), last);
        QCOMPARE(textOf(pin, diana()), text.toStdString());
    }

    void saysWhatIsWrongWithAPin_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const QString how = "; a pin is written layer=unit, layer[3]=unit or layer[0-7]=unit";
        QTest::newRow("no unit") << "stem"
                                 << "the pin \"stem\" has no =" + how;
        QTest::newRow("no layer") << "=digital"
                                  << "the pin \"=digital\" names no layer" + how;
        QTest::newRow("channels of no layer") << "[2]=digital"
                                              << "the pin \"[2]=digital\" names no layer" + how;
        QTest::newRow("word") << "fc[a]=digital"
                              << "the pin \"fc[a]=digital\" has \"a\" where the number of a channel must stand" + how;
        QTest::newRow("nothing") << "fc[]=digital"
                                 << "the pin \"fc[]=digital\" has \"\" where the number of a channel must stand" + how;
        QTest::newRow("open") << "fc[3-]=digital"
                              << "the pin \"fc[3-]=digital\" has \"\" where the number of a channel must stand" + how;
        QTest::newRow("too large")
            << "fc[99999999999]=digital"
            << "the pin \"fc[99999999999]=digital\" has \"99999999999\" where the number of a channel must stand" + how;
        QTest::newRow("backwards") << "fc[7-3]=digital"
                                   << "the pin \"fc[7-3]=digital\" ends before it begins" + how;
        QTest::newRow("unit") << "stem=dsp"
                              << "the pin \"stem=dsp\" cannot be used: the platform diana has no unit \"dsp\"; its "
                                 "units are digital, analog";
    }
    void saysWhatIsWrongWithAPin()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        QCOMPARE(errorMessage([&] { pinFromText(text.toStdString(), diana()); }), message);
    }

    void givesTheUnitOfEachPinnedChannel()
    {
        const Restrictions restrictions = pinned({"conv[6-7]=analog", "conv[1]=digital", "dw=digital"});
        using Units = std::vector<std::optional<int>>;
        QVERIFY(pinnedUnits(restrictions, table().layers[0]) == (Units{{}, 0, {}, {}, {}, {}, 1, 1}));
        QVERIFY(pinnedUnits(restrictions, table().layers[1]) == Units(8, 0));
        QVERIFY(pinnedUnits({}, table().layers[0]) == Units(8));
    }

    void acceptsWhatCanBeKept()
    {
        Restrictions restrictions = pinned({"conv[0-3]=analog", "conv[2-5]=analog", "conv[7]=digital", "dw=digital"});
        restrictions.mostLatency_ms = 1e-3;
        restrictions.leastAccuracy = 1;
        const auto refusal = [](const Restrictions &given) {
            return errorMessage([&] { checkRestrictions(given, table()); });
        };
        QCOMPARE(refusal(restrictions), QString());
        QCOMPARE(refusal({}), QString());
        // A step further none of them can be kept.
        Restrictions changed = restrictions;
        changed.leastAccuracy = std::nextafter(1.0, 2.0);
        QVERIFY(!refusal(changed).isEmpty());
        changed = restrictions;
        changed.mostLatency_ms = 0;
        QVERIFY(!refusal(changed).isEmpty());
        changed = restrictions;
        changed.pins[1].unit = 1 - changed.pins[1].unit;
        QVERIFY(!refusal(changed).isEmpty());
        using Units = std::vector<std::optional<int>>;
        QVERIFY(pinnedUnits(restrictions, table().layers[0]) == (Units{1, 1, 1, 1, 1, 1, {}, 0}));
    }

    void refusesPinsThatCannotBeKept_data()
    {
        QTest::addColumn<QStringList>("pins");
        QTest::addColumn<QString>("message");
        QTest::newRow("layer") << QStringList{"stem=digital"}
                               << "the pin stem=digital names a layer that there is not; the layers are conv, dw";
        QTest::newRow("channels") << QStringList{"conv[4-8]=digital"}
                                  << "the pin conv[4-8]=digital names channels outside the layer; conv has the "
                                     "channels 0 to 7";
        QTest::newRow("unit") << QStringList{"dw[0]=analog"}
                              << "the pin dw[0]=analog cannot be kept, because the unit cannot take the layer: groups "
                                 "must be 1, not 8";
        QTest::newRow("two units") << QStringList{"conv[0-4]=digital", "conv[4-5]=analog"}
                                   << "the pins conv[0-4]=digital and conv[4-5]=analog put channel 4 on two units; "
                                      "keep one of them";
        QTest::newRow("layer and channel") << QStringList{"conv=digital", "dw=digital", "conv[7]=analog"}
                                           << "the pins conv=digital and conv[7]=analog put channel 7 on two units; "
                                              "keep one of them";
    }
    void refusesPinsThatCannotBeKept()
    {
        QFETCH(QStringList, pins);
        QFETCH(QString, message);
        std::vector<std::string> texts;
        for (const QString &pin : pins)
            texts.push_back(pin.toStdString());
        QCOMPARE(errorMessage([&] { checkRestrictions(pinned(texts), table()); }), message);
    }

    void saysThatTheNetworkKeepsALayer()
    {
        CostTable kept = table();
        kept.layers[0].layer.searched = false;
        kept.layers[0] = makeLayerTable(kept.layers[0].layer, diana());
        QCOMPARE(errorMessage([&] { checkRestrictions(pinned({"conv=analog"}), kept); }),
                 "the pin conv=analog cannot be kept, because the unit cannot take the layer: the network keeps this "
                 "layer on the unit digital");
    }

    void refusesLimitsWithoutSense()
    {
        const auto refusal = [](const Restrictions &restrictions) {
            return errorMessage([&] { checkRestrictions(restrictions, table()); });
        };
        QCOMPARE(refusal({.mostLatency_ms = 0}), "the most latency in ms is 0.000000; it must be above 0");
        QCOMPARE(refusal({.mostEnergy_uJ = -2}), "the most energy in uJ is -2.000000; it must be above 0");
        QCOMPARE(refusal({.mostEnergy_uJ = NAN}), "the most energy in uJ is nan; it must be above 0");
        QCOMPARE(refusal({.leastAccuracy = 89}), "the least accuracy is 89.000000; it is a fraction from 0 to 1");
        QVERIFY(!refusal({.leastAccuracy = NAN}).isEmpty());
    }

    void keepsToPinsAndLimits()
    {
        const Mapping digital = uniformMapping(table(), 0);
        const Mapping analog = uniformMapping(table(), 1);
        QVERIFY(keepsTo({}, table(), digital));
        QVERIFY(keepsTo(pinned({"conv[0-3]=digital"}), table(), digital));
        QVERIFY(!keepsTo(pinned({"conv[3]=digital"}), table(), analog));
        const MappingCost cost = costOf(table(), digital);
        QVERIFY(keepsTo({.mostLatency_ms = cost.latency_ms, .mostEnergy_uJ = cost.energy_uJ}, table(), digital));
        QVERIFY(!keepsTo({.mostLatency_ms = cost.latency_ms * 0.999}, table(), digital));
        QVERIFY(!keepsTo({.mostEnergy_uJ = cost.energy_uJ * 0.999}, table(), digital));
    }

    void writesNullForNoLimit()
    {
        QCOMPARE(toJson(pinned({"conv[0-3]=analog"}), diana()).dump(),
                 R"({"pins":["conv[0-3]=analog"],"most_latency_ms":null,"most_energy_uJ":null,"least_accuracy":null})");
    }

    void readsWhatItWrites()
    {
        Restrictions restrictions = pinned({"conv[0-3]=analog", "dw=digital"});
        restrictions.mostEnergy_uJ = 12.5;
        restrictions.leastAccuracy = 0.875;
        const Json json = parseJson(toJson(restrictions, diana()).dump(), "r.json");
        QVERIFY(restrictionsFromJson(json, diana(), "r.json") == restrictions);
    }

    void namesThePlaceOfABadValue_data()
    {
        addBadValueColumns();
        addBadValue("unknown field", "/colour", "1", "r.json: colour is an unknown field");
        addBadValue("pins", "/pins", "5", "r.json: pins is 5");
        addBadValue("pin", "/pins/0", "\"conv\"", "r.json: pins[0]: the pin \"conv\" has no =");
        addBadValue("limit", "/most_latency_ms", "\"1\"", "r.json: most_latency_ms is \"1\"");
        addBadValue("energy", "/most_energy_uJ", "[]", "r.json: most_energy_uJ is a list");
        addBadValue("accuracy", "/least_accuracy", "true", "r.json: least_accuracy is true");
    }
    void namesThePlaceOfABadValue()
    {
        QFETCH(QString, message);
        const Json json = withBadValue(toJson(pinned({"conv=analog"}), diana()));
        const QString found = errorMessage([&] { restrictionsFromJson(json, diana(), "r.json"); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }
};

QTEST_APPLESS_MAIN(TestRestrictions)
#include "tst_restrictions.moc"
