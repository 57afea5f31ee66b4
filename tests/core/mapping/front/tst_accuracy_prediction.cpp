// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/mapping/front/accuracy_prediction.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace odimo;
using namespace odimo::mapping;

namespace {

AccuracyPrediction calibrated(const std::vector<MeasuredPenalty> &measured)
{
    AccuracyPrediction prediction(0.9, 0.1);
    prediction.calibrate(measured);
    return prediction;
}

} // namespace

class TestAccuracyPrediction : public QObject {
    Q_OBJECT

private slots:
    void shrinksTowardsGuessingBeforeAnythingIsMeasured()
    {
        const AccuracyPrediction prediction(0.9, 0.1);
        QCOMPARE(prediction.accuracyAt(0), 0.9);
        QCOMPARE(prediction.accuracyAt(0.5), 0.1 + 0.8 * std::exp(-0.5));
        QCOMPARE(prediction.accuracyAt(1e9), 0.1);
        QCOMPARE(calibrated({}).accuracyAt(0.5), prediction.accuracyAt(0.5));
    }

    void goesThroughWhatWasMeasured()
    {
        const AccuracyPrediction prediction = calibrated({{1, 0.5}, {0.01, 0.88}, {0.1, 0.8}});
        QCOMPARE(prediction.accuracyAt(0.01), 0.88);
        QCOMPARE(prediction.accuracyAt(0.1), 0.8);
        QCOMPARE(prediction.accuracyAt(1), 0.5);
    }

    void isLinearInTheLogarithmBetweenThem()
    {
        const AccuracyPrediction prediction = calibrated({{0.01, 0.8}, {1, 0.6}});
        QCOMPARE(prediction.accuracyAt(0.1), 0.7);
        QCOMPARE(prediction.accuracyAt(std::pow(10, -0.5)), 0.65);
    }

    void continuesTheCurveOutside()
    {
        const AccuracyPrediction prediction = calibrated({{0.5, 0.7}, {1, 0.6}});
        QCOMPARE(prediction.accuracyAt(3), 0.1 + 0.5 * std::exp(-2));
        QCOMPARE(prediction.accuracyAt(0), 0.9);
        const double share = (1 - std::exp(-0.25)) / (1 - std::exp(-0.5));
        QCOMPARE(prediction.accuracyAt(0.25), 0.9 - 0.2 * share);
    }

    void startsAtTheBestMeasurementIfThatIsAboveThePreciseAccuracy()
    {
        const AccuracyPrediction prediction = calibrated({{0.5, 0.92}, {1, 0.6}});
        QCOMPARE(prediction.accuracyAt(0), 0.92);
        QCOMPARE(prediction.accuracyAt(0.3), 0.92);
    }

    void takesTheMeanOfWhatRises()
    {
        const AccuracyPrediction prediction = calibrated({{0.1, 0.8}, {0.2, 0.6}, {0.4, 0.7}, {0.8, 0.65}, {1, 0.5}});
        QCOMPARE(prediction.accuracyAt(0.1), 0.8);
        QCOMPARE(prediction.accuracyAt(0.2), 0.65);
        QCOMPARE(prediction.accuracyAt(0.3), 0.65);
        QCOMPARE(prediction.accuracyAt(0.8), 0.65);
        QCOMPARE(prediction.accuracyAt(1), 0.5);
    }

    void takesTheMeanOfEqualPenalties()
    {
        QCOMPARE(calibrated({{0.5, 0.8}, {0.5, 0.6}}).accuracyAt(0.5), 0.7);
        QCOMPARE(calibrated({{0.5, 0.6}, {0.5, 0.8}}).accuracyAt(0.5), 0.7);
    }

    void measurementAtPenaltyZeroStandsForThePreciseAccuracy()
    {
        const AccuracyPrediction prediction = calibrated({{0, 0.85}, {1, 0.5}});
        QCOMPARE(prediction.accuracyAt(0), 0.85);
        QVERIFY(prediction.accuracyAt(0.5) < 0.85);
        QVERIFY(prediction.accuracyAt(0.5) > 0.5);
    }

    void neverRisesAndIsNeverBelowGuessing()
    {
        Random random(1);
        for (int instance = 0; instance < 200; ++instance) {
            std::vector<MeasuredPenalty> measured;
            for (int i = random.below(8); i > 0; --i)
                measured.push_back({random.below(5) * std::pow(10, 3 * random.normal()), random.uniform()});
            const AccuracyPrediction prediction = calibrated(measured);
            double last = 1;
            for (const double penalty : {0.0, 1e-300, 1e-9, 1e-3, 0.01, 0.1, 0.3, 0.5, 1.0, 2.0, 5.0, 1e3, 1e9, 1e300,
                                         std::numeric_limits<double>::infinity()}) {
                const double accuracy = prediction.accuracyAt(penalty);
                QVERIFY2(accuracy <= last + 1e-15, std::to_string(penalty).c_str());
                QVERIFY(accuracy >= 0.1);
                last = accuracy;
            }
        }
    }

    void isANumberWhateverIsMeasured_data()
    {
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("second");
        constexpr double least = std::numeric_limits<double>::denorm_min();
        constexpr double most = std::numeric_limits<double>::max();
        QTest::newRow("zeros") << 0.0 << 0.0;
        QTest::newRow("nearly zero") << 0.0 << least;
        QTest::newRow("neighbours of zero") << least << 2 * least;
        QTest::newRow("neighbours") << 1e10 << std::nextafter(1e10, 2e10);
        QTest::newRow("far apart") << least << most;
    }
    void isANumberWhateverIsMeasured()
    {
        QFETCH(double, first);
        QFETCH(double, second);
        const AccuracyPrediction prediction = calibrated({{first, 0.8}, {second, 0.4}});
        for (const double penalty : {0.0, first, second, first / 2 + second / 2, 1.0, std::nextafter(second, 0.0)}) {
            const double accuracy = prediction.accuracyAt(penalty);
            QVERIFY2(accuracy >= 0.1 && accuracy <= 0.9, std::to_string(accuracy).c_str());
        }
        QVERIFY(!std::isnan(prediction.accuracyAt(std::numeric_limits<double>::quiet_NaN())));
    }

    void networkThatGuessesStaysThere()
    {
        AccuracyPrediction prediction(0.05, 0.1);
        QCOMPARE(prediction.accuracyAt(0), 0.1);
        QCOMPARE(prediction.accuracyAt(1), 0.1);
        prediction.calibrate(std::vector<MeasuredPenalty>{{0.5, 0.02}});
        QCOMPARE(prediction.accuracyAt(1), 0.1);
    }

    void refusesWhatIsNoMeasurement()
    {
        QCOMPARE(errorMessage([] {
                     calibrated({{-1, 0.5}});
                 }),
                 "a prediction is calibrated by finite penalties of 0 or more and finite accuracies, not by -1.000000 "
                 "and 0.500000");
        QVERIFY(!errorMessage([] { calibrated({{1, NAN}}); }).isEmpty());
        QVERIFY(!errorMessage([] { calibrated({{INFINITY, 0.5}}); }).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestAccuracyPrediction)
#include "tst_accuracy_prediction.moc"
