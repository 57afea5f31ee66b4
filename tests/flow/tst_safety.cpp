// SPDX-License-Identifier: Apache-2.0
#include "tests/core/project/forged.h"
#include "tests/flow/session.h"
#include "tests/preload/watched_disk.h"

#include <QTest>

#include <csignal>

using namespace odimo;
using namespace odimo::flow;

/// Nothing is lost, nothing is written elsewhere, and no number is shown that was not stored.
class TestSafety : public QObject {
    Q_OBJECT

private:
    /// An exploration that was stopped in its warm-up, after its second epoch.
    static void stop(const Session &session, const QString &name)
    {
        QProcess process;
        process.start(cli::programPath("odimo"), session.explore(name.toStdString(), "6,1,1"));
        process.closeWriteChannel();
        QByteArray seen;
        while (!seen.contains("epoch 2/6") && process.waitForReadyRead(120'000))
            seen += process.readAllStandardOutput();
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QCOMPARE(cli::collect(process).exitCode, 4);
    }

    static Ended resume(const QString &project) { return cli::runOdimo({"explore", "--project", project, "--resume"}); }

    static void flipBit(const std::filesystem::path &file, std::size_t place)
    {
        std::string bytes = readText(file);
        bytes.at(place) = static_cast<char>(bytes.at(place) ^ 4);
        writeText(file, bytes);
    }

private slots:
    /// One file that is a database and an archive of LibTorch at once, as an earlier version would have read it.
    void nothingThatAProjectNamesIsReadOrExecuted()
    {
        const Session session;
        stop(session, "a.odimo");
        const QString project = session.file("a.odimo");
        std::filesystem::remove_all(session.path("a.odimo.runs"));
        samples::makeOlder(session.path("a.odimo"), project.toStdString());
        const Ended ended = resume(project);
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QVERIFY(ended.output.contains("epoch 1/6")); // From the start, without a checkpoint.
        QVERIFY(!std::filesystem::exists(session.path("a.odimo.runs")));
    }

    void aDamagedCheckpointStartsItsPhaseAgainToTheSameFront()
    {
        const Session session;
        QCOMPARE(cli::runOdimo(session.explore("whole.odimo", "6,1,1")).exitCode, 0);
        stop(session, "a.odimo");
        const std::filesystem::path checkpoint = session.path("a.odimo.runs") / "1" / "warmup.checkpoint";
        flipBit(checkpoint, std::filesystem::file_size(checkpoint) / 2);
        const Ended ended = resume(session.file("a.odimo"));
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const QByteArray words = ended.output + ended.errors;
        QVERIFY2(words.contains("starts again, because its checkpoint cannot be used"), words.constData());
        QCOMPARE(runOf(session.file("a.odimo"), 1).at("epochs").size(), std::size_t(6));
        QCOMPARE(frontOf(session.file("a.odimo")).dump(), frontOf(session.file("whole.odimo")).dump());
    }

    void aLinkedFolderIsRefusedAndWhatItLeadsToUntouched()
    {
        const Session session;
        stop(session, "a.odimo");
        std::filesystem::rename(session.path("a.odimo.runs"), session.path("elsewhere"));
        std::filesystem::create_directory_symlink(session.path("elsewhere"), session.path("a.odimo.runs"));
        const std::string before = readText(session.path("elsewhere") / "1" / "warmup.checkpoint");
        const Ended ended = resume(session.file("a.odimo"));
        QCOMPARE(ended.exitCode, 5);
        QVERIFY2(ended.errors.contains("it is a link to another place; remove the link"), ended.errors.constData());
        QVERIFY(readText(session.path("elsewhere") / "1" / "warmup.checkpoint") == before);
    }

    void ofTwoStartedTogetherOneExploresAndTheOtherSaysSo()
    {
        const Session session;
        QProcess processes[2];
        for (QProcess &process : processes) {
            process.start(cli::programPath("odimo"), session.explore("a.odimo"));
            process.closeWriteChannel();
        }
        const Ended ended[] = {cli::collect(processes[0]), cli::collect(processes[1])};
        const Ended &winner = ended[0].exitCode == 0 ? ended[0] : ended[1];
        const Ended &other = ended[0].exitCode == 0 ? ended[1] : ended[0];
        QVERIFY2(winner.exitCode == 0, winner.errors.constData());
        QCOMPARE(other.exitCode, 2);
        QVERIFY2(other.errors.contains("is being explored by another program"), other.errors.constData());
        QVERIFY(!frontOf(session.file("a.odimo")).at("points").empty());
    }

    void onAFullDiskItSaysSoAndGoesOnLater()
    {
        for (const int operation : {1, 6, 40, 120}) {
            const Session session;
            QProcess process;
            watchDisk(process, session.path("").parent_path(), "FULL", QString::number(operation));
            process.start(cli::programPath("odimo"), session.explore("a.odimo"));
            process.closeWriteChannel();
            const Ended ended = cli::collect(process);
            QVERIFY2(ended.exitCode == 5, ended.errors.constData());
            QVERIFY2(ended.errors.contains("No space left") || ended.errors.contains("disk is full"),
                     ended.errors.constData());
            QVERIFY2(cli::runOdimo(session.explore("a.odimo")).exitCode == 0, qPrintable(QString::number(operation)));
        }
    }

    void aDamagedProjectIsRefusedInWords()
    {
        const Session session;
        const QString project = session.file("a.odimo");
        QCOMPARE(cli::runOdimo(session.explore("a.odimo", "1,1,1")).exitCode, 0);
        const std::int64_t run = samples::number(session.path("a.odimo"), "SELECT max(run) FROM measurements");
        samples::execute(session.path("a.odimo"),
                         "UPDATE measurements SET correct = correct + 1 WHERE run = " + std::to_string(run));
        for (const QStringList &command : {QStringList{"front", project}, QStringList{"front", project, "--json"},
                                           QStringList{"show", project, "--run", QString::number(run)}}) {
            const Ended ended = cli::runOdimo(command);
            QCOMPARE(ended.exitCode, 2);
            QVERIFY2(ended.errors.contains("a.odimo is damaged (run "), ended.errors.constData());
            QVERIFY2(ended.output.isEmpty(), ended.output.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestSafety)
#include "tst_safety.moc"
