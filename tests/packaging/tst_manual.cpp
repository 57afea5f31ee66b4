// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/app/cli/program.h"

#include <QRegularExpression>
#include <QTest>

using namespace odimo;

/// The pages that are not written from the command line itself.
class TestManual : public QObject {
    Q_OBJECT

    static QStringList matches(const QString &text, const QString &pattern)
    {
        QStringList found;
        auto all = QRegularExpression(pattern).globalMatch(text);
        while (all.hasNext())
            found << all.next().captured(1);
        found.removeDuplicates();
        found.sort();
        return found;
    }

private slots:
    void pagesNameTheOptionsThatThereAre_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("explorer") << "odimo-explorer";
        QTest::newRow("worker") << "odimo-worker";
    }

    void pagesNameTheOptionsThatThereAre()
    {
        QFETCH(QString, program);
        QProcess process;
        process.start(cli::programPath(program), {"--help"});
        const cli::Ended help = cli::collect(process);
        QCOMPARE(help.exitCode, 0);
        QString page =
            QString::fromStdString(readText(ODIMO_TEST_DATA "/../packaging/man/" + program.toStdString() + ".1.in"));
        page.replace("\\-", "-");
        const QStringList options = matches(help.output, "(?<![\\w-])(--?[a-z][a-z-]*)");
        QVERIFY2(options.contains("--version"), help.output.constData());
        QCOMPARE(matches(page, "\\\\fB(--?[a-z][a-z-]*)\\\\fR"), options);
    }
};

QTEST_GUILESS_MAIN(TestManual)
#include "tst_manual.moc"
