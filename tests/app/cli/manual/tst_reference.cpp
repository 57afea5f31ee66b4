// SPDX-License-Identifier: Apache-2.0
#include "app/cli/manual/reference.h"
#include "core/base/files.h"

#include <QTest>

using namespace odimo;
using namespace odimo::cli;

class TestReference : public QObject {
    Q_OBJECT

private slots:
    /// After a change of an option write the page again: ODIMO_WRITE_GOLDEN=1
    /// build/ci/tests/tst_app_cli_manual_reference
    void thePageSaysWhatTheCommandLineIs()
    {
        const std::string text = commandReference(describeCommandLine());
        const std::filesystem::path page = ODIMO_TEST_DATA "/../docs/command-reference.md";
        if (qEnvironmentVariableIsSet("ODIMO_WRITE_GOLDEN"))
            writeText(page, text);
        QCOMPARE(QString::fromStdString(text), QString::fromStdString(readText(page)));
    }

    void tablesHoldWhateverIsWritten()
    {
        const CommandDescription command{.name = "paint wall",
                                         .summary = "Paint a wall",
                                         .options = {{.names = {"-c", "--colour"},
                                                      .value = "red|blue",
                                                      .meaning = "a|b, `c|d`, <e>",
                                                      .isRequired = true},
                                                     {.names = {"--coats"},
                                                      .value = "NUMBER",
                                                      .meaning = "one\ntwo",
                                                      .byDefault = "2",
                                                      .excludes = {"--wet"}}},
                                         .alternatives = {{"--left", "--right"}},
                                         .examples = {"paint wall -c blue"}};
        const QString text =
            QString::fromStdString(commandReference({.name = "paint", .summary = "Paints.", .commands = {command}}));
        QCOMPARE(text.mid(text.indexOf("## paint wall")),
                 QString("## paint wall\n\nPaint a wall.\n\n    paint wall [OPTIONS]\n\n"
                         "| option | default | meaning |\n|---|---|---|\n"
                         "| `-c`, `--colour red\\|blue` | required | a\\|b, `c\\|d`, \\<e> |\n"
                         "| `--coats NUMBER` | `2` | one<br>two; not with `--wet` |\n\n"
                         "Exactly one of `--left`, `--right` is given.\n\n"
                         "Examples:\n\n    paint wall -c blue\n"));
    }
};

QTEST_APPLESS_MAIN(TestReference)
#include "tst_reference.moc"
