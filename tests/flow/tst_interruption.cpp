// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/session.h"

#include <QFile>
#include <QTest>

#include <csignal>

using namespace odimo;
using namespace odimo::flow;

namespace {

constexpr int longestWait_ms = 120'000;

/// `odimo` at work, its output read as it comes.
class Working {
public:
    explicit Working(const QStringList &arguments)
    {
        m_process.start(cli::programPath("odimo"), arguments);
        m_process.closeWriteChannel();
    }

    /// Reads on until the output has the words; false if the program ends without them.
    bool waitFor(const QByteArray &words)
    {
        while (!m_seen.contains(words)) {
            if (!m_process.waitForReadyRead(longestWait_ms))
                return false;
            m_seen += m_process.readAllStandardOutput();
        }
        return true;
    }

    void signal(int number) { ::kill(static_cast<pid_t>(m_process.processId()), number); }

    /// The processes that it has started and that still run.
    QList<pid_t> children() const
    {
        const QString pid = QString::number(m_process.processId());
        QFile file("/proc/" + pid + "/task/" + pid + "/children");
        QList<pid_t> result;
        if (file.open(QIODevice::ReadOnly))
            for (const QByteArray &child : file.readAll().simplified().split(' '))
                if (!child.isEmpty())
                    result << child.toInt();
        return result;
    }

    Ended end()
    {
        Ended ended = cli::collect(m_process);
        ended.output.prepend(m_seen);
        return ended;
    }

private:
    QProcess m_process;
    QByteArray m_seen;
};

int epochsOf(const QString &project, int run) { return static_cast<int>(runOf(project, run).at("epochs").size()); }

} // namespace

class TestInterruption : public QObject {
    Q_OBJECT

private slots:
    void stopsAtTheBatchKeepsWhatIsDoneAndResumes_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<QStringList>("options");
        QTest::newRow("Ctrl-C") << SIGINT << QStringList();
        QTest::newRow("terminate") << SIGTERM << QStringList();
        QTest::newRow("one process") << SIGINT << QStringList("--one-process");
    }

    void stopsAtTheBatchKeepsWhatIsDoneAndResumes()
    {
        QFETCH(int, signal);
        QFETCH(QStringList, options);
        const Session session;
        const QString project = session.file("a.odimo");
        Working working(session.explore("a.odimo", "10,1,1") + options);
        QVERIFY(working.waitFor("epoch 2/10"));
        working.signal(signal);
        const Ended stopped = working.end();
        QCOMPARE(stopped.exitCode, 4);
        QVERIFY2(stopped.output.contains("stopping at the next batch"), stopped.output.constData());
        QCOMPARE(runOf(project, 1).at("status").get<std::string>(), "stopped");
        const int kept = epochsOf(project, 1);
        QVERIFY(kept >= 2 && kept < 10);

        const Ended resumed = cli::runOdimo(QStringList{"explore", "--project", project, "--resume"} + options);
        QVERIFY2(resumed.exitCode == 0, resumed.errors.constData());
        QVERIFY2(!resumed.output.contains("epoch 2/10"), "an epoch that was kept has been trained again");
        QCOMPARE(epochsOf(project, 1), 10);
        QVERIFY(!frontOf(project).at("points").empty());
    }

    void aResumedRunEndsLikeOneThatWasNotStopped()
    {
        const Session session;
        Working working(session.explore("a.odimo", "6,1,1"));
        QVERIFY(working.waitFor("epoch 2/6"));
        working.signal(SIGINT);
        QCOMPARE(working.end().exitCode, 4);
        QCOMPARE(cli::runOdimo({"explore", "--project", session.file("a.odimo"), "--resume"}).exitCode, 0);
        QCOMPARE(cli::runOdimo(session.explore("b.odimo", "6,1,1")).exitCode, 0);
        QCOMPARE(frontOf(session.file("a.odimo")).dump(), frontOf(session.file("b.odimo")).dump());
    }

    void aHostThatIsKilledLosesNoAcknowledgedEpoch()
    {
        const Session session;
        const QString project = session.file("a.odimo");
        Working working(session.explore("a.odimo", "10,1,1"));
        QVERIFY(working.waitFor("epoch 3/10"));
        working.signal(SIGKILL);
        QCOMPARE(working.end().exitCode, 128 + SIGKILL);
        QVERIFY(epochsOf(project, 1) >= 3);

        const Ended resumed = cli::runOdimo({"explore", "--project", project, "--resume"});
        QVERIFY2(resumed.exitCode == 0, resumed.errors.constData());
        QVERIFY2(!resumed.output.contains("epoch 3/10"), "an epoch that was acknowledged has been trained again");
        QCOMPARE(epochsOf(project, 1), 10);
    }

    void tasksSideBySideHaveAProcessEachOrShareOne_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("processes");
        QTest::newRow("each its own") << QStringList{"--jobs", "2"} << 2;
        QTest::newRow("shared") << QStringList{"--jobs", "2", "--one-process"} << 1;
    }

    void tasksSideBySideHaveAProcessEachOrShareOne()
    {
        QFETCH(QStringList, options);
        QFETCH(int, processes);
        const Session session;
        Working working(session.explore("a.odimo", "1,500,1") + options);
        QVERIFY(working.waitFor("(strength 0.2): search epoch 2/500"));
        QVERIFY(working.waitFor("(strength 2): search epoch 2/500"));
        QCOMPARE(working.children().size(), processes);
        working.signal(SIGINT);
        QCOMPARE(working.end().exitCode, 4);
    }

    void aRunWhoseWorkersAreKilledFailsWithItsReason()
    {
        const Session session;
        const QString project = session.file("a.odimo");
        Working working(session.explore("a.odimo", "500,1,1"));
        QVERIFY(working.waitFor("epoch 2/500"));
        const QList<pid_t> workers = working.children();
        QCOMPARE(workers.size(), 1);
        ::kill(workers.first(), SIGKILL);
        QVERIFY(working.waitFor("once more"));
        const int kept = epochsOf(project, 1);
        QVERIFY(kept >= 2); // The second goes on from there.
        QVERIFY(working.waitFor("epoch " + QByteArray::number(kept + 2) + "/500"));
        const QList<pid_t> further = working.children();
        QCOMPARE(further.size(), 1);
        QVERIFY(further.first() != workers.first());
        ::kill(further.first(), SIGKILL);
        const Ended ended = working.end();
        QCOMPARE(ended.exitCode, 3);
        QVERIFY2(ended.errors.contains("signal 9"), ended.errors.constData());

        const Json run = runOf(project, 1);
        QCOMPARE(run.at("status").get<std::string>(), "failed");
        QVERIFY2(run.at("message").get<std::string>().find("signal 9") != std::string::npos, run.dump().c_str());
        const Ended shown = cli::runOdimo({"show", project, "--run", "1"});
        QVERIFY2(shown.output.contains("signal 9"), shown.output.constData());
    }
};

QTEST_GUILESS_MAIN(TestInterruption)
#include "tst_interruption.moc"
