// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/mapping/mapping.h"
#include "tests/core/base/bad_value.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::mapping;

namespace {

const platform::Platform &diana()
{
    static const platform::Platform platform = platform::loadPlatform("diana");
    return platform;
}

/// "conv" with 5 channels, then the depthwise "dw", then "fixed" with 2, which is not searched.
network::Network smallNetwork()
{
    network::Network net("small", {.channels = 3, .height = 4, .width = 4});
    network::Convolution convolution;
    convolution.outChannels = 5;
    convolution.relu = network::Relu{};
    int last = net.add("conv", convolution, {0});
    convolution.groups = 5;
    last = net.add("dw", convolution, {last});
    last = net.add("pool", network::GlobalAveragePool{}, {last});
    net.add("fixed", network::FullyConnected{.outFeatures = 2}, {last}, false);
    return net;
}

Mapping smallMapping() { return {{{"conv", {0, 1, 1, 0, 0}}, {"dw", {0, 0, 0, 0, 0}}, {"fixed", {0, 0}}}}; }

} // namespace

class TestMapping : public QObject {
    Q_OBJECT

private slots:
    void countsChannelsPerUnit()
    {
        QCOMPARE(channelsPerUnit({"x", {0, 2, 2, 0, 0}}, 3), (std::vector{3, 0, 2}));
        QCOMPARE(errorMessage([] {
                     channelsPerUnit({"x", {0, 2}}, 2);
                 }),
                 "channel 1 of the layer x is on unit 2; the platform has 2 units");
    }

    void writesRunsOfEqualChannels()
    {
        QCOMPARE(toJson(smallMapping(), diana()).dump(),
                 R"({"schema":1,"layers":[{"name":"conv","channels":[["digital",1],["analog",2],["digital",2]]},)"
                 R"({"name":"dw","channels":[["digital",5]]},{"name":"fixed","channels":[["digital",2]]}]})");
    }

    void readsWhatItWrites()
    {
        const Json json = parseJson(toJson(smallMapping(), diana()).dump(), "m.json");
        QVERIFY(mappingFromJson(json, diana(), "m.json") == smallMapping());
    }

    void namesThePlaceOfABadValue_data()
    {
        addBadValueColumns();
        addBadValue("schema", "/schema", "2", "m.json: schema is 2; this version reads 1");
        addBadValue("unknown field", "/colour", "1", "m.json: colour is an unknown field");
        addBadValue("unknown field of a layer", "/layers/1/colour", "1",
                    "m.json: layers[1].colour is an unknown field");
        addBadValue("layers", "/layers", "5", "m.json: layers is 5");
        addBadValue(
            "run", "/layers/0/channels/1", "[\"digital\"]",
            "m.json: layers[0].channels[1] must be a unit and a number of channels, for example [\"digital\", 16]");
        addBadValue(
            "unit", "/layers/0/channels/1/0", "\"dsp\"",
            "m.json: layers[0].channels[1]: the platform diana has no unit \"dsp\"; its units are digital, analog");
        addBadValue("empty run", "/layers/0/channels/1/1", "0", "m.json: layers[0].channels[1] gives 0 channels");
        addBadValue("half a channel", "/layers/0/channels/1/1", "1.5",
                    "m.json: layers[0].channels[1] must be a unit and");
        addBadValue("endless run", "/layers/0/channels/1/1", "18446744073709551615",
                    "m.json: layers[0].channels[1] gives 18446744073709551615 channels");
        addBadValue("endless layer", "/layers/0/channels", R"([["digital", 1048576], ["analog", 1]])",
                    "m.json: layers[0].channels[1] gives 1 channels; a run has 1 or more, and a layer at most 1048576");
        addBadValue("endless network", "/layers/1/channels", R"([["digital", 1048576]])",
                    "m.json: layers have more than 1048576 channels");
    }
    void namesThePlaceOfABadValue()
    {
        QFETCH(QString, message);
        const Json json = withBadValue(toJson(smallMapping(), diana()));
        const QString found = errorMessage([&] { mappingFromJson(json, diana(), "m.json"); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void fitsItsNetwork() { checkMapping(smallMapping(), smallNetwork(), diana()); }

    void refusesAnotherNetworksMapping_data()
    {
        QTest::addColumn<int>("layer");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QVector<int>>("units");
        QTest::addColumn<QString>("message");
        QTest::newRow("name") << 0 << "head" << QVector{0, 0, 0, 0, 0}
                              << "the mapping has the layer head where the network has conv";
        QTest::newRow("channels") << 0 << "conv" << QVector{0, 0}
                                  << "the mapping gives the layer conv 2 output channels; it has 5";
        QTest::newRow("groups") << 1 << "dw" << QVector{0, 0, 1, 0, 0}
                                << "the mapping puts channels of the layer dw on the unit analog, which cannot take "
                                   "them: groups must be 1, not 5";
        QTest::newRow("fixed") << 2 << "fixed" << QVector{1, 1} << "the network keeps this layer on the unit digital";
        QTest::newRow("unit") << 0 << "conv" << QVector{0, 0, 2, 0, 0} << "the platform has 2 units";
    }
    void refusesAnotherNetworksMapping()
    {
        QFETCH(int, layer);
        QFETCH(QString, name);
        QFETCH(QVector<int>, units);
        QFETCH(QString, message);
        Mapping mapping = smallMapping();
        mapping.layers[static_cast<std::size_t>(layer)] = {name.toStdString(), {units.begin(), units.end()}};
        const QString found = errorMessage([&] { checkMapping(mapping, smallNetwork(), diana()); });
        QVERIFY2(found.contains(message), qPrintable(found));
    }

    void refusesAMissingLayer()
    {
        Mapping mapping = smallMapping();
        mapping.layers.pop_back();
        QCOMPARE(errorMessage([&] { checkMapping(mapping, smallNetwork(), diana()); }),
                 "the mapping has 2 layers; the network small has 3");
    }
};

QTEST_APPLESS_MAIN(TestMapping)
#include "tst_mapping.moc"
