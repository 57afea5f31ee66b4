// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/progress_estimator.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;
using odimo::protocol::TaskKind;

class TestProgressEstimator : public QObject {
    Q_OBJECT

private:
    const workers::Job m_long{1, TaskKind::Warmup};
    const workers::Job m_short{2, TaskKind::Finetune};

    ProgressEstimator estimator() const
    {
        ProgressEstimator estimator;
        estimator.plan(m_long, 30);
        estimator.plan(m_short, 10);
        return estimator;
    }

private slots:
    void weighsJobsByTheirWork()
    {
        ProgressEstimator estimator = this->estimator();
        QCOMPARE(estimator.overall().fraction, 0.0);
        estimator.finish(m_short);
        QCOMPARE(estimator.overall().fraction, 0.25);
        estimator.progress(m_long, 0.5);
        QCOMPARE(estimator.overall().fraction, 0.625);
    }

    void tellsThePhasesApart()
    {
        ProgressEstimator estimator = this->estimator();
        estimator.plan({3, TaskKind::Finetune}, 10);
        estimator.start(20);
        estimator.finish(m_short);
        const OverallProgress overall = estimator.overall();
        QCOMPARE(overall.phases.size(), 2U);
        QCOMPARE(overall.phases[0].kind, TaskKind::Warmup);
        QCOMPARE(overall.phases[0].fraction, 0.0);
        QCOMPARE(overall.phases[1].kind, TaskKind::Finetune);
        QCOMPARE(overall.phases[1].fraction, 0.5);
        QCOMPARE(overall.phases[0].remaining_s + overall.phases[1].remaining_s, overall.remaining_s);
        QCOMPARE(overall.phases[0].remaining_s, 3 * overall.phases[1].remaining_s);
    }

    void neverGoesBack()
    {
        ProgressEstimator estimator = this->estimator();
        estimator.progress(m_long, 0.5);
        estimator.progress(m_long, 0.25);
        QCOMPARE(estimator.overall().fraction, 0.375);
        estimator.progress(m_long, 2);
        QCOMPARE(estimator.overall().fraction, 0.75);
    }

    void estimatesTheRestFromTheWorkOfThisTime()
    {
        ProgressEstimator estimator = this->estimator();
        estimator.finish(m_short); // Before the start: it took none of the time that is measured.
        estimator.start();
        estimator.progress(m_long, 0.5);
        estimator.pause();
        const OverallProgress overall = estimator.overall();
        QCOMPARE(overall.remaining_s, overall.elapsed_s);
    }

    void timeStandsStillInAPause()
    {
        ProgressEstimator estimator = this->estimator();
        estimator.start();
        estimator.pause();
        const double elapsed_s = estimator.overall().elapsed_s;
        QCOMPARE(estimator.overall().elapsed_s, elapsed_s);
    }

    void nothingToDoIsDone() { QCOMPARE(ProgressEstimator().overall().fraction, 1.0); }
};

QTEST_APPLESS_MAIN(TestProgressEstimator)
#include "tst_progress_estimator.moc"
