// SPDX-License-Identifier: Apache-2.0
// The exact optimiser against every combination there is.
#include "core/mapping/front/predicted_front.h"
#include "tests/core/mapping/front/front_check.h"
#include "tests/core/mapping/front_samples.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

using namespace odimo;
using namespace odimo::mapping;

namespace {

using samples::isFrontOf;
using samples::noWorse;
using samples::Values;
using samples::valuesOf;

constexpr std::array allCriteria = {Criteria::Latency, Criteria::Energy, Criteria::LatencyAndEnergy, Criteria::Costs};

std::set<Values> undominatedOf(const std::set<Values> &all)
{
    std::set<Values> kept;
    for (const Values &candidate : all) {
        const auto dominates = [&](const Values &other) {
            return other != candidate && std::ranges::equal(other, candidate, std::less_equal{});
        };
        if (std::ranges::none_of(all, dominates))
            kept.insert(candidate);
    }
    return kept;
}

std::set<Values> valuesOf(const std::vector<PredictedPoint> &points, Criteria criteria)
{
    std::set<Values> values;
    for (const PredictedPoint &point : points)
        values.insert(valuesOf(point, criteria));
    return values;
}

/// The front with nothing left out on the way but what is dominated.
std::vector<Values> frontOneByOne(const std::vector<LayerChoices> &layers, Criteria criteria)
{
    std::vector<Values> front{{}};
    for (const LayerChoices &layer : layers) {
        std::vector<Values> sums;
        for (const LayerChoice &choice : layer.choices) {
            const Values added =
                valuesOf(PredictedPoint{choice.latency_cycles, choice.energy_uJ, choice.penalty, {}}, criteria);
            for (const Values &sum : front)
                sums.push_back({sum[0] + added[0], sum[1] + added[1], sum[2] + added[2]});
        }
        std::ranges::sort(sums);
        front.clear();
        std::map<double, double> least; // penalty by second cost: ascending, falling
        for (const Values &sum : sums) {
            const auto after = least.upper_bound(sum[1]);
            if (after != least.begin() && std::prev(after)->second <= sum[2])
                continue;
            auto beaten = least.lower_bound(sum[1]);
            while (beaten != least.end() && beaten->second >= sum[2])
                beaten = least.erase(beaten);
            least[sum[1]] = sum[2];
            front.push_back(sum);
        }
    }
    return front;
}

/// All mappings of two units.
std::vector<Mapping> everyMapping(const CostTable &table)
{
    std::vector<Mapping> mappings{{}};
    for (const LayerTable &layer : table.layers) {
        std::vector<Mapping> longer;
        for (const Mapping &mapping : mappings) {
            for (int bits = 0; bits < 1 << layer.layer.geometry.outChannels; ++bits) {
                LayerMapping units{.layer = layer.layer.geometry.name, .unitOfChannel = {}};
                for (int channel = 0; channel < layer.layer.geometry.outChannels; ++channel)
                    units.unitOfChannel.push_back(bits >> channel & 1);
                longer.push_back(mapping);
                longer.back().layers.push_back(std::move(units));
            }
        }
        mappings = std::move(longer);
    }
    return mappings;
}

CostTable twoSmallLayers()
{
    CostTable table{.platform = platform::loadPlatform("diana"), .layers = {}};
    const auto add = [&](const platform::LayerGeometry &geometry) {
        table.layers.push_back(makeLayerTable(samples::layer(geometry), table.platform));
    };
    add({.name = "first", .inChannels = 3, .outChannels = 5, .kernelX = 3, .kernelY = 3, .outX = 8, .outY = 8});
    add({.name = "second", .inChannels = 5, .outChannels = 4, .outX = 8, .outY = 8});
    return table;
}

} // namespace

class TestExactFront : public QObject {
    Q_OBJECT

private slots:
    void equalsBruteForceInWholeNumbers()
    {
        Random random(1);
        for (int instance = 0; instance < 500; ++instance) {
            const std::vector<LayerChoices> layers = samples::wholeNumberLayers(random);
            const std::vector<PredictedPoint> all = samples::everyCombination(layers);
            for (const Criteria criteria : allCriteria) {
                const std::vector<PredictedPoint> front = exactFront(layers, criteria);
                const std::set<Values> found = valuesOf(front, criteria);
                QCOMPARE(found.size(), front.size());
                QVERIFY2(found == undominatedOf(valuesOf(all, criteria)), std::to_string(instance).c_str());
            }
        }
    }

    void equalsBruteForceOnRealLayers_data()
    {
        QTest::addColumn<int>("splits");
        QTest::addColumn<int>("layers");
        QTest::newRow("ends of steps") << static_cast<int>(Splits::StepEnds) << 4;
        QTest::newRow("every split") << static_cast<int>(Splits::All) << 2;
    }
    void equalsBruteForceOnRealLayers()
    {
        QFETCH(int, splits);
        QFETCH(int, layers);
        Random random(2);
        const CostTable network = samples::dianaTable("resnet8");
        for (int instance = 0; instance < 12; ++instance) {
            const CostTable table = samples::someLayers(network, layers, random);
            const Sensitivity sensitivity = samples::randomSensitivity(table, random);
            const Restrictions pins = samples::randomPins(table, random);
            const std::vector<LayerChoices> choices =
                layerChoices(table, sensitivity, pins, static_cast<Splits>(splits));
            const std::vector<PredictedPoint> all = samples::everyCombination(choices);
            for (const Criteria criteria : allCriteria)
                QVERIFY2(isFrontOf(exactFront(choices, criteria), all, criteria), std::to_string(instance).c_str());
        }
    }

