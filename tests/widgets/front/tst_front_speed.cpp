// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/warnings.h"
#include "widgets/front/front_speed.h"

#include <QtTest>

using namespace odimo;

/// A tenth of what is promised (docs/architecture.md), so that a busy machine does not fail it: a change that makes
/// drawing ten times slower does.
class FrontSpeedTest : public QObject {
    Q_OBJECT

private slots:
    void tenThousandPointsMove()
    {
        const double frames = widgets::frontFramesPerSecond(10000);
        qInfo("10,000 points: %.0f frames a second", frames);
        QVERIFY2(frames > 3, qPrintable(QString::number(frames)));
    }

    void theMouseFindsOneOfTenThousand()
    {
        const double frames = widgets::hoverFramesPerSecond(10000);
        qInfo("hovering over 10,000 points: %.0f frames a second", frames);
        QVERIFY2(frames > 3, qPrintable(QString::number(frames)));
    }

    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }

private:
    tests::WarningCollector m_warnings;
};

QTEST_MAIN(FrontSpeedTest)
#include "tst_front_speed.moc"
