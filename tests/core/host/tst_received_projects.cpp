// SPDX-License-Identifier: Apache-2.0
#include "tests/core/host/samples.h"
#include "tests/core/project/forged.h"

#include <QTest>

#include <sys/stat.h>

using namespace odimo;
using namespace odimo::host;
using samples::ExplorationFixture;

/// Projects, with their folders, that were made to harm whoever resumes them.
class TestReceivedProjects : public QObject {
    Q_OBJECT

private:
    /// An exploration that was stopped in its warm-up.
    static void stop(const ExplorationFixture &fixture)
    {
        ExplorationFixture::behave("wait", "warmup");
        Exploration *running = nullptr;
        Exploration exploration(fixture.project(), samples::settings(), [&](const Notice &notice) {
            if (std::holds_alternative<EpochStored>(notice))
                running->stop();
        });
        running = &exploration;
        QCOMPARE(exploration.run(), Outcome::Stopped);
        ExplorationFixture::behave("");
    }

    /// Somebody's folder, with names that the program uses itself.
    static std::filesystem::path victim(const ExplorationFixture &fixture)
    {
        const std::filesystem::path folder = fixture.project().parent_path() / "victim";
        std::filesystem::create_directories(folder / "1");
        for (const char *name : {"diary.txt", "warmup.checkpoint", "1/warmup.checkpoint", "1/start.safetensors"})
            writeText(folder / name, "1");
        return folder;
    }

    static void verifyUntouched(const std::filesystem::path &folder)
    {
        QStringList names;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
            names << QString::fromStdString(entry.path().lexically_relative(folder).string());
            if (entry.is_regular_file())
                QCOMPARE(readText(entry.path()), "1");
        }
        names.sort();
        QCOMPARE(names,
                 QStringList({"1", "1/start.safetensors", "1/warmup.checkpoint", "diary.txt", "warmup.checkpoint"}));
    }

private slots:
    void aPathThatAProjectNamesIsNotRead_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("a file") << "trap.checkpoint";
        QTest::newRow("a pipe, on which a reader waits for ever") << "trap";
    }
    /// As schema 3 stored it.
    void aPathThatAProjectNamesIsNotRead()
    {
        QFETCH(QString, name);
        ExplorationFixture fixture(FAKE_WORKER);
        stop(fixture);
        std::filesystem::remove_all(fixture.runsFolder());
        const std::filesystem::path trap = fixture.project().parent_path() / name.toStdString();
        if (name == "trap")
            QCOMPARE(mkfifo(trap.c_str(), 0600), 0);
        else
            writeText(trap, "1");
        samples::makeOlder(fixture.project(), trap.string());
        fixture.journal();
        QCOMPARE(fixture.resume(), Outcome::Done);
        QVERIFY(fixture.journal().contains("warmup run 1 from <> at <>"));
    }

    /// Words that a project holds are never put before the command of a worker, nor in its place.
    void noProgramThatAProjectNamesIsStarted()
    {
        for (const char *field : {"executor", "worker"}) {
            const ExplorationFixture fixture(FAKE_WORKER);
            stop(fixture);
            const std::filesystem::path trace = fixture.project().parent_path() / "started";
            samples::makeOlder(fixture.project(), "");
            samples::execute(fixture.project(), "UPDATE notes SET value = json_set(value, '$." + std::string(field) +
                                                    "', 'touch " + trace.string() + "') WHERE key = 'settings'");
            const QString message = errorMessage([&] { fixture.resume(); });
            QVERIFY2(message.contains(field) && message.contains("unknown field"), qPrintable(message));
            QVERIFY(!std::filesystem::exists(trace));
        }
    }

    void aFolderThatIsALinkIsRefused()
    {
        const ExplorationFixture fixture(FAKE_WORKER);
        stop(fixture);
        const std::filesystem::path elsewhere = victim(fixture);
        std::filesystem::remove_all(fixture.runsFolder());
        std::filesystem::create_directory_symlink(elsewhere, fixture.runsFolder());
        for (const auto &act : {std::function([&] { fixture.resume(); }), std::function([&] { fixture.explore(); })}) {
            const QString message = errorMessage(act);
            QVERIFY2(message.contains("x.odimo.runs") && message.contains("is a link"), qPrintable(message));
        }
        verifyUntouched(elsewhere);
    }

    void aLinkInTheFolderIsRefused_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("target");
        QTest::newRow("run") << "1"
                             << "victim/1";
        QTest::newRow("checkpoint") << "1/warmup.checkpoint"
                                    << "victim/warmup.checkpoint";
        QTest::newRow("another file") << "1/other"
                                      << "victim/diary.txt";
        QTest::newRow("folder in it") << "1/0"
                                      << "victim/1";
        QTest::newRow("lock") << "lock"
                              << "victim/diary.txt";
        QTest::newRow("dangling lock") << "lock"
                                       << "victim/new";
    }
    void aLinkInTheFolderIsRefused()
    {
        QFETCH(QString, link);
        QFETCH(QString, target);
        const ExplorationFixture fixture(FAKE_WORKER);
        stop(fixture);
        const std::filesystem::path elsewhere = victim(fixture);
        const std::filesystem::path place = fixture.runsFolder() / link.toStdString();
        std::filesystem::remove_all(place);
        std::filesystem::create_symlink(elsewhere.parent_path() / target.toStdString(), place);
        const QString message = errorMessage([&] { fixture.resume(); });
        QVERIFY2(message.contains("is a link"), qPrintable(message));
        verifyUntouched(elsewhere);
    }

    void onlyItsOwnFilesAreRemoved()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        stop(fixture);
        writeText(fixture.runsFolder() / "diary.txt", "mine");
        writeText(fixture.runsFolder() / "1" / "diary.txt", "mine");
        std::filesystem::create_directories(fixture.runsFolder() / "1" / "photos" / "1");
        writeText(fixture.runsFolder() / "1" / "photos" / "1" / "tuned.safetensors", "mine");
        QCOMPARE(fixture.resume(), Outcome::Done);
        QCOMPARE(readText(fixture.runsFolder() / "diary.txt"), "mine");
        QCOMPARE(readText(fixture.runsFolder() / "1" / "diary.txt"), "mine");
        QCOMPARE(readText(fixture.runsFolder() / "1" / "photos" / "1" / "tuned.safetensors"), "mine");
        QVERIFY(!std::filesystem::exists(fixture.runsFolder() / "1" / "warm.safetensors"));
        QVERIFY(!std::filesystem::exists(fixture.runsFolder() / "lock"));
    }
};

QTEST_APPLESS_MAIN(TestReceivedProjects)
#include "tst_received_projects.moc"
