// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/progress_estimator.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;
using odimo::protocol::TaskKind;

class TestWorkMeter : public QObject {
    Q_OBJECT

private:
    const workers::Job m_long{1, TaskKind::Warmup};
    const workers::Job m_short{2, TaskKind::Finetune};

    WorkMeter meter() const
    {
        WorkMeter meter;
        meter.plan(m_long, 30);
        meter.plan(m_short, 10);
        return meter;
    }

private slots:
    void weighsJobsByTheirWork()
    {
        WorkMeter meter = this->meter();
        QCOMPARE(meter.overall().fraction, 0.0);
        meter.finish(m_short);
        QCOMPARE(meter.overall().fraction, 0.25);
        meter.progress(m_long, 0.5);
        QCOMPARE(meter.overall().fraction, 0.625);
    }

    void neverGoesBack()
    {
        WorkMeter meter = this->meter();
        meter.progress(m_long, 0.5);
        meter.progress(m_long, 0.25);
        QCOMPARE(meter.overall().fraction, 0.375);
        meter.progress(m_long, 2);
        QCOMPARE(meter.overall().fraction, 0.75);
    }

    void estimatesTheRestFromTheWorkOfThisTime()
    {
        WorkMeter meter = this->meter();
        meter.finish(m_short); // Before the start: it took none of the time that is measured.
        meter.start();
        meter.progress(m_long, 0.5);
        meter.pause();
        const Overall overall = meter.overall();
        QCOMPARE(overall.remaining_s, overall.elapsed_s);
    }

    void timeStandsStillInAPause()
    {
        WorkMeter meter = this->meter();
        meter.start();
        meter.pause();
        const double elapsed_s = meter.overall().elapsed_s;
        QCOMPARE(meter.overall().elapsed_s, elapsed_s);
    }

    void nothingToDoIsDone() { QCOMPARE(WorkMeter().overall().fraction, 1.0); }
};

QTEST_APPLESS_MAIN(TestWorkMeter)
#include "tst_progress_estimator.moc"
