// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/staircase.h"
#include "tests/core/platform/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

namespace {

using Ends = std::vector<int>;

const platform::Platform &diana()
{
    static const platform::Platform platform = platform::loadPlatform("diana");
    return platform;
}

Staircase stairsOf(const platform::LayerGeometry &geometry, Objective objective = Objective::Latency)
{
    return staircase(makeLayerTable(samples::layer(geometry), diana()), diana(), objective).value();
}

/// A 3x3 convolution on a square map.
platform::LayerGeometry body(int inChannels, int outChannels, int side)
{
    return {.name = "body",
            .inChannels = inChannels,
            .outChannels = outChannels,
            .kernelX = 3,
            .kernelY = 3,
            .outX = side,
            .outY = side};
}

platform::LayerGeometry classifier(int inChannels, int outChannels)
{
    return {.name = "fc", .inChannels = inChannels, .outChannels = outChannels};
}

/// Stairs from the cycles of one unit with 8 bits; the other, with 2 bits, costs nothing.
class TableCost : public platform::CostModel {
public:
    explicit TableCost(std::vector<double> cycles) : m_cycles(std::move(cycles)) {}
    double cycles(const platform::LayerGeometry &, int channels) const override
    {
        return m_cycles[static_cast<std::size_t>(channels)];
    }
    std::optional<std::string> refusal(const platform::LayerGeometry &) const override { return std::nullopt; }

private:
    std::vector<double> m_cycles;
};

Staircase stairsFrom(const std::vector<double> &cost)
{
    platform::Platform platform = samples::threeUnits();
    platform.units = {samples::linearUnit("free", 2, 0), samples::linearUnit("costly", 8, 0)};
    platform.units[1].costModel = std::make_shared<TableCost>(cost);
    const auto channels = static_cast<int>(cost.size()) - 1;
    const LayerTable table = makeLayerTable(samples::layer({.name = "layer", .outChannels = channels}), platform);
    return staircase(table, platform, Objective::Latency).value();
}

} // namespace

class TestStaircase : public QObject {
    Q_OBJECT

private slots:
    void blocksOfSixteenAreSteps()
    {
        const Staircase stairs = stairsOf(body(64, 64, 8));
        QCOMPARE(stairs.referenceUnit, 0);
        QCOMPARE(stairs.otherUnit, 1);
        QCOMPARE(stairs.cost.size(), std::size_t(65));
        QCOMPARE(stairs.cost[0], 4899.2);
        QCOMPARE(stairs.cost[1], 5128.0);
        QCOMPARE(stairs.cost[16], 5248.0);
        QCOMPARE(stairs.cost[17], 9864.0);
        QCOMPARE(stairs.cost[64], 19456.0);
        QCOMPARE(stairs.stepEnds, (Ends{0, 16, 32, 48, 64}));
        QCOMPARE(stairs.stepWidth, 16.0);
    }

    void energyHasTheSameSteps()
    {
        const Staircase stairs = stairsOf(body(64, 64, 8), Objective::Energy);
        QCOMPARE(stairs.stepEnds, (Ends{0, 16, 32, 48, 64}));
        QCOMPARE(stairs.stepWidth, 16.0);
    }

    void stepThatTheOtherUnitHidesBeginsAtZero()
    {
        // The stem of ResNet18: 16 digital channels are faster than 48 analog ones.
        QCOMPARE(stairsOf(body(3, 64, 64)).stepEnds, (Ends{16, 32, 48, 64}));
    }

    void oneBlockIsAllOrNothing()
    {
        const Staircase stairs = stairsOf(body(16, 16, 32));
        QCOMPARE(stairs.stepEnds, (Ends{0, 16}));
        QCOMPARE(stairs.stepWidth, 16.0);
        // From the middle the slope is that of the whole layer, beyond the ends of the window nothing is divided by.
        QCOMPARE(centredSlope(stairs, 8), (13312.0 - 5811.2) / 16);
        QCOMPARE(centredSlope(stairs, 0), (stairs.cost[8] - 5811.2) / 8);
        QCOMPARE(centredSlope(stairs, 16), 128.0);
    }

    void layerThatIsCheapestAllReferenceIsOneStep_data()
    {
        QTest::addColumn<int>("objective");
        QTest::newRow("latency") << static_cast<int>(Objective::Latency);
        QTest::newRow("energy") << static_cast<int>(Objective::Energy);
    }
    void layerThatIsCheapestAllReferenceIsOneStep()
    {
        QFETCH(int, objective);
        const Staircase stairs = stairsOf(classifier(64, 10), static_cast<Objective>(objective));
        QCOMPARE(stairs.stepEnds, (Ends{10}));
        QCOMPARE(stairs.stepWidth, 10.0);
        QVERIFY(centredSlope(stairs, 5) < 0);
        for (int n = 0; n <= 10; ++n)
            QCOMPARE(snapToStepEnd(stairs, n, 10), 10);
    }

