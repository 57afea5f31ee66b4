// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/integer/addends.h"
#include "core/integer/multipliers.h"

#include <QTest>

#include <algorithm>
#include <cmath>

namespace odimo::integer {

namespace {

const std::vector<double> scales{0.31, 0.0017, 0.2, 0.05};
constexpr LayerSteps steps{.input = 1.0 / 16, .output = 1.0 / 8};

double addendOf(double bias, int exponent)
{
    const double step = std::ldexp(steps.input, exponent);
    return std::nearbyint(bias / step) + steps.output / step / 2;
}

} // namespace

class TestMultipliers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void multipliersAreSevenBitIntegers()
    {
        for (const int coarser : {0, 1, 3}) {
            const int exponent = multiplierExponent(scales) + coarser;
            const double unit = std::ldexp(1.0, exponent);
            const std::vector<double> snapped = snapToMultipliers(scales, exponent);
            for (std::size_t i = 0; i < scales.size(); ++i) {
                const double multiplier = snapped[i] / unit;
                QCOMPARE(multiplier, std::round(multiplier));
                QVERIFY(multiplier >= 1 && multiplier <= 127);
                QVERIFY(std::abs(snapped[i] - scales[i]) <= unit);
            }
            QCOMPARE(snapToMultipliers(snapped, exponent), snapped);
        }
    }

    void smallBiasesLeaveTheMultipliersAlone()
    {
        QCOMPARE(commonExponent(scales, {0.1, -0.1}, steps), multiplierExponent(scales));
        QCOMPARE(commonExponent(scales, {}, steps), multiplierExponent(scales));
    }

    void addendsFitSixteenBits()
    {
        Random random(3);
        int coarser = 0;
        for (int sample = 0; sample < 200; ++sample) {
            std::vector<double> biases;
            for (int c = 0; c < 16; ++c)
                biases.push_back(random.normal() * 6);
            const int exponent = commonExponent(scales, biases, steps);
            coarser += exponent > multiplierExponent(scales) ? 1 : 0;
            for (const double bias : biases)
                QVERIFY(std::abs(addendOf(bias, exponent)) <= 32767);
        }
        QVERIFY(coarser > 100); // Otherwise nothing was shown.
    }

    /// The half that makes the shift round counts too.
    void halfAnOutputStepCounts()
    {
        const int finest = multiplierExponent(scales);
        const double step = std::ldexp(steps.input, finest);
        const double bias = 7.0 / 8 * 32768 * step; // All that is used of sixteen bits.
        QCOMPARE(commonExponent(scales, {bias}, steps), finest + 1);
        QCOMPARE(commonExponent(scales, {bias - steps.output / 2}, steps), finest);
    }

    void channelsOfOtherUnitsDoNotCount()
    {
        const Multipliers made = multipliersOf(scales, {1e9, 0.1, -1e9, 0.1}, {false, true, false, true}, steps);
        QCOMPARE(made.exponent, multiplierExponent({0.0017, 0.05}));
        QCOMPARE(made.scales, snapToMultipliers({0.05, 0.0017, 0.05, 0.05}, made.exponent));
    }

    void multipliersStayTellingApart()
    {
        QCOMPARE(commonExponent(scales, {1e9}, {.input = 1, .output = 1e9}), multiplierExponent(scales) + 3);
    }

    void shiftsAreNotNegative()
    {
        const int finest = multiplierExponent(scales);
        QCOMPARE(commonExponent(scales, {1e9}, {.input = 1, .output = std::ldexp(1.0, finest + 2)}), finest + 2);
        QCOMPARE(commonExponent(scales, {1e9}, {.input = 1, .output = std::ldexp(1.0, finest - 2)}), finest);
    }

    void limitsKeepTheAddendWithinItsBits()
    {
        const BiasLimits rounding = biasLimits(16, 0.25, 4); // The half is 8 steps.
        QCOMPARE(rounding.most + 8, 32767.0);
        QCOMPARE(rounding.least + 8, -32768.0);
        const BiasLimits exact = biasLimits(16, 0.25, 0.25);
        QCOMPARE(exact.most, 32767.0);
        QCOMPARE(exact.least, -32768.0);
    }
};

} // namespace odimo::integer

QTEST_APPLESS_MAIN(odimo::integer::TestMultipliers)
#include "tst_multipliers.moc"
