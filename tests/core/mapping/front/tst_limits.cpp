// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/predicted_front.h"
#include "tests/core/platform/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

namespace {

/// 1 kHz: a cycle is a millisecond.
platform::Platform slow() { return samples::threeUnits(); }

std::vector<PredictedPoint> front()
{
    return {{0.33447, 9, 3, {0}}, {2, 5.00004, 2, {1}}, {3, 6, 1, {2}}, {8, 16, 0, {3}}};
}

std::vector<int> choicesWithin(const Restrictions &restrictions)
{
    std::vector<int> choices;
    for (const PredictedPoint &point : withinLimits(front(), restrictions, slow()))
        choices.push_back(point.choice[0]);
    return choices;
}

} // namespace

class TestLimits : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatIsWithinTheLimits()
    {
        QCOMPARE(choicesWithin({}), (std::vector{0, 1, 2, 3}));
        QCOMPARE(choicesWithin({.mostLatency_ms = 3}), (std::vector{0, 1, 2}));
        QCOMPARE(choicesWithin({.mostEnergy_uJ = 6}), (std::vector{1, 2}));
        QCOMPARE(choicesWithin({.mostLatency_ms = 2.5, .mostEnergy_uJ = 6}), (std::vector{1}));
        QVERIFY(withinLimits({}, {.mostLatency_ms = 3}, slow()).empty());
    }

    void namesTheBestThatCanBeReached_data()
    {
        QTest::addColumn<double>("latency_ms");
        QTest::addColumn<double>("energy_uJ");
        QTest::addColumn<bool>("pins");
        QTest::addColumn<QString>("message");
        QTest::newRow("latency") << 0.1 << 100.0 << false
                                 << "no mapping takes at most 0.1 ms; the fastest takes 0.3345 ms, so ask for that or "
                                    "more";
        QTest::newRow("energy") << 100.0 << 4.5 << false
                                << "no mapping takes at most 4.5 uJ; the most frugal takes 5.001 uJ, so ask for that "
                                   "or more";
        QTest::newRow("pins") << 0.1 << 100.0 << true
                              << "no mapping takes at most 0.1 ms with these pins; the fastest takes 0.3345 ms, so ask "
                                 "for that or more";
        QTest::newRow("together") << 1.0 << 7.0 << false
                                  << "no mapping takes at most 7 uJ and at most 1 ms; of those within 7 uJ the fastest "
                                     "takes 2 ms, so ask for that or more";
        QTest::newRow("together with pins")
            << 1.0 << 7.0 << true
            << "no mapping takes at most 7 uJ and at most 1 ms with these pins; of those within 7 uJ the fastest takes "
               "2 ms, so ask for that or more";
    }
    void namesTheBestThatCanBeReached()
    {
        QFETCH(double, latency_ms);
        QFETCH(double, energy_uJ);
        QFETCH(bool, pins);
        QFETCH(QString, message);
        Restrictions restrictions{.mostLatency_ms = latency_ms, .mostEnergy_uJ = energy_uJ};
        if (pins)
            restrictions.pins.push_back({.layer = "x"});
        QCOMPARE(errorMessage([&] { choicesWithin(restrictions); }), message);
    }

    void whatTheMessageNamesCanBeMet()
    {
        QCOMPARE(choicesWithin({.mostLatency_ms = 0.3345}), std::vector{0});
        QCOMPARE(choicesWithin({.mostEnergy_uJ = 5.001}), std::vector{1});
    }

    void limitOfTheOtherCostBringsInItsFront()
    {
        // Fast and hungry, or slow and frugal: the slow one is of use only if energy is limited.
        std::vector<LayerChoices> layers(1);
        layers[0].choices = {{.latency_cycles = 1, .energy_uJ = 9, .penalty = 1},
                             {.latency_cycles = 2, .energy_uJ = 3, .penalty = 1},
                             {.latency_cycles = 4, .energy_uJ = 5, .penalty = 0}};
        const auto choices = [&](Objective objective, const Restrictions &restrictions) {
            std::vector<int> found;
            for (const PredictedPoint &point : permittedFront(layers, objective, restrictions, slow()))
                found.push_back(point.choice[0]);
            return found;
        };
        QCOMPARE(choices(Objective::Latency, {}), (std::vector{0, 2}));
        QCOMPARE(choices(Objective::Latency, {.mostLatency_ms = 3}), (std::vector{0}));
        QCOMPARE(choices(Objective::Latency, {.mostEnergy_uJ = 6}), (std::vector{1, 2}));
        QCOMPARE(choices(Objective::Energy, {}), (std::vector{1, 2}));
        QCOMPARE(choices(Objective::Energy, {.mostLatency_ms = 1.5}), (std::vector{0}));
    }
};

QTEST_APPLESS_MAIN(TestLimits)
#include "tst_limits.moc"
