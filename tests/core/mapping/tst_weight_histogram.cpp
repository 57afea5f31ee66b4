// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/weight_histogram.h"
#include "tests/core/mapping/trained_sample.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <numeric>

using namespace odimo;
using namespace odimo::mapping;

class TestWeightHistogram : public QObject {
    Q_OBJECT

private slots:
    void countsEveryWeightOnTheUnitOfItsChannel()
    {
        TrainedNetwork trained = samples::trainedNetwork();
        network::Tensor &weights = trained.model.parameters.at("fc.weight");
        QCOMPARE(weights.shape, (std::vector<std::int64_t>{2, 4}));
        weights.values = {-1, -0.6F, 0.1F, 0.9F, 1, 1, 0.4F, -0.4F};
        const WeightHistogram found = weightHistogram(trained, {"fc", {0, 1}}, platform::loadPlatform("diana"), 4);
        QCOMPARE(found.least, -1.0);
        QCOMPARE(found.most, 1.0);
        QCOMPARE(found.counts, (std::vector<std::vector<int>>{{2, 0, 1, 1}, {0, 1, 1, 2}}));
    }

    void knowsTheGridsOfBothUnits()
    {
        const WeightHistogram found =
            weightHistogram(samples::trainedNetwork(), {"conv", {1, 0, 0, 1}}, platform::loadPlatform("diana"), 10);
        QCOMPARE(found.grids.size(), std::size_t(2));
        QCOMPARE(found.grids[0].levels, 255);
        QCOMPARE(found.grids[0].step(), 0.25 / 127);
        QCOMPARE(found.grids[1].levels, 3);
        QCOMPARE(found.grids[1].scale, 1. / 3);
        QCOMPARE(found.grids[1].least, 1e-9);
        QCOMPARE(found.grids[1].most, 2.0);
        QCOMPARE(found.grids[1].step(), found.grids[1].scale);
    }

    void weightsThatAreAllZeroHaveARange()
    {
        TrainedNetwork trained = samples::trainedNetwork();
        std::ranges::fill(trained.model.parameters.at("fc.weight").values, 0.0F);
        const WeightHistogram found = weightHistogram(trained, {"fc", {0, 0}}, platform::loadPlatform("diana"), 3);
        QCOMPARE(found.counts.front(), (std::vector<int>{0, 8, 0}));
        QVERIFY(found.most > found.least);
    }

    void refusesALayerThatThereIsNot()
    {
        const auto histogram = [](const LayerMapping &layer) {
            weightHistogram(samples::trainedNetwork(), layer, platform::loadPlatform("diana"), 3);
        };
        QVERIFY_EXCEPTION_THROWN(histogram({"none", {0}}), Error);
        QVERIFY_EXCEPTION_THROWN(histogram({"fc", {0, 0, 0}}), Error);
    }
};

QTEST_APPLESS_MAIN(TestWeightHistogram)
#include "tst_weight_histogram.moc"
