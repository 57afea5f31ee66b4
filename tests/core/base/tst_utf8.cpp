// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.h"

#include <QTest>

class TestUtf8 : public QObject {
    Q_OBJECT

private slots:
    void readsTheFirstCharacter_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<uint>("code");
        QTest::newRow("ASCII") << QByteArray("ab") << 1 << 0x61U;
        QTest::newRow("control") << QByteArray("\x1b[") << 1 << 0x1BU;
        QTest::newRow("two bytes") << QByteArray("\xc3\xa9x") << 2 << 0xE9U;
        QTest::newRow("three bytes") << QByteArray("\xe5\xb1\xa4") << 3 << 0x5C64U;
        QTest::newRow("four bytes") << QByteArray("\xf0\x9d\x84\x9e") << 4 << 0x1D11EU;
        QTest::newRow("last of Unicode") << QByteArray("\xf4\x8f\xbf\xbf") << 4 << 0x10FFFFU;
        QTest::newRow("lone continuation") << QByteArray("\x80") << 0 << 0U;
        QTest::newRow("cut short") << QByteArray("\xe5\xb1") << 0 << 0U;
        QTest::newRow("longer than needed") << QByteArray("\xc0\xaf") << 0 << 0U;
        QTest::newRow("longer than needed, three bytes") << QByteArray("\xe0\x80\xaf") << 0 << 0U;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << 0 << 0U;
        QTest::newRow("beyond Unicode") << QByteArray("\xf4\x90\x80\x80") << 0 << 0U;
        QTest::newRow("no lead byte") << QByteArray("\xff") << 0 << 0U;
    }
    void readsTheFirstCharacter()
    {
        QFETCH(const QByteArray, text);
        const odimo::Utf8Character first = odimo::firstCharacter({text.data(), static_cast<std::size_t>(text.size())});
        QTEST(static_cast<int>(first.bytes), "bytes");
        QTEST(first.code, "code");
    }
};

QTEST_APPLESS_MAIN(TestUtf8)
#include "tst_utf8.moc"
