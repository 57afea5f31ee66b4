// SPDX-License-Identifier: Apache-2.0
#include "app/cli/table.h"
#include "app/cli/terminal.h"
#include "app/cli/visible_text.h"

#include <QTest>

using namespace odimo;
using namespace odimo::cli;

class TestVisibleText : public QObject {
    Q_OBJECT

private slots:
    void showsWhatWouldSteerTheTerminal_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *name, const QByteArray &text, const QByteArray &shown) {
            QTest::newRow(name) << text << shown;
        };
        row("plain", "conv1: 89.12 ± 0.61 %, 中文 😀", "conv1: 89.12 ± 0.61 %, 中文 😀");
        row("escape", "\x1b]0;title\x07", "\\u001b]0;title\\u0007");
        row("clear", "\x1b[2J", "\\u001b[2J");
        row("carriage return", "failed\rdone", "failed\\u000ddone");
        row("null", QByteArray("a\0b", 3), "a\\u0000b");
        row("delete", "\x7f", "\\u007f");
        row("C1",
            "\xc2\x9b"
            "2J",
            "\\u009b2J");
        row("override",
            "\xe2\x80\xae"
            "txt.exe",
            "\\u202etxt.exe");
        row("isolate", "\xe2\x81\xa6", "\\u2066");
        row("mark", "\xd8\x9c", "\\u061c");
        row("line separator", "\xe2\x80\xa8", "\\u2028");
        row("no UTF-8", "caf\xe9", "caf\\xe9");
        row("raw C1",
            "\x9b"
            "2J",
            "\\x9b2J");
        row("cut", "\xe2\x80", "\\xe2\\x80");
        row("too long a form", "\xc0\x9b", "\\xc0\\x9b");
        row("surrogate", "\xed\xa0\x80", "\\xed\\xa0\\x80");
        row("beyond Unicode", "\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80");
    }
    void showsWhatWouldSteerTheTerminal()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(visible(text.toStdString())), shown);
        QCOMPARE(QByteArray::fromStdString(visibleLine(text.toStdString())), shown);
    }

    void keepsItsOwnStylesAndLines()
    {
        const std::string heading =
            bold("a", {.interactive = true, .colour = true}) + "\n\t" + dim("b", {.interactive = true, .colour = true});
        QCOMPARE(visible(heading), heading);
        QCOMPARE(visible("\x1b[1m\x1b[31m"), "\x1b[1m\\u001b[31m");
        QCOMPARE(visibleLine("a\n\x1b[1mb\t"), "a\\u000a\\u001b[1mb\\u0009");
    }

    void namesCannotBreakATable()
    {
        Table table({{"name", Align::Left}});
        table.row({"a\n1  forged  99.99"});
        QCOMPARE(table.lines().size(), std::size_t(3));
        QCOMPARE(table.lines().back(), "a\\u000a1  forged  99.99");
    }
};

QTEST_APPLESS_MAIN(TestVisibleText)
#include "tst_visible_text.moc"
