// SPDX-License-Identifier: Apache-2.0
#include "tests/core/project/samples.h"

#include <QRegularExpression>
#include <QTest>

using namespace odimo;
using namespace odimo::project;
using samples::NewProject;

class TestProject : public QObject {
    Q_OBJECT

private slots:
    void keepsItsSetup()
    {
        const samples::NewProject made;
        const Project project = Project::open(made.path, Access::ReadOnly);
        const Setup expected = samples::setup();
        QCOMPARE(project.path(), made.path);
        QCOMPARE(project.setup().networkName, expected.networkName);
        QVERIFY(project.setup().network == expected.network);
        QCOMPARE(project.setup().data, expected.data);
        QCOMPARE(project.setup().classes, expected.classes);
        QCOMPARE(project.setup().platform.name, expected.platform.name);
        QCOMPARE(project.setup().provenance, expected.provenance);
        QCOMPARE(project.costTable().layers.size(), platform::layersOf(expected.network).size());
    }

    void isOneFileWhenNobodyHasItOpen()
    {
        const TemporaryFolder folder;
        Project::create(folder.path() / "x.odimo", samples::setup()).storeDocument("key", "text");
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
    }

    void doesNotReplaceAFile()
    {
        const NewProject made;
        const QString message = errorMessage([&] { Project::create(made.path, samples::setup()); });
        QVERIFY(message.contains("exists already"));
    }

