// SPDX-License-Identifier: Apache-2.0
// The published totals for the networks of the zoo, through the same passes as a search takes.
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::mapping;

class TestZooCosts : public QObject {
    Q_OBJECT

private slots:
    void baselinesCostThePublishedTotals_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("baseline");
        QTest::addColumn<double>("latency_cycles");
        QTest::addColumn<double>("energy_uJ");
        const auto row = [](const char *network, const char *baseline, double latency_cycles, double energy_uJ) {
            QTest::addRow("%s %s", network, baseline) << network << baseline << latency_cycles << energy_uJ;
        };
        row("resnet20", "all-digital", 257673.25, 24.737);
        row("resnet20", "all-analog", 88120.675, 9.741);
        row("resnet20", "first-and-last-digital", 86964.45, 9.551);
        row("resnet20", "min-latency", 86964.45, 9.687);
        row("resnet20", "min-energy", 86964.45, 9.551);
        row("resnet18", "all-digital", 11336793, 1088.332);
        row("resnet18", "all-analog", 464150, 51.306);
        row("resnet18", "first-and-last-digital", 509861.8, 55.361);
        row("resnet18", "min-latency", 464150, 60.147);
        row("resnet18", "min-energy", 464150, 51.306);
        row("mobilenet_v1_025", "all-digital", 208608.25, 20.026);
        row("mobilenet_v1_025", "all-analog", 139042.35, 13.634);
        row("mobilenet_v1_025", "first-and-last-digital", 139042.35, 13.634);
        row("mobilenet_v1_025", "min-latency", 139042.35, 14.054);
        row("mobilenet_v1_025", "min-energy", 139042.35, 13.634);
    }
    void baselinesCostThePublishedTotals()
    {
        QFETCH(QString, network);
        QFETCH(QString, baseline);
        QFETCH(double, latency_cycles);
        QFETCH(double, energy_uJ);
        const network::Network structure = network::simplify(network::zooNetwork(network.toStdString()));
        const CostTable table = makeCostTable(structure, platform::loadPlatform("diana"));
        const std::vector<Baseline> all = baselines(table);
        const auto found = std::ranges::find(all, baseline.toStdString(), &Baseline::name);
        QVERIFY(found != all.end());
        checkMapping(found->mapping, structure, table.platform);

        const MappingCost cost = costOf(table, found->mapping);

        QVERIFY2(samples::near(cost.latency_cycles, latency_cycles, 1e-9), std::to_string(cost.latency_cycles).c_str());
        // The table states three digits after the point.
        QVERIFY2(std::abs(cost.energy_uJ - energy_uJ) <= 0.0005, std::to_string(cost.energy_uJ).c_str());
    }

    void everyNetworkOfTheZooCanRunOnEveryPlatform()
    {
        for (const network::ZooEntry &entry : network::zoo()) {
            const network::Network structure = network::simplify(network::zooNetwork(entry.name));
            for (const std::string &name : platform::platformNames()) {
                const CostTable table = makeCostTable(structure, platform::loadPlatform(name));
                const MappingCost precise = costOf(table, uniformMapping(table, table.platform.referenceUnit()));
                const MappingCost cheapest = costOf(table, cheapestMapping(table, Objective::Latency));
                const bool hasChoice = std::ranges::any_of(
                    table.layers, [](const LayerTable &layer) { return layer.branches.size() > 1; });
                const std::string text = entry.name + " on " + name;
                const bool savesTime = cheapest.latency_cycles < precise.latency_cycles;
                const bool isFaster = name != "approximate_array"; // What its units leave out takes no time.
                QVERIFY2(savesTime == (hasChoice && isFaster), text.c_str());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestZooCosts)
#include "tst_zoo_costs.moc"
