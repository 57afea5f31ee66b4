// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/platform/layout_mode.h"
#include "core/platform/platform_files.h"
#include "tests/core/base/bad_value.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::platform;

class TestLayoutMode : public QObject {
    Q_OBJECT

private slots:
    void dianaCountsNoLayoutsUnlessAsked()
    {
        const Platform diana = loadPlatform("diana");
        QVERIFY(!diana.layout);
        QVERIFY(layoutModeOf(diana) == LayoutMode::Paper);
        QCOMPARE(diana.units[0].layout, "planes");
        QCOMPARE(diana.units[1].layout, "pixels");
        const Platform host = withLayout(diana, LayoutMode::HostConversion);
        const LayoutCosts costs{.mode = LayoutMode::HostConversion,
                                .common = "planes",
                                .inputCycles = 4.326,
                                .toCycles = 4.326,
                                .backCycles = 17,
                                .power_mW = 24.96};
        QVERIFY(host.layout == costs);
        QVERIFY(layoutModeOf(platformFromText(host.json, "copy")) == LayoutMode::HostConversion);
        QVERIFY(layoutModeOf(withLayout(host, LayoutMode::HardwareShuffle)) == LayoutMode::HardwareShuffle);
    }

    // So that projects of earlier versions are about the same platform.
    void paperLeavesNoTraceOfLayouts()
    {
        Json earlier = Json::parse(loadPlatform("diana").json);
        earlier.erase("layout");
        for (Json &unit : earlier["units"])
            unit.erase("layout");
        const Platform host = withLayout(loadPlatform("diana"), LayoutMode::HostConversion);
        QVERIFY(Json::parse(withLayout(loadPlatform("diana"), LayoutMode::Paper).json) == earlier);
        QVERIFY(Json::parse(withLayout(host, LayoutMode::Paper).json) == earlier);
        const Platform before = platformFromText(earlier.dump(), "earlier");
        QCOMPARE(withLayout(before, LayoutMode::Paper).json, before.json);
    }

    void constantsOfModesThatAreNotChosenCountNothing()
    {
        const Platform diana = loadPlatform("diana");
        const Platform host = withLayout(diana, LayoutMode::HostConversion);
        QVERIFY(countSame(diana, withLayout(diana, LayoutMode::Paper)));
        QVERIFY(!countSame(diana, host));
        QVERIFY(!countSame(host, withLayout(diana, LayoutMode::HardwareShuffle)));
        QCOMPARE(platformLike(host, "diana").value_or(""), "diana"); // The mode is chosen beside the platform.
        QVERIFY(withLayout(loadPlatform("diana_ideal"), LayoutMode::HostConversion).layout == host.layout);
    }

    void saysWhatAPlatformLacks()
    {
        const Platform diana = loadPlatform("diana");
        const Platform paper = withLayout(diana, LayoutMode::Paper);
        QCOMPARE(errorMessage([&] { withLayout(paper, LayoutMode::HostConversion); }),
                 "the platform diana does not say what layouts cost; add the object \"layout\" to its file");
        Json json = Json::parse(diana.json);
        json["layout"].erase("hardware_shuffle");
        const Platform one = platformFromText(json.dump(), "one.json");
        QCOMPARE(errorMessage([&] { withLayout(one, LayoutMode::HardwareShuffle); }),
                 "the platform diana has no constants of the layout mode hardware_shuffle");
        QVERIFY(withLayout(one, LayoutMode::HostConversion).layout);
    }

    void namesOfModesCanBeReadAgain()
    {
        for (const LayoutMode mode : {LayoutMode::Paper, LayoutMode::HostConversion, LayoutMode::HardwareShuffle})
            QVERIFY(layoutModeFromName(nameOf(mode)) == mode);
        QCOMPARE(errorMessage([] { layoutModeFromName("host"); }),
                 "there is no layout mode \"host\"; choose one of paper, host_conversion, hardware_shuffle");
    }

    void namesThePlaceOfABadValue_data()
    {
        addBadValueColumns();
        addBadValue("mode", "/layout/mode", "\"free\"", "p.json: layout.mode: there is no layout mode \"free\"");
        addBadValue("no common layout", "/layout/common", "\"\"", "p.json: layout.common is empty");
        addBadValue("unknown field", "/layout/colour", "1", "p.json: layout.colour is an unknown field");
        addBadValue("constant", "/layout/host_conversion/back_cycles_per_element", "-1",
                    "p.json: layout.host_conversion.back_cycles_per_element is -1; it must be a number from 0 to");
        addBadValue("constant of the other mode", "/layout/hardware_shuffle/mW", "0",
                    "p.json: layout.hardware_shuffle.mW is 0; it must be a number from 1e-09 to 1e+09 mW");
        addBadValue("no constants", "/layout", R"({"mode": "host_conversion", "common": "planes"})",
                    "p.json: layout.mode is \"host_conversion\", but there is no layout.host_conversion");
        addBadValue("layout of a unit", "/units/1/layout", "\"\"", "p.json: units[1].layout is empty");
    }
    void namesThePlaceOfABadValue()
    {
        QFETCH(QString, message);
        const Json json = withBadValue(Json::parse(loadPlatform("diana").json));
        const QString found = errorMessage([&] { platformFromText(json.dump(), "p.json"); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void unitsHaveALayoutIfLayoutsAreCounted()
    {
        Json json = Json::parse(loadPlatform("diana").json);
        json["units"][1].erase("layout");
        QCOMPARE(errorMessage([&] { platformFromText(json.dump(), "p.json"); }),
                 "p.json: units[1].layout is missing; the platform says what layouts cost");
        json.erase("layout");
        QCOMPARE(errorMessage([&] { platformFromText(json.dump(), "p.json"); }),
                 "p.json: units[0].layout is \"planes\", but the platform does not say what layouts cost");
    }
};

QTEST_APPLESS_MAIN(TestLayoutMode)
#include "tst_layout_mode.moc"