    void flatPartDoesNotMakeEveryRiseAJump()
    {
        // 112 of the 200 digital channels hide behind the loading of the analog array.
        const Staircase stairs = stairsOf(classifier(64, 200));
        QCOMPARE(stairs.stepEnds, (Ends{112, 128, 144, 160, 176, 192, 200}));
    }

    void steadySlopeHasAStepForEveryChannel()
    {
        const Staircase stairs = stairsFrom({0, 2, 4, 6, 8});
        QCOMPARE(stairs.stepEnds, (Ends{0, 1, 2, 3, 4}));
        QCOMPARE(stairs.stepWidth, 1.0);
        QCOMPARE(centredSlope(stairs, 2), 2.0);
        QCOMPARE(centredSlope(stairs, 0), 2.0);
        QCOMPARE(centredSlope(stairs, 4), 2.0);
    }

    void jumpIsFourTimesTheMedianOrMore()
    {
        QCOMPARE(stairsFrom({0, 1, 2, 5.5, 6.5, 7.5}).stepEnds, (Ends{0, 1, 2, 3, 4, 5}));
        QCOMPARE(stairsFrom({0, 1, 2, 6.0, 7.0, 8.0}).stepEnds, (Ends{2, 5}));
    }

    void constantCostIsOneStep()
    {
        const Staircase stairs = stairsFrom({7, 7, 7, 7});
        QCOMPARE(stairs.stepEnds, (Ends{3}));
        QCOMPARE(centredSlope(stairs, 1.5), 0.0);
    }

    void interpolatesBetweenWholeNumbers()
    {
        const Staircase stairs = stairsOf(body(64, 64, 8));
        for (int n = 0; n <= 64; ++n)
            QCOMPARE(costAt(stairs, n), stairs.cost[static_cast<std::size_t>(n)]);
        QCOMPARE(costAt(stairs, 16.25), 5248.0 + 0.25 * (9864.0 - 5248.0));
    }

    void slopeSeesTheNextJumpFromAnywhereWithinTheLayer()
    {
        const Staircase stairs = stairsOf(body(64, 64, 8));
        // 19456 - 4899.2 over 64 channels is 227 a channel; on the flat parts it is 8.
        for (double n = 8; n <= 56; n += 0.5)
            QVERIFY2(centredSlope(stairs, n) > 20, std::to_string(n).c_str());
        QCOMPARE(centredSlope(stairs, 24), (costAt(stairs, 32) - costAt(stairs, 16)) / 16);
    }

    void snapsUpToTheEndOfTheStep()
    {
        const Staircase stairs = stairsOf(body(64, 64, 8));
        QCOMPARE(snapToStepEnd(stairs, 0, 64), 0);
        QCOMPARE(snapToStepEnd(stairs, 1, 64), 16);
        QCOMPARE(snapToStepEnd(stairs, 16, 64), 16);
        QCOMPARE(snapToStepEnd(stairs, 17, 64), 32);
        QCOMPARE(snapToStepEnd(stairs, 64, 64), 64);
    }

    void endsThatPinsForbidHideNone()
    {
        // All on the reference unit is cheapest, so that no other end is of use, but one channel is pinned to the
        // other.
        const Staircase stairs = stairsFrom({10, 11, 12, 30, 31, 32, 60, 61, 62, 5});
        QCOMPARE(stairs.stepEnds, (Ends{9}));
        QCOMPARE(stepEndsUpTo(stairs.cost, 8), (Ends{2, 5, 8}));
        QCOMPARE(snapToStepEnd(stairs, 0, 8), 2);
        QCOMPARE(snapToStepEnd(stairs, 3, 8), 5);
        QCOMPARE(snapToStepEnd(stairs, 2, 2), 2);
    }

    void isAbsentForALayerOfOneUnit()
    {
        const platform::LayerGeometry depthwise{.name = "dw", .inChannels = 8, .outChannels = 8, .groups = 8};
        const LayerTable table = makeLayerTable(samples::layer(depthwise), diana());
        QVERIFY(!staircase(table, diana(), Objective::Latency));
    }

    void refusesALayerOfThreeUnits()
    {
        const platform::Platform platform = samples::threeUnits();
        const LayerTable table = makeLayerTable(samples::layer({.name = "x", .outChannels = 4}), platform);
        const QString message = errorMessage([&] { staircase(table, platform, Objective::Latency); });
        QVERIFY2(message.contains("the layer x can run on 3 units of the platform three"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestStaircase)
#include "tst_staircase.moc"
