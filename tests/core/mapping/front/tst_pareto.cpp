// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/mapping/front/pareto.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>
#include <limits>

using namespace odimo;
using namespace odimo::mapping;

namespace {

constexpr int gridSize = 12;

/// Points on a coarse grid, so that equal costs, equal accuracies and equal points occur.
std::vector<FrontPoint> randomPoints(Random &random, int count)
{
    std::vector<FrontPoint> points;
    for (int i = 0; i < count; ++i)
        points.push_back({.id = i,
                          .cost = static_cast<double>(random.below(gridSize)),
                          .accuracy = static_cast<double>(random.below(gridSize)) / gridSize});
    return points;
}

/// The points that no other dominates, the first of equals, by cost.
std::vector<FrontPoint> frontByDefinition(const std::vector<FrontPoint> &points)
{
    std::vector<FrontPoint> front;
    for (const FrontPoint &point : points) {
        const auto makesPointless = [&](const FrontPoint &other) {
            const bool equal = other.cost == point.cost && other.accuracy == point.accuracy;
            return dominates(other, point) || (equal && other.id < point.id);
        };
        if (std::ranges::none_of(points, makesPointless))
            front.push_back(point);
    }
    std::ranges::sort(front, {}, &FrontPoint::cost);
    return front;
}

/// Unit cells of the grid below and right of some point, above and left of the reference.
double areaByCells(const std::vector<FrontPoint> &points, const ReferencePoint &reference)
{
    int cells = 0;
    for (int x = 0; x < static_cast<int>(reference.cost); ++x) {
        for (int y = 0; y < gridSize; ++y) {
            const double top = static_cast<double>(y + 1) / gridSize;
            const bool covered = std::ranges::any_of(
                points, [&](const FrontPoint &point) { return point.cost <= x && point.accuracy >= top; });
            if (covered && y >= reference.accuracy * gridSize)
                ++cells;
        }
    }
    return static_cast<double>(cells) / gridSize;
}

} // namespace

class TestPareto : public QObject {
    Q_OBJECT

private slots:
    void keepsExactlyThePointsThatNoOtherDominates()
    {
        Random random(5);
        for (int round = 0; round < 300; ++round) {
            const std::vector<FrontPoint> points = randomPoints(random, 1 + random.below(40));
            ParetoFront front;
            for (std::size_t i = 0; i < points.size(); ++i) {
                const bool taken = front.insert(points[i]);
                const std::vector<FrontPoint> soFar(points.begin(), points.begin() + static_cast<int>(i) + 1);
                const std::vector<FrontPoint> expected = frontByDefinition(soFar);
                QVERIFY(std::ranges::equal(front.points(), expected));
                QCOMPARE(taken, std::ranges::find(expected, points[i]) != expected.end());
            }
        }
    }

    void equalPointsDoNotDominateEachOther()
    {
        QVERIFY(!dominates({1, 2, 0.5}, {2, 2, 0.5}));
        QVERIFY(dominates({1, 2, 0.5}, {2, 3, 0.5}));
        QVERIFY(dominates({1, 2, 0.6}, {2, 2, 0.5}));
        QVERIFY(!dominates({1, 2, 0.5}, {2, 3, 0.6}));
    }

    void refusesPointsThatAreNotNumbers()
    {
        ParetoFront front;
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(errorMessage([&] { front.insert({7, 1, nan}); }).contains("point 7"));
        QVERIFY(errorMessage([&] { front.insert({8, nan, 1}); }).contains("point 8"));
        QVERIFY(front.points().empty());
    }

    void hypervolumeIsTheAreaOfTheCoveredCells()
    {
        Random random(6);
        for (int round = 0; round < 300; ++round) {
            const std::vector<FrontPoint> points = randomPoints(random, random.below(30));
            const ReferencePoint reference{.cost = static_cast<double>(1 + random.below(gridSize)),
                                           .accuracy = static_cast<double>(random.below(gridSize)) / gridSize};
            // Sums of twelfths: rounding only.
            QVERIFY(std::abs(hypervolume(points, reference) - areaByCells(points, reference)) < 1e-9);
        }
    }

    void hypervolumeOfTwoPoints()
    {
        const std::vector<FrontPoint> front = {{1, 10, 0.5}, {2, 20, 0.75}};
        QCOMPARE(hypervolume(front, {.cost = 40, .accuracy = 0.25}), 10 * 0.25 + 20 * 0.5);
        QCOMPARE(hypervolume({}, {.cost = 40, .accuracy = 0}), 0.0);
        QCOMPARE(hypervolume(front, {.cost = 10, .accuracy = 0}), 0.0);
        QCOMPARE(hypervolume(front, {.cost = 40, .accuracy = 0.75}), 0.0);
    }

    void dominatedPointsAreThoseThatAnotherDominates()
    {
        Random random(8);
        for (int round = 0; round < 300; ++round) {
            const std::vector<FrontPoint> points = randomPoints(random, random.below(40));
            const std::vector<bool> dominated = dominatedPoints(points);
            QCOMPARE(dominated.size(), points.size());
            for (std::size_t i = 0; i < points.size(); ++i)
                QCOMPARE(static_cast<bool>(dominated[i]), std::ranges::any_of(points, [&](const FrontPoint &other) {
                             return dominates(other, points[i]);
                         }));
        }
    }

    void theHypervolumeGrowsToThatOfAllPoints()
    {
        Random random(9);
        for (int round = 0; round < 300; ++round) {
            const std::vector<FrontPoint> points = randomPoints(random, 1 + random.below(30));
            const ReferencePoint reference{.cost = static_cast<double>(1 + random.below(gridSize)),
                                           .accuracy = static_cast<double>(random.below(gridSize)) / gridSize};
            const std::vector<double> growth = hypervolumeGrowth(points, reference);
            QCOMPARE(growth.size(), points.size());
            for (std::size_t count = 1; count <= points.size(); ++count) // Sums of twelfths: rounding only.
                QVERIFY(std::abs(growth[count - 1] - hypervolume(std::span(points).first(count), reference)) < 1e-9);
        }
    }

    void theKneeIsFarthestAboveTheChord()
    {
        const std::vector<FrontPoint> front = {{1, 10, 0.50}, {2, 20, 0.70}, {3, 40, 0.85}, {4, 110, 0.90}};
        // Of the ranges 100 and 0.4: 0.5 - 0.1, 0.875 - 0.3.
        QCOMPARE(kneeOf(front), std::optional<std::size_t>(2));
        QCOMPARE(kneeOf(std::span(front).first(2)), std::nullopt);
        QCOMPARE(kneeOf({}), std::nullopt);
    }

    void aFrontBelowItsChordHasNoKnee()
    {
        QCOMPARE(kneeOf(std::vector<FrontPoint>{{1, 0, 0.5}, {2, 50, 0.6}, {3, 100, 0.9}}), std::nullopt);
        QCOMPARE(kneeOf(std::vector<FrontPoint>{{1, 0, 0.5}, {2, 50, 0.7}, {3, 100, 0.9}}), std::nullopt);
    }

    void theKneeDoesNotDependOnTheUnits()
    {
        std::vector<FrontPoint> front = {{1, 10, 0.50}, {2, 20, 0.70}, {3, 40, 0.85}, {4, 110, 0.90}};
        for (FrontPoint &point : front)
            point.cost *= 1e6;
        QCOMPARE(kneeOf(front), std::optional<std::size_t>(2));
    }
};

QTEST_APPLESS_MAIN(TestPareto)
#include "tst_pareto.moc"
