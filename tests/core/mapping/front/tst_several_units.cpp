// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/unit_assignment.h"
#include "core/platform/left_out.h"
#include "tests/core/mapping/front/front_check.h"
#include "tests/core/mapping/front_samples.h"
#include "tests/core/platform/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

namespace {

/// A chain of drawn layers on units that share a datapath or not.
CostTable randomTable(bool oneDatapath, bool leavesOut, int layers, Random &random)
{
    CostTable table{.platform = samples::threeUnits(), .layers = {}};
    if (leavesOut) {
        table.platform.units.pop_back();
        table.platform.units.push_back(platform::unitNone(table.platform));
    }
    for (platform::ComputeUnit &unit : table.platform.units)
        unit.datapath = oneDatapath ? "core" : "";
    for (int i = 0; i < layers; ++i) {
        const std::string name = "layer" + std::to_string(i);
        LayerTable layer =
            makeLayerTable(samples::layer({.name = name, .outChannels = 2 + random.below(2)}), table.platform);
        for (std::size_t unit = 0; unit < layer.cycles.size() - (leavesOut ? 1 : 0); ++unit)
            for (std::size_t n = 1; n < layer.cycles[unit]->size(); ++n)
                (*layer.cycles[unit])[n] = 1 + random.below(20);
        table.layers.push_back(std::move(layer));
    }
    return table;
}

/// Every mapping that keeps to the pins, as a point.
void addAll(const CostTable &table, const Sensitivity &sensitivity, const Restrictions &restrictions, Mapping &mapping,
            std::size_t layer, std::vector<PredictedPoint> &points)
{
    if (layer == table.layers.size()) {
        const MappingCost cost = costOf(table, mapping);
        points.push_back({.latency_cycles = cost.latency_cycles,
                          .energy_uJ = cost.energy_uJ,
                          .penalty = penaltyOf(sensitivity, mapping),
                          .choice = {}});
        return;
    }
    const auto pinned = pinnedUnits(restrictions, table.layers[layer]);
    LayerMapping &own = mapping.layers[layer];
    own.layer = table.layers[layer].layer.geometry.name;
    own.unitOfChannel.assign(pinned.size(), 0);
    for (;;) {
        if (std::ranges::equal(pinned, own.unitOfChannel,
                               [](const std::optional<int> &pin, int unit) { return pin.value_or(unit) == unit; }))
            addAll(table, sensitivity, restrictions, mapping, layer + 1, points);
        auto digit = own.unitOfChannel.begin();
        for (; digit != own.unitOfChannel.end() && ++*digit == 3; ++digit)
            *digit = 0;
        if (digit == own.unitOfChannel.end())
            return;
    }
}

} // namespace

class TestSeveralUnits : public QObject {
    Q_OBJECT

private slots:
    /// Of counts and penalties drawn, in the order in which splits are visited and in any other.
    void assignmentsAreTheBest()
    {
        Random random(1);
        for (int draw = 0; draw < 200; ++draw) {
            constexpr int channels = 6;
            LayerSensitivity sensitivity{.layer = "x", .penalty = std::vector(3, std::vector<double>(channels))};
            for (std::vector<double> &unit : sensitivity.penalty)
                for (double &penalty : unit)
                    penalty = random.below(10);
            UnitAssignment assignment(sensitivity, {0, 1, 2}, std::vector<std::optional<int>>(channels));
            std::vector<std::vector<double>> least(channels + 1, std::vector<double>(channels + 1, 1e9));
            for (int code = 0; code < 729; ++code) { // 3^6
                std::vector<int> counts(3, 0);
                double penalty = 0;
                for (int channel = 0, rest = code; channel < channels; ++channel, rest /= 3) {
                    ++counts[static_cast<std::size_t>(rest % 3)];
                    penalty +=
                        sensitivity.penalty[static_cast<std::size_t>(rest % 3)][static_cast<std::size_t>(channel)];
                }
                double &best = least[static_cast<std::size_t>(counts[0])][static_cast<std::size_t>(counts[1])];
                best = std::min(best, penalty);
            }
            for (int step = 0; step < 30; ++step) {
                const int first = random.below(channels + 1), second = random.below(channels + 1 - first);
                assignment.moveTo({first, second, channels - first - second});
                QCOMPARE(std::ranges::count(assignment.units(), 0), first);
                QCOMPARE(std::ranges::count(assignment.units(), 1), second);
                QCOMPARE(assignment.penalty(),
                         least[static_cast<std::size_t>(first)][static_cast<std::size_t>(second)]);
            }
        }
    }

