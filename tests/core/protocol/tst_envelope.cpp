// SPDX-License-Identifier: Apache-2.0
// Numbered lines of a worker that does several tasks.
#include "core/protocol/envelope.h"
#include "core/protocol/event.h"
#include "tests/core/base/error_message.h"

#include <QTest>

using namespace odimo;
using namespace odimo::protocol;

class TestEnvelope : public QObject {
    Q_OBJECT

private slots:
    void carriesALineAndItsNumber()
    {
        const std::string stop = toLine(Command(SetStrength{.strength = 0.1}));
        const std::string line = toLine(Envelope{7, stop});
        QCOMPARE(QString::fromStdString(line), R"({"task":7,"line":{"command":"strength","value":0.1}})");
        const Envelope read = envelopeFromLine(line);
        QCOMPARE(read.task, 7);
        QCOMPARE(read.line, stop);
    }

    void namesWhatIsNotOne_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("words");
        QTest::newRow("no JSON") << QByteArray("good morning") << "envelope";
        QTest::newRow("no number") << QByteArray(R"({"line":{}})") << "task";
        QTest::newRow("no line") << QByteArray(R"({"task":1})") << "line";
        QTest::newRow("below 0") << QByteArray(R"({"task":-1,"line":{}})") << "task";
        QTest::newRow("more") << QByteArray(R"({"task":1,"line":{},"colour":"red"})") << "colour";
    }

    void namesWhatIsNotOne()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, words);
        const QString message = errorMessage([&] { envelopeFromLine(line.toStdString()); });
        QVERIFY2(message.contains(words), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestEnvelope)
#include "tst_envelope.moc"
