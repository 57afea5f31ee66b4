// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/read/plain_text.h"

#include <QTest>

class TestPlainText : public QObject {
    Q_OBJECT

private slots:
    void tellsTextFromBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("isText");
        QTest::newRow("empty") << QByteArray() << true;
        QTest::newRow("ASCII") << QByteArray("/body/conv1 ~") << true;
        QTest::newRow("two to four bytes") << QByteArray("é 層 𝄞") << true;
        QTest::newRow("new line") << QByteArray("a\nb") << false;
        QTest::newRow("delete") << QByteArray("\x7f") << false;
        QTest::newRow("lone continuation") << QByteArray("\x80") << false;
        QTest::newRow("cut short") << QByteArray("\xe5\xb1") << false;
        QTest::newRow("longer than needed") << QByteArray("\xc0\xaf") << false;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false;
        QTest::newRow("beyond Unicode") << QByteArray("\xf4\x90\x80\x80") << false;
        QTest::newRow("no lead byte") << QByteArray("\xff") << false;
    }
    void tellsTextFromBytes()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, isText);
        QCOMPARE(odimo::onnx::isPlainText({bytes.data(), static_cast<std::size_t>(bytes.size())}), isText);
    }
};

QTEST_APPLESS_MAIN(TestPlainText)
#include "tst_plain_text.moc"
