// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/predicted_front.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

namespace {

/// Costs 0 to `most` in steps of one.
std::vector<PredictedPoint> steadyFront(int most)
{
    std::vector<PredictedPoint> front;
    for (int cost = 0; cost <= most; ++cost)
        front.push_back({static_cast<double>(cost), 1000.0 + cost, static_cast<double>(most - cost), {cost}});
    return front;
}

std::vector<int> chosenOf(const std::vector<PredictedPoint> &front, int count, Objective objective = Objective::Latency)
{
    std::vector<int> choices;
    for (const PredictedPoint &point : spreadOver(front, objective, count))
        choices.push_back(point.choice[0]);
    return choices;
}

} // namespace

class TestSpread : public QObject {
    Q_OBJECT

private slots:
    void isDenserAtTheCheapEndAndHasBothEnds()
    {
        // (i / 4)^1.5 of 1000.
        QCOMPARE(chosenOf(steadyFront(1000), 5), (std::vector{0, 125, 354, 650, 1000}));
        QCOMPARE(chosenOf(steadyFront(1000), 5, Objective::Energy), (std::vector{0, 125, 354, 650, 1000}));
        QCOMPARE(chosenOf(steadyFront(1000), 2), (std::vector{0, 1000}));
    }

    void aSinglePointStandsBetweenTheEnds() { QCOMPARE(chosenOf(steadyFront(1000), 1), std::vector{354}); }

    void neverTakesAPointTwice()
    {
        // All but the last are at the cheap end.
        std::vector<PredictedPoint> front = steadyFront(6);
        front.back().latency_cycles = 1000;
        QCOMPARE(chosenOf(front, 5), (std::vector{0, 3, 4, 5, 6}));
        QCOMPARE(chosenOf(front, 7), (std::vector{0, 1, 2, 3, 4, 5, 6}));
    }

    void givesFewerIfThereAreFewer()
    {
        QCOMPARE(chosenOf(steadyFront(2), 9), (std::vector{0, 1, 2}));
        QCOMPARE(chosenOf({}, 9), std::vector<int>{});
        QCOMPARE(chosenOf(steadyFront(2), 0), std::vector<int>{});
    }

    void leavesOutWhatIsPointlessInTheOneCost()
    {
        // In the order of latency; the second is there for its energy alone.
        const std::vector<PredictedPoint> both = {{1, 9, 5, {0}}, {2, 4, 6, {1}}, {3, 5, 2, {2}}};
        QCOMPARE(chosenOf(both, 3), (std::vector{0, 2}));
        QCOMPARE(chosenOf(both, 3, Objective::Energy), (std::vector{1, 2}));
    }
};

QTEST_APPLESS_MAIN(TestSpread)
#include "tst_spread.moc"
