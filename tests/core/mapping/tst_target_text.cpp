// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/target_text.h"

#include "tests/core/base/error_message.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

class TestTargetText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsPercentages_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<double>>("fractions");
        QTest::newRow("none") << "" << QList<double>();
        QTest::newRow("one") << "60" << QList<double>{0.6};
        QTest::newRow("commas") << "50,75" << QList<double>{0.5, 0.75};
        QTest::newRow("a share in words") << "half the latency" << QList<double>{0.5};
        QTest::newRow("words and numbers")
            << "Two thirds of the cost, 25 40; three quarters" << QList<double>{2.0 / 3, 0.25, 0.4, 0.75};
        QTest::newRow("how much less") << "30 % less latency" << QList<double>{0.7};
        QTest::newRow("a percentage of a cost") << "60 % of the energy" << QList<double>{0.6};
        QTest::newRow("signs and blanks") << " 50% 12.5 %; 100%" << QList<double>{0.5, 0.125, 1};
    }
    void readsPercentages()
    {
        QFETCH(const QString, text);
        const std::vector<double> read = targetsFromText(text.toStdString());
        QTEST(QList<double>(read.begin(), read.end()), "fractions");
    }

    void refusesWhatNobodyAimsAt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("word") << "50, much"
                              << "\"much\" is no share of the cost; write targets like 50, 70, half the latency";
        QTest::newRow("nothing left") << "100 % less"
                                      << "no share of the cost";
        QTest::newRow("the other cost") << "half the energy"
                                        << "which is the latency, not the energy";
        QTest::newRow("a fraction")
            << "50 0.6"
            << "the target 0.6 is 0.6 % of the cost of all channels on the reference unit; write "
               "60 if you mean 60 %";
        QTest::newRow("all, as a fraction") << "1"
                                            << "write 100 if you mean 100 %";
        for (const char *text : {"0", "120", "-5", "nan", "inf"})
            QTest::newRow(text) << text << "a target is above 0 % and at most 100 %";
    }
    void refusesWhatNobodyAimsAt()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, said);
        const QString message = errorMessage([&] { targetsFromText(text.toStdString(), Objective::Latency); });
        QVERIFY2(message.contains(said), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestTargetText)
#include "tst_target_text.moc"
