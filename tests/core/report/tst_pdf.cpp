// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/run_program.h"
#include "core/report/write/writers.h"
#include "tests/core/report/report_projects.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace odimo;
using namespace odimo::report;

/// What a reader of PDF (poppler) finds in the file.
class TestPdf : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

    static Report sample(const std::vector<std::int64_t> &runs = {})
    {
        return makeReport(
            project::Project::open(ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo", project::Access::ReadOnly),
            {.runs = runs});
    }

    QString readBack(const Report &report, const std::vector<std::string> &program) const
    {
        const std::filesystem::path file = m_folder.path() / "x.pdf";
        writeText(file, pdfText(report));
        std::vector<std::string> command = program;
        command.push_back(file.string());
        if (program.front() == "pdftotext")
            command.push_back("-");
        const EndedProgram ended = runProgram(command, 120);
        return QString::fromStdString(ended.output + ended.errors);
    }

    QString textOf(const Report &report) const { return readBack(report, {"pdftotext", "-layout"}); }
    QString factsOf(const Report &report) const { return readBack(report, {"pdfinfo"}); }

private slots:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable("pdftotext").isEmpty())
            QSKIP("pdftotext is missing; install poppler-utils");
    }

    void holdsWhatTheReportTells()
    {
        const QString text = textOf(sample());
        for (const char *words :
             {"resnet8:stem=2 on DIANA", "At most 0.5 % accuracy for 41 % less latency", "Latency", "kcycles",
              "Run 7: instant, untrained", "stage2.block0.shortcut", "idle", "SHA-256", "odimo explore --network"})
            QVERIFY2(text.contains(words), words);
    }

    void saysTheDateOfTheProjectAndTheSizeOfPaper()
    {
        const QString facts = factsOf(sample());
        QVERIFY2(facts.contains("A4"), qPrintable(facts));
        const QDateTime ended =
            QDateTime::fromString(QString::fromStdString(sample().lastRunEnded), Qt::ISODate).toUTC();
        QVERIFY(ended.isValid());
        QVERIFY2(
            facts.contains(QRegularExpression("CreationDate:.*" + QLocale::c().toString(ended, "MMM d hh:mm:ss yyyy"))),
            qPrintable(facts));
        Report changed = sample();
        changed.lastRunEnded = "yesterday";
        QVERIFY(factsOf(changed).contains("1970"));
    }

    void namesAreShownWhole()
    {
        QString text = textOf(makeReport(samples::HostileProject().project, {.runs = {1, 2}}));
        text.remove(QRegularExpression("\\s"));
        QVERIFY2(text.contains("<script>alert(1)</script>"), qPrintable(text));
        QVERIFY(text.contains("\\u202etxt"));
    }

    void longTablesGoOnWithTheirTitles()
    {
        Report report = sample({5});
        const LayerRow layer = report.chosen.front().layers.front();
        report.chosen.front().layers.assign(150, layer);
        const QString text = textOf(report);
        QVERIFY2(text.count(QRegularExpression("\\blayer\\b.*\\bsplit\\b")) >= 3, qPrintable(text));
        QVERIFY(text.contains(QRegularExpression("\\b150\\s+conv1")));
    }

    void aNameLongerThanAPageIsShownWhole()
    {
        Report report = sample({5});
        const std::string name(20'000, 'n');
        report.chosen.front().layers.front().name = name + "END";
        QVERIFY(textOf(report).contains("END"));
    }
};

QTEST_APPLESS_MAIN(TestPdf)
#include "tst_pdf.moc"
