// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/format.h"

#include <QtTest>

#include <cmath>

using namespace odimo::widgets;

class FormatTest : public QObject {
    Q_OBJECT

private slots:
    void figuresHaveUnits_data();
    void figuresHaveUnits();
    void messagesBecomeSentences_data();
    void messagesBecomeSentences();
};

void FormatTest::figuresHaveUnits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("accuracy") << accuracyText(0.8913) << "89.13 %";
    QTest::newRow("accuracy of nothing") << accuracyText(std::nan("")) << "– %";
    QTest::newRow("endless energy") << microjoulesText(HUGE_VAL) << "– µJ";
    QTest::newRow("more") << signedText(0.194, 2) << "+0.19";
    QTest::newRow("less") << signedText(-0.57, 2) << "−0.57";
    QTest::newRow("hardly less") << signedText(-0.004, 2) << "0.00";
    QTest::newRow("a number below zero") << localNumber(-0.57, 'f', 2) << "−0.57";
    QTest::newRow("a change of accuracy") << accuracyText(-0.0057) << "−0.57 %";
    QTest::newRow("few cycles") << kilocyclesText(543) << "0.543 kcycles";
    QTest::newRow("many cycles") << kilocyclesText(11336793) << "11,337 kcycles";
    QTest::newRow("cycles") << cyclesText(257673.25) << "257,673";
    QTest::newRow("time") << millisecondsText(0.991) << "0.991 ms";
    QTest::newRow("energy") << microjoulesText(24.737) << "24.74 µJ";
    QTest::newRow("no strength") << strengthText(std::nullopt) << "";
    QTest::newRow("strength") << strengthText(0.25) << "0.25";
    QTest::newRow("seconds") << durationText(45.4) << "45 s";
    QTest::newRow("minutes") << durationText(170) << "3 min";
    QTest::newRow("hours") << durationText(7500) << "2 h 05 min";
    QTest::newRow("negative estimate") << durationText(-3) << "0 s";
    QTest::newRow("nearly done") << remainingText(0.3) << "less than a second";
    QTest::newRow("seconds left") << remainingText(30) << "25 to 40 s";
    QTest::newRow("a few seconds left") << remainingText(5) << "4 to 7 s";
    QTest::newRow("minutes left") << remainingText(150) << "2 to 4 min";
    QTest::newRow("hours left") << remainingText(7500) << "1 h 40 min to 3 h 00 min";
}

void FormatTest::figuresHaveUnits()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    QCOMPARE(text, expected);
}

void FormatTest::messagesBecomeSentences_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << "there is no data"
                           << "There is no data.";
    QTest::newRow("complete") << "There is no data."
                              << "There is no data.";
    QTest::newRow("a file first") << "diana.json: units is empty"
                                  << "diana.json: units is empty.";
    QTest::newRow("a path first") << "/data/x is no project"
                                  << "/data/x is no project.";
    QTest::newRow("empty") << ""
                           << "";
}

void FormatTest::messagesBecomeSentences()
{
    QFETCH(const QString, message);
    QFETCH(const QString, expected);
    QCOMPARE(sentence(message), expected);
}

QTEST_MAIN(FormatTest)
#include "tst_format.moc"
