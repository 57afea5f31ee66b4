// SPDX-License-Identifier: Apache-2.0
#include "core/base/number_text.h"
#include "tests/core/base/other_locale.h"

#include <QTest>

#include <cmath>
#include <cstdio>
#include <sstream>

using namespace odimo;

class TestNumberText : public QObject {
    Q_OBJECT

private slots:
    void writesAsCDoes_data()
    {
        QTest::addColumn<double>("value");
        for (const double value : {0.0, 0.03, 1.0 / 3, 60'000.0, 123'456'789.0, 1e-9, -2.5, 1e300, 0.9995})
            QTest::addRow("%g", value) << value;
    }
    void writesAsCDoes()
    {
        QFETCH(double, value);
        char text[400];
        for (const int digits : {3, 4, 6}) {
            std::snprintf(text, sizeof text, "%.*g", digits, value);
            QCOMPARE(numberText(value, digits), std::string(text));
            std::snprintf(text, sizeof text, "%.*f", digits, value);
            QCOMPARE(decimalText(value, digits), std::string(text));
        }
    }

    void theLocaleChangesNothing()
    {
        const samples::OtherLocale german;
        std::ostringstream stream;
        stream << 60'000 << ' ' << 0.5;
        QCOMPARE(stream.str(), std::string("60.000 0,5")); // It is another.
        QCOMPARE(numberText(0.03), std::string("0.03"));
        QCOMPARE(numberText(60'000), std::string("60000"));
        QCOMPARE(decimalText(1234.5, 2), std::string("1234.50"));
        QCOMPARE(numberFrom<double>("0.03"), std::optional(0.03));
    }

    void readsWholeTextsOnly_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"", " 1", "1 ", "1,5", "1e", "x", "1e999"})
            QTest::addRow("'%s'", text) << QByteArray(text);
    }
    void readsWholeTextsOnly()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!numberFrom<double>(text.toStdString()));
        QVERIFY(!numberFrom<int>(text.toStdString()));
    }

    void theShortestTextReadsBackTheSame()
    {
        QCOMPARE(shortestText(0.1), std::string("0.1"));
        QCOMPARE(shortestText(2), std::string("2"));
        QCOMPARE(shortestText(1e-320), std::string("1e-320"));
    }
};

QTEST_APPLESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
