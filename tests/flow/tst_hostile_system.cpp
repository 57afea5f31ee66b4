// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/session.h"
#include "tests/preload/watched_disk.h"

#include <QTest>

using namespace odimo;
using namespace odimo::flow;

/// Memory that runs out, a clock that jumps, a place that cannot be written: each ends in words or not at all, and what
/// was done is kept.
class TestHostileSystem : public QObject {
    Q_OBJECT

private:
    static Ended runUnder(const QString &library, const QMap<QString, QString> &variables, const QStringList &arguments)
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LD_PRELOAD", library);
        environment.insert("ASAN_OPTIONS", "verify_asan_link_order=0");
        for (auto each = variables.begin(); each != variables.end(); ++each)
            environment.insert(each.key(), each.value());
        process.setProcessEnvironment(environment);
        process.start(cli::programPath("odimo"), arguments);
        process.closeWriteChannel();
        return cli::collect(process);
    }

    /// A worker whose memory runs out: of its requests for half a megabyte or more, the one of this number fails.
    static QString workerWithoutMemory(const Session &session, int from)
    {
        const QString script = session.file("worker");
        writeText(script.toStdString(),
                  QString("#!/bin/sh\nexec env LD_PRELOAD=%1 ODIMO_MEMORY_LEAST=500000 ODIMO_MEMORY_FROM=%2 "
                          "ASAN_OPTIONS=verify_asan_link_order=0 %3 \"$@\"\n")
                      .arg(FAILING_MEMORY)
                      .arg(from)
                      .arg(cli::programPath("odimo-worker"))
                      .toStdString());
        std::filesystem::permissions(script.toStdString(), std::filesystem::perms::owner_all);
        return script;
    }

private slots:
    void aWorkerWithoutMemorySaysSoAndItsRunGoesOnLater()
    {
        const Session session;
        const QStringList arguments = session.explore("a.odimo");
        QCOMPARE(cli::runOdimo(session.explore("whole.odimo")).exitCode, 0);
        const Ended ended = cli::runOdimo(arguments + QStringList{"--worker", workerWithoutMemory(session, 40)});
        QCOMPARE(ended.exitCode, 3);
        QVERIFY2(ended.errors.contains("Memory ran out in run 1; close other programs"), ended.errors.constData());
        QCOMPARE(cli::runOdimo(arguments).exitCode, 0);
        QCOMPARE(frontOf(session.file("a.odimo")).dump(), frontOf(session.file("whole.odimo")).dump());
    }

    void aClockThatJumpsChangesNothing()
    {
        const Session session;
        QCOMPARE(cli::runOdimo(session.explore("whole.odimo")).exitCode, 0);
        const Ended ended = runUnder(JUMPING_CLOCK, {}, session.explore("a.odimo"));
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QCOMPARE(frontOf(session.file("a.odimo")).dump(), frontOf(session.file("whole.odimo")).dump());
        const QString project = session.file("a.odimo");
        for (const QStringList &command :
             {QStringList{"front", project, "--growth"}, QStringList{"project", "check", project},
              QStringList{"report", project, "-o", session.file("a.html")},
              QStringList{"show", project, "--run", "1"}}) {
            const Ended shown = cli::runOdimo(command);
            QVERIFY2(shown.exitCode == 0, shown.errors.constData());
        }
    }

    void whereNothingCanBeWrittenItSaysSoAndReadsOn()
    {
        const Session session;
        const QString project = session.file("a.odimo");
        const QMap<QString, QString> readOnly{{"ODIMO_DISK", QString::fromStdString(session.path("").string())},
                                              {"ODIMO_DISK_READ_ONLY", "1"}};
        const Ended refused = runUnder(FILE_OPERATIONS, readOnly, session.explore("a.odimo"));
        QCOMPARE(refused.exitCode, 5);
        QVERIFY2(refused.errors.contains("Read-only file system"), refused.errors.constData());
        QVERIFY(!std::filesystem::exists(session.path("a.odimo")));

        QCOMPARE(cli::runOdimo(session.explore("a.odimo")).exitCode, 0);
        const std::vector<std::byte> before = readBytes(session.path("a.odimo"));
        for (const QStringList &command : {QStringList{"explore", "--project", project, "--resume"},
                                           QStringList{"rename", project, "--run", "1", "--name", "first"},
                                           QStringList{"project", "prune", project}}) {
            const Ended ended = runUnder(FILE_OPERATIONS, readOnly, command);
            QVERIFY2(ended.exitCode == 2 || ended.exitCode == 5, ended.errors.constData());
            QVERIFY2(ended.errors.contains("Read-only file system"), ended.errors.constData());
        }
        for (const QStringList &command : {QStringList{"front", project}, QStringList{"show", project, "--run", "1"}}) {
            const Ended ended = runUnder(FILE_OPERATIONS, readOnly, command);
            QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        }
        QVERIFY(readBytes(session.path("a.odimo")) == before);
    }
};

QTEST_GUILESS_MAIN(TestHostileSystem)
#include "tst_hostile_system.moc"
