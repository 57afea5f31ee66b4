// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/baselines.h"
#include "core/mapping/edit/split_change.h"
#include "tests/core/base/error_message.h"
#include "tests/core/mapping/front_samples.h"
#include "tests/core/platform/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

namespace {

/// "layer" with six channels on the units a, b and c.
CostTable oneLayer()
{
    const platform::Platform platform = samples::threeUnits();
    return {.platform = platform,
            .layers = {makeLayerTable(samples::layer({.name = "layer", .outChannels = 6}), platform)}};
}

Sensitivity penalties(std::vector<double> ofB, std::vector<double> ofC)
{
    return {.images = 1, .layers = {{"layer", {std::vector<double>(6, 0.0), std::move(ofB), std::move(ofC)}}}};
}

Mapping of(std::vector<int> units) { return {{{"layer", std::move(units)}}}; }

} // namespace

class TestSplitChange : public QObject {
    Q_OBJECT

private slots:
    void thoseMoveThatCostLeast()
    {
        const CostTable table = oneLayer();
        const Sensitivity found = penalties({6, 5, 4, 3, 2, 1}, {7, 1, 9, 9, 9, 9});
        const EditBasis basis{table, &found};
        const Mapping all = of({0, 0, 0, 0, 0, 0});
        QCOMPARE(withSplit(all, basis, {"layer", 1, 2}), of({0, 0, 0, 0, 1, 1}));
        // Each goes where it costs least: channel 1 to c.
        QCOMPARE(withSplit(all, basis, {"layer", 0, 3}), of({0, 2, 0, 0, 1, 1}));
    }

    void whatMatteredMostReturnsFirst()
    {
        const CostTable table = oneLayer();
        const Sensitivity found = penalties({1, 9, 2, 8, 3, 7}, {1, 1, 1, 1, 1, 1});
        const Mapping onB = of({1, 1, 1, 1, 1, 1});
        QCOMPARE(withSplit(onB, {table, &found}, {"layer", 0, 2}), of({1, 0, 1, 0, 1, 1}));
    }

    void withoutAnalysisByIndexAndBackAgain()
    {
        const CostTable table = oneLayer();
        const Mapping all = of({1, 1, 1, 1, 1, 1});
        const Mapping some = withSplit(all, {table}, {"layer", 0, 2});
        QCOMPARE(some, of({0, 0, 1, 1, 1, 1}));
        QCOMPARE(withSplit(some, {table}, {"layer", 0, 0}), all);
        QCOMPARE(withSplit(some, {table}, {"layer", 1, 3}), of({0, 0, 1, 1, 1, 0}));
    }

    void thereAndBackIsTheSameMapping()
    {
        const CostTable table = samples::dianaTable("resnet8");
        Random random(5);
        const Sensitivity found = samples::randomSensitivity(table, random);
        const EditBasis basis{table, &found};
        for (const LayerTable &layer : table.layers) {
            const std::string name = layer.layer.geometry.name;
            const int channels = layer.layer.geometry.outChannels;
            Mapping mapping = withSplit(referenceMapping(table), basis, {name, 0, channels / 2});
            const Mapping before = mapping;
            for (const int n : {channels / 3, channels, 0, channels / 2})
                mapping = withSplit(std::move(mapping), basis, {name, 0, n});
            QCOMPARE(mapping, before);
            QCOMPARE(movedChannels(referenceMapping(table), mapping), channels - channels / 2);
        }
    }

    void pinnedChannelsStay()
    {
        const CostTable table = oneLayer();
        Restrictions pins;
        pins.pins = {{.layer = "layer", .unit = 0, .firstChannel = 4, .lastChannel = 5},
                     {.layer = "layer", .unit = 2, .firstChannel = 0, .lastChannel = 0}};
        const EditBasis basis{table, nullptr, pins};
        QCOMPARE(channelRange(table.layers[0], 0, pins), (ChannelRange{2, 5}));
        QCOMPARE(channelRange(table.layers[0], 1, pins), (ChannelRange{0, 3}));
        const Mapping start = of({2, 0, 0, 0, 0, 0});
        QCOMPARE(withSplit(start, basis, {"layer", 0, 2}), of({2, 1, 1, 1, 0, 0}));
        QCOMPARE(errorMessage([&] {
                     withSplit(start, basis, {"layer", 0, 1});
                 }),
                 QString("the layer layer cannot have 1 channels on the unit a; it has 6 channels, of which units "
                         "and pins let 2 to 5 stand there"));
    }

    void aUnitThatRefusesTheLayerGetsNone()
    {
        const CostTable table = samples::dianaTable("ds_cnn");
        const auto depthwise =
            std::ranges::find_if(table.layers, [](const LayerTable &layer) { return layer.branches.size() == 1; });
        QVERIFY(depthwise != table.layers.end());
        const std::string name = depthwise->layer.geometry.name;
        QCOMPARE(channelRange(*depthwise, 1, {}), (ChannelRange{0, 0}));
        const int channels = depthwise->layer.geometry.outChannels;
        QCOMPARE(channelRange(*depthwise, 0, {}), (ChannelRange{channels, channels}));
        const QString message = errorMessage([&] { withSplit(referenceMapping(table), {table}, {name, 1, 1}); });
        QVERIFY2(message.contains("which cannot take them: groups must be 1"), qPrintable(message));
    }

    void readsChangesFromText()
    {
        const platform::Platform diana = platform::loadPlatform("diana");
        QCOMPARE(splitChangeFromText("stage1:0.conv:analog=12", diana), (SplitChange{"stage1:0.conv", 1, 12}));
        for (const char *text : {"", "conv", "conv=3", ":digital=3", "conv:digital", "conv:digital=", "conv:digital=-1",
                                 "conv:digital=3.5", "conv:digital=3x", "conv:none=3"})
            QVERIFY_EXCEPTION_THROWN(splitChangeFromText(text, diana), Error);
    }

    void pinsFixALayerAsItIs()
    {
        const platform::Platform platform = samples::threeUnits();
        const std::vector<Pin> whole = pinsOf({"layer", {1, 1, 1}});
        QCOMPARE(whole.size(), std::size_t(1));
        QCOMPARE(textOf(whole.front(), platform), std::string("layer=b"));
        std::string texts;
        for (const Pin &pin : pinsOf({"layer", {0, 0, 2, 0}}))
            texts += textOf(pin, platform) + " ";
        QCOMPARE(texts, std::string("layer[0-1]=a layer[2]=c layer[3]=a "));
        const CostTable table = oneLayer();
        Restrictions restrictions;
        restrictions.pins = pinsOf({"layer", {0, 1, 1, 2, 0, 0}});
        QCOMPARE(channelRange(table.layers[0], 0, restrictions), (ChannelRange{3, 3}));
        QVERIFY(keepsTo(restrictions, table, of({0, 1, 1, 2, 0, 0})));
        QVERIFY(!keepsTo(restrictions, table, of({0, 1, 1, 2, 0, 1})));
    }
};

QTEST_APPLESS_MAIN(TestSplitChange)
#include "tst_split_change.moc"
