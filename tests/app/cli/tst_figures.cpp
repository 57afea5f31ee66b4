// SPDX-License-Identifier: Apache-2.0
#include "app/cli/figures.h"
#include "app/cli/run_text.h"
#include "app/cli/table.h"

#include <QTest>

#include <limits>

using namespace odimo;
using namespace odimo::cli;

class TestFigures : public QObject {
    Q_OBJECT

private slots:
    void showsFourDigitsWithAnSiUnit_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("kilo") << 257673.25 << "257.7 kcycles";
        QTest::newRow("mega") << 11336793.0 << "11.34 Mcycles";
        QTest::newRow("one") << 1.0 << "1.000 cycles";
        QTest::newRow("milli") << 0.0256 << "25.60 mcycles";
        QTest::newRow("micro") << 9.741e-6 << "9.741 µcycles";
        QTest::newRow("zero") << 0.0 << "0.000 cycles";
    }

    void showsFourDigitsWithAnSiUnit()
    {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(withUnit(value, "cycles")), text);
    }

    void showsDurationsInWholeUnits_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << -0.2 << "0 s";
        QTest::newRow("seconds") << 59.4 << "59 s";
        QTest::newRow("minutes") << 185.0 << "3 min 05 s";
        QTest::newRow("hours") << 7620.0 << "2 h 07 min";
    }

    void showsDurationsInWholeUnits()
    {
        QFETCH(double, seconds);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(duration(seconds)), text);
    }

    void showsAccuraciesInPercent()
    {
        QCOMPARE(percent(0.8912), "89.12");
        QCOMPARE(plusMinus({.low = 0.8849, .high = 0.8971}), "0.61");
    }

    void numbersBelowZeroHaveAMinusSign()
    {
        QCOMPARE(percent(-0.0057), "−0.57");
        QCOMPARE(decimal(-0.004, 2), "0.00");
        QCOMPARE(withUnit(-1234, "cycles"), "−1.234 kcycles");
        QCOMPARE(withMinusSign("-2.4e-05"), "−2.4e-05");
        QCOMPARE(withMinusSign("8-bit"), "8-bit");
        QCOMPARE(displayWidth(percent(-0.0057)), displayWidth(percent(0.1057))); // As columns count.
    }

    void shareOfNothingIsADash()
    {
        const double nothing = 0;
        QCOMPARE(percent(nothing / nothing), "–");
        QCOMPARE(percent(1 / nothing), "–");
        QCOMPARE(withUnit(-1 / nothing, "s"), "– s");
        QCOMPARE(accuracyText(0, 0), "no images measured");
    }

    void drawsWhatIsNoShareAsAnEmptyBar()
    {
        const double nothing = 0;
        QCOMPARE(bar(nothing / nothing, 4), "░░░░");
    }

    void fillsABarInEighths()
    {
        QCOMPARE(bar(0, 4), "░░░░");
        QCOMPARE(bar(0.5, 4), "██░░");
        QCOMPARE(bar(0.53125, 4), "██▏░");
        QCOMPARE(bar(1, 4), "████");
        for (int step = -1; step <= 101; ++step)
            QCOMPARE(displayWidth(bar(step / 100.0, 20)), 20);
    }
};

QTEST_APPLESS_MAIN(TestFigures)
#include "tst_figures.moc"
