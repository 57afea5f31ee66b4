// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/mapping/sensitivity.h"
#include "tests/core/base/bad_value.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <limits>

using namespace odimo;
using namespace odimo::mapping;

namespace {

using Penalties = std::vector<std::vector<double>>;

/// "conv" with 3x3x3 weights for each of 4 channels on both units, and the depthwise "dw" with 3x3 for each, which
/// digital alone can run: 144 weights in all.
CostTable smallTable()
{
    CostTable table{.platform = platform::loadPlatform("diana"), .layers = {}};
    const auto add = [&](const platform::LayerGeometry &geometry) {
        table.layers.push_back(makeLayerTable(samples::layer(geometry), table.platform));
    };
    add({.name = "conv", .inChannels = 3, .outChannels = 4, .kernelX = 3, .kernelY = 3});
    add({.name = "dw", .inChannels = 4, .outChannels = 4, .kernelX = 3, .kernelY = 3, .groups = 4});
    return table;
}

Sensitivity smallSensitivity()
{
    return {.images = 2000, .layers = {{"conv", {{0, 0, 0, 0}, {0.5, 0, 0.25, 2}}}, {"dw", {{0, 0, 0, 0}, {}}}}};
}

Mapping smallMapping(const std::vector<int> &conv) { return {{{"conv", conv}, {"dw", {0, 0, 0, 0}}}}; }

} // namespace

class TestSensitivity : public QObject {
    Q_OBJECT

private slots:
    void countsTheShareOfTheWeights()
    {
        const Sensitivity found = weightCountSensitivity(smallTable());
        QCOMPARE(found.images, 0);
        QCOMPARE(found.layers[0].layer, std::string("conv"));
        const double share = 27.0 / 144;
        QCOMPARE(found.layers[0].penalty, (Penalties{{0, 0, 0, 0}, {share, share, share, share}}));
        QCOMPARE(found.layers[1].penalty, (Penalties{{0, 0, 0, 0}, {}}));
        checkSensitivity(found, smallTable());
    }

    void referenceUnitOfALayerIsThatOfItsEligibleOnes()
    {
        const platform::Platform platform = samples::threeUnits();
        CostTable table{.platform = platform, .layers = {}};
        table.layers.push_back(makeLayerTable(samples::layer({.name = "x", .outChannels = 2}), platform));
        table.layers[0].cycles[0].reset();
        table.layers[0].branches.erase(table.layers[0].branches.begin());
        QCOMPARE(weightCountSensitivity(table).layers[0].penalty, (Penalties{{}, {0, 0}, {0.5, 0.5}}));
    }

    void addsThePenaltiesOfTheChannels()
    {
        QCOMPARE(penaltyOf(smallSensitivity(), smallMapping({0, 0, 0, 0})), 0.0);
        QCOMPARE(penaltyOf(smallSensitivity(), smallMapping({1, 1, 0, 1})), 2.5);
    }

