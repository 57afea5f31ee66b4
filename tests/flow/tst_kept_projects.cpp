// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/flow/session.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace odimo;
using namespace odimo::flow;

/// What is kept of a project for later, by the real programs: who computed its runs, runs computed again, its space,
/// and what is whole when it is damaged.
class TestKeptProjects : public QObject {
    Q_OBJECT

private:
    Session m_session;

    QString project() const { return m_session.file("a.odimo"); }

    static Ended verified(const QString &project, int run)
    {
        return cli::runOdimo({"verify-run", project, "--run", QString::number(run), "--json"});
    }

    /// The runs of the kind that share no fine-tuning.
    std::vector<int> runs(const std::string &kind) const
    {
        std::vector<int> found;
        for (int run = 1;; ++run) {
            const Ended ended = cli::runOdimo({"show", project(), "--run", QString::number(run), "--json"});
            if (ended.exitCode != 0)
                return found;
            const Json shown = documentOf(ended);
            if (shown.at("kind") == kind && shown.at("same_mapping_as").is_null())
                found.push_back(run);
        }
    }

private slots:
    void initTestCase()
    {
        const Ended ended = cli::runOdimo(m_session.explore("a.odimo"));
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
    }

    void theVersionNamesTheCommit()
    {
        const Ended version = cli::runOdimo({"--version"});
        const QRegularExpression form(R"(^odimo \d+\.\d+\.\d+( \([0-9a-f]{7,40}(-modified)?\))?\n$)");
        QVERIFY2(form.match(version.output).hasMatch(), version.output.constData());
        QProcess git;
        git.start("git", {"-C", ODIMO_TEST_DATA, "-c", "safe.directory=*", "rev-parse", "HEAD"});
        if (git.waitForFinished() && git.exitStatus() == QProcess::NormalExit && git.exitCode() == 0)
            QVERIFY2(version.output.contains('('), version.output.constData());
    }

    void eachPhaseSaysWhoComputedIt()
    {
        const std::string data = runOf(project(), 1).at("executions").at(0).at("data_sha256");
        QCOMPARE(data.size(), std::size_t{64});
        const QByteArray version = cli::runOdimo({"--version"}).output;
        for (const int run : runs("search")) {
            const Json executions = runOf(project(), run).at("executions");
            QCOMPARE(executions.size(), std::size_t{2});
            QCOMPARE(executions.at(0).at("phase").get<std::string>(), std::string("search"));
            QCOMPARE(executions.at(1).at("phase").get<std::string>(), std::string("finetune"));
            for (const Json &each : executions) {
                QCOMPARE(each.at("data_sha256").get<std::string>(), data);
                QVERIFY(each.at("finished_at").is_string());
                QVERIFY(version.contains(each.at("worker").at("version").get<std::string>().c_str()));
                QVERIFY(each.at("worker").at("host").is_string());
                QVERIFY(!each.at("worker").at("torch").get<std::string>().empty());
            }
        }
    }

    /// Bit by bit, on the machine that computed them.
    void everyKindOfRunIsIdenticalAgain()
    {
        for (const char *kind : {"warmup", "baseline", "search"}) {
            const std::vector<int> found = runs(kind);
            QVERIFY2(!found.empty(), kind);
            const Ended ended = verified(project(), found.front());
            QVERIFY2(ended.exitCode == 0, ended.errors.constData());
            const Json verdict = documentOf(ended);
            QVERIFY2(verdict.at("verdict") == "identical", ended.output.constData());
            QCOMPARE(verdict.at("run").get<int>(), found.front());
            QCOMPARE(runOf(project(), found.front()).at("repetition").at("verdict").get<std::string>(),
                     std::string("identical"));
        }
    }

    void droppedWeightsComeBack()
    {
        const QString instant = m_session.file("instant.odimo");
        QStringList arguments = m_session.explore("instant.odimo");
        arguments.replace(arguments.indexOf("--strengths"), "--points");
        arguments.replace(arguments.indexOf("0.2,2"), "3");
        const Ended explored = cli::runOdimo(arguments);
        QVERIFY2(explored.exitCode == 0, explored.errors.constData());

        const Json info = documentOf(cli::runOdimo({"project", "info", instant, "--json"}));
        QCOMPARE(info.at("file").get<std::uintmax_t>(), std::filesystem::file_size(m_session.path("instant.odimo")));
        const Json wouldGo = documentOf(cli::runOdimo({"project", "prune", instant, "--dry-run", "--json"}));
        QCOMPARE(wouldGo.at("runs").dump(), info.at("prunable").at("runs").dump());
        const Json gone = documentOf(cli::runOdimo({"project", "prune", instant, "--json"}));
        QCOMPARE(gone.at("runs").dump(), wouldGo.at("runs").dump());
        QVERIFY2(!gone.at("runs").empty(), "nothing is dominated in this exploration");
        QCOMPARE(gone.at("bytes").dump(), info.at("prunable").at("bytes").dump());
        QCOMPARE(gone.at("file").at("before").dump(), info.at("file").dump());
        QVERIFY(std::filesystem::file_size(m_session.path("instant.odimo")) < info.at("file").get<std::uintmax_t>());

        const int run = gone.at("runs").at(0).get<int>();
        const QStringList toExport{"export", instant, "--run", QString::number(run), "-o", m_session.file("run")};
        const Ended refused = cli::runOdimo(toExport);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.errors.contains("to save space"), refused.errors.constData());
        QCOMPARE(documentOf(verified(instant, run)).at("verdict").get<std::string>(), std::string("identical"));
        const Ended exported = cli::runOdimo(toExport);
        QVERIFY2(exported.exitCode == 0, exported.errors.constData());
    }

    void whatIsWholeIsRescued()
    {
        std::string bytes = readText(m_session.path("a.odimo"));
        const std::size_t fine = bytes.find("\"finetune\""); // In the settings of some run.
        QVERIFY(fine != std::string::npos);
        bytes.at(fine + 2) = 'j';
        writeText(m_session.path("damaged.odimo"), bytes);
        const QString damaged = m_session.file("damaged.odimo");
        const Ended refused = cli::runOdimo({"front", damaged});
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.errors.contains("is damaged"), refused.errors.constData());
        const Ended rescued =
            cli::runOdimo({"project", "rescue", damaged, "-o", m_session.file("rescued.odimo"), "--json"});
        QVERIFY2(rescued.exitCode == 0, rescued.errors.constData());
        QVERIFY(!documentOf(rescued).at("losses").empty());
        QVERIFY(documentOf(rescued).at("runs").get<int>() > 0);
        const Ended front = cli::runOdimo({"front", m_session.file("rescued.odimo")});
        QVERIFY2(front.exitCode == 0, front.errors.constData());
    }
};

QTEST_GUILESS_MAIN(TestKeptProjects)
#include "tst_kept_projects.moc"
