// SPDX-License-Identifier: Apache-2.0
#include "app/cli/table.h"

#include <QTest>

using namespace odimo::cli;

class TestTable : public QObject {
    Q_OBJECT

private slots:
    void alignsColumnsUnderAThinLine()
    {
        Table table({{"name", Align::Left}, {"cycles", Align::Right}});
        table.row({"conv1", "4.9"});
        table.row({"fc", "12345.6"});
        QCOMPARE(table.text(), "name    cycles\n"
                               "─────  ───────\n"
                               "conv1      4.9\n"
                               "fc     12345.6\n");
    }

    void countsCharactersAndNotBytes()
    {
        Table table({{"±", Align::Right}, {"split", Align::Left}});
        table.row({"µ", "█░"});
        table.row({"0.61", "x"});
        QCOMPARE(table.text(), "   ±  split\n"
                               "────  ─────\n"
                               "   µ  █░\n"
                               "0.61  x\n");
    }

    void drawsSeparatorsBetweenRowsOnly()
    {
        Table table({{"n", Align::Right}});
        table.row({"1"});
        table.separator();
        table.row({"2"});
        table.separator();
        QCOMPARE(table.text(), "n\n─\n1\n─\n2\n");
    }

    void fillsMissingCells()
    {
        Table table({{"a", Align::Left}, {"b", Align::Left}});
        table.row({"1"});
        QCOMPARE(table.text(), "a  b\n─  ─\n1\n");
    }

    void cutsLinesToTheTerminal()
    {
        Table table({{"name", Align::Left}, {"cycles", Align::Right}});
        table.row({"conv1", "4.9"});
        for (const std::string &line : table.lines(8))
            QVERIFY2(displayWidth(line) <= 8, line.c_str());
        QCOMPARE(table.lines(8).front(), "name   …");
    }

    void widthIgnoresEscapeSequences() { QCOMPARE(displayWidth("\x1b[1mbold\x1b[0m ±"), 6); }

    void truncationKeepsEscapeSequences()
    {
        QCOMPARE(truncated("\x1b[1mabcdef\x1b[0m", 4), "\x1b[1mabc…\x1b[0m");
        QCOMPARE(truncated("abcd", 4), "abcd");
    }
};

QTEST_APPLESS_MAIN(TestTable)
#include "tst_table.moc"
