// SPDX-License-Identifier: Apache-2.0
// The fast optimiser against the lower convex hull of every combination there is.
#include "core/mapping/front/predicted_front.h"
#include "tests/core/mapping/front_samples.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <utility>

using namespace odimo;
using namespace odimo::mapping;

namespace {

using Corner = std::pair<double, double>;

Corner cornerOf(const PredictedPoint &point, Objective objective)
{
    switch (objective) {
    case Objective::Latency:
        return {point.latency_cycles, point.penalty};
    case Objective::Energy:
        return {point.energy_uJ, point.penalty};
    }
    return {};
}

std::vector<Corner> cornersOf(const std::vector<PredictedPoint> &points, Objective objective)
{
    std::vector<Corner> corners;
    for (const PredictedPoint &point : points)
        corners.push_back(cornerOf(point, objective));
    return corners;
}

/// Andrew's monotone chain, as far as the penalty falls.
std::vector<Corner> lowerHull(std::vector<Corner> points)
{
    std::ranges::sort(points);
    std::vector<Corner> hull;
    for (const auto &[cost, penalty] : points) {
        if (!hull.empty() && penalty >= hull.back().second)
            continue;
        const auto isAboveTheLine = [&](const Corner &from, const Corner &middle) {
            return (middle.first - from.first) * (penalty - from.second) <=
                   (middle.second - from.second) * (cost - from.first);
        };
        while (hull.size() > 1 && isAboveTheLine(hull[hull.size() - 2], hull.back()))
            hull.pop_back();
        hull.push_back({cost, penalty});
    }
    return hull;
}

constexpr std::array objectives = {Objective::Latency, Objective::Energy};

} // namespace

class TestConvexFront : public QObject {
    Q_OBJECT

private slots:
    void equalsTheHullOfBruteForceInWholeNumbers()
    {
        Random random(1);
        for (int instance = 0; instance < 500; ++instance) {
            const std::vector<LayerChoices> layers = samples::wholeNumberLayers(random);
            const std::vector<PredictedPoint> all = samples::everyCombination(layers);
            for (const Objective objective : objectives)
                QVERIFY2(cornersOf(convexFront(layers, objective), objective) == lowerHull(cornersOf(all, objective)),
                         std::to_string(instance).c_str());
        }
    }

    void isOptimalForEveryMultiplierOnRealLayers()
    {
        Random random(2);
        const CostTable network = samples::dianaTable("resnet8");
        for (int instance = 0; instance < 20; ++instance) {
            const CostTable table = samples::someLayers(network, 4, random);
            const Restrictions pins = samples::randomPins(table, random);
            const auto layers = layerChoices(table, samples::randomSensitivity(table, random), pins);
            for (const Objective objective : objectives) {
                const std::vector<Corner> all = cornersOf(samples::everyCombination(layers), objective);
                const std::vector<Corner> front = cornersOf(convexFront(layers, objective), objective);
                QVERIFY(std::ranges::is_sorted(front));
                for (double multiplier = 1e-7; multiplier < 10; multiplier *= 1.5) {
                    const auto sum = [&](const Corner &corner) {
                        return corner.second + multiplier * corner.first;
                    };
                    const double least = sum(*std::ranges::min_element(all, {}, sum));
                    const double found = sum(*std::ranges::min_element(front, {}, sum));
                    // Sums in another order.
                    QVERIFY(samples::near(found, least, 1e-12));
                }
            }
        }
    }

    void isPartOfTheExactFront()
    {
        Random random(3);
        const CostTable table = samples::dianaTable("resnet8");
        const auto layers = layerChoices(table, samples::randomSensitivity(table, random), {});
        const std::vector<Corner> exact = cornersOf(exactFront(layers, Criteria::Energy), Objective::Energy);
        const std::vector<Corner> convex = cornersOf(convexFront(layers, Objective::Energy), Objective::Energy);
        QVERIFY(convex.size() > 15);
        for (const auto &[cost, penalty] : convex) {
            const auto same = [&](const Corner &other) {
                return samples::near(other.first, cost, 1e-9) && std::abs(other.second - penalty) < 1e-9;
            };
            QVERIFY(std::ranges::any_of(exact, same));
        }
        QCOMPARE(convex.front().first, exact.front().first);
        QCOMPARE(convex.back().second, 0.0);
    }

    void frontOfABigNetworkIsWithinItsBoundOfIt()
    {
        Random random(3);
        const CostTable table = samples::dianaTable("resnet18");
        const auto layers = layerChoices(table, samples::randomSensitivity(table, random), {});
        const std::vector<Corner> front = cornersOf(exactFront(layers, Criteria::Energy), Objective::Energy);
        const std::vector<Corner> convex = cornersOf(convexFront(layers, Objective::Energy), Objective::Energy);
        for (const auto &[cost, penalty] : convex) {
            const auto isAsGood = [&](const Corner &other) {
                return other.first <= 1.001 * cost && other.second <= penalty + 1e-12;
            };
            QVERIFY(std::ranges::any_of(front, isAsGood));
        }
        QVERIFY(samples::near(convex.front().first, front.front().first, 1e-9));
        QVERIFY(front.back().second < 1e-12);
    }
};

QTEST_APPLESS_MAIN(TestConvexFront)
#include "tst_convex_front.moc"