    void saysWhyItCannotBeMade_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("words");
        QTest::addColumn<ErrorKind>("kind");
        QTest::newRow("no folder") << "/nowhere/at/all/x.odimo"
                                   << "there is no folder /nowhere/at/all" << ErrorKind::BadInput;
        // Also root cannot make files there.
        QTest::newRow("not writable") << "/proc/x.odimo"
                                      << "/proc/x.odimo cannot be made" << ErrorKind::InputOutput;
    }
    void saysWhyItCannotBeMade()
    {
        QFETCH(QString, path);
        QFETCH(QString, words);
        QFETCH(ErrorKind, kind);
        try {
            Project::create(path.toStdString(), samples::setup());
            QFAIL("was made");
        } catch (const Error &error) {
            QVERIFY2(QString(error.what()).contains(words), error.what());
            QCOMPARE(error.kind(), kind);
        }
    }

    void doesNotTakeTheLogOfAnotherForItsOwn()
    {
        const TemporaryFolder folder;
        writeText(folder.path() / "x.odimo-wal", "changes of a project that is gone");
        const QString message = errorMessage([&] { Project::create(folder.path() / "x.odimo", samples::setup()); });
        QVERIFY2(message.contains("x.odimo-wal belongs to a project that is gone"), qPrintable(message));
        QVERIFY(!std::filesystem::exists(folder.path() / "x.odimo"));
    }

    void followsNoLinksBesideIt()
    {
        NewProject made;
        {
            const Project closed = std::move(made.project);
        }
        const std::filesystem::path victim = made.folder.path() / "victim";
        writeText(victim, "untouched");
        for (const char *ending : {"-wal", "-shm", "-journal"}) {
            const std::filesystem::path link = made.path.string() + ending;
            std::filesystem::create_symlink(victim, link);
            for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
                const QString message =
                    errorMessage([&] { Project::open(made.path, access).storeDocument("key", "text"); });
                QVERIFY2(message.contains("is a link"), qPrintable(message));
            }
            std::filesystem::remove(link);
        }
        QCOMPARE(readText(victim), "untouched");
    }

    void aForgedJournalDeletesNothing()
    {
        NewProject made;
        {
            const Project closed = std::move(made.project);
        }
        const std::filesystem::path victim = made.folder.path() / "victim";
        writeText(victim, "untouched");
        // Its name, its length, the sum of its bytes, and the mark: then SQLite deletes it when it has rolled back.
        const std::string name = victim.string();
        std::string journal("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
        const auto number = [&journal](std::uint32_t value) {
            for (int shift = 24; shift >= 0; shift -= 8)
                journal += static_cast<char>(value >> shift);
        };
        for (const std::uint32_t value : {0u, 1u, 1u, 512u, 4096u}) // pages, nonce, size of the database, sector, page
            number(value);
        journal.resize(512);
        number(262'145); // The page of locks, of a database with pages of 4096 bytes.
        journal += name;
        std::uint32_t sum = 0;
        for (const char character : name)
            sum += static_cast<std::uint32_t>(character);
        number(static_cast<std::uint32_t>(name.size()));
        number(sum);
        journal.append("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
        writeText(made.path.string() + "-journal", journal);
        const QString message = errorMessage([&] { Project::open(made.path, Access::ReadWrite); });
        QVERIFY(std::filesystem::exists(victim));
        QVERIFY2(message.contains("could delete another file"), qPrintable(message));
    }

    void aFileThatIsDeletedOrReplacedLosesNothing_data()
    {
        QTest::addColumn<bool>("replaced");
        QTest::newRow("deleted") << false;
        QTest::newRow("replaced") << true;
    }
    void aFileThatIsDeletedOrReplacedLosesNothing()
    {
        QFETCH(bool, replaced);
        NewProject made;
        made.project.storeDocument("key", "before");
        for (const char *ending : {"", "-wal", "-shm"})
            std::filesystem::remove(made.path.string() + ending);
        if (replaced)
            writeText(made.path, "of somebody else");
        for (int again = 0; again < 2; ++again) {
            const QString message = errorMessage([&] { made.project.storeDocument("last", "words"); });
            QVERIFY2(message.contains("was deleted or replaced while it was in use") &&
                         message.contains("x-rescued.odimo"),
                     qPrintable(message));
        }
        {
            const Project closed = std::move(made.project);
        }
        const Project rescued = Project::open(made.folder.path() / "x-rescued.odimo", Access::ReadWrite);
        QCOMPARE(rescued.document("key"), "before");
        QCOMPARE(rescued.document("last"), "words");
        QVERIFY(!std::filesystem::exists(made.folder.path() / "x-rescued-2.odimo"));
        if (replaced)
            QCOMPARE(readText(made.path), "of somebody else");
        else
            QVERIFY(!std::filesystem::exists(made.path));
    }

    void isNotWrittenThroughAReader()
    {
        const NewProject made;
        Project reader = Project::open(made.path, Access::ReadOnly);
        QVERIFY(errorMessage([&] { reader.storeDocument("key", "text"); }).contains("cannot be written"));
    }

    void readersSeeWhatTheWriterStores()
    {
        NewProject made;
        const Project reader = Project::open(made.path, Access::ReadOnly);
        made.project.storeDocument("plan", "first");
        QCOMPARE(reader.document("plan"), "first");
        made.project.storeDocument("plan", "second");
        QCOMPARE(reader.document("plan"), "second");
        QCOMPARE(reader.document("nothing"), "");
    }

    void keepsLogReferencePointsAndNotes()
    {
        NewProject made;
        made.project.addLog({.run = 0, .at = "2024-05-06T07:08:09Z", .level = "info", .text = "started"});
        made.project.addLog({.run = 3, .at = "2024-05-06T07:08:10Z", .level = "warning", .text = "slow"});
        const std::vector<LogLine> log = made.project.log();
        QCOMPARE(log.size(), std::size_t(2));
        QCOMPARE(log[1].run, 3);
        QCOMPARE(log[1].level, "warning");
        QCOMPARE(log[0].text, "started");

        QVERIFY(!made.project.referencePoint(mapping::Objective::Latency));
        made.project.setReferencePoint(mapping::Objective::Latency, {.cost = 1000, .accuracy = 0.1});
        QCOMPARE(made.project.referencePoint(mapping::Objective::Latency)->cost, 1000.0);
        QVERIFY(!made.project.referencePoint(mapping::Objective::Energy));
    }

    void timeIsIso8601InUtc()
    {
        const QRegularExpression form("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$");
        QVERIFY(form.match(QString::fromStdString(timestamp())).hasMatch());
    }
};

QTEST_APPLESS_MAIN(TestProject)
#include "tst_project.moc"
