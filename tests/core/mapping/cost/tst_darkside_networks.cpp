// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace odimo;
using namespace odimo::mapping;

namespace {

CostTable darksideTable(const std::string &network, std::optional<int> classes = {})
{
    return makeCostTable(network::simplify(network::zooNetwork(network, {.input = {}, .classes = classes})),
                         platform::loadPlatform("darkside"));
}

MappingCost baselineCost(const CostTable &table, const std::string &name)
{
    const std::vector<Baseline> all = baselines(table);
    const auto found = std::ranges::find(all, name, &Baseline::name);
    return found == all.end() ? MappingCost{} : costOf(table, found->mapping);
}

} // namespace

class TestDarksideNetworks : public QObject {
    Q_OBJECT

private slots:
    void wholeNetworksCostWhatTheirLayersDo()
    {
        const std::string path = "/golden/darkside_network_costs.json";
        for (const Json &row : parseJson(readText(ODIMO_TEST_DATA + path), path).at("rows")) {
            const CostTable table = darksideTable(row[0], row[1].get<int>());
            const MappingCost cluster = baselineCost(table, "all-cluster"), dwe = baselineCost(table, "all-dwe");
            const double fixed = row[2], fixed_uJ = row[3];
            QCOMPARE(cluster.latency_cycles, fixed + row[4].get<double>());
            QCOMPARE(dwe.latency_cycles, fixed + row[6].get<double>());
            QVERIFY(samples::near(cluster.energy_uJ, fixed_uJ + row[5].get<double>(), 1e-9));
            QVERIFY(samples::near(dwe.energy_uJ, fixed_uJ + row[7].get<double>(), 1e-9));
            // The depthwise unit never limits, and draws less: nothing is cheaper than all of it.
            QCOMPARE(baselineCost(table, "min-latency").latency_cycles, dwe.latency_cycles);
            QCOMPARE(baselineCost(table, "min-energy").energy_uJ, dwe.energy_uJ);
        }
    }

    /// What no other unit can run stays where it is, whatever the baseline.
    void onlySearchedConvolutionsMove()
    {
        const CostTable table = darksideTable("mobilenet_v1_darkside:width=0.25");
        for (const LayerTable &layer : table.layers) {
            const bool depthwise = layer.layer.geometry.groups > 1;
            QCOMPARE(layer.branches.size(), std::size_t(layer.layer.searched ? 2 : 1));
            QCOMPARE(layer.reference().unit, depthwise ? 1 : 0);
        }
    }

    /// The residual layers of any network qualify.
    void aResnetHasConvolutionsToShare()
    {
        const CostTable table = darksideTable("resnet20");
        QCOMPARE(
            std::ranges::count_if(table.layers, [](const LayerTable &layer) { return layer.branches.size() == 2; }),
            16);
    }

    /// Of a published layer: the first channel on the cluster costs the copies of all inputs.
    void theFirstChannelOnTheClusterIsTheDearest()
    {
        const CostTable table = darksideTable("mobilenet_v1_darkside:width=0.25");
        const auto block3 = std::ranges::find(table.layers, "block3.convolution",
                                              [](const LayerTable &layer) { return layer.layer.geometry.name; });
        const auto latency = [&](int onCluster) {
            const std::vector<int> split{onCluster, 32 - onCluster};
            return costOfLayer(*block3, table.platform, split).latency_cycles;
        };
        QCOMPARE(latency(0), 674);
        QCOMPARE(latency(1), 6396);
        QCOMPARE(latency(4), 6396);
        QCOMPARE(latency(5), 6396 + 4092);
    }
};

QTEST_APPLESS_MAIN(TestDarksideNetworks)
#include "tst_darkside_networks.moc"
