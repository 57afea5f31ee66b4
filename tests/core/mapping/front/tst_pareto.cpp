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
};

QTEST_APPLESS_MAIN(TestPareto)
#include "tst_pareto.moc"
