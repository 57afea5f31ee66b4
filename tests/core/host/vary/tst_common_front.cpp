// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/host/vary/common_front.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::host;

namespace {

std::vector<std::size_t> variantsOn(const std::vector<VariantPoint> &front)
{
    std::vector<std::size_t> variants;
    for (const VariantPoint &point : front)
        variants.push_back(point.variant);
    return variants;
}

} // namespace

class TestCommonFront : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatNoneBeats()
    {
        const std::vector<VariantPoint> front =
            commonFront({{.cost = 4, .penalty = 0, .variant = 0},
                         {.cost = 3, .penalty = 2, .variant = 1},
                         {.cost = 1, .penalty = 5, .variant = 2},
                         {.cost = 2, .penalty = 5, .variant = 3}, // Dearer than the last.
                         {.cost = 5, .penalty = 1, .variant = 4}});
        QCOMPARE(variantsOn(front), (std::vector<std::size_t>{2, 1, 0}));
    }

    /// As sums are that were added up in another order.
    void ofEqualsTheFirstStays()
    {
        QCOMPARE(variantsOn(commonFront(
                     {{.cost = 0.3, .penalty = 1, .variant = 0}, {.cost = 0.1 + 0.2, .penalty = 1, .variant = 1}})),
                 std::vector<std::size_t>{0});
        QCOMPARE(variantsOn(commonFront(
                     {{.cost = 0.1 + 0.2, .penalty = 1, .variant = 1}, {.cost = 0.3, .penalty = 1, .variant = 0}})),
                 std::vector<std::size_t>{1});
    }

    void countsEqualsOfEachVariant()
    {
        const std::vector<VariantPoint> points = {{.cost = 1, .penalty = 2, .variant = 0},
                                                  {.cost = 1, .penalty = 2, .variant = 2},
                                                  {.cost = 2, .penalty = 1, .variant = 2},
                                                  {.cost = 2, .penalty = 2, .variant = 1}};
        QCOMPARE(pointsOnFront(points, 3), (std::vector<std::size_t>{1, 0, 2}));
    }

    void nothingAndZeroesAreFine()
    {
        QVERIFY(commonFront({}).empty());
        QCOMPARE(commonFront({{}, {}}).size(), std::size_t(1));
    }

    void isWhatComparingAllPairsFinds()
    {
        Random random(7);
        for (int round = 0; round < 50; ++round) {
            std::vector<VariantPoint> points;
            for (std::size_t i = 0; i < 60; ++i)
                points.push_back({.cost = double(random.below(12)), .penalty = double(random.below(12)), .variant = i});
            std::vector<VariantPoint> expected;
            for (const VariantPoint &point : points) {
                const auto isBetter = [&](const VariantPoint &other) {
                    const bool isEqual = other.cost == point.cost && other.penalty == point.penalty;
                    return other.cost <= point.cost && other.penalty <= point.penalty &&
                           (!isEqual || other.variant < point.variant);
                };
                if (std::ranges::none_of(points, isBetter))
                    expected.push_back(point);
            }
            std::ranges::sort(expected, {}, &VariantPoint::cost);
            QCOMPARE(variantsOn(commonFront(points)), variantsOn(expected));
        }
    }
};

QTEST_APPLESS_MAIN(TestCommonFront)
#include "tst_common_front.moc"
