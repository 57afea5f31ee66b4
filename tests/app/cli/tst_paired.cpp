// SPDX-License-Identifier: Apache-2.0
#include "app/cli/paired.h"
#include "core/base/error.h"

#include <QTest>

using namespace odimo;
using namespace odimo::cli;

class TestPaired : public QObject {
    Q_OBJECT

private slots:
    /// Differences 1, 2, 3, 4, 5: mean 3, standard error sqrt(2.5 / 5), t(4) = 2.776.
    void givesStudentsInterval()
    {
        const double one[] = {11, 22, 33, 44, 55};
        const double other[] = {10, 20, 30, 40, 50};
        const PairedDifference found = pairedDifference(one, other);
        QCOMPARE(found.mean, 3.0);
        QVERIFY(std::abs(found.interval.low - (3 - 2.776 * std::sqrt(0.5))) < 1e-12);
        QVERIFY(std::abs(found.interval.high - (3 + 2.776 * std::sqrt(0.5))) < 1e-12);
        QCOMPARE(found.better, 5);
        QVERIFY(found.isSignificant());
    }

    void aDifferenceWithinTheNoiseIsNone()
    {
        const double one[] = {1, 2, 3};
        const double other[] = {2, 2, 2};
        const PairedDifference found = pairedDifference(one, other);
        QCOMPARE(found.better, 1);
        QVERIFY(!found.isSignificant());
    }

    void onePairShowsNothing()
    {
        const double one[] = {2};
        const double other[] = {1};
        QVERIFY(!pairedDifference(one, other).isSignificant());
    }

    void refusesWhatIsNotPaired()
    {
        const double one[] = {1, 2};
        QVERIFY_EXCEPTION_THROWN(pairedDifference(one, std::span(one).first(1)), Error);
    }
};

QTEST_GUILESS_MAIN(TestPaired)
#include "tst_paired.moc"
