// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/data/sampling.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <numeric>

using namespace odimo;
using namespace odimo::data;

namespace {

/// 100 images: 60 of class 0, 30 of class 1, none of class 2, 10 of class 3.
std::vector<std::int32_t> unevenLabels()
{
    std::vector<std::int32_t> labels(60, 0);
    labels.insert(labels.end(), 30, 1);
    labels.insert(labels.end(), 10, 3);
    return labels;
}

std::vector<int> allOf(const std::vector<std::int32_t> &labels)
{
    std::vector<int> indices(labels.size());
    std::iota(indices.begin(), indices.end(), 0);
    return indices;
}

std::vector<int> perClass(const std::vector<std::int32_t> &labels, const std::vector<int> &indices)
{
    std::vector<int> counts(4);
    for (const int index : indices)
        ++counts[labels[index]];
    return counts;
}

std::vector<int> sorted(std::vector<int> values)
{
    std::ranges::sort(values);
    return values;
}

} // namespace

class TestSampling : public QObject {
    Q_OBJECT

private slots:
    void splitTakesItsShareOfEveryClass()
    {
        const auto labels = unevenLabels();
        const Split split = stratifiedSplit(labels, 0.1, 1);
        QCOMPARE(perClass(labels, split.validation), (std::vector{6, 3, 0, 1}));
        QCOMPARE(perClass(labels, split.train), (std::vector{54, 27, 0, 9}));
    }

    void splitIsAPartitionInAscendingOrder()
    {
        const auto labels = unevenLabels();
        const Split split = stratifiedSplit(labels, 0.25, 1);
        QVERIFY(std::ranges::is_sorted(split.train));
        QVERIFY(std::ranges::is_sorted(split.validation));
        std::vector<int> together = split.train;
        together.insert(together.end(), split.validation.begin(), split.validation.end());
        QCOMPARE(sorted(together), allOf(labels));
    }

    void splitKeepsOneImageOnBothSides()
    {
        const std::vector<std::int32_t> labels = {0, 0, 1, 1};
        QCOMPARE(perClass(labels, stratifiedSplit(labels, 0.01, 1).validation), (std::vector{1, 1, 0, 0}));
        QCOMPARE(perClass(labels, stratifiedSplit(labels, 0.99, 1).train), (std::vector{1, 1, 0, 0}));
    }

    void splitDependsOnTheSeedAlone()
    {
        const auto labels = unevenLabels();
        const Split split = stratifiedSplit(labels, 0.25, 1);
        QCOMPARE(stratifiedSplit(labels, 0.25, 1).validation, split.validation);
        QVERIFY(stratifiedSplit(labels, 0.25, 2).validation != split.validation);
    }

    void splitRefusesWhatCannotBeSplit()
    {
        const auto labels = unevenLabels();
        for (const double fraction : {0.0, 1.0, -0.5, std::numeric_limits<double>::quiet_NaN()})
            QVERIFY_EXCEPTION_THROWN(stratifiedSplit(labels, fraction, 1), Error);
    }

    void splitRefusesAClassOfASingleImageAndSaysWhatToDo()
    {
        for (const double fraction : {0.01, 0.5, 0.99})
            QCOMPARE(errorMessage([&] {
                         stratifiedSplit(std::vector<std::int32_t>{0, 0, 1}, fraction, 1);
                     }),
                     "class 1 has one training image; training and validation need one each, so give it more");
    }

    void subsetKeepsProportions_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("exact shares") << 10 << QList<int>{6, 3, 0, 1};
        QTest::newRow("largest remainder rounds up") << 19 << QList<int>{11, 6, 0, 2};
        QTest::newRow("all for zero") << 0 << QList<int>{60, 30, 0, 10};
        QTest::newRow("all if too many") << 1000 << QList<int>{60, 30, 0, 10};
    }
    void subsetKeepsProportions()
    {
        QFETCH(int, count);
        QFETCH(QList<int>, expected);
        const auto labels = unevenLabels();
        const std::vector<int> subset = stratifiedSubset(labels, allOf(labels), count, 1);
        QVERIFY(std::ranges::is_sorted(subset));
        QVERIFY(std::ranges::adjacent_find(subset) == subset.end());
        QCOMPARE(perClass(labels, subset), std::vector<int>(expected.begin(), expected.end()));
    }

    void subsetTakesOnlyGivenImages()
    {
        const auto labels = unevenLabels();
        const std::vector<int> given = {1, 3, 5, 61, 63, 95};
        const std::vector<int> subset = stratifiedSubset(labels, given, 4, 1);
        QCOMPARE(subset.size(), std::size_t{4});
        QVERIFY(std::ranges::includes(given, subset));
    }

    void everyBeginningOfASampleHoldsAllClasses()
    {
        const auto labels = unevenLabels(); // class by class
        for (const int count : {0, 50, 100}) {
            const std::vector<int> sample = stratifiedSample(labels, allOf(labels), count, 1);
            QCOMPARE(sorted(sample), stratifiedSubset(labels, allOf(labels), count, 1));
            for (std::size_t size = 1; size <= sample.size(); ++size) {
                const std::vector<int> found = perClass(labels, {sample.begin(), sample.begin() + long(size)});
                for (const auto &[label, share] : {std::pair{0, 0.6}, {1, 0.3}, {3, 0.1}})
                    QVERIFY(std::abs(found[label] - share * double(size)) <= 1);
            }
        }
        QCOMPARE(stratifiedSample(labels, allOf(labels), 50, 1), stratifiedSample(labels, allOf(labels), 50, 1));
        QVERIFY(stratifiedSample(labels, allOf(labels), 50, 1) != stratifiedSample(labels, allOf(labels), 50, 2));
    }

    void subsetKeepsTheLeastOfEachClass()
    {
        const auto labels = unevenLabels();
        QCOMPARE(perClass(labels, stratifiedSubset(labels, allOf(labels), 8, 1, 2)), (std::vector{4, 2, 0, 2}));
        QCOMPARE(perClass(labels, stratifiedSubset(labels, allOf(labels), 6, 1, 2)), (std::vector{2, 2, 0, 2}));
        QCOMPARE(perClass(labels, stratifiedSubset(labels, allOf(labels), 100, 1, 20)), (std::vector{60, 30, 0, 10}));
    }

    void epochOrderIsAPermutation()
    {
        const std::vector<int> indices = {2, 3, 5, 7, 11, 13, 17, 19};
        const std::vector<int> order = epochOrder(indices, 1, 0);
        QCOMPARE(sorted(order), indices);
        QVERIFY(order != indices);
    }

    void epochOrderDependsOnSeedAndEpochAlone()
    {
        const std::vector<int> indices = {2, 3, 5, 7, 11, 13, 17, 19};
        QCOMPARE(epochOrder(indices, 1, 4), epochOrder(indices, 1, 4));
        QVERIFY(epochOrder(indices, 1, 4) != epochOrder(indices, 1, 5));
        QVERIFY(epochOrder(indices, 1, 4) != epochOrder(indices, 2, 4));
    }
};

QTEST_APPLESS_MAIN(TestSampling)
#include "tst_sampling.moc"
