// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/version.h"
#include "core/report/report_kinds.h"
#include "tests/core/report/report_projects.h"

#include <QRegularExpression>
#include <QTest>

#include <filesystem>

using namespace odimo;
using namespace odimo::report;

/// The expected reports are in tests/golden/reports. After a change that is meant, write them again and look at what
/// has changed: ODIMO_WRITE_GOLDEN=1 build/ci/tests/tst_core_report_report_kinds
class TestReportKinds : public QObject {
    Q_OBJECT

    static project::Project sample()
    {
        return project::Project::open(ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo", project::Access::ReadOnly);
    }

    static std::string written(const project::Project &project, const char *ending, const ReportRequest &request = {})
    {
        return reportKindOf(std::string("x") + ending).write(makeReport(project, request));
    }

    /// The version may change without a change of the report.
    static QString withoutVersion(const std::string &text)
    {
        return QString::fromStdString(text).replace(version(), "VERSION");
    }

    static void kinds()
    {
        QTest::addColumn<QString>("ending");
        for (const ReportKind &kind : reportKinds())
            QTest::newRow(kind.ending) << kind.ending;
    }

private slots:
    void sampleIsReportedAsExpected_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char *ending : {".html", ".md", ".csv", ".json", ".tex"}) // PDF depends on fonts: tst_pdf.
            QTest::newRow(ending) << ending;
    }

    void sampleIsReportedAsExpected()
    {
        QFETCH(QString, ending);
        const QString text = withoutVersion(written(sample(), qPrintable(ending), {.runs = {5}}));
        const std::filesystem::path golden = ODIMO_TEST_DATA "/golden/reports/fashion-resnet8" + ending.toStdString();
        if (qEnvironmentVariableIsSet("ODIMO_WRITE_GOLDEN"))
            writeText(golden, text.toStdString());
        QCOMPARE(text, QString::fromStdString(readText(golden)));
    }

    void sameProjectGivesTheSameBytes_data() { kinds(); }

    void sameProjectGivesTheSameBytes()
    {
        QFETCH(QString, ending);
        const std::string text = written(sample(), qPrintable(ending));
        QVERIFY(!text.empty());
        QVERIFY(text == written(sample(), qPrintable(ending)));
    }

    void projectsWithoutResultsSaySo_data() { kinds(); }

    void projectsWithoutResultsSaySo()
    {
        QFETCH(QString, ending);
        samples::NewProject made;
        const QString sentence = "No mapping has a measured accuracy yet.";
        const QString empty = QString::fromStdString(written(made.project, qPrintable(ending)));
        project::Run warmup;
        warmup.kind = project::RunKind::Warmup;
        warmup.status = project::RunStatus::Done;
        const std::int64_t run = made.project.save(warmup);
        made.project.storeAnalysis(run, mapping::weightCountSensitivity(made.project.costTable()));
        const QString analysed = QString::fromStdString(written(made.project, qPrintable(ending)));
        if (ending == ".pdf") // Its pages are compressed.
            return;
        QVERIFY2(empty.contains(sentence) && empty.contains("The project holds no runs."), qPrintable(empty));
        QVERIFY2(analysed.contains(sentence) && analysed.contains("holds an analysis"), qPrintable(analysed));
    }

    void namesAreTextInHtml()
    {
        const QString text =
            QString::fromStdString(written(samples::HostileProject().project, ".html", {.runs = {1, 2}}));
        for (const char *mark : {"<script", "<img", "<b>", "\xe2\x80\xae"})
            QVERIFY2(!text.contains(mark), mark);
        QVERIFY(text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
        QVERIFY(text.contains("\\u202etxt"));
        QVERIFY(!text.contains(QRegularExpression("<[^>]*\\b(src|href|on[a-z]+)\\s*=")));
        QCOMPARE(text.count("</title>\n"), 1);
    }

    void namesAreTextInMarkdown()
    {
        const QString text =
            QString::fromStdString(written(samples::HostileProject().project, ".md", {.runs = {1, 2}}));
        // Commands are indented: in them nothing but the end of the line means anything.
        const QString prose = QString(text).remove(QRegularExpression("^    .*$", QRegularExpression::MultilineOption));
        static const QRegularExpression open(R"((?<!\\)(\\\\)*(<script|\[d\]|`b`|\*\*c\*\*|&amp;|\$g))");
        QVERIFY2(!prose.contains(open), qPrintable(open.match(prose).captured()));
        QVERIFY(prose.contains(R"(\<script\>)"));
        // Every row of a table has as many cells as its titles.
        static const QRegularExpression bar(R"((?<!\\)\|)");
        qsizetype cells = 0;
        for (const QString &line : prose.split('\n')) {
            const qsizetype here = line.startsWith('|') ? line.count(bar) : 0;
            if (here > 0 && cells > 0)
                QCOMPARE(here, cells);
            cells = here;
        }
    }

    void namesAreNoFormulasInCsv()
    {
        const QString text = QString::fromStdString(written(samples::HostileProject().project, ".csv"));
        QVERIFY2(text.contains(",'=cmd(),"), qPrintable(text));
        QVERIFY2(text.contains(",\"'=1+1 </title>"), qPrintable(text));
        QVERIFY2(!text.contains(QRegularExpression("(^|,)\"?[=+@]", QRegularExpression::MultilineOption)),
                 qPrintable(text));
    }

    void namesAreNoCommandsInLatex()
    {
        const QString text =
            QString::fromStdString(written(samples::HostileProject().project, ".tex", {.runs = {1, 2}}));
        const QString body = QString(text).remove(QRegularExpression("^%.*$", QRegularExpression::MultilineOption));
        QVERIFY2(!body.contains("\\input"), qPrintable(body));
        QVERIFY(body.contains("\\textbackslash{}input\\{f\\}"));
        QVERIFY(!body.contains(QRegularExpression(R"((?<!\\)%h)")));
    }

    void runsAreChosenOrAskedFor()
    {
        const samples::MeasuredProject made;
        const auto runsOf = [&](const ReportRequest &request) {
            std::vector<std::int64_t> runs;
            for (const RunDetail &detail : makeReport(made.project, request).chosen)
                runs.push_back(detail.row.run);
            return runs;
        };
        QCOMPARE(runsOf({}), std::vector<std::int64_t>{1});
        QCOMPARE(runsOf({.runs = {1, 2, 1}}), (std::vector<std::int64_t>{1, 2}));
        QCOMPARE(makeReport(made.project, {}).chosen.front().reasons,
                 std::vector<std::string>{"least latency of all measured mappings"});
        QCOMPARE(errorMessage([&] { makeReport(made.project, {.runs = {3}}); }),
                 QString("Run 3 (instant) has no mapping, so there is nothing to tell of it layer by layer; choose "
                         "another run"));
        QVERIFY(errorMessage([&] { makeReport(made.project, {.runs = {9}}); }).contains("9"));
    }

    void tellsWhatIsKnownOfARun()
    {
        const samples::MeasuredProject made;
        for (const char *ending : {".html", ".md", ".json"}) {
            const QString text = QString::fromStdString(written(made.project, ending, {.runs = {2}}));
            for (const char *words : {"box", "cd34", "89.70 % both times", "identical", "no compiler", "ab12"})
                QVERIFY2(text.contains(words), words);
        }
    }

    void refusesOtherEndings()
    {
        QCOMPARE(reportKindOf("a/REPORT.HTML").ending, ".html");
        for (const char *name : {"report", "report.doc", "x.odimo", ".html"})
            QCOMPARE(errorMessage([&] { reportKindOf(name); }),
                     "'" + QString(name) +
                         "' does not end as a report does; the ending says its kind: .html, .pdf, .md, .csv, .json, "
                         ".tex");
    }

    void aFileThatCannotBeWrittenIsNamed()
    {
        const samples::MeasuredProject made;
        const std::filesystem::path file = made.folder.path() / "missing" / "report.html";
        QVERIFY(errorMessage([&] { writeReport(made.project, {}, file); }).contains("missing/report.html"));
    }
};

QTEST_APPLESS_MAIN(TestReportKinds)
#include "tst_report_kinds.moc"
