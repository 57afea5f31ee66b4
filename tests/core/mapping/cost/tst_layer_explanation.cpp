// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/layer_explanation.h"
#include "tests/core/mapping/layout_samples.h"
#include "tests/core/platform/golden_layers.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

class TestLayerExplanation : public QObject {
    Q_OBJECT

private slots:
    void comesToTheCostOfEveryGoldenLayer()
    {
        const platform::Platform diana = platform::loadPlatform("diana");
        for (const samples::GoldenLayer &golden : samples::goldenLayers()) {
            const LayerTable table = makeLayerTable(samples::layer(golden.geometry), diana);
            if (golden.analogChannels > 0 && !golden.analog_cycles)
                continue;
            const std::vector<int> channels{golden.digitalChannels, golden.analogChannels};
            const LayerCost cost = costOfLayer(table, diana, channels);
            const std::vector<ExplainedPart> parts = explainLayer(table, diana, channels);
            QCOMPARE(parts.size(),
                     std::size_t(golden.digitalChannels > 0) + std::size_t(golden.analogChannels > 0) + 2);
            QCOMPARE(parts[parts.size() - 2].explanation.value(), cost.latency_cycles);
            QCOMPARE(parts.back().explanation.value(), cost.energy_uJ);
        }
    }

    void countsConversions()
    {
        const platform::Platform platform = samples::twoLayouts();
        Random random(3);
        const CostTable table = makeCostTable(samples::randomNetwork(random, 5), platform);
        Mapping mapping;
        for (const LayerTable &layer : table.layers) {
            const auto channels = static_cast<std::size_t>(layer.layer.geometry.outChannels);
            mapping.layers.push_back({layer.layer.geometry.name, std::vector<int>(channels, 1)});
            mapping.layers.back().unitOfChannel.front() = 0;
        }
        const MappingCost cost = costOf(table, mapping);
        bool converts = false;
        for (std::size_t i = 0; i < table.layers.size(); ++i) {
            const LayerCost &layer = cost.layers[i];
            converts = converts || layer.conversion_cycles > 0;
            const std::vector<ExplainedPart> parts =
                explainLayer(table.layers[i], platform, channelsPerUnit(mapping.layers[i], 2), layer.conversion_cycles);
            QCOMPARE(parts[parts.size() - 2].explanation.value(), layer.latency_cycles);
            QCOMPARE(parts.back().explanation.value(), layer.energy_uJ);
        }
        QVERIFY(converts);
    }

    void readsLikeACalculation()
    {
        const platform::Platform platform = samples::threeUnits();
        const LayerTable table = makeLayerTable(samples::layer({.name = "layer", .outChannels = 4}), platform);
        const std::string text = textOf(explainLayer(table, platform, std::vector<int>{3, 0, 1}));
        QCOMPARE(text, std::string("a, 3 of 4 channels\n"
                                   "  cycles = as the cost model states: channels\n"
                                   "    = as the cost model states: 3 = 9 cycles\n"
                                   "\nc, 1 of 4 channels\n"
                                   "  cycles = as the cost model states: channels\n"
                                   "    = as the cost model states: 1 = 1 cycles\n"
                                   "\nlatency\n"
                                   "  slowest unit = max(a, c)\n    = max(9, 1) = 9 cycles\n"
                                   "\nenergy\n"
                                   "  while a and c run = cycles * power / clock\n"
                                   "    = 1 * 2 mW / 0.001 MHz = 2 uJ\n"
                                   "  while a runs = cycles * power / clock\n    = 8 * 1 mW / 0.001 MHz = 8 uJ\n"
                                   "  energy = while a and c run + while a runs\n    = 2 + 8 = 10 uJ\n"));
    }
};

QTEST_APPLESS_MAIN(TestLayerExplanation)
#include "tst_layer_explanation.moc"
