// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/energy.h"
#include "tests/core/platform/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

namespace {

using Cycles = std::vector<std::optional<double>>;

} // namespace

class TestEnergy : public QObject {
    Q_OBJECT

private slots:
    void integratesThePowerOfTheUnitsStillRunning()
    {
        platform::Platform platform = samples::threeUnits();
        platform.power = {{{0, 1, 2}, 100}, {{0, 2}, 10}, {{2}, 1}};
        // All until 2, then a and c until 5, then c until 9.
        QCOMPARE(energy_uJ(platform, Cycles{5, 2, 9}), 100.0 * 2 + 10.0 * 3 + 1.0 * 4);
    }

    void unitsThatFinishTogetherStopTogether()
    {
        platform::Platform platform = samples::threeUnits();
        platform.power = {{{0, 1}, 7}};
        QCOMPARE(energy_uJ(platform, Cycles{3, 3, std::nullopt}), 21.0);
    }

    void nothingRunningCostsNothing() { QCOMPARE(energy_uJ(samples::threeUnits(), Cycles{0, std::nullopt, 0}), 0.0); }

    void dividesByTheClock()
    {
        const platform::Platform diana = platform::loadPlatform("diana");
        // 260 million cycles are a second: 24.96 mW give 24.96 mJ.
        QCOMPARE(energy_uJ(diana, Cycles{260e6, 0}), 24960.0);
    }

    void namesTheUnitsWithoutAPowerState()
    {
        platform::Platform platform = samples::threeUnits();
        platform.power = {{{0}, 1}};
        QCOMPARE(errorMessage([&] {
                     energy_uJ(platform, Cycles{1, 0, 2});
                 }),
                 "the platform three states no power for the units active together: a, c");
    }
};

QTEST_APPLESS_MAIN(TestEnergy)
#include "tst_energy.moc"
