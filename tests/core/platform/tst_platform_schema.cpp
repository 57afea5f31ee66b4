// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "tests/core/base/bad_value.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::platform;

/// What the second schema adds to the first.
class TestPlatformSchema : public QObject {
    Q_OBJECT

private slots:
    void readsDarkside()
    {
        const Platform darkside = loadPlatform("darkside");
        QVERIFY(darkside.contiguous);
        QCOMPARE(darkside.referenceUnit(), darkside.unitNamed("cluster"));
        QVERIFY(darkside.units[0].standsIn.empty());
        QVERIFY(darkside.units[1].standsIn ==
                (std::vector{StandIn{.layer = OperatorKind::Convolution, .operation = Operation::Depthwise}}));
        QVERIFY(!darkside.shareDatapath(0, 1));
        QCOMPARE(titleWithArray(darkside), "Darkside"); // It has none.
    }

    void readsDatapaths()
    {
        const Platform mpic = loadPlatform("mpic");
        QCOMPARE(mpic.units.size(), std::size_t(3));
        QVERIFY(mpic.shareDatapath(0, 2) && mpic.shareDatapath(2, 1) && mpic.shareDatapath(1, 1));
        QVERIFY(!mpic.contiguous);
    }

    /// Bits do not decide between two units of 8.
    void aReferenceCanBeStated()
    {
        Json json = Json::parse(loadPlatform("darkside").json);
        json["reference_unit"] = "dwe";
        QCOMPARE(platformFromText(json.dump(), "p.json").referenceUnit(), 1);
        json.erase("reference_unit");
        QCOMPARE(platformFromText(json.dump(), "p.json").referenceUnit(), 0);
    }

    void namesThePlaceOfABadValue_data()
    {
        addBadValueColumns();
        addBadValue("first schema", "/schema", "1", "p.json: units[1].stands_in needs \"schema\": 2");
        addBadValue("unknown reference", "/reference_unit", "\"dsp\"",
                    "p.json: reference_unit is \"dsp\", which is no unit of this platform");
        addBadValue("contiguous", "/contiguous", "1", "p.json: contiguous is 1");
        addBadValue("datapath", "/units/0/datapath", "\"\"", "p.json: units[0].datapath is empty");
        addBadValue("unknown operator", "/units/1/stands_in/0/for", "\"sigmoid\"",
                    "p.json: units[1].stands_in[0].for is \"sigmoid\"; known: convolution");
        addBadValue("unknown operation", "/units/1/stands_in/0/as", "\"winograd\"",
                    "p.json: units[1].stands_in[0].as is \"winograd\"; known: depthwise");
        addBadValue("unknown field", "/units/1/stands_in/0/colour", "1",
                    "p.json: units[1].stands_in[0].colour is an unknown field");
        addBadValue("fully connected", "/units/1/stands_in/0/for", "\"fully_connected\"",
                    "p.json: units[1].stands_in[0].for is \"fully_connected\"; depthwise stands in for convolution "
                    "alone");
        addBadValue("twice", "/units/1/stands_in",
                    R"([{"for": "convolution", "as": "depthwise"}, {"for": "convolution", "as": "depthwise"}])",
                    "p.json: units[1].stands_in[1].for is \"convolution\", as that of an earlier one");
        addBadValue("its own operator", "/units/1/operators", R"(["grouped_convolution", "convolution"])",
                    "p.json: units[1].stands_in[0].for is \"convolution\", which the unit's operators have already");
        addBadValue("no layer", "/units/1/cost/kernel", "100",
                    "p.json: units[1].stands_in: there is no layer for which the unit dwe could stand in: the kernel "
                    "must be 100x100, not 1x1");
        addBadValue("a scale a channel", "/units/1/weight_scale", "\"real_per_channel\"",
                    "p.json: units[1].weight_scale is \"real_per_channel\", which needs ternary weights");
        addBadValue("no state for both", "/power",
                    R"([{"active": ["cluster"], "mW": 1}, {"active": ["dwe"], "mW": 1}])",
                    "p.json: power has no state for cluster, dwe active together, which share an operator");
    }
    void namesThePlaceOfABadValue()
    {
        QFETCH(QString, message);
        const Json json = withBadValue(Json::parse(loadPlatform("darkside").json));
        const QString found = errorMessage([&] { platformFromText(json.dump(), "p.json"); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    /// Units in turn are never active together.
    void unitsOfADatapathHaveNoCommonPower()
    {
        Json json = Json::parse(loadPlatform("mpic").json);
        json["power"].push_back({{"active", {"w8", "w2"}}, {"mW", 1}});
        QCOMPARE(errorMessage([&] { platformFromText(json.dump(), "p.json"); }),
                 "p.json: power[3].active names two units of the datapath \"core\", which run one after the other");
        json["units"][1]["datapath"] = "between";
        json["power"].push_back({{"active", {"w8", "w4", "w2"}}, {"mW", 1}});
        json["power"].erase(3);
        QVERIFY(
            errorMessage([&] { platformFromText(json.dump(), "p.json"); }).contains("power[3].active names two units"));
        json["units"][1]["datapath"] = "core";
        json["units"][2]["datapath"] = "other";
        json["power"].erase(3);
        const QString found = errorMessage([&] { platformFromText(json.dump(), "p.json"); });
        QVERIFY2(found.contains("power has no state for w8, w2 active together"), qPrintable(found));
    }

    void everyUnitOfADatapathNeedsAPower()
    {
        Json json = Json::parse(loadPlatform("mpic").json);
        json["power"].erase(1);
        QCOMPARE(errorMessage([&] { platformFromText(json.dump(), "p.json"); }),
                 "p.json: power has no state for w4 alone");
    }
};

QTEST_APPLESS_MAIN(TestPlatformSchema)
#include "tst_platform_schema.moc"
