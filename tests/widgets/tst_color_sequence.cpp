// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/color_sequence.h"
#include "widgets/base/theme.h"

#include <QtTest>

using namespace odimo::widgets;

class ColorSequenceTest : public QObject {
    Q_OBJECT

private slots:
    void lightnessGrowsEvenly()
    {
        double least = 2, most = 0; // Between neighbours of 16, as ratios of contrast.
        for (int step = 0; step < 16; ++step) {
            const QColor darker = sequenceColor(step / 16.0), lighter = sequenceColor((step + 1) / 16.0);
            QVERIFY(contrastRatio(lighter, Qt::black) > contrastRatio(darker, Qt::black));
            const double ratio = contrastRatio(lighter, darker);
            least = std::min(least, ratio);
            most = std::max(most, ratio);
        }
        QVERIFY2(least > 1.05 && most < 1.3, qPrintable(QString("%1 to %2").arg(least).arg(most)));
    }

    void huesGoFromVioletOverGreenToYellow()
    {
        QVERIFY(sequenceColor(0).hue() > 240 && sequenceColor(0).hue() < 300);
        QVERIFY(sequenceColor(0.6).hue() > 120 && sequenceColor(0.6).hue() < 200);
        QVERIFY(sequenceColor(1).hue() > 40 && sequenceColor(1).hue() < 75);
    }

    void textCanBeReadOnEveryColour()
    {
        for (int step = 0; step <= 100; ++step) {
            const QColor color = sequenceColor(step / 100.0);
            QVERIFY2(contrastRatio(color, textColorOn(color)) >= 4.5, qPrintable(color.name()));
        }
    }

    void sharesBeyondTheEndsAreCut()
    {
        QCOMPARE(sequenceColor(-1), sequenceColor(0));
        QCOMPARE(sequenceColor(7), sequenceColor(1));
    }
};

QTEST_MAIN(ColorSequenceTest)
#include "tst_color_sequence.moc"
