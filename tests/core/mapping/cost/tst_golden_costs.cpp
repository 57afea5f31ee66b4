// SPDX-License-Identifier: Apache-2.0
// The costs of layers and networks that the authors' model gives: tests/golden/*.json.
#include "core/mapping/cost/baselines.h"
#include "tests/core/platform/golden_layers.h"

#include <QTest>

#include <map>

using namespace odimo;
using namespace odimo::mapping;

namespace {

/// The same double arithmetic in another order.
constexpr double rounding = 1e-12;
/// Sums over a network's layers.
constexpr double sumRounding = 1e-9;

const platform::Platform &diana()
{
    static const platform::Platform platform = platform::loadPlatform("diana");
    return platform;
}

const Json &networks()
{
    static const Json golden =
        parseJson(readText(ODIMO_TEST_DATA "/golden/diana_network_costs.json"), "diana_network_costs.json");
    return golden.at("networks");
}

CostTable tableOf(const Json &network)
{
    CostTable table{.platform = diana(), .layers = {}};
    for (const Json &row : network.at("geometry")) {
        platform::Layer layer = samples::layer({.name = row[0],
                                                .inChannels = row[1],
                                                .outChannels = row[2],
                                                .kernelX = row[3],
                                                .kernelY = row[4],
                                                .groups = row[5],
                                                .outX = row[6],
                                                .outY = row[7]});
        layer.searched = row[8];
        table.layers.push_back(makeLayerTable(layer, diana()));
    }
    return table;
}

Mapping mappingOf(const CostTable &table, const Json &layers)
{
    Mapping mapping;
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        LayerMapping layer{.layer = table.layers[i].layer.geometry.name, .unitOfChannel = {}};
        layer.unitOfChannel.assign(layers[i][0].get<std::size_t>(), 0);
        layer.unitOfChannel.insert(layer.unitOfChannel.end(), layers[i][1].get<std::size_t>(), 1);
        mapping.layers.push_back(std::move(layer));
    }
    return mapping;
}

} // namespace

class TestGoldenCosts : public QObject {
    Q_OBJECT

private slots:
    void layersCostWhatTheAuthorsModelSays()
    {
        const std::vector<samples::GoldenLayer> layers = samples::goldenLayers();
        QCOMPARE(layers.size(), std::size_t(294));
        for (const samples::GoldenLayer &golden : layers) {
            const LayerTable table = makeLayerTable(samples::layer(golden.geometry), diana());
            const int channels[] = {golden.digitalChannels, golden.analogChannels};
            const LayerCost cost = costOfLayer(table, diana(), channels);
            QVERIFY2(cost.cycles[1].has_value() == golden.analog_cycles.has_value(), golden.geometry.name.c_str());
            QVERIFY2(samples::near(cost.latency_cycles, golden.latency_cycles, rounding), golden.geometry.name.c_str());
            QVERIFY2(samples::near(cost.energy_uJ, golden.energy_uJ, rounding), golden.geometry.name.c_str());
        }
    }

    void networksCostWhatTheAuthorsModelSays_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("mapping");
        for (const auto &[network, content] : networks().items()) {
            for (const auto &[mapping, unused] : content.at("mappings").items())
                QTest::addRow("%s %s", network.c_str(), mapping.c_str())
                    << QString::fromStdString(network) << QString::fromStdString(mapping);
        }
    }
    void networksCostWhatTheAuthorsModelSays()
    {
        QFETCH(QString, network);
        QFETCH(QString, mapping);
        const Json &golden = networks().at(network.toStdString());
        const Json &expected = golden.at("mappings").at(mapping.toStdString());
        const Json &layers = expected.at("layers");
        const CostTable table = tableOf(golden);

        const MappingCost cost = costOf(table, mappingOf(table, layers));

        QVERIFY(samples::near(cost.latency_cycles, expected.at("latency_cycles"), sumRounding));
        QVERIFY(samples::near(cost.latency_ms, expected.at("latency_ms"), sumRounding));
        QVERIFY(samples::near(cost.energy_uJ, expected.at("energy_uJ"), sumRounding));
        QCOMPARE(cost.layers.size(), layers.size());
        for (std::size_t i = 0; i < layers.size(); ++i) {
            const LayerCost &layer = cost.layers[i];
            QVERIFY(samples::near(layer.cycles[0].value_or(0), layers[i][2], rounding));
            QVERIFY(samples::near(layer.cycles[1].value_or(0), layers[i][3], rounding));
            QVERIFY(samples::near(layer.latency_cycles, layers[i][4], rounding));
            const double energy_mW_cycles = layer.energy_uJ * diana().clock_Hz / 1e3;
            QVERIFY(samples::near(energy_mW_cycles, layers[i][5], rounding));
        }
    }

    void baselinesAreTheReferenceMappings_data()
    {
        QTest::addColumn<QString>("network");
        for (const auto &[network, unused] : networks().items())
            QTest::addRow("%s", network.c_str()) << QString::fromStdString(network);
    }
    void baselinesAreTheReferenceMappings()
    {
        QFETCH(QString, network);
        const Json &golden = networks().at(network.toStdString());
        const CostTable table = tableOf(golden);
        const std::map<std::string, std::string> referenceNames = {{"all-digital", "all_digital"},
                                                                   {"all-analog", "all_analog"},
                                                                   {"first-and-last-digital", "io_digital_rest_analog"},
                                                                   {"min-latency", "min_latency_bruteforce"},
                                                                   {"min-energy", "min_energy_bruteforce"}};
        const std::vector<Baseline> found = baselines(table);
        QCOMPARE(found.size(), referenceNames.size());
        for (const Baseline &baseline : found) {
            const Json &expected = golden.at("mappings").at(referenceNames.at(baseline.name));
            QVERIFY2(baseline.mapping == mappingOf(table, expected.at("layers")), baseline.name.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestGoldenCosts)
#include "tst_golden_costs.moc"
