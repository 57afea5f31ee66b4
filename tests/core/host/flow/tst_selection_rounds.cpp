// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/selection_rounds.h"

#include "core/host/plan/document_keys.h"
#include "tests/core/project/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;

class TestPolishRounds : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatWasDecided()
    {
        samples::NewProject made;
        PolishRounds(made.project, "q").add({{.run = 3}, {.run = 5}});
        PolishRounds(made.project, "q").add({{.run = 4, .neighbour = 3}});
        const PolishRounds kept(made.project, "q");
        QCOMPARE(kept.tunings(), 3);
        QVERIFY(kept.rounds().back() == std::vector<Tuning>({{.run = 4, .neighbour = 3}}));
        QCOMPARE(PolishRounds(made.project, "another").tunings(), 0);
    }

    void whatNobodyDecidedIsRefusedInWords_data()
    {
        QTest::addColumn<QByteArray>("rounds");
        QTest::newRow("no list") << QByteArray("5");
        QTest::newRow("no pairs") << QByteArray("[[5]]");
        QTest::newRow("short pair") << QByteArray("[[[5]]]");
        QTest::newRow("words") << QByteArray(R"([[["a", null]]])");
        QTest::newRow("neighbour that was never tuned") << QByteArray("[[[5, null]], [[6, 7]]]");
        QTest::newRow("neighbour of the same round") << QByteArray("[[[5, null], [6, 5]]]");
    }
    void whatNobodyDecidedIsRefusedInWords()
    {
        QFETCH(const QByteArray, rounds);
        samples::NewProject made;
        made.project.setNote(polishNote, R"({"question": "q", "rounds": )" + rounds.toStdString() + "}");
        const QString message = errorMessage([&] { PolishRounds(made.project, "q"); });
        QVERIFY2(message.contains("x.odimo") && message.contains("explore into another"), qPrintable(message));
    }

    void aNoteOfAnotherFormHoldsNoRounds()
    {
        samples::NewProject made;
        made.project.setNote(polishNote, "[1, 2]");
        QCOMPARE(PolishRounds(made.project, "q").tunings(), 0);
    }
};

QTEST_APPLESS_MAIN(TestPolishRounds)
#include "tst_selection_rounds.moc"
