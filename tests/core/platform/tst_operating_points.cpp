// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/platform/layout_mode.h"
#include "core/platform/operating_points.h"
#include "core/platform/platform_findings.h"
#include "tests/core/base/bad_value.h"
#include "tests/core/platform/samples.h"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace odimo;
using namespace odimo::platform;

namespace {

/// DIANA's costs with points that somebody might have measured.
Json withPoints(const std::string &points)
{
    Json json = Json::parse(loadPlatform("diana").json);
    json["schema"] = 2;
    json["operating_points"] = Json::parse(points);
    return json;
}

const char *const twoPoints = R"([
    {"name": "slow", "V": 0.6, "clock_Hz": 130000000, "power_scale": 0.25},
    {"name": "fast", "clock_Hz": 520000000, "power_scale": 2,
     "power": [{"active": ["digital"], "mW": 90}, {"active": ["analog"], "mW": 80},
               {"active": ["digital", "analog"], "mW": 150}]}])";

} // namespace

/// The clocks and powers that a chip can run at.
class TestOperatingPoints : public QObject {
    Q_OBJECT

private slots:
    void mostPlatformsHaveNone() { QVERIFY(operatingPointsOf(loadPlatform("diana")).empty()); }

    void haveClockAndPowers()
    {
        const Platform platform = platformFromText(withPoints(twoPoints).dump(), "p.json");
        QCOMPARE(platform.clock_Hz, 260e6); // As its file states it.
        const std::vector<OperatingPoint> points = operatingPointsOf(platform);
        QCOMPARE(points.size(), std::size_t(2));
        QCOMPARE(points[0].name, std::string("slow"));
        QCOMPARE(points[0].voltage_V.value_or(0), 0.6);
        QVERIFY(!points[1].voltage_V);
        QCOMPARE(points[0].platform.clock_Hz, 130e6);
        for (std::size_t i = 0; i < platform.power.size(); ++i)
            QCOMPARE(points[0].platform.power[i].power_mW, platform.power[i].power_mW * 0.25);
        QCOMPARE(points[1].platform.power[1].power_mW, 80.0);
        QVERIFY(operatingPointsOf(points[0].platform).empty());
    }

    void scaleConversionsToo()
    {
        const Platform platform =
            withLayout(platformFromText(withPoints(twoPoints).dump(), "p.json"), LayoutMode::HostConversion);
        const std::vector<OperatingPoint> points = operatingPointsOf(platform);
        QCOMPARE(points[0].platform.layout->power_mW, platform.layout->power_mW * 0.25);
        QCOMPARE(points[1].platform.layout->power_mW, platform.layout->power_mW * 2);
    }

    void countNothingByThemselves()
    {
        QVERIFY(countSame(platformFromText(withPoints(twoPoints).dump(), "p.json"), loadPlatform("diana")));
    }

    void namesThePlaceOfABadValue_data()
    {
        addBadValueColumns();
        addBadValue("first schema", "/schema", "1", "p.json: operating_points needs \"schema\": 2");
        addBadValue("none", "/operating_points", "[]", "p.json: operating_points has 0 points; 1 to 64 are possible");
        addBadValue("clock", "/operating_points/0/clock_Hz", "0", "p.json: operating_points[0].clock_Hz is 0");
        addBadValue("voltage", "/operating_points/0/V", "-1", "p.json: operating_points[0].V is -1");
        addBadValue("scale", "/operating_points/0/power_scale", "0", "p.json: operating_points[0].power_scale is 0");
        addBadValue("same name", "/operating_points/1/name", "\"slow\"",
                    "p.json: operating_points[1].name is \"slow\", as that of an earlier point");
        addBadValue("unknown field", "/operating_points/0/MHz", "130", "p.json: operating_points[0].MHz is an unknown");
        addBadValue("no state for both", "/operating_points/1/power",
                    R"([{"active": ["digital"], "mW": 1}, {"active": ["analog"], "mW": 1}])",
                    "p.json: operating_points[1].power has no state for digital, analog active together");
        addBadValue("no power", "/operating_points/0", R"({"name": "slow", "clock_Hz": 1000000})",
                    "p.json: operating_points[0] has neither \"power_scale\" nor \"power\"");
        addBadValue("conversions", "/operating_points/1",
                    R"({"name": "fast", "clock_Hz": 1000000, "power": [{"active": ["digital"], "mW": 1}]})",
                    "p.json: operating_points[1].power_scale is missing");
    }
    void namesThePlaceOfABadValue()
    {
        QFETCH(QString, message);
        const Json json = withBadValue(withPoints(twoPoints));
        const QString found = errorMessage([&] { platformFromText(json.dump(), "p.json"); });
        QVERIFY2(found.startsWith(message), qPrintable(found));
    }

    void aPointThatAnotherBeatsIsAFinding()
    {
        const auto warnings = [](const std::string &points) {
            std::string texts;
            for (const PlatformFinding &finding : findingsOf(platformFromText(withPoints(points).dump(), "p.json")))
                texts += finding.text;
            return QString::fromStdString(texts);
        };
        QVERIFY(!warnings(twoPoints).contains("never chosen"));
        const QString beaten = warnings(R"([{"name": "slow", "clock_Hz": 130000000, "power_scale": 0.6},
                                            {"name": "stated", "clock_Hz": 260000000, "power_scale": 1}])");
        QVERIFY2(beaten.contains("The operating point slow is slower than stated and takes no less energy"),
                 qPrintable(beaten));
    }
};

QTEST_APPLESS_MAIN(TestOperatingPoints)
#include "tst_operating_points.moc"
