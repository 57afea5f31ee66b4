// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/targets.h"

#include <QTest>

#include <cmath>

using namespace odimo;
using namespace odimo::host;

class TestTargets : public QObject {
    Q_OBJECT

private slots:
    void theSlopeOfTheHullIsTheStrength()
    {
        // Shares 0.5, 0.75 and 1 of a cost of 1000; penalties fall by 0.2 and then by 0.05 for a quarter each.
        const std::vector<mapping::PredictedPoint> hull{
            {.latency_cycles = 500, .energy_uJ = 1, .penalty = 0.25, .choice = {}},
            {.latency_cycles = 750, .energy_uJ = 2, .penalty = 0.05, .choice = {}},
            {.latency_cycles = 1000, .energy_uJ = 3, .penalty = 0, .choice = {}}};
        const auto at = [&](double target) {
            return predictedStrength(target, hull, mapping::Objective::Latency, 1000);
        };
        QCOMPARE(at(0.9), 0.2);
        QCOMPARE(at(0.6), 0.8);
        QCOMPARE(at(0.1), 0.8);
        QVERIFY(at(1) < 0.01);
    }

    void goesBetweenTooWeakAndTooStrong()
    {
        const std::vector<StrengthCost> measured{{.strength = 0.1, .cost = 0.9}, {.strength = 1, .cost = 0.5}};
        const std::optional<double> next = correctedStrength(0.7, measured);
        QVERIFY(next);
        QVERIFY(std::abs(*next - std::sqrt(0.1)) < 1e-9);
    }

    void theCostBetweenMeasuredStrengthsSaysOnHowManyRunsItIsBased()
    {
        // Two seeds at 0.1.
        const std::vector<StrengthCost> measured{{.strength = 1, .cost = 0.5},
                                                 {.strength = 0.1, .cost = 0.92},
                                                 {.strength = 0.1, .cost = 0.88},
                                                 {.strength = 10, .cost = 0.1}};
        const std::optional<ExpectedCost> between = expectedCost(std::sqrt(0.1), measured);
        QVERIFY(between);
        QVERIFY(std::abs(between->cost - 0.7) < 1e-12);
        QCOMPARE(between->runs, 3);
        const std::optional<ExpectedCost> at = expectedCost(0.1, measured);
        QVERIFY(at && std::abs(at->cost - 0.9) < 1e-12);
        QCOMPARE(at->runs, 2);
        QVERIFY2(!expectedCost(0.05, measured) && !expectedCost(11, measured), "nothing was measured there");
        QVERIFY(!expectedCost(1, {}));
    }

    void goesOnWhereAllWereTooWeakOrTooStrong()
    {
        QCOMPARE(correctedStrength(0.5, std::vector<StrengthCost>{{0.1, 0.9}, {0.2, 0.8}}), 0.8);
        QCOMPARE(correctedStrength(0.95, std::vector<StrengthCost>{{0.1, 0.9}, {0.2, 0.8}}), 0.025);
        QVERIFY(*correctedStrength(0.5, std::vector<StrengthCost>{{0, 1}}) > 0);
    }

    void restsWhenATargetIsMet()
    {
        QVERIFY(!correctedStrength(0.5, std::vector<StrengthCost>{{0.1, 0.9}, {0.2, 0.52}}));
        QVERIFY(!correctedStrength(0.5, {}));
    }
};

QTEST_APPLESS_MAIN(TestTargets)
#include "tst_targets.moc"