    void theFrontEqualsBruteForce_data()
    {
        QTest::addColumn<bool>("oneDatapath");
        QTest::addColumn<bool>("contiguous");
        QTest::addColumn<bool>("leavesOut");
        QTest::newRow("in turn") << true << false << false;
        QTest::newRow("in parallel") << false << false << false;
        QTest::newRow("in turn, in runs") << true << true << false;
        QTest::newRow("in parallel, or left out") << false << false << true;
        QTest::newRow("in runs, or left out") << false << true << true;
    }
    void theFrontEqualsBruteForce()
    {
        QFETCH(bool, oneDatapath);
        QFETCH(bool, contiguous);
        QFETCH(bool, leavesOut);
        Random random(oneDatapath ? 2 : 3);
        for (int draw = 0; draw < 12; ++draw) {
            CostTable table = randomTable(oneDatapath, leavesOut, 3, random);
            table.platform.contiguous = contiguous;
            for (LayerTable &layer : table.layers)
                if (contiguous)
                    layer.runs = table.platform.referenceOrder();
            const Sensitivity sensitivity = samples::randomSensitivity(table, random);
            Restrictions restrictions;
            if (draw % 2 == 1)
                restrictions.pins = {{.layer = "layer1", .unit = 1, .firstChannel = 1, .lastChannel = 1}};
            Mapping mapping{.layers = std::vector<LayerMapping>(table.layers.size())};
            std::vector<PredictedPoint> all;
            addAll(table, sensitivity, restrictions, mapping, 0, all);
            if (contiguous)
                all = inRuns(table, sensitivity, restrictions);
            const std::vector<LayerChoices> layers = layerChoices(table, sensitivity, restrictions);
            for (const Criteria criteria : {Criteria::Latency, Criteria::Energy, Criteria::LatencyAndEnergy}) {
                const std::vector<PredictedPoint> front = exactFront(layers, criteria);
                if (leavesOut && restrictions.pins.empty())
                    QCOMPARE(front.front().latency_cycles, 0.0);
                QVERIFY(samples::isFrontOf(front, all, criteria, 1e-12));
                for (const PredictedPoint &point : front) {
                    const Mapping own = mappingOf(layers, point);
                    QVERIFY(keepsTo(restrictions, table, own));
                    QVERIFY(samples::near(costOf(table, own).latency_cycles, point.latency_cycles, 1e-12));
                    QVERIFY(std::abs(penaltyOf(sensitivity, own) - point.penalty) <= 1e-12);
                }
            }
        }
    }

    /// ResNet20 on a core of three units has 2145 splits of its widest layers, and nothing is left out.
    void aWholeNetworkHasAFront()
    {
        const CostTable table =
            mapping::makeCostTable(network::simplify(network::zooNetwork("resnet20")), platform::loadPlatform("mpic"));
        Random random(4);
        const Sensitivity sensitivity = samples::randomSensitivity(table, random);
        const std::vector<LayerChoices> layers = layerChoices(table, sensitivity, {}, Splits::StepEnds);
        const std::vector<PredictedPoint> front = convexFront(layers, Objective::Latency);
        QVERIFY(front.size() > 20);
        QCOMPARE(front.back().penalty, 0);
        const std::vector<PredictedPoint> finer = convexFront(layerChoices(table, sensitivity, {}), Objective::Latency);
        QVERIFY(finer.size() >= front.size());
        QVERIFY(samples::near(finer.front().latency_cycles, front.front().latency_cycles, 1e-12));
    }

private:
    /// Of all points those whose channels are runs in the reference order.
    static std::vector<PredictedPoint> inRuns(const CostTable &table, const Sensitivity &sensitivity,
                                              const Restrictions &restrictions)
    {
        std::vector<Mapping> mappings{{}};
        for (const LayerTable &layer : table.layers) {
            const auto pinned = pinnedUnits(restrictions, layer);
            const int channels = layer.layer.geometry.outChannels;
            std::vector<Mapping> longer;
            for (int first = 0; first <= channels; ++first)
                for (int second = first; second <= channels; ++second) {
                    std::vector<int> units;
                    for (int channel = 0; channel < channels; ++channel)
                        units.push_back(layer.runs[channel < first ? 0 : channel < second ? 1 : 2]);
                    const bool kept = std::ranges::equal(pinned, units, [](const std::optional<int> &pin, int unit) {
                        return pin.value_or(unit) == unit;
                    });
                    for (const Mapping &mapping : mappings) {
                        if (!kept)
                            continue;
                        longer.push_back(mapping);
                        longer.back().layers.push_back({layer.layer.geometry.name, units});
                    }
                }
            mappings = std::move(longer);
        }
        std::vector<PredictedPoint> points;
        for (const Mapping &mapping : mappings) {
            const MappingCost cost = costOf(table, mapping);
            points.push_back({.latency_cycles = cost.latency_cycles,
                              .energy_uJ = cost.energy_uJ,
                              .penalty = penaltyOf(sensitivity, mapping),
                              .choice = {}});
        }
        return points;
    }
};

QTEST_APPLESS_MAIN(TestSeveralUnits)
#include "tst_several_units.moc"
