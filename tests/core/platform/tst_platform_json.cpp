// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/platform/platform_files.h"
#include "tests/core/base/bad_value.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::platform;

class TestPlatformJson : public QObject {
    Q_OBJECT

private slots:
    void readsDiana()
    {
        const Platform diana = loadPlatform("diana");
        QCOMPARE(diana.title, "DIANA");
        QVERIFY(!diana.source.empty());
        QCOMPARE(diana.clock_Hz, 260e6);
        QCOMPARE(diana.units.size(), std::size_t(2));
        const NumericFormat digital{
            .weightBits = 8, .weightScale = WeightScale::PowerOfTwoPerLayer, .activationBits = 7};
        const NumericFormat analog{.weightBits = 2,
                                   .weightScale = WeightScale::RealPerChannel,
                                   .activationBits = 7,
                                   .signedInputs = false,
                                   .converter = Converter{.bits = 6, .rows = 1152}};
        QVERIFY(diana.units[0].format == digital);
        QVERIFY(diana.units[1].format == analog);
        QCOMPARE(diana.referenceUnit(), 0);
        QCOMPARE(diana.power.size(), std::size_t(3));
        QCOMPARE(diana.power[2].activeUnits, (std::vector{0, 1}));
        QCOMPARE(diana.power[2].power_mW, 42.39);
    }

    /// The published model: the same chip but for the converters.
    void theIdealDianaHasNoConverters()
    {
        const Platform diana = loadPlatform("diana");
        const Platform ideal = loadPlatform("diana_ideal");
        NumericFormat analog = diana.units[1].format;
        analog.converter.reset();
        QVERIFY(ideal.units[1].format == analog);
        QVERIFY(!countSame(diana, ideal));
        QCOMPARE(titleWithArray(diana), "DIANA, 6-bit converters");
        QCOMPARE(titleWithArray(ideal), "DIANA, ideal array");
    }

    /// The file of versions without converters said nothing of the array.
    void anEarlierDianaIsAnIdealOne()
    {
        Json json = Json::parse(loadPlatform("diana_ideal").json);
        json["name"] = "diana";
        json["title"] = "DIANA";
        json["units"][1].erase("array");
        const Platform earlier = platformFromText(json.dump(), "earlier.json");
        QVERIFY(countSame(earlier, loadPlatform("diana_ideal")));
        QVERIFY(!countSame(earlier, loadPlatform("diana")));
        QCOMPARE(titleWithArray(earlier), "DIANA, ideal array");
        QCOMPARE(platformLike(earlier, "diana"), "diana_ideal");
        QCOMPARE(platformLike(loadPlatform("diana"), "mysoc.json"), "diana");
        json["units"][1]["cost"]["rows"] = 1151;
        const Platform other = platformFromText(json.dump(), "other.json");
        QVERIFY(!countSame(other, loadPlatform("diana_ideal")));
        QVERIFY(!platformLike(other, "diana"));
    }

    void refusesAKernelThatNoConversionTakes()
    {
        Json json = Json::parse(loadPlatform("diana").json);
        json["units"][1]["converter_rows"] = 24;
        const Platform platform = platformFromText(json.dump(), "p.json");
        Layer layer;
        layer.geometry.kernelX = layer.geometry.kernelY = 5;
        const std::optional<std::string> refusal = platform.refusal(layer, 1);
        QVERIFY(refusal && refusal->find("24 rows") != std::string::npos);
        layer.geometry.kernelY = 4;
        QVERIFY(!platform.refusal(layer, 1));
    }

    void readsItsOwnTextAgain()
    {
        const Platform diana = loadPlatform("diana");
        QCOMPARE(platformFromText(diana.json, "copy.json").units.size(), diana.units.size());
    }

