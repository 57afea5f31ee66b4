// SPDX-License-Identifier: Apache-2.0
#include "core/project/earlier_schema.h"
#include "core/project/schema.h"
#include "tests/core/project/samples.h"

#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace odimo;
using namespace odimo::project;

/// Projects that earlier versions of the program made.
class TestOlderSchema : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "x.odimo";

    SQLite::Database database() const { return {m_path.string(), SQLite::OPEN_READWRITE}; }

private slots:
    /// Schema 1, whose measurements have no phase, with one run.
    void init()
    {
        for (const char *ending : {"", "-wal", "-shm"}) // A reader that outlived the writer leaves them.
            std::filesystem::remove(m_path.string() + ending);
        for (const char *copy : {"x-schema1.odimo", "x-schema1-2.odimo"})
            std::filesystem::remove(m_folder.path() / copy);
        {
            Project project = Project::create(m_path, samples::setup());
            project.save(samples::tunedRun(project, "digital", 9000));
        }
        database().exec(
            "DROP TABLE executions; DROP TABLE repetitions; DROP VIEW v_splits; ALTER TABLE epochs DROP COLUMN splits;"
            "ALTER TABLE measurements DROP COLUMN phase; DROP TABLE analyses; DROP TABLE digests;"
            "ALTER TABLE runs ADD COLUMN checkpoint TEXT NOT NULL DEFAULT '/somewhere/else';"
            "ALTER TABLE epochs ADD COLUMN checkpoint TEXT NOT NULL DEFAULT '/somewhere/else';"
            "PRAGMA user_version = 1");
    }

    void isReadAsItIs()
    {
        const std::vector<std::byte> before = readBytes(m_path);
        const Measurement test = *Project::open(m_path, Access::ReadOnly).run(1).test();
        QCOMPARE(test.correct, 9000);
        QCOMPARE(test.phase, "");
        QVERIFY(!Project::open(m_path, Access::ReadOnly).analysis(1));
        QVERIFY(Project::open(m_path, Access::ReadOnly).executions(1).empty());
        QVERIFY(!Project::open(m_path, Access::ReadOnly).repetition(1));
        QVERIFY(readBytes(m_path) == before);
    }

    void isBroughtUpToDateToBeWritten()
    {
        {
            Project project = Project::open(m_path, Access::ReadWrite);
            Run run = project.run(1);
            QCOMPARE(run.test()->phase, "");
            QVERIFY(!project.analysis(1));
            project.storeAnalysis(1, mapping::weightCountSensitivity(project.costTable()));
            run.measurements.back().phase = "finetune";
            project.save(run);
            project.saveExecution(Execution{.run = 1, .phase = "finetune"});
        }
        QCOMPARE(Project::open(m_path, Access::ReadOnly).executions(1).size(), 1u);
        QCOMPARE(Project::open(m_path, Access::ReadOnly).run(1).test()->phase, "finetune");
        QVERIFY(Project::open(m_path, Access::ReadOnly).analysis(1));
        QCOMPARE(database().execAndGet("PRAGMA user_version").getInt(), schemaVersion);
        database().exec("UPDATE measurements SET correct = 9900");
        QVERIFY(errorMessage([&] { Project::open(m_path, Access::ReadOnly).runs(); }).contains("not what was stored"));
    }

    void aCopyOfItIsKept()
    {
        const std::filesystem::path copy = m_folder.path() / "x-schema1.odimo";
        QVERIFY(QString::fromStdString(plannedUpgrade(m_path))
                    .endsWith("keeps a copy of it as it is now: " + QString::fromStdString(copy.string())));
        QVERIFY(!std::filesystem::exists(copy));
        {
            const Project project = Project::open(m_path, Access::ReadWrite);
            const QString said = QString::fromStdString(project.log().back().text);
            QVERIFY2(said.contains(QString("from schema 1 to %1").arg(schemaVersion)), qPrintable(said));
            QVERIFY2(said.endsWith("is kept: " + QString::fromStdString(copy.string())), qPrintable(said));
        }
        QCOMPARE(plannedUpgrade(m_path), std::string());
        SQLite::Database kept(copy.string(), SQLite::OPEN_READWRITE);
        QCOMPARE(kept.execAndGet("PRAGMA user_version").getInt(), 1);
        QCOMPARE(kept.execAndGet("SELECT count(*) FROM log").getInt(), 0);
        QCOMPARE(Project::open(copy, Access::ReadOnly).run(1).test()->correct, 9000);
    }

    void anEarlierCopyIsNotReplaced()
    {
        const std::filesystem::path copy = m_folder.path() / "x-schema1.odimo";
        writeText(copy, "mine");
        const Project project = Project::open(m_path, Access::ReadWrite);
        QVERIFY(std::filesystem::exists(m_folder.path() / "x-schema1-2.odimo"));
        QCOMPARE(readText(copy), std::string("mine"));
    }

    void forgetsThePathsOfCheckpoints()
    {
        {
            const Project project = Project::open(m_path, Access::ReadWrite);
        }
        for (const char *table : {"runs", "epochs"})
            QCOMPARE(database()
                         .execAndGet(std::string("SELECT count(*) FROM pragma_table_info('") + table +
                                     "') WHERE name = 'checkpoint'")
                         .getInt(),
                     0);
    }

    /// Schema 4: what stands under digests without splits is still what was stored, before and after.
    void epochsWithoutSplitsKeepTheirDigests()
    {
        std::filesystem::remove(m_path);
        {
            Project project = Project::create(m_path, samples::setup());
            project.save(samples::tunedRun(project, "digital", 9000));
            project.addEpoch(samples::epoch(1, "search", 1));
        }
        database().exec("DROP TABLE executions; DROP TABLE repetitions; DROP VIEW v_splits; ALTER TABLE epochs DROP "
                        "COLUMN splits; PRAGMA user_version = 4");
        QCOMPARE(Project::open(m_path, Access::ReadOnly).epochs(1).size(), std::size_t(1));
        {
            Project project = Project::open(m_path, Access::ReadWrite);
            QCOMPARE(project.epochs(1).size(), std::size_t(1));
            project.addEpoch(samples::searchEpoch(project, 1, 2));
        }
        const std::vector<Epoch> epochs = Project::open(m_path, Access::ReadOnly).epochs(1);
        QVERIFY(epochs[0].result.splits.empty() && !epochs[1].result.splits.empty());
        QCOMPARE(database().execAndGet("SELECT count(DISTINCT epoch) FROM v_splits").getInt(), 1);
    }

    /// A file that was changed by hand before it is brought up to date is refused afterwards as well.
    void damageOfAnOlderProjectStaysDamage()
    {
        std::filesystem::remove(m_path);
        {
            Project project = Project::create(m_path, samples::setup());
            project.save(samples::tunedRun(project, "digital", 9000));
            project.addEpoch(samples::epoch(1, "search", 1));
        }
        database().exec("DROP TABLE executions; DROP TABLE repetitions; DROP VIEW v_splits; ALTER TABLE epochs DROP "
                        "COLUMN splits; PRAGMA user_version = 4;"
                        "UPDATE epochs SET loss = 0");
        const Project project = Project::open(m_path, Access::ReadWrite);
        QVERIFY(errorMessage([&] { project.epochs(1); }).contains("not what was stored"));
    }

    void aReaderGoesOnWhenAWriterBringsItUpToDate()
    {
        const Project reader = Project::open(m_path, Access::ReadOnly);
        QCOMPARE(reader.run(1).test()->correct, 9000);
        const Project writer = Project::open(m_path, Access::ReadWrite);
        QCOMPARE(reader.run(1).test()->correct, 9000);
    }

    void theSampleIsReadAsItIs()
    {
        const std::filesystem::path sample =
            std::filesystem::path(ODIMO_TEST_DATA).parent_path() / "projects" / "fashion-resnet8.odimo";
        const std::vector<std::byte> before = readBytes(sample);
        QVERIFY(!Project::open(sample, Access::ReadOnly).runs().empty());
        QVERIFY(readBytes(sample) == before);
    }
};

QTEST_APPLESS_MAIN(TestOlderSchema)
#include "tst_older_schema.moc"
