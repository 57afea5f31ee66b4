// SPDX-License-Identifier: Apache-2.0
#include "core/platform/explained_cost.h"
#include "core/platform/published_cost.h"
#include "tests/core/platform/formula_value.h"
#include "tests/core/platform/golden_layers.h"

#include <QTest>

using namespace odimo;
using namespace odimo::platform;

/// The same double arithmetic in another order.
constexpr double rounding = 1e-12;
/// Of values that were computed in single precision.
constexpr double single = 1e-5;

class TestDiana : public QObject {
    Q_OBJECT

private slots:
    void takesThePublishedCycles()
    {
        const Platform diana = loadPlatform("diana");
        const CostModel &digital = *diana.units[0].costModel;
        const CostModel &analog = *diana.units[1].costModel;
        const std::vector<samples::GoldenLayer> layers = samples::goldenLayers();
        QCOMPARE(layers.size(), std::size_t(294));
        for (const samples::GoldenLayer &layer : layers) {
            const std::string split = layer.geometry.name + " " + std::to_string(layer.digitalChannels) + "+" +
                                      std::to_string(layer.analogChannels);
            QVERIFY2(!digital.refusal(layer.geometry), split.c_str());
            const double digital_cycles = digital.cycles(layer.geometry, layer.digitalChannels);
            QVERIFY2(samples::near(digital_cycles, layer.digital_cycles, rounding), split.c_str());
            QVERIFY2(analog.refusal(layer.geometry).has_value() == !layer.analog_cycles, split.c_str());
            if (!layer.analog_cycles)
                continue;
            const double analog_cycles = analog.cycles(layer.geometry, layer.analogChannels);
            QVERIFY2(samples::near(analog_cycles, *layer.analog_cycles, rounding), split.c_str());
        }
    }

    /// Each line is what its numbers give, and the last one what the cost model answers.
    void explanationsComeToTheSameCycles()
    {
        const Platform diana = loadPlatform("diana");
        int lines = 0;
        for (const samples::GoldenLayer &layer : samples::goldenLayers())
            for (const ComputeUnit &unit : diana.units)
                if (!unit.costModel->refusal(layer.geometry))
                    for (int n = 0; n <= layer.geometry.outChannels; n += 1 + layer.geometry.outChannels / 40) {
                        const Explanation explanation = explanationOf(*unit.costModel, layer.geometry, n);
                        QCOMPARE(explanation.value(), unit.costModel->cycles(layer.geometry, n));
                        QCOMPARE(explanation.source.empty(), n == 0);
                        for (const ExplainedTerm &term : explanation.terms) {
                            const std::string values = valuesText(term.formula);
                            QVERIFY2(!textOf(term.name).empty() && !namesText(term.formula).empty(), values.c_str());
                            if (n == 0 || term.unit == "pixels") // Said in words.
                                continue;
                            QVERIFY2(samples::near(samples::FormulaValue::of(values), term.value, 1e-9),
                                     values.c_str());
                            ++lines;
                        }
                    }
        QVERIFY(lines > 1000);
    }

    /// The example of docs/diana.md 4.5 by hand: 17 of 64 channels, 3x3, 64 input channels, 8x8.
    void anExplanationStatesFormulaAndNumbers()
    {
        const Platform diana = loadPlatform("diana");
        const LayerGeometry geometry{
            .name = "body", .inChannels = 64, .outChannels = 64, .kernelX = 3, .kernelY = 3, .outX = 8, .outY = 8};
        const Explanation digital = explanationOf(*diana.units[0].costModel, geometry, 17);
        QCOMPARE(valuesText(digital.terms.front().formula), std::string("ceil(17 / 1 / 16)"));
        QCOMPARE(namesText(digital.terms.front().formula), std::string("ceil(channels / groups / 16)"));
        QCOMPARE(digital.terms.front().value, 2.0);
        QCOMPARE(valuesText(digital.terms.back().formula), std::string("2 * 4608 + 648"));
        QCOMPARE(digital.value(), 9864.0);
    }

