// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/app/cli/program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace odimo;
using namespace odimo::cli;

class TestReportCommand : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static QString sample() { return ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo"; }
    QString file(const QString &name) const { return m_folder.filePath(name); }

private slots:
    void writesAReportAndSaysWhere()
    {
        const Ended ended = runOdimo({"report", sample(), "-o", file("a.html"), "--run", "3", "--run", "7"});
        QCOMPARE(ended.exitCode, 0);
        QCOMPARE(ended.errors, "");
        QCOMPARE(ended.output, "The report is in " + file("a.html").toUtf8() + "\n");
        const QString text = QString::fromStdString(readText(file("a.html").toStdString()));
        QVERIFY(text.contains("<h2>Run 3: instant</h2>") && text.contains("<h2>Run 7: instant, untrained</h2>"));
        QVERIFY(!text.contains("<h2>Run 5"));
    }

    void anEarlierReportIsReplaced()
    {
        writeText(file("b.md").toStdString(), "old");
        QCOMPARE(runOdimo({"report", sample(), "-o", file("b.md"), "--objective", "energy"}).exitCode, 0);
        QVERIFY(QString::fromStdString(readText(file("b.md").toStdString())).contains("less energy than all-digital"));
    }

    void refusesWithAReason_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("words");
        QTest::newRow("ending") << QStringList{sample(), "-o", "x.doc"} << 2 << ".html, .pdf, .md, .csv, .json, .tex";
        QTest::newRow("project") << QStringList{"missing.odimo", "-o", "x.html"} << 2 << "missing.odimo";
        QTest::newRow("run") << QStringList{sample(), "--run", "99", "-o", "x.html"} << 2 << "99";
        QTest::newRow("warm-up") << QStringList{sample(), "--run", "1", "-o", "x.html"} << 2 << "no mapping";
        QTest::newRow("objective") << QStringList{sample(), "--objective", "size", "-o", "x.html"} << 2 << "energy";
        QTest::newRow("folder") << QStringList{sample(), "-o", "missing/x.html"} << 5 << "missing/x.html";
    }

    void refusesWithAReason()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, words);
        const Ended ended = runOdimo(QStringList{"report"} + arguments);
        QTEST(ended.exitCode, "exitCode");
        QVERIFY2(ended.errors.contains(words.toUtf8()), ended.errors.constData());
        QCOMPARE(ended.output, "");
        QVERIFY(!QFile::exists(arguments.last()));
    }
};

QTEST_APPLESS_MAIN(TestReportCommand)
#include "tst_report_command.moc"
