// SPDX-License-Identifier: Apache-2.0
#include "app/cli/manual/completion.h"
#include "core/base/files.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace odimo;
using namespace odimo::cli;

/// What bash offers, asked as readline asks it.
class TestCompletion : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    /// Offers for the last of `words`, as readline cuts them, sorted.
    QString offered(const QStringList &words)
    {
        QProcess bash;
        bash.setWorkingDirectory(m_folder.path());
        bash.start("bash", QStringList{"--norc", "-c",
                                       ". ./odimo; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _odimo; "
                                       "printf '%s\\n' \"${COMPREPLY[@]}\"",
                                       "bash"} +
                               words);
        bash.waitForFinished();
        const QByteArray errors = bash.readAllStandardError();
        if (bash.exitCode() != 0 || !errors.isEmpty())
            return "failed: " + errors;
        QStringList lines = QString(bash.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
        lines.sort();
        return lines.join(' ');
    }

private slots:
    void initTestCase()
    {
        writeText(m_folder.filePath("odimo").toStdString(), bashCompletion(describeCommandLine()));
        for (const char *file : {"shirts.odimo", "two words.odimo", "notes.txt"})
            writeText(m_folder.filePath(file).toStdString(), "");
        QVERIFY(QDir(m_folder.path()).mkdir("runs"));
    }

    void offersWhatCanFollow_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QString>("offers");
        QTest::newRow("commands") << QStringList{"odimo", "ex"} << "explore export";
        QTest::newRow("commands of a command") << QStringList{"odimo", "project", "r"} << "rescue";
        QTest::newRow("options") << QStringList{"odimo", "report", "--"} << "--help --objective --output --run";
        QTest::newRow("options of the program") << QStringList{"odimo", "--v"} << "--version";
        QTest::newRow("options below") << QStringList{"odimo", "project", "prune", "--d"} << "--dry-run";
        QTest::newRow("choices") << QStringList{"odimo", "explore", "--objective", ""} << "energy latency";
        QTest::newRow("begun choice") << QStringList{"odimo", "explore", "--objective", "e"} << "energy";
        QTest::newRow("after =") << QStringList{"odimo", "explore", "--objective", "=", "e"} << "energy";
        QTest::newRow("at =") << QStringList{"odimo", "explore", "--objective", "="} << "energy latency";
        QTest::newRow("projects") << QStringList{"odimo", "front", ""} << "runs shirts.odimo two words.odimo";
        QTest::newRow("begun project") << QStringList{"odimo", "front", "sh"} << "shirts.odimo";
        QTest::newRow("second project") << QStringList{"odimo", "compare", "a.odimo", "sh"} << "shirts.odimo";
        QTest::newRow("project of an option") << QStringList{"odimo", "explore", "--project", "sh"} << "shirts.odimo";
        QTest::newRow("project after an option") << QStringList{"odimo", "show", "--run", "3", "sh"} << "shirts.odimo";
        QTest::newRow("project after a flag") << QStringList{"odimo", "show", "--json", "sh"} << "shirts.odimo";
        QTest::newRow("folder") << QStringList{"odimo", "export", "a.odimo", "-o", ""} << "runs";
        QTest::newRow("after a value with a colon")
            << QStringList{"odimo", "explore", "--network", "resnet8", ":", "stem", "=", "2", "--objective", "e"}
            << "energy";
        QTest::newRow("in a value with a colon")
            << QStringList{"odimo", "explore", "--network", "resnet8", ":", "st"} << "";
        QTest::newRow("any file: left to readline") << QStringList{"odimo", "edit", "a.odimo", "-o", ""} << "";
    }

    void offersWhatCanFollow()
    {
        QFETCH(QStringList, words);
        QFETCH(QString, offers);
        QCOMPARE(offered(words), offers);
    }
};

QTEST_GUILESS_MAIN(TestCompletion)
#include "tst_completion.moc"