    /// The authors' cycles and gradients at fractional counts (tests/golden/published_costs.json). Their gate adds up
    /// to one cycle to the gradient of a unit that has less than one channel; ours adds none.
    void takesThePublishedGradients()
    {
        const Platform diana = loadPlatform("diana");
        const Json rows = parseJson(readText(ODIMO_TEST_DATA "/golden/published_costs.json"), "golden").at("units");
        QCOMPARE(rows.size(), std::size_t(72));
        for (const Json &row : rows) {
            const LayerGeometry layer{.name = row[0],
                                      .inChannels = row[1],
                                      .outChannels = 1024,
                                      .kernelX = row[2],
                                      .kernelY = row[3],
                                      .groups = row[4],
                                      .outX = row[5],
                                      .outY = row[6]};
            const double channels = row[7];
            const double gate = channels > 0 && channels < 1 ? 0.12 : 0; // of the smallest layer here, in cycles
            for (std::size_t unit = 0; unit < 2; ++unit) {
                const PublishedCycles found = publishedCost(diana.units[unit]).published(layer, channels);
                const std::string where = row.dump() + " unit " + std::to_string(unit);
                QVERIFY2(samples::near(found.cycles, row[8 + 2 * unit].get<double>(), single), where.c_str());
                QVERIFY2(std::abs(found.slope - row[9 + 2 * unit].get<double>()) <= single * found.slope + gate,
                         where.c_str());
            }
        }
    }

    void publishedCyclesAreTheCostAtWholeCounts()
    {
        const Platform diana = loadPlatform("diana");
        for (const samples::GoldenLayer &layer : samples::goldenLayers())
            for (const ComputeUnit &unit : diana.units)
                if (!unit.costModel->refusal(layer.geometry))
                    for (const int n : {0, 1, layer.digitalChannels, layer.analogChannels, layer.geometry.outChannels})
                        QCOMPARE(publishedCost(unit).published(layer.geometry, n).cycles,
                                 unit.costModel->cycles(layer.geometry, n));
    }

    void stairsOfABlockOfSixteen_data()
    {
        QTest::addColumn<int>("digitalChannels");
        QTest::addColumn<double>("slower_cycles");
        QTest::newRow("none") << 0 << 4899.2;
        QTest::newRow("one") << 1 << 5128.0;
        QTest::newRow("a block") << 16 << 5248.0;
        QTest::newRow("one more") << 17 << 9864.0;
        QTest::newRow("all") << 64 << 19456.0;
    }
    void stairsOfABlockOfSixteen()
    {
        QFETCH(int, digitalChannels);
        QFETCH(double, slower_cycles);
        const Platform diana = loadPlatform("diana");
        const LayerGeometry geometry{
            .name = "body", .inChannels = 64, .outChannels = 64, .kernelX = 3, .kernelY = 3, .outX = 8, .outY = 8};
        const double digital = diana.units[0].costModel->cycles(geometry, digitalChannels);
        const double analog = diana.units[1].costModel->cycles(geometry, 64 - digitalChannels);
        QVERIFY(samples::near(std::max(digital, analog), slower_cycles, rounding));
    }

    void analogUnitRefusesGroups()
    {
        const LayerGeometry depthwise{.name = "depthwise", .inChannels = 32, .outChannels = 32, .groups = 32};
        const Platform diana = loadPlatform("diana");
        QCOMPARE(diana.units[1].refusal(samples::layer(depthwise)).value_or(""), "groups must be 1, not 32");
        QVERIFY(!diana.units[0].refusal(samples::layer(depthwise)));
    }

    void digitalUnitRefusesGroupsThatDoNotDivide()
    {
        const LayerGeometry odd{.name = "odd", .inChannels = 32, .outChannels = 32, .groups = 5};
        const Platform diana = loadPlatform("diana");
        const std::string refusal = diana.units[0].refusal(samples::layer(odd)).value_or("");
        QVERIFY2(refusal.find("groups must divide 32") != std::string::npos, refusal.c_str());
    }
};

QTEST_APPLESS_MAIN(TestDiana)
#include "tst_diana.moc"
