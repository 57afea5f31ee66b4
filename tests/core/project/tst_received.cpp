// SPDX-License-Identifier: Apache-2.0
#include "core/project/database.h"
#include "core/project/digests.h"
#include "tests/core/project/samples.h"

#include <QElapsedTimer>
#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

#include <sys/stat.h>

using namespace odimo;
using namespace odimo::project;

/// A file from somebody else holds data, and nothing of it runs when it is opened.
class TestReceived : public QObject {
    Q_OBJECT

private slots:
    void refusesATableThatComputes_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("what");
        QTest::newRow("endless view")
            << "DROP TABLE notes; CREATE VIEW notes AS WITH RECURSIVE n(i) AS (SELECT 1 UNION "
               "ALL SELECT i + 1 FROM n) SELECT 'plan' AS key, max(i) AS value FROM n"
            << "view \"notes\"";
        QTest::newRow("endless setup")
            << "ALTER TABLE setup RENAME TO s; CREATE VIEW setup AS SELECT key, value FROM s "
               "WHERE 0 < (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
               "SELECT max(i) FROM n)"
            << "view \"setup\"";
        QTest::newRow("another view") << "CREATE VIEW other AS SELECT 1"
                                      << "view \"other\"";
        QTest::newRow("trigger") << "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM runs; END"
                                 << "trigger \"t\"";
        QTest::newRow("virtual table") << "DROP TABLE log; CREATE VIRTUAL TABLE log USING fts5(run, at, level, text)"
                                       << "table \"log\"";
        QTest::newRow("generated column") << "ALTER TABLE log ADD COLUMN big TEXT AS (hex(zeroblob(400000000)))"
                                          << "table \"log\"";
    }

    void refusesATableThatComputes()
    {
        QFETCH(QString, sql);
        QFETCH(QString, what);
        const TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "x.odimo";
        Project::create(path, samples::setup());
        SQLite::Database(path.string(), SQLite::OPEN_READWRITE).exec(sql.toStdString());
        for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
            QElapsedTimer timer;
            timer.start();
            const QString message = errorMessage([&] { Project::open(path, access); });
            QVERIFY2(message.contains("is no project as this program makes it: its " + what), qPrintable(message));
            QVERIFY2(timer.elapsed() < 60'000, "the file was computed, not refused");
        }
    }

    void aViewOfOursIsNotRun()
    {
        samples::NewProject made;
        made.project.save(samples::tunedRun(made.project, "digital", 9000));
        SQLite::Database(made.path.string(), SQLite::OPEN_READWRITE)
            .exec("DROP VIEW v_front; CREATE VIEW v_front AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                  "FROM n) SELECT max(i) FROM n");
        QCOMPARE(Project::open(made.path, Access::ReadOnly).runs().size(), std::size_t(1));
    }

    void whatAFileBringsAlongBesideDataIsOff()
    {
        const samples::NewProject made;
        for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
            SQLite::Database database = openDatabase(made.path, access);
            QVERIFY_THROWS_EXCEPTION(SQLite::Exception, database.execAndGet("SELECT count(*) FROM v_front"));
            QCOMPARE(database.execAndGet("PRAGMA trusted_schema").getInt(), 0);
            database.exec("PRAGMA writable_schema = ON");
            QVERIFY_THROWS_EXCEPTION(SQLite::Exception, database.exec("UPDATE sqlite_schema SET sql = sql"));
            QCOMPARE(database.execAndGet("PRAGMA cell_size_check").getInt(), 1);
        }
    }

    void aPipeIsRefusedWithoutWaiting()
    {
        const TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "x.odimo";
        QCOMPARE(mkfifo(path.c_str(), 0600), 0);
        const QString message = errorMessage([&] { Project::open(path, Access::ReadOnly); });
        QVERIFY2(message.contains("x.odimo cannot be read: it is a pipe"), qPrintable(message));
    }

    void whatNoProgramOfOursStoresIsRefused_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("message");
        QTest::newRow("endless cost") << "UPDATE runs SET latency_cycles = 9e999"
                                      << "run 1 has a strength or a cost that is none";
        QTest::newRow("negative cost") << "UPDATE runs SET energy_uJ = -1"
                                       << "run 1 has a strength or a cost that is none";
        QTest::newRow("too many right") << "UPDATE measurements SET correct = 10001"
                                        << "run 1 has a measurement that cannot be: 10001 right of 10000";
        QTest::newRow("endless loss") << "UPDATE measurements SET loss = 9e999"
                                      << "run 1 has a measurement that cannot be";
        QTest::newRow("settings") << "UPDATE runs SET settings = '[1]'"
                                  << "run 1: settings are no JSON object";
        QTest::newRow("epoch") << "UPDATE epochs SET loss = -9e999"
                               << "an epoch of run 1 has an endless number";
    }

    /// Digests that fit prove nothing: whoever changes a file can make them anew.
    void whatNoProgramOfOursStoresIsRefused()
    {
        QFETCH(QString, sql);
        QFETCH(QString, message);
        samples::NewProject made;
        const std::int64_t id = made.project.save(samples::tunedRun(made.project, "digital", 9000));
        made.project.addEpoch(samples::epoch(id, "finetune", 1));
        SQLite::Database database(made.path.string(), SQLite::OPEN_READWRITE);
        database.exec(sql.toStdString());
        sealAll(database);
        const QString found = errorMessage([&] {
            const Project project = Project::open(made.path, Access::ReadOnly);
            project.runs();
            project.epochs(id);
        });
        QVERIFY2(found.contains("x.odimo is damaged (") && found.contains(message), qPrintable(found));
    }

    void measurementsOfNothingAreNone()
    {
        samples::NewProject made;
        project::Run run = samples::tunedRun(made.project, "digital", 0);
        for (project::Measurement &each : run.measurements)
            each.total = 0;
        QVERIFY(!made.project.run(made.project.save(run)).test());
    }
};

QTEST_APPLESS_MAIN(TestReceived)
#include "tst_received.moc"
