// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/docs/shown_output.h"

#include <QTest>

using namespace odimo::docs;

/// What a page may leave out of an output, and what it may not.
class TestShownOutput : public QObject {
    Q_OBJECT

private slots:
    void isComparedWithWhatWasPrinted_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("printed");
        QTest::addColumn<bool>("figuresVary");
        QTest::addColumn<QString>("missing");
        const auto row = [](const char *name, const char *shown, const char *printed, bool vary, const char *missing) {
            QTest::newRow(name) << shown << printed << vary << missing;
        };
        row("the same", "a\nb", "a\nb\n", false, "");
        row("spaces at the end", "a\n\n", "a  \n", false, "");
        row("a line less", "a", "a\nb\n", false, "more was printed than is shown");
        row("a line more", "a\nb", "a\n", false, "not printed: b");
        row("another figure", "run 3", "run 4", false, "not printed: run 3");
        row("any lines", "a\n...\nd", "a\nb\nc\nd\n", false, "");
        row("any lines, then nothing like it", "a\n...\ne", "a\nb\nc\nd\n", false, "not printed: e");
        row("any lines may be none", "a\n...\nb", "a\nb\n", false, "");
        row("any text", "took ... s, ... images", "took 3.1 s, 40 images", false, "");
        row("any text, another end", "took ... s", "took 3.1 ms", false, "not printed: took ... s");
        row("no overlap of parts", "ab...bc", "abc", false, "not printed: ab...bc");
        row("figures vary", "run 3  81.25 ± 0.76 %", "run 4   7.5 ± 12.1 %", true, "");
        row("tables vary", "───  ████░░  -3", "─────  ░░░  +12,000", true, "");
        row("words do not", "run 3: done", "run 4: failed", true, "not printed: run 3: done");
    }
    void isComparedWithWhatWasPrinted()
    {
        QFETCH(const QString, shown);
        QFETCH(const QString, printed);
        QFETCH(const bool, figuresVary);
        QFETCH(const QString, missing);
        std::vector<std::string> lines;
        for (const QString &line : shown.split('\n'))
            lines.push_back(line.toStdString());
        const auto found = missingLine(lines, printed.toStdString(), figuresVary ? Figures::Vary : Figures::Exact);
        QCOMPARE(QString::fromStdString(found.value_or(std::string())), missing);
    }
};

QTEST_GUILESS_MAIN(TestShownOutput)
#include "tst_shown_output.moc"
