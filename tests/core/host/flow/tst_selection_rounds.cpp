// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/selection_rounds.h"

#include "core/host/plan/document_keys.h"
#include "tests/core/project/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;

class TestSelectionRounds : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatWasDecided()
    {
        samples::NewProject made;
        SelectionRounds(made.project, "q").add({{.run = 3}, {.run = 5}});
        SelectionRounds(made.project, "q").add({{.run = 4, .neighbour = 3}});
        const SelectionRounds kept(made.project, "q");
        QCOMPARE(kept.fineTunings(), 3);
        QVERIFY(kept.rounds().back() == std::vector<FineTuning>({{.run = 4, .neighbour = 3}}));
        QCOMPARE(SelectionRounds(made.project, "another").fineTunings(), 0);
    }

    void readsWhatEarlierVersionsStored()
    {
        samples::NewProject made;
        made.project.storeDocument(earlierSelectionDocument, R"({"question": "q", "rounds": [[[3, null]]]})");
        SelectionRounds kept(made.project, "q");
        QCOMPARE(kept.fineTunings(), 1);
        kept.add({{.run = 4, .neighbour = 3}});
        QCOMPARE(SelectionRounds(made.project, "q").fineTunings(), 2);
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
        made.project.storeDocument(selectionDocument, R"({"question": "q", "rounds": )" + rounds.toStdString() + "}");
        const QString message = errorMessage([&] { SelectionRounds(made.project, "q"); });
        QVERIFY2(message.contains("x.odimo") && message.contains("explore into another"), qPrintable(message));
    }

    void aNoteOfAnotherFormHoldsNoRounds()
    {
        samples::NewProject made;
        made.project.storeDocument(selectionDocument, "[1, 2]");
        QCOMPARE(SelectionRounds(made.project, "q").fineTunings(), 0);
    }
};

QTEST_APPLESS_MAIN(TestSelectionRounds)
#include "tst_selection_rounds.moc"
