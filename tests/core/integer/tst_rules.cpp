// SPDX-License-Identifier: Apache-2.0
#include "core/integer/rules.h"
#include "core/integer/weight_codes.h"

#include <QTest>

#include <algorithm>

namespace odimo::integer {

namespace {
constexpr CodeRange unsignedCodes{.exponent = -7, .least = 0, .most = 127};
constexpr CodeRange signedCodes{.exponent = -7, .least = -128, .most = 127};
} // namespace

class TestRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// floor(p * 128/255 + 1/2), at most 127, in whole numbers: (256 p + 255) / 510.
    void aPixelHasTheNearestCode()
    {
        for (int pixel = 0; pixel < 256; ++pixel)
            QCOMPARE(inputCode(static_cast<float>(pixel) / 255, unsignedCodes),
                     std::int64_t{std::min((256 * pixel + 255) / 510, 127)});
    }

    void aShiftRoundsDownAlsoBelowZero()
    {
        QCOMPARE(shiftedRight(7, 1), std::int64_t{3});
        QCOMPARE(shiftedRight(-7, 1), std::int64_t{-4});
        QCOMPARE(shiftedRight(-1, 31), std::int64_t{-1});
        QCOMPARE(shiftedRight(-3, -2), std::int64_t{-12});
    }

    void aLayerRoundsHalvesUp()
    {
        const int shift = 2;
        const Requantisation by{.multiplier = 3, .addend = static_cast<int>(halfStep(shift)) + 5, .shift = shift};
        QCOMPARE(requantised(-1, by, signedCodes), std::int64_t{1});  // (-3 + 5) / 4 = 0.5
        QCOMPARE(requantised(-3, by, signedCodes), std::int64_t{-1}); // (-9 + 5) / 4
        QCOMPARE(requantised(-5, by, signedCodes), std::int64_t{-2}); // (-15 + 5) / 4 = -2.5
        QCOMPARE(requantised(-5, by, unsignedCodes), std::int64_t{0});
        QCOMPARE(requantised(1000, by, signedCodes), std::int64_t{127});
        QCOMPARE(requantised(-1000, by, signedCodes), std::int64_t{-128});
        QCOMPARE(halfStep(0), std::int64_t{0});
        QCOMPARE(halfStep(-1), std::int64_t{0});
    }

    void anAdditionRoundsDown()
    {
        QCOMPARE(added(3, 4, 1, signedCodes), std::int64_t{3});
        QCOMPARE(added(-3, -4, 1, signedCodes), std::int64_t{-4});
        QCOMPARE(added(100, 100, 0, signedCodes), std::int64_t{127});
    }

    void aLoneReluRoundsHalvesUp()
    {
        QCOMPARE(rescaled(5, 1, unsignedCodes), std::int64_t{3});
        QCOMPARE(rescaled(-5, 1, unsignedCodes), std::int64_t{0});
        QCOMPARE(rescaled(5, -1, unsignedCodes), std::int64_t{10});
    }

    void aMeanIsTruncatedTowardZero()
    {
        QCOMPARE(mean(7, 4), std::int64_t{1});
        QCOMPARE(mean(-7, 4), std::int64_t{-1});
    }

    void weightsRoundHalvesToEven()
    {
        QCOMPARE(weightCode(0.5F, 1, 2), std::int16_t{0});
        QCOMPARE(weightCode(0.51F, 1, 2), std::int16_t{1});
        QCOMPARE(weightCode(-7, 1, 2), std::int16_t{-1});
        QCOMPARE(weightCode(2.5F / 128, 127.0F / 128, 8), std::int16_t{2});
        QCOMPARE(weightCode(3.5F / 128, 127.0F / 128, 8), std::int16_t{4});
        QCOMPARE(weightCode(-5, 127.0F / 128, 8), std::int16_t{-127});
    }
};

} // namespace odimo::integer

QTEST_APPLESS_MAIN(odimo::integer::TestRules)
#include "tst_rules.moc"
