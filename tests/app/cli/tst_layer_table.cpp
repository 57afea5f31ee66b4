// SPDX-License-Identifier: Apache-2.0
#include "app/cli/cost_figures.h"
#include "app/cli/layer_table.h"
#include "core/base/split_bar.h"
#include "core/mapping/cost/baselines.h"

#include <QTest>

using namespace odimo;
using namespace odimo::cli;

namespace {

/// One convolution, 16 -> 32 channels of 8x8, and a classifier.
mapping::CostTable smallTable()
{
    network::Network net("small", {.channels = 16, .height = 8, .width = 8});
    const int conv =
        net.add("conv", network::Convolution{.outChannels = 32, .kernel = {3, 3}, .padding = {1, 1, 1, 1}}, {0});
    const int pool = net.add("pool", network::GlobalAveragePool{}, {conv});
    net.add("fc", network::FullyConnected{.outFeatures = 4}, {pool});
    return mapping::makeCostTable(net, platform::loadPlatform("diana"));
}

} // namespace

class TestLayerTable : public QObject {
    Q_OBJECT

private slots:
    void splitsABarInProportion()
    {
        QCOMPARE(splitBar(std::vector{8, 8}, 4), "██░░");
        QCOMPARE(splitBar(std::vector{0, 8}, 4), "░░░░");
        QCOMPARE(splitBar(std::vector{1, 1, 2}, 4), "█░▓▓");
        QCOMPARE(splitBar(std::vector{0, 0}, 4), "");
    }

    void listsEveryLayerWithItsSplitAndTheTotals()
    {
        const mapping::CostTable table = smallTable();
        mapping::Mapping mapping = mapping::uniformMapping(table, 0);
        for (int channel = 16; channel < 32; ++channel)
            mapping.layers[0].unitOfChannel[static_cast<std::size_t>(channel)] = 1;

        const QString text = QString::fromStdString(layerTable(table, mapping).text());
        const QStringList lines = text.split('\n');
        QVERIFY2(lines[0].startsWith("layer    █ digital ░ analog  digital  analog"), qPrintable(text));
        QVERIFY2(lines[2].startsWith("conv     ████████░░░░░░░░         16      16"), qPrintable(text));
        QVERIFY2(lines[3].startsWith("fc       ████████████████          4       0"), qPrintable(text));
        QVERIFY2(lines[5].startsWith("network  █████████░░░░░░░         20      16"), qPrintable(text));
    }

    void namesTheReferenceAfterTheReferenceUnit()
    {
        const mapping::CostTable table = smallTable();
        QCOMPARE(referenceName(table.platform), "all-digital");
        QCOMPARE(referenceCost(table).latency_cycles,
                 mapping::costOf(table, mapping::uniformMapping(table, 0)).latency_cycles);
    }
};

QTEST_APPLESS_MAIN(TestLayerTable)
#include "tst_layer_table.moc"
