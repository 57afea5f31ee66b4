// SPDX-License-Identifier: Apache-2.0
// Fronts on platforms that count layouts, against every mapping there is.
#include "core/mapping/cost/baselines.h"
#include "core/mapping/front/predicted_front.h"
#include "tests/core/mapping/front/front_check.h"
#include "tests/core/mapping/front_samples.h"
#include "tests/core/mapping/layout_samples.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <functional>

using namespace odimo;
using namespace odimo::mapping;

namespace {

constexpr std::array objectives = {Objective::Latency, Objective::Energy};
constexpr std::array allCriteria = {Criteria::Latency, Criteria::Energy, Criteria::LatencyAndEnergy, Criteria::Costs};

/// The costs and penalties of all mappings that keep to the restrictions.
std::vector<PredictedPoint> everyMapping(const CostTable &table, const Sensitivity &sensitivity,
                                         const Restrictions &restrictions)
{
    std::vector<Mapping> mappings{{}};
    for (const LayerTable &layer : table.layers) {
        const int channels = layer.layer.geometry.outChannels;
        const std::vector<std::optional<int>> pins = pinnedUnits(restrictions, layer);
        std::vector<Mapping> longer;
        for (int bits = 0; bits < 1 << channels; ++bits) {
            LayerMapping units{.layer = layer.layer.geometry.name, .unitOfChannel = {}};
            for (int channel = 0; channel < channels; ++channel)
                units.unitOfChannel.push_back(bits >> channel & 1);
            const bool kept = std::ranges::equal(
                pins, units.unitOfChannel, [](std::optional<int> pin, int unit) { return pin.value_or(unit) == unit; });
            for (std::size_t i = 0; kept && i < mappings.size(); ++i) {
                longer.push_back(mappings[i]);
                longer.back().layers.push_back(units);
            }
        }
        mappings = std::move(longer);
    }
    std::vector<PredictedPoint> points;
    for (const Mapping &mapping : mappings) {
        const MappingCost cost = costOf(table, mapping);
        points.push_back({cost.latency_cycles, cost.energy_uJ, penaltyOf(sensitivity, mapping), {}});
    }
    return points;
}

/// Sums of conversions differ by more than those of layers.
constexpr double roundingOfSums = 1e-12;

/// Each of `all` is matched or beaten by the front, none beats one of the front, and the front is of them.
bool isFrontOf(const std::vector<PredictedPoint> &front, const std::vector<PredictedPoint> &all, Criteria criteria)
{
    return samples::isFrontOf(front, all, criteria, roundingOfSums) &&
           std::ranges::all_of(
               front, [&](const auto &point) { return samples::isMatched(point, all, criteria, roundingOfSums); });
}

/// A small network with residual additions, what its channels are worth, and some pins.
struct Sample {
    explicit Sample(Random &random)
    {
        platform::Platform platform = samples::twoLayouts();
        platform.units[0] = samples::linearUnit("a", 8, 2 + random.below(30));
        platform.units[0].layout = "planes";
        platform.layout->backCycles = random.below(3) * 0.5;
        table = makeCostTable(samples::randomNetwork(random, 2 + random.below(3)), platform);
        int channels = 0;
        for (const LayerTable &layer : table.layers)
            channels += layer.layer.geometry.outChannels;
        if (channels > 11) // as many mappings as fit a test
            table = makeCostTable(samples::randomNetwork(random, 2), platform);
        sensitivity = samples::randomSensitivity(table, random);
        restrictions = samples::randomPins(table, random);
    }

    CostTable table;
    Sensitivity sensitivity;
    Restrictions restrictions;
};

} // namespace

class TestLayoutFronts : public QObject {
    Q_OBJECT

private slots:
    void exactFrontIsThatOfAllMappings()
    {
        Random random(31);
        for (int i = 0; i < 150; ++i) {
            const Sample sample(random);
            const auto all = everyMapping(sample.table, sample.sensitivity, sample.restrictions);
            const auto layers = layerChoices(sample.table, sample.sensitivity, sample.restrictions);
            for (const Criteria criteria : allCriteria)
                QVERIFY(isFrontOf(exactFront(layers, criteria), all, criteria));
        }
    }

    void pointsCostWhatTheirMappingsCost()
    {
        Random random(32);
        for (int i = 0; i < 50; ++i) {
            const Sample sample(random);
            const auto layers = layerChoices(sample.table, sample.sensitivity, sample.restrictions);
            for (const PredictedPoint &point : exactFront(layers, Criteria::LatencyAndEnergy)) {
                const MappingCost cost = costOf(sample.table, mappingOf(layers, point));
                QCOMPARE(point.latency_cycles, cost.latency_cycles);
                QCOMPARE(point.energy_uJ, cost.energy_uJ);
            }
        }
    }