    // Each row replaces one value of diana.json, at a JSON pointer, by another JSON text.
    void namesThePlaceOfABadValue_data()
    {
        addBadValueColumns();
        addBadValue("schema", "/schema", "3", "p.json: schema is 3; this version reads 1 to 2");
        addBadValue("no name", "/name", "\"\"", "p.json: name is empty");
        addBadValue("clock", "/clock_Hz", "0", "p.json: clock_Hz is 0; it must be a number from 1 to 1e+12 Hz");
        addBadValue("slowest clock", "/clock_Hz", "1e-320", "it must be a number from 1 to 1e+12 Hz");
        addBadValue("endless clock", "/clock_Hz", "1e308", "it must be a number from 1 to 1e+12 Hz");
        addBadValue("endless power", "/power/0/mW", "1e308", "it must be a number from 1e-09 to 1e+09 mW");
        addBadValue("endless cycles", "/units/1/cost/operation_cycles", "1e300",
                    "it must be a number from 1e-06 to 1e+09 cycles");
        addBadValue("many rows", "/units/1/cost/rows", "2147483647", "it must be a whole number from 1 to 1048576");
        addBadValue("name of two lines", "/units/1/name", "\"a\\nb\"", "without control characters");
        addBadValue("clock text", "/clock_Hz", "\"fast\"", "p.json: clock_Hz is \"fast\"");
        addBadValue("unknown field", "/colour", "1", "p.json: colour is an unknown field");
        addBadValue("unknown field of a unit", "/units/0/colour", "1", "p.json: units[0].colour is an unknown field");
        addBadValue("unknown field of a cost", "/units/1/cost/colour", "1",
                    "p.json: units[1].cost.colour is an unknown field");
        addBadValue("unknown field of a state", "/power/2/watts", "1", "p.json: power[2].watts is an unknown field");
        addBadValue("no units", "/units", "[]", "p.json: units has 0 units; 1 to 8 are possible");
        addBadValue("nine units", "/units", "[1, 2, 3, 4, 5, 6, 7, 8, 9]",
                    "p.json: units has 9 units; 1 to 8 are possible");
        addBadValue("weight bits", "/units/1/weight_bits", "3",
                    "p.json: units[1].weight_bits is 3; the cost model diana_analog needs 2 (ternary)");
        addBadValue("weight bits of the other", "/units/0/weight_bits", "2",
                    "p.json: units[0].weight_bits is 2; the cost model diana_digital needs 8");
        addBadValue("activation bits", "/units/0/activation_bits", "9", "p.json: units[0].activation_bits is 9");
        addBadValue("signed inputs", "/units/1/signed_inputs", "1", "p.json: units[1].signed_inputs is 1");
        addBadValue("weight scale", "/units/0/weight_scale", "\"any\"",
                    "p.json: units[0].weight_scale is \"any\"; known: power_of_two_per_layer, real_per_channel");
        addBadValue(
            "operator", "/units/0/operators/1", "\"sigmoid\"",
            "p.json: units[0].operators[1] is \"sigmoid\"; known: convolution, grouped_convolution, fully_connected");
        addBadValue("no operators", "/units/0/operators", "[]", "p.json: units[0].operators is empty");
        addBadValue(
            "cost model", "/units/0/cost/model", "\"magic\"",
            "p.json: units[0].cost.model is \"magic\", which is no cost model; known: diana_digital, diana_analog, ");
        addBadValue("constant", "/units/1/cost/rows", "0", "p.json: units[1].cost.rows is 0");
        addBadValue("unit twice", "/units/1/name", "\"digital\"",
                    "p.json: units[1].name is \"digital\", as that of an earlier");
        addBadValue("state of an unknown unit", "/power/1/active", "[\"dsp\"]",
                    "p.json: power[1].active[0] is \"dsp\", which is no unit of this platform");
        addBadValue("state of nothing", "/power/1/active", "[]", "p.json: power[1].active must name at least one unit");
        addBadValue("unit twice in a state", "/power/2/active", "[\"analog\", \"analog\"]",
                    "p.json: power[2].active must name at least one unit, and each once");
        addBadValue("state twice", "/power/1/active", "[\"digital\"]",
                    "p.json: power[1] names the same units as an earlier state: digital");
        addBadValue("power", "/power/0/mW", "-1",
                    "p.json: power[0].mW is -1; it must be a number from 1e-09 to 1e+09 mW");
        addBadValue("missing state of a unit", "/power", R"([{"active": ["digital"], "mW": 1}])",
                    "p.json: power has no state for analog alone");
        addBadValue("missing state of two units", "/power",
                    R"([{"active": ["digital"], "mW": 1}, {"active": ["analog"], "mW": 1}])",
                    "p.json: power has no state for digital, analog active together");
    }
    void namesThePlaceOfABadValue()
    {
        QFETCH(QString, message);
        const Json json = withBadValue(Json::parse(loadPlatform("diana").json));
        const QString found = errorMessage([&] { platformFromText(json.dump(), "p.json"); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void namesAMissingField()
    {
        Json json = Json::parse(loadPlatform("diana").json);
        json["units"][0].erase("weight_scale");
        QCOMPARE(errorMessage([&] { platformFromText(json.dump(), "p.json"); }),
                 "p.json: units[0].weight_scale is missing");
    }

    void needsNoStateForUnitsWithoutACommonOperator()
    {
        Json json = Json::parse(loadPlatform("diana").json);
        json["units"][0]["operators"] = {"grouped_convolution"};
        json["power"].erase(2);
        QCOMPARE(platformFromText(json.dump(), "p.json").power.size(), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(TestPlatformJson)
#include "tst_platform_json.moc"
