// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/strength_text.h"

#include "tests/core/base/error_message.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

class TestStrengthText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsListsAndRanges_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<double>>("strengths");
        QTest::newRow("none") << "  " << QList<double>();
        QTest::newRow("commas and blanks") << "0, 0.1  1e-2;3" << QList<double>{0, 0.1, 0.01, 3};
        QTest::newRow("a decade a step") << "0.1:100:4" << QList<double>{0.1, 1, 10, 100};
        QTest::newRow("three digits") << " 0.03 : 10 : 3 " << QList<double>{0.03, 0.548, 10};
    }
    void readsListsAndRanges()
    {
        QFETCH(const QString, text);
        const std::vector<double> read = strengthsFromText(text.toStdString());
        QTEST(QList<double>(read.begin(), read.end()), "strengths");
    }

    void refusesWhatIsNoStrength_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        QTest::newRow("word") << "0.1 much"
                              << "'much' is not a number; write strengths like";
        QTest::newRow("infinite") << "inf"
                                  << "'inf' is not a number";
        QTest::newRow("empty") << "0.1,,2"
                               << "'' is not a number";
        QTest::newRow("negative") << "-1"
                                  << "cannot be negative: -1";
        QTest::newRow("two parts") << "0.1:3"
                                   << "from:to:how many";
        QTest::newRow("one of them") << "0.1:3:1"
                                     << "with 2 to 100 of them";
        QTest::newRow("falling") << "3:0.1:4"
                                 << "write the smaller strength first";
        QTest::newRow("from 0") << "0:1:4"
                                << "from above 0";
    }
    void refusesWhatIsNoStrength()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, said);
        const QString message = errorMessage([&] { strengthsFromText(text.toStdString()); });
        QVERIFY2(message.contains(said), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestStrengthText)
#include "tst_strength_text.moc"
