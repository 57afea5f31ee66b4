// SPDX-License-Identifier: Apache-2.0
#include "app/cli/manual/man_page.h"
#include "core/base/version.h"

#include <QTest>

using namespace odimo;
using namespace odimo::cli;

class TestManPage : public QObject {
    Q_OBJECT

private slots:
    void textIsNoRequest_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        QTest::newRow("plain") << "80 µJ"
                               << "80 µJ";
        QTest::newRow("a hyphen that can be typed") << "--run"
                                                    << "\\-\\-run";
        QTest::newRow("a backslash") << "a\\b"
                                     << "a\\eb";
        QTest::newRow("a dot in front") << ".odimo"
                                        << "\\&.odimo";
        QTest::newRow("a quote in front") << "'a'"
                                          << "\\&'a'";
        QTest::newRow("lines") << "one\n.two"
                               << "one\n.br\n\\&.two";
        QTest::newRow("backquotes") << "as `odimo front` lists"
                                    << "as \\fBodimo front\\fR lists";
    }

    void textIsNoRequest()
    {
        QFETCH(QString, text);
        QFETCH(QString, written);
        QCOMPARE(QString::fromStdString(manText(text.toStdString())), written);
    }

    void aPageTellsOptionsAndExamples()
    {
        const CommandDescription below{.name = "paint wall twice", .summary = "Two coats"};
        const CommandDescription command{
            .name = "paint wall",
            .summary = "Paint a wall",
            .arguments = {{.names = {"wall"}, .value = "WALL", .meaning = "Which", .isRequired = true}},
            .options = {{.names = {"-c", "--colour"}, .value = "red|blue", .meaning = "Of it", .byDefault = "red"},
                        {.names = {"--coats"}, .value = "NUMBER", .meaning = "How many", .needs = {"--colour"}}},
            .examples = {"paint wall --colour blue"},
            .commands = {below}};
        const std::vector<ManualPage> pages =
            manualPages({.name = "paint", .summary = "Paints.", .commands = {command}});
        QCOMPARE(pages.size(), std::size_t(2));
        QCOMPARE(pages[0].file, std::string("paint.1"));
        QVERIFY(pages[0].text.find(".TP\n.BR paint\\-wall (1)\nPaint a wall.\n") != std::string::npos);
        QCOMPARE(pages[1].file, std::string("paint-wall.1"));
        const QString expected =
            ".\\\" Written by odimo_manual from the command line itself.\n"
            ".TH PAINT\\-WALL 1 \"\" \"odimo VERSION\" \"ODiMO Explorer\"\n"
            ".SH NAME\npaint\\-wall \\- Paint a wall\n"
            ".SH SYNOPSIS\n\\fBpaint wall\\fR [OPTIONS] WALL [COMMAND]\n.br\n\\fBpaint wall twice\\fR [OPTIONS]\n"
            ".SH DESCRIPTION\nPaint a wall.\n"
            ".SH OPTIONS\n"
            ".TP\n\\fIWALL\\fR\nWhich.\n"
            ".TP\n\\fB\\-c\\fR, \\fB\\-\\-colour\\fR \\fBred\\fR|\\fBblue\\fR\nOf it. Default: \\fBred\\fR.\n"
            ".TP\n\\fB\\-\\-coats\\fR \\fINUMBER\\fR\nHow many. Only with \\fB\\-\\-colour\\fR.\n"
            ".SH TWICE\nTwo coats.\n"
            ".SH EXAMPLES\n.nf\npaint wall \\-\\-colour blue\n.fi\n"
            ".SH SEE ALSO\n.BR odimo (1)\n";
        QCOMPARE(QString::fromStdString(pages[1].text).replace(version(), "VERSION"), expected);
    }

    void everyCommandHasAPage()
    {
        const CommandDescription program = describeCommandLine();
        const std::vector<ManualPage> pages = manualPages(program);
        QCOMPARE(pages.size(), program.commands.size() + 1);
        for (const ManualPage &page : pages)
            QVERIFY2(page.text.find(".SH OPTIONS\n") != std::string::npos, page.file.c_str());
    }
};

QTEST_APPLESS_MAIN(TestManPage)
#include "tst_man_page.moc"
