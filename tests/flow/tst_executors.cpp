// SPDX-License-Identifier: Apache-2.0
#include "tests/core/workers/hidden_folder.h"
#include "tests/flow/session.h"

#include <QTest>

using namespace odimo;
using namespace odimo::flow;

/// Executors that share no disk with the host, with real workers.
class TestExecutors : public QObject {
    Q_OBJECT

private:
    QString elsewhere(const std::string &name) const
    {
        return QString::fromStdString(
            samples::elsewhere(m_homes.path() / name, std::filesystem::path(m_session.path("a")).parent_path()));
    }

    const Session m_session;
    const TemporaryFolder m_homes;
    Json m_front;

private slots:
    void initTestCase()
    {
        const Ended ended = cli::runOdimo(m_session.exploreInOne("local.odimo") << "--json");
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        m_front = documentOf(ended);
    }

    /// The third one breaks its connection after a few lines, each time.
    void threeFindTheFrontOfOneThoughOneVanishes()
    {
        const Ended ended = cli::runOdimo(m_session.explore("three.odimo")
                                          << "--executor" << elsewhere("a") << "--executor" << elsewhere("b")
                                          << "--executor" << elsewhere("c") + " sh -c '\"$@\" | sed -u 6q' sh"
                                          << "--jobs"
                                          << "1"
                                          << "--json");
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QCOMPARE(documentOf(ended).dump(), m_front.dump());
        for (const Json &point : m_front.at("points"))
            QCOMPARE(runOf(m_session.file("three.odimo"), point.at("run")).at("status").get<std::string>(), "done");
        QVERIFY(!std::filesystem::exists(m_session.path("three.odimo.runs")));
    }

    /// Whether steps can be timed there or not.
    void aDryRunSaysWhatWouldBeStarted()
    {
        const QStringList arguments = m_session.exploreInOne("dry.odimo") << "--dry-run"
                                                                          << "--executor"
                                                                          << "false"
                                                                          << "--jobs"
                                                                          << "3";
        const Ended text = cli::runOdimo(arguments);
        QVERIFY2(text.exitCode == 0, text.errors.constData());
        QVERIFY2(text.output.startsWith("Executor false: up to 3 at a time of the worker: false "),
                 text.output.constData());
        const Json executors = documentOf(cli::runOdimo(arguments + QStringList{"--json"})).at("executors");
        QCOMPARE(executors.size(), std::size_t{1});
        QCOMPARE(executors.at(0).at("jobs").get<int>(), 3);
        QVERIFY(executors.at(0).at("command").get<std::string>().starts_with("false "));
        QVERIFY(!std::filesystem::exists(m_session.path("dry.odimo")));
    }

    void aSingleTaskIsDoneElsewhereToo()
    {
        const QString run = QString::number(m_front.at("points")[0].at("run").get<int>());
        const QStringList evaluate{"evaluate", m_session.file("local.odimo"), "--run", run, "--json"};
        const Ended here = cli::runOdimo(evaluate);
        const Ended there = cli::runOdimo(QStringList(evaluate) << "--executor" << elsewhere("a"));
        QVERIFY2(there.exitCode == 0, there.errors.constData());
        QCOMPARE(there.output, here.output);
    }

    void jobsAreOneNumberOrOneForEachExecutor()
    {
        const Ended ended = cli::runOdimo(m_session.exploreInOne("x.odimo") << "--executor"
                                                                            << "local"
                                                                            << "--jobs"
                                                                            << "1,2");
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("--jobs: '1,2' has 2 numbers for 1 executors; give one for each --executor"),
                 ended.errors.constData());
    }
};

QTEST_GUILESS_MAIN(TestExecutors)
#include "tst_executors.moc"