    void permittedFrontKeepsToLimitsOfEitherCost()
    {
        Random random(33);
        for (int i = 0; i < 100; ++i) {
            Sample sample(random);
            const auto layers = layerChoices(sample.table, sample.sensitivity, sample.restrictions);
            auto all = everyMapping(sample.table, sample.sensitivity, sample.restrictions);
            const PredictedPoint &one = all[static_cast<std::size_t>(random.below(static_cast<int>(all.size())))];
            if (random.below(2) == 0)
                sample.restrictions.mostEnergy_uJ = one.energy_uJ * 1.001;
            if (random.below(2) == 0)
                sample.restrictions.mostLatency_ms = one.latency_cycles * 1.001;
            const Restrictions limits = sample.restrictions;
            std::erase_if(all, [&](const PredictedPoint &point) {
                return point.energy_uJ > limits.mostEnergy_uJ.value_or(1e30) ||
                       point.latency_cycles > limits.mostLatency_ms.value_or(1e30); // at 1 kHz
            });
            for (const Objective objective : objectives)
                QVERIFY(isFrontOf(permittedFront(layers, objective, limits, sample.table.platform), all,
                                  objective == Objective::Latency ? Criteria::Latency : Criteria::Energy));
        }
    }

    void convexFrontIsTheHullOfTheFront()
    {
        Random random(34);
        for (int i = 0; i < 50; ++i) {
            const Sample sample(random);
            const auto layers = layerChoices(sample.table, sample.sensitivity, sample.restrictions);
            const auto front = exactFront(layers, Criteria::Latency);
            const auto convex = convexFront(layers, Objective::Latency);
            QCOMPARE(convex.front().choice, front.front().choice);
            QCOMPARE(convex.back().choice, front.back().choice);
            for (const PredictedPoint &point : front) {
                // Under no point of the front is there a line between two corners.
                for (std::size_t c = 1; c < convex.size(); ++c) {
                    const PredictedPoint &left = convex[c - 1], &right = convex[c];
                    if (point.latency_cycles < left.latency_cycles || point.latency_cycles > right.latency_cycles)
                        continue;
                    const double part =
                        (point.latency_cycles - left.latency_cycles) / (right.latency_cycles - left.latency_cycles);
                    QVERIFY(point.penalty >= std::lerp(left.penalty, right.penalty, part) - 1e-12);
                }
            }
        }
    }

    // More sums than are looked at one by one: the cheapest mapping is exact, and the rest within 0.1 %.
    void frontsOfLargeNetworksKeepTheirBound()
    {
        for (const platform::LayoutMode mode :
             {platform::LayoutMode::HostConversion, platform::LayoutMode::HardwareShuffle}) {
            Random random(35);
            const CostTable table = samples::dianaTable("resnet20", mode);
            const Sensitivity sensitivity = samples::randomSensitivity(table, random);
            const auto layers = layerChoices(table, sensitivity, {});
            for (const Objective objective : objectives) {
                const auto front = permittedFront(layers, objective, {}, table.platform);
                const double cheapest = costOf(table, cheapestMapping(table, objective)).value(objective);
                const auto value = [objective](const PredictedPoint &point) {
                    return objective == Objective::Latency ? point.latency_cycles : point.energy_uJ;
                };
                QVERIFY(samples::near(value(front.front()), cheapest, 1e-12));
                QVERIFY(front.back().penalty <= penaltyOf(sensitivity, referenceMapping(table)) + 1e-12);
                std::vector<Mapping> others;
                for (const Baseline &baseline : baselines(table))
                    others.push_back(baseline.mapping);
                for (int i = 0; i < 200; ++i) {
                    // Whole layers at random: what a front of splits by themselves would not look at.
                    Mapping mapping = uniformMapping(table, 0);
                    const Mapping other = uniformMapping(table, 1);
                    for (std::size_t layer = 0; layer < mapping.layers.size(); ++layer) {
                        if (random.below(8) < i % 8)
                            mapping.layers[layer] = other.layers[layer];
                    }
                    others.push_back(std::move(mapping));
                }
                for (const Mapping &mapping : others) {
                    const double cost = costOf(table, mapping).value(objective);
                    const double penalty = penaltyOf(sensitivity, mapping);
                    QVERIFY(std::ranges::any_of(front, [&](const PredictedPoint &point) {
                        return value(point) <= 1.001 * cost && point.penalty <= penalty * (1 + 1e-9) + 1e-15;
                    }));
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestLayoutFronts)
#include "tst_layout_fronts.moc"