    void equalsBruteForceOverAllMappings()
    {
        Random random(3);
        const CostTable table = twoSmallLayers();
        const std::vector<Mapping> mappings = everyMapping(table);
        for (int instance = 0; instance < 12; ++instance) {
            const Sensitivity sensitivity = samples::randomSensitivity(table, random);
            const Restrictions pins = samples::randomPins(table, random);
            std::vector<PredictedPoint> all;
            for (const Mapping &mapping : mappings) {
                if (!keepsTo(pins, table, mapping))
                    continue;
                const MappingCost cost = costOf(table, mapping);
                all.push_back({cost.latency_cycles, cost.energy_uJ, penaltyOf(sensitivity, mapping), {}});
            }
            const std::vector<LayerChoices> layers = layerChoices(table, sensitivity, pins);
            for (const Criteria criteria : allCriteria)
                QVERIFY2(isFrontOf(exactFront(layers, criteria), all, criteria), std::to_string(instance).c_str());
        }
    }

    void risesInCostAndFallsInPenalty()
    {
        Random random(4);
        const CostTable table = samples::dianaTable("resnet20");
        const auto front =
            exactFront(layerChoices(table, samples::randomSensitivity(table, random), {}), Criteria::Energy);
        QVERIFY(front.size() > 3000);
        for (std::size_t i = 1; i < front.size(); ++i) {
            QVERIFY(front[i].energy_uJ > front[i - 1].energy_uJ);
            QVERIFY(front[i].penalty < front[i - 1].penalty);
        }
        QCOMPARE(front.back().penalty, 0.0);
    }

    void pointsCostWhatTheirMappingsCost()
    {
        Random random(5);
        const CostTable table = samples::dianaTable("resnet8");
        const Sensitivity sensitivity = samples::randomSensitivity(table, random);
        const Restrictions pins = samples::randomPins(table, random);
        QVERIFY(!pins.pins.empty());
        const std::vector<LayerChoices> layers = layerChoices(table, sensitivity, pins);
        for (const PredictedPoint &point : exactFront(layers, Criteria::LatencyAndEnergy)) {
            const Mapping mapping = mappingOf(layers, point);
            QVERIFY(keepsTo(pins, table, mapping));
            const MappingCost cost = costOf(table, mapping);
            // Exactly: a limit that a point just keeps must be kept by its mapping.
            QVERIFY(point.latency_cycles == cost.latency_cycles);
            QVERIFY(point.energy_uJ == cost.energy_uJ);
            // The sums run over channels in another order.
            QVERIFY(std::abs(point.penalty - penaltyOf(sensitivity, mapping)) < 1e-12);
        }
    }

    void sumsThatDifferInRoundingAreOnePoint()
    {
        // 0.1 + 0.2 + 0.3 depends on the order.
        std::vector<LayerChoices> layers(3);
        for (LayerChoices &layer : layers) {
            for (const double share : {0.1, 0.2, 0.3})
                layer.choices.push_back({.latency_cycles = share, .energy_uJ = share, .penalty = 0.3 - share});
        }
        QCOMPARE(exactFront(layers, Criteria::Latency).size(), std::size_t(7));
        QCOMPARE(exactFront(layers, Criteria::LatencyAndEnergy).size(), std::size_t(7));
    }

    void limitsLeaveOutWhatExceedsThem()
    {
        Random random(6);
        const CostTable table = samples::dianaTable("resnet8");
        const std::vector<LayerChoices> layers = layerChoices(table, samples::randomSensitivity(table, random), {});
        std::vector<PredictedPoint> within = exactFront(layers, Criteria::Latency);
        const double most_cycles = within[within.size() / 2].latency_cycles;
        std::erase_if(within, [=](const PredictedPoint &point) { return point.latency_cycles > most_cycles; });
        const std::vector<PredictedPoint> limited =
            exactFront(layers, Criteria::Latency, {.latency_cycles = most_cycles});
        QCOMPARE(valuesOf(limited, Criteria::Latency), valuesOf(within, Criteria::Latency));
    }

    void bigFrontIsWithinItsBound_data()
    {
        QTest::addColumn<int>("criteria");
        QTest::addColumn<double>("most");
        QTest::newRow("latency") << static_cast<int>(Criteria::Latency) << 1.001;
        QTest::newRow("energy") << static_cast<int>(Criteria::Energy) << 1.001;
        QTest::newRow("both") << static_cast<int>(Criteria::LatencyAndEnergy) << 1.05;
    }
    void bigFrontIsWithinItsBound()
    {
        QFETCH(int, criteria);
        QFETCH(double, most);
        const auto front = [criteria](const std::vector<LayerChoices> &layers) {
            return exactFront(layers, static_cast<Criteria>(criteria));
        };
        // So many layers of ResNet20 have too many sums for their front to be exact.
        Random random(8);
        const CostTable table = samples::someLayers(samples::dianaTable("resnet20"), criteria == 2 ? 7 : 16, random);
        const std::vector<LayerChoices> layers = layerChoices(table, samples::randomSensitivity(table, random), {});
        const std::vector<PredictedPoint> found = front(layers);
        const std::vector<Values> all = frontOneByOne(layers, static_cast<Criteria>(criteria));
        QVERIFY2(all.size() > found.size(), std::to_string(all.size()).c_str());
        for (const Values &point : all)
            QVERIFY(std::ranges::any_of(found, [&](const PredictedPoint &other) {
                const Values values = valuesOf(other, static_cast<Criteria>(criteria));
                return values[0] <= point[0] * most && values[1] <= point[1] * most && values[2] <= point[2] + 1e-12;
            }));
        QVERIFY(samples::near(valuesOf(found.front(), static_cast<Criteria>(criteria))[0], all.front()[0], 1e-9));
    }
};

QTEST_APPLESS_MAIN(TestExactFront)
#include "tst_exact_front.moc"
