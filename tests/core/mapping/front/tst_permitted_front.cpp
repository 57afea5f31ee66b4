// SPDX-License-Identifier: Apache-2.0
// The front under pins and limits against every split of every layer.
#include "core/base/error.h"
#include "core/mapping/front/predicted_front.h"
#include "tests/core/mapping/front_samples.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <limits>
#include <map>

using namespace odimo;
using namespace odimo::mapping;

namespace {

/// Cycles that jump now and then, fall in places and often repeat, as those of blocks and of measured tables do.
std::vector<double> randomCycles(int channels, Random &random)
{
    std::vector<double> cycles{random.below(3) == 0 ? 5.0 : 0.0};
    double now = random.below(40);
    for (int n = 1; n <= channels; ++n) {
        now = std::max(1.0, now + random.below(4) - 1 + (random.below(3) == 0 ? random.below(30) : 0));
        cycles.push_back(now);
    }
    return cycles;
}

/// Up to four layers of up to six channels, each on two of the platform's units or on one.
CostTable randomNetwork(int units, Random &random)
{
    CostTable table{.platform = samples::threeUnits(), .layers = {}};
    table.platform.units.resize(static_cast<std::size_t>(units));
    for (platform::PowerState &state : table.platform.power)
        state.power_mW = 1 + 4 * random.uniform() + static_cast<double>(state.activeUnits.size());
    const int layers = 1 + random.below(4);
    for (int i = 0; i < layers; ++i) {
        const int channels = 1 + random.below(6);
        LayerTable layer{
            .layer = samples::layer({.name = "layer" + std::to_string(i), .inChannels = 2, .outChannels = channels}),
            .cycles = {},
            .branches = {}};
        layer.cycles.resize(static_cast<std::size_t>(units));
        for (std::optional<std::vector<double>> &cycles : layer.cycles)
            cycles = randomCycles(channels, random);
        if (const int refusing = random.below(units + 1); refusing < units || units == 3)
            layer.cycles[static_cast<std::size_t>(refusing % units)].reset();
        for (const platform::Branch &branch : platform::branchesOf(layer.layer, table.platform))
            if (layer.cycles[static_cast<std::size_t>(branch.unit)])
                layer.branches.push_back(branch);
        layer.referenceBranch = platform::referenceBranch(layer.branches, table.platform);
        table.layers.push_back(std::move(layer));
    }
    return table;
}

/// Any assignment of the channels to the units; the first is that of channel 0.
bool next(LayerMapping &mapping, int units)
{
    for (int &unit : mapping.unitOfChannel) {
        if (++unit < units)
            return true;
        unit = 0;
    }
    return false;
}

/// Latency, energy and penalty.
using Values = std::array<double, 3>;

/// By split of a layer the least penalty of all assignments that the pins allow.
std::vector<Values> everySplit(const CostTable &table, std::size_t index, const Sensitivity &sensitivity,
                               const Restrictions &pins)
{
    const LayerTable &layer = table.layers[index];
    const int units = static_cast<int>(table.platform.units.size());
    const std::vector<std::optional<int>> pinned = pinnedUnits(pins, layer);
    LayerMapping mapping{.layer = layer.layer.geometry.name, .unitOfChannel = std::vector<int>(pinned.size(), 0)};
    std::map<std::vector<int>, double> least;
    do {
        bool allowed = true;
        double penalty = 0;
        for (std::size_t channel = 0; channel < pinned.size(); ++channel) {
            const int unit = mapping.unitOfChannel[channel];
            allowed = allowed && layer.cycles[static_cast<std::size_t>(unit)] && pinned[channel].value_or(unit) == unit;
            if (allowed)
                penalty += sensitivity.layers[index].penalty[static_cast<std::size_t>(unit)][channel];
        }
        if (allowed) {
            const auto [found, isNew] = least.try_emplace(channelsPerUnit(mapping, units), penalty);
            found->second = std::min(found->second, penalty);
        }
    } while (next(mapping, units));
    std::vector<Values> splits;
    for (const auto &[channels, penalty] : least) {
        const LayerCost cost = costOfLayer(layer, table.platform, channels);
        splits.push_back({cost.latency_cycles, cost.energy_uJ, penalty});
    }
    return splits;
}

std::vector<Values> everyNetwork(const CostTable &table, const Sensitivity &sensitivity, const Restrictions &pins)
{
    std::vector<Values> sums{{}};
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        std::vector<Values> longer;
        for (const Values &split : everySplit(table, i, sensitivity, pins)) {
            for (const Values &sum : sums)
                longer.push_back({sum[0] + split[0], sum[1] + split[1], sum[2] + split[2]});
        }
        sums = std::move(longer);
    }
    return sums;
}

double costIn(Objective objective, const Values &values)
{
    return objective == Objective::Latency ? values[0] : values[1];
}

