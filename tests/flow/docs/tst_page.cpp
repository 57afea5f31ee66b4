// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/docs/page.h"

#include <QTest>

using namespace odimo::docs;

/// How a page is read, and what is a fault in one.
class TestPage : public QObject {
    Q_OBJECT

private slots:
    void aSessionHasCommandsAndTheirOutput()
    {
        const Page page = pageOf("x.md", "# X\n\n```console\n$ odimo data a \\\n  --json\n{}\n$ odimo front b\n```\n");
        const std::vector<Command> commands = commandsOf(page.blocks.at(0));
        QCOMPARE(commands.size(), std::size_t(2));
        QCOMPARE(commands[0].text, std::string("odimo data a \\\n  --json"));
        QCOMPARE(commands[0].line, 4);
        QCOMPARE(commands[0].shown, std::vector<std::string>{"{}"});
        QCOMPARE(commands[1].text, std::string("odimo front b"));
        QVERIFY(commands[1].shown.empty());
    }

    void linesOfAScriptAreCommands()
    {
        const Page page = pageOf("x.md", "```sh\nodimo front a   # a comment\n\nodimo show a \\\n  --run 3\n```\n");
        const std::vector<Command> commands = commandsOf(page.blocks.at(0));
        QCOMPARE(commands.size(), std::size_t(2));
        QCOMPARE(commands[1].text, std::string("odimo show a \\\n  --run 3"));
    }

    void marksBelongToTheBlockBelow()
    {
        const Page page = pageOf("x.md", "<!-- continues: README.md -->\n<!-- exit code: 2 -->\n\n```sh\na\n```\n"
                                         "<!-- run before: b\nc -->\ntext\n```sh\nd\n```\n");
        QCOMPARE(page.continues, std::optional<std::string>("README.md"));
        QCOMPARE(page.blocks.at(0).mark("exit code"), std::optional<std::string>("2"));
        QVERIFY(page.blocks.at(1).marks.empty());
    }

    void faultsAreFound_data()
    {
        QTest::addColumn<QString>("markdown");
        QTest::addColumn<QString>("fault");
        QTest::newRow("commands") << "```sh\nodimo data a\n```\n"
                                  << "";
        QTest::newRow("no language") << "```\nodimo data a\n```\n"
                                     << "";
        QTest::newRow("data") << "```json\n{}\n```\n"
                              << "";
        QTest::newRow("a formula") << "text\n\n    y = x + 1\n"
                                   << "";
        QTest::newRow("a reason") << "<!-- not run: it needs a cluster -->\n```sh\nsbatch a\n```\n"
                                  << "";
        QTest::newRow("no reason") << "<!-- not run: -->\n```sh\nsbatch a\n```\n"
                                   << "x.md:2: the mark \"not run\" says nothing after its colon";
        QTest::newRow("no colon") << "<!-- figures vary -->\n```console\n$ a\n```\n"
                                  << "x.md:2: the mark \"figures vary\" says nothing after its colon";
        QTest::newRow("an unknown mark") << "<!-- skip: slow -->\n```sh\na\n```\n"
                                         << "x.md:2: no mark is called \"skip\"";
        QTest::newRow("another language") << "```python\nimport torch\n```\n"
                                          << "x.md:1: the block \"python\" is neither run nor marked with a reason";
        QTest::newRow("output alone") << "```console\nrun 3: done\n```\n"
                                      << "x.md:1: the block \"console\" is neither run nor marked with a reason";
        QTest::newRow("a command in data") << "```text\nodimo data a\n```\n"
                                           << "x.md:1: a command in a block that is not run";
        QTest::newRow("indented") << "text\n\n    $ odimo data a\n"
                                  << "x.md:3: a command outside of a block";
        QTest::newRow("no end") << "```sh\na\n"
                                << "x.md:2: the last block has no end";
    }
    void faultsAreFound()
    {
        QFETCH(const QString, markdown);
        QFETCH(const QString, fault);
        const std::vector<std::string> faults = faultsOf(pageOf("x.md", markdown.toStdString()));
        QCOMPARE(QString::fromStdString(faults.empty() ? std::string() : faults.front()), fault);
    }

    void thePagesHaveNone_data()
    {
        QTest::addColumn<QStringList>("faults");
        for (const Page &page : pages()) {
            QStringList faults;
            for (const std::string &fault : faultsOf(page))
                faults << QString::fromStdString(fault);
            QTest::newRow(page.name.c_str()) << faults;
        }
    }
    void thePagesHaveNone()
    {
        QFETCH(const QStringList, faults);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join("\n")));
    }
};

QTEST_GUILESS_MAIN(TestPage)
#include "tst_page.moc"