    void refusesAMappingThatDoesNotFit_data()
    {
        QTest::addColumn<QString>("mapping");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const Mapping &mapping, const char *message) {
            const platform::Platform diana = platform::loadPlatform("diana");
            QTest::newRow(name) << QString::fromStdString(toJson(mapping, diana).dump()) << QString(message);
        };
        row("layers", {{{"conv", {0}}}}, "the mapping has 1 layers; the sensitivity has 2");
        row("name", {{{"conv", {0, 0, 0, 0}}, {"fc", {0}}}},
            "layer 2 of the mapping is fc; that of the sensitivity is dw");
        row("channels", smallMapping({0, 0, 0, 0, 1}),
            "the sensitivity of the layer conv says nothing of channel 4 on unit 1");
        row("unit", {{{"conv", {0, 0, 0, 0}}, {"dw", {0, 1, 0, 0}}}},
            "the sensitivity of the layer dw says nothing of channel 1 on unit 1");
    }
    void refusesAMappingThatDoesNotFit()
    {
        QFETCH(QString, mapping);
        QFETCH(QString, message);
        const Json json = parseJson(mapping.toStdString(), "m.json");
        const Mapping parsed = mappingFromJson(json, platform::loadPlatform("diana"), "m.json");
        const QString found = errorMessage([&] { penaltyOf(smallSensitivity(), parsed); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void writesThePenaltiesOfTheUnitsThatMayTakeTheLayer()
    {
        QCOMPARE(toJson(smallSensitivity(), smallTable().platform).dump(),
                 R"({"schema":1,"images":2000,"layers":[)"
                 R"({"name":"conv","penalties":{"digital":[0.0,0.0,0.0,0.0],"analog":[0.5,0.0,0.25,2.0]}},)"
                 R"({"name":"dw","penalties":{"digital":[0.0,0.0,0.0,0.0]}}]})");
    }

    void readsWhatItWrites()
    {
        const platform::Platform diana = platform::loadPlatform("diana");
        const Json json = parseJson(toJson(smallSensitivity(), diana).dump(), "s.json");
        QVERIFY(sensitivityFromJson(json, diana, "s.json") == smallSensitivity());
    }

    void namesThePlaceOfABadValue_data()
    {
        addBadValueColumns();
        addBadValue("schema", "/schema", "2", "s.json: schema is 2; this version reads 1");
        addBadValue("images", "/images", "-1", "s.json: images is -1");
        addBadValue("unknown field", "/colour", "1", "s.json: colour is an unknown field");
        addBadValue("layers", "/layers", "5", "s.json: layers is 5");
        addBadValue("unknown field of a layer", "/layers/1/colour", "1",
                    "s.json: layers[1].colour is an unknown field");
        addBadValue("unknown unit", "/layers/0/penalties/dsp", "[1]",
                    "s.json: layers[0].penalties.dsp is an unknown field; known here: analog, digital");
        addBadValue("penalties", "/layers/0/penalties", "[1]", "s.json: layers[0].penalties is a list");
        addBadValue("text", "/layers/0/penalties/analog/2", "\"much\"",
                    "s.json: layers[0].penalties.analog[2] is \"much\"; it must be a finite number");
    }
    void namesThePlaceOfABadValue()
    {
        QFETCH(QString, message);
        const platform::Platform diana = platform::loadPlatform("diana");
        const Json json = withBadValue(toJson(smallSensitivity(), diana));
        const QString found = errorMessage([&] { sensitivityFromJson(json, diana, "s.json"); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void fitsItsTable() { checkSensitivity(smallSensitivity(), smallTable()); }

    void refusesAnotherTable()
    {
        const auto refusal = [](auto change) {
            Sensitivity sensitivity = smallSensitivity();
            change(sensitivity.layers);
            return errorMessage([&] { checkSensitivity(sensitivity, smallTable()); });
        };
        using Layers = std::vector<LayerSensitivity>;
        QCOMPARE(refusal([](Layers &layers) { layers.pop_back(); }), "the sensitivity has 1 layers; the network has 2");
        QCOMPARE(refusal([](Layers &layers) { layers[1].layer = "fc"; }),
                 "layer 2 of the sensitivity is fc; that of the network is dw");
        QCOMPARE(refusal([](Layers &layers) { layers[0].penalty.pop_back(); }),
                 "the sensitivity of the layer conv is of 1 units; the platform diana has 2");
        QCOMPARE(refusal([](Layers &layers) { layers[0].penalty[1].pop_back(); }),
                 "the sensitivity of the layer conv on the unit analog has 3 penalties; 4 channels may stand there");
        QCOMPARE(refusal([](Layers &layers) {
                     layers[1].penalty[1] = {0, 0, 0, 0};
                 }),
                 "the sensitivity of the layer dw on the unit analog has 4 penalties; 0 channels may stand there");
        QCOMPARE(refusal([](Layers &layers) { layers[0].penalty[1][2] = -0.5; }),
                 "the sensitivity of the layer conv on the unit analog is -0.500000 for channel 2; a penalty is finite "
                 "and not negative");
        QVERIFY(!refusal([](Layers &layers) {
                     layers[0].penalty[1][2] = std::numeric_limits<double>::quiet_NaN();
                 }).isEmpty());
        QVERIFY(!refusal([](Layers &layers) {
                     layers[0].penalty[1][2] = std::numeric_limits<double>::infinity();
                 }).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestSensitivity)
#include "tst_sensitivity.moc"