/// True if `a` is no worse than `b`, but for the rounding of sums.
bool noWorse(Objective objective, const Values &a, const Values &b)
{
    return costIn(objective, a) <= costIn(objective, b) * (1 + 1e-9) && a[2] <= b[2] + 1e-12;
}

/// Halfway between two sums, so that rounding does not decide what keeps to a limit.
double randomLimit(std::vector<Values> sums, std::size_t criterion, Random &random)
{
    std::vector<double> costs;
    for (const Values &sum : sums)
        costs.push_back(sum[criterion]);
    std::ranges::sort(costs);
    const auto between = static_cast<std::size_t>(random.below(static_cast<int>(costs.size())));
    return between + 1 == costs.size() ? costs.back() + 1 : (costs[between] + costs[between + 1]) / 2;
}

} // namespace

class TestPermittedFront : public QObject {
    Q_OBJECT

private slots:
    void equalsBruteForceOverAllSplits_data()
    {
        QTest::addColumn<int>("units");
        QTest::addColumn<bool>("pins");
        QTest::addColumn<bool>("limits");
        for (const int units : {2, 3}) {
            QTest::addRow("%d units", units) << units << false << false;
            QTest::addRow("%d units, pins", units) << units << true << false;
            QTest::addRow("%d units, limits", units) << units << false << true;
            QTest::addRow("%d units, pins and limits", units) << units << true << true;
        }
    }
    void equalsBruteForceOverAllSplits()
    {
        QFETCH(int, units);
        QFETCH(bool, pins);
        QFETCH(bool, limits);
        Random random(static_cast<std::uint64_t>(4 * units + 2 * pins + limits));
        for (int instance = 0; instance < 100; ++instance) {
            const CostTable table = randomNetwork(units, random);
            const Sensitivity sensitivity = samples::randomSensitivity(table, random);
            Restrictions restrictions = pins ? samples::randomPins(table, random) : Restrictions{};
            std::vector<Values> all = everyNetwork(table, sensitivity, restrictions);
            if (limits && random.below(3) > 0)
                restrictions.mostLatency_ms = randomLimit(all, 0, random) / table.platform.clock_Hz * 1e3;
            if (limits && random.below(3) > 0)
                restrictions.mostEnergy_uJ = randomLimit(all, 1, random);
            std::erase_if(all, [&](const Values &sum) {
                return sum[0] / table.platform.clock_Hz * 1e3 >
                           restrictions.mostLatency_ms.value_or(std::numeric_limits<double>::infinity()) ||
                       sum[1] > restrictions.mostEnergy_uJ.value_or(std::numeric_limits<double>::infinity());
            });
            for (const Objective objective : {Objective::Latency, Objective::Energy})
                compare(table, sensitivity, restrictions, objective, all);
        }
    }

    void bigNetworkKeepsBothLimitsThatHardlyAnythingKeeps()
    {
        Random random(5);
        const CostTable table = samples::dianaTable("resnet20");
        const std::vector<LayerChoices> layers = layerChoices(table, samples::randomSensitivity(table, random), {});
        const double least_uJ = exactFront(layers, Criteria::Energy).front().energy_uJ;
        const Restrictions frugal{.mostEnergy_uJ = least_uJ};
        const PredictedPoint fastest = permittedFront(layers, Objective::Latency, frugal, table.platform).front();
        const Restrictions both{.mostLatency_ms = fastest.latency_cycles / table.platform.clock_Hz * 1e3,
                                .mostEnergy_uJ = least_uJ};
        QCOMPARE(permittedFront(layers, Objective::Latency, both, table.platform).front().latency_cycles,
                 fastest.latency_cycles);
    }

private:
    /// Every permitted sum is matched or beaten, and none beats a point of the front.
    static void compare(const CostTable &table, const Sensitivity &sensitivity, const Restrictions &restrictions,
                        Objective objective, const std::vector<Values> &all)
    {
        const std::vector<LayerChoices> layers = layerChoices(table, sensitivity, restrictions);
        std::vector<Values> front;
        try {
            for (const PredictedPoint &point : permittedFront(layers, objective, restrictions, table.platform)) {
                QVERIFY(keepsTo(restrictions, table, mappingOf(layers, point)));
                front.push_back({point.latency_cycles, point.energy_uJ, point.penalty});
            }
        } catch (const Error &) {
            QVERIFY(all.empty());
            return;
        }
        for (const Values &sum : all)
            QVERIFY(std::ranges::any_of(front, [&](const Values &point) { return noWorse(objective, point, sum); }));
        for (const Values &point : front)
            QVERIFY(std::ranges::none_of(all, [&](const Values &sum) {
                return noWorse(objective, sum, point) && !noWorse(objective, point, sum);
            }));
    }
};

QTEST_APPLESS_MAIN(TestPermittedFront)
#include "tst_permitted_front.moc"
