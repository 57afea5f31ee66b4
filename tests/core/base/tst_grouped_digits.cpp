// SPDX-License-Identifier: Apache-2.0
#include "core/base/grouped_digits.h"

#include <QTest>

class TestGroupedDigits : public QObject {
    Q_OBJECT

private slots:
    void separatesThousands_data()
    {
        QTest::addColumn<QString>("grouped");
        for (const char *digits : {"", "7", "999", "1,000", "20,000", "319,527", "1,234,567"})
            QTest::addRow("<%s>", digits) << digits;
    }
    void separatesThousands()
    {
        QFETCH(const QString, grouped);
        QCOMPARE(odimo::groupedDigits(QString(grouped).remove(',').toStdString()), grouped.toStdString());
    }
};

QTEST_APPLESS_MAIN(TestGroupedDigits)
#include "tst_grouped_digits.moc"
