// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/staircase.h"
#include "core/mapping/edit/block_edit.h"
#include "tests/core/mapping/front_samples.h"
#include "tests/core/platform/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

namespace {

/// A 3x3 layer of 64 channels on 8x8, whose steps on DIANA end at 0, 16, 32, 48 and 64 digital channels.
CostTable bodies(int count)
{
    const platform::Platform diana = platform::loadPlatform("diana");
    CostTable table{.platform = diana, .layers = {}};
    for (int i = 0; i < count; ++i)
        table.layers.push_back(makeLayerTable(samples::layer({.name = "conv" + std::to_string(i + 1),
                                                              .inChannels = 64,
                                                              .outChannels = 64,
                                                              .kernelX = 3,
                                                              .kernelY = 3,
                                                              .outX = 8,
                                                              .outY = 8}),
                                              diana));
    return table;
}

/// So many channels of each layer on the reference unit, the first ones.
Mapping digital(const CostTable &table, const std::vector<int> &counts)
{
    Mapping mapping = uniformMapping(table, 1);
    for (std::size_t i = 0; i < counts.size(); ++i)
        mapping = withSplit(std::move(mapping), {table}, {mapping.layers[i].layer, 0, counts[i]});
    return mapping;
}

Staircases latency(const CostTable &table) { return staircasesOf(table, Objective::Latency); }

std::vector<int> counts(const Mapping &mapping)
{
    std::vector<int> found;
    for (const LayerMapping &layer : mapping.layers)
        found.push_back(channelsPerUnit(layer, 2).front());
    return found;
}

} // namespace

class TestBlockEdit : public QObject {
    Q_OBJECT

private slots:
    void fillsTheBlocksThatArePaidFor()
    {
        const CostTable table = bodies(5);
        const Mapping mapping = digital(table, {0, 1, 16, 20, 64});
        const BlockEdit edit = fillBlocks(mapping, {table}, latency(table));
        QCOMPARE(counts(edit.mapping), (std::vector<int>{0, 16, 16, 32, 64}));
        QCOMPARE(edit.layers, (std::vector<std::string>{"conv2", "conv4"}));
        QCOMPARE(edit.channels, 27);
        QCOMPARE(edit.before, Cost(costOf(table, mapping)));
        QCOMPARE(edit.after, Cost(costOf(table, edit.mapping)));
        // 5128 to 5248 and 9888 to 9984 cycles of 4899.2 + 5128 + 5248 + 9888 + 19456.
        QCOMPARE(summaryOf(edit, table.platform, Objective::Latency),
                 std::string("+27 8-bit channels in 2 layers for +0.5 % cycles"));
    }

    void dropsFewChannelsThatPayABlock()
    {
        const CostTable table = bodies(6);
        const Mapping mapping = digital(table, {1, 2, 3, 17, 34, 16});
        const BlockEdit edit = dropStragglers(mapping, {table}, latency(table));
        QCOMPARE(counts(edit.mapping), (std::vector<int>{0, 0, 3, 16, 32, 16}));
        QCOMPARE(edit.channels, -6);
        QVERIFY(edit.after.latency_cycles < edit.before.latency_cycles);
        const std::string summary = summaryOf(edit, table.platform, Objective::Latency);
        QVERIFY2(summary.starts_with("-6 8-bit channels in 4 layers for -"), summary.c_str());
    }

    void neitherPaysOnceDone()
    {
        const CostTable table = samples::dianaTable("resnet20");
        Random random(7);
        Mapping mapping = referenceMapping(table);
        for (const LayerTable &layer : table.layers)
            mapping = withSplit(std::move(mapping), {table},
                                {layer.layer.geometry.name, 0, random.below(layer.layer.geometry.outChannels + 1)});
        for (const Objective objective : {Objective::Latency, Objective::Energy}) {
            const Staircases stairs = staircasesOf(table, objective);
            const BlockEdit filled = fillBlocks(mapping, {table}, stairs);
            QVERIFY(filled.channels > 0);
            const BlockEdit again = fillBlocks(filled.mapping, {table}, stairs);
            QVERIFY(again.layers.empty());
            QCOMPARE(summaryOf(again, table.platform, objective), std::string("nothing to move"));
            const BlockEdit dropped = dropStragglers(mapping, {table}, stairs);
            QVERIFY(dropped.after.value(objective) <= dropped.before.value(objective));
        }
    }

    /// A block costs more than all the rest of what fills it.
    void filledLayersStayInTheirBlock()
    {
        const CostTable table = bodies(1);
        const Staircase stairs = *staircase(table.layers[0], table.platform, Objective::Latency);
        for (int n = 1; n <= 64; ++n) {
            const BlockEdit edit = fillBlocks(digital(table, {n}), {table}, latency(table));
            const int end = counts(edit.mapping).front();
            QCOMPARE(end, (n + 15) / 16 * 16);
            QVERIFY(edit.after.latency_cycles <= 1.03 * edit.before.latency_cycles);
        }
    }

    void theChannelsThatMatterMostFillTheBlock()
    {
        const CostTable table = bodies(1);
        Random random(2);
        const Sensitivity found = samples::randomSensitivity(table, random);
        const Mapping mapping = digital(table, {3});
        const BlockEdit edit = fillBlocks(mapping, {table, &found}, latency(table));
        const Mapping byIndex = fillBlocks(mapping, {table}, latency(table)).mapping;
        QVERIFY(penaltyOf(found, edit.mapping) < penaltyOf(found, byIndex));
    }

    void pinsHold()
    {
        const CostTable table = bodies(2);
        const Mapping mapping = digital(table, {1, 1});
        Restrictions restrictions;
        restrictions.pins = pinsOf(mapping.layers[0]);
        restrictions.pins.push_back({.layer = "conv2", .unit = 1, .firstChannel = 8, .lastChannel = 63});
        const EditBasis basis{table, nullptr, restrictions};
        QCOMPARE(counts(fillBlocks(mapping, basis, latency(table)).mapping), (std::vector<int>{1, 8}));
        QCOMPARE(counts(dropStragglers(mapping, basis, latency(table)).mapping), (std::vector<int>{1, 0}));
    }

    /// Without steps, or with more than two units, there is nothing to fill.
    void slopesHaveNoBlocks()
    {
        platform::Platform platform = samples::threeUnits();
        const auto tableOf = [&] {
            return CostTable{
                .platform = platform,
                .layers = {makeLayerTable(samples::layer({.name = "layer", .outChannels = 24}), platform)}};
        };
        const Mapping mapping{{{"layer", {0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}}}};
        CostTable table = tableOf();
        QVERIFY(fillBlocks(mapping, {table}, latency(table)).layers.empty());
        platform.units.pop_back();
        table = tableOf();
        QVERIFY(dropStragglers(mapping, {table}, latency(table)).layers.empty());
    }

    void unitsOfEqualFormatAreNamed()
    {
        CostTable table = bodies(1);
        for (platform::ComputeUnit &unit : table.platform.units)
            unit.format.weightBits = 8;
        const BlockEdit edit = fillBlocks(digital(table, {15}), {table}, latency(table));
        QCOMPARE(summaryOf(edit, table.platform, Objective::Latency),
                 std::string("+1 channel on the unit digital in 1 layer for +0.2 % cycles"));
    }
};

QTEST_APPLESS_MAIN(TestBlockEdit)
#include "tst_block_edit.moc"
