// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/short_name.h"

#include <QTest>

using namespace odimo::onnx;

class TestShortName : public QObject {
    Q_OBJECT

private slots:
    void keepsBeginningAndEnd_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        const QString a(60, 'a');
        const QString b(40, 'b');
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("80 bytes") << a + b.left(20) << a + b.left(20);
        QTest::newRow("81 bytes") << a + b.left(21) << a.left(50) + "…" + "aaaaaa" + b.left(21);
        QTest::newRow("long") << a + b << a.left(50) + "…" + b.left(27);
        // Characters of two bytes, of which the cuts would fall in the middle.
        QTest::newRow("other letters") << "a" + QString(60, QChar(0xE9))
                                       << "a" + QString(24, QChar(0xE9)) + "…" + QString(13, QChar(0xE9));
    }
    void keepsBeginningAndEnd()
    {
        QFETCH(QString, name);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(shortName(name.toStdString())), expected);
    }
};

QTEST_APPLESS_MAIN(TestShortName)
#include "tst_short_name.moc"
