// SPDX-License-Identifier: Apache-2.0
#include "core/project/integrity.h"
#include "core/project/rescue.h"
#include "core/project/schema.h"
#include "tests/core/project/forged.h"
#include "tests/core/project/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::project;

/// Projects that a later version of the program has made or written: they are looked at, never written.
class TestNewerSchema : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "x.odimo";

    static QString messageOfReading(const std::filesystem::path &path)
    {
        return errorMessage([&] { Project::open(path, Access::ReadOnly).runs(); });
    }

private slots:
    /// It has a table, a column and a view more, and digests that are made of something else.
    void init()
    {
        std::filesystem::remove(m_path);
        {
            Project project = Project::create(m_path, samples::setup());
            project.save(samples::tunedRun(project, "digital", 9000));
            project.addEpoch(samples::epoch(1, "finetune", 1));
            project.storeDocument("plan", R"({"epochs":7})");
        }
        samples::makeNewer(m_path);
    }

    void isReadAsFarAsItIsKnown()
    {
        const std::vector<std::byte> before = readBytes(m_path);
        const Project project = Project::open(m_path, Access::ReadOnly);
        QCOMPARE(project.run(1).test()->correct, 9000);
        QCOMPARE(project.runs().size(), std::size_t{1});
        QCOMPARE(project.epochs(1).size(), std::size_t{1});
        QCOMPARE(project.document("plan"), std::string(R"({"epochs":7})"));
        const QString newer = QString::fromStdString(project.newerVersion());
        QVERIFY2(newer.contains(QString("x.odimo was made by a newer version of ODiMO (project schema %1; this is")
                                    .arg(schemaVersion + 1)),
                 qPrintable(newer));
        QVERIFY(readBytes(m_path) == before);
    }

    void isNotWritten()
    {
        const std::vector<std::byte> before = readBytes(m_path);
        const QString message = errorMessage([&] { Project::open(m_path, Access::ReadWrite); });
        QVERIFY2(message.contains("can only be looked at; install the newer version to change it"),
                 qPrintable(message));
        Project reader = Project::open(m_path, Access::ReadOnly);
        QVERIFY(!errorMessage([&] { reader.storeDocument("plan", "{}"); }).isEmpty());
        QVERIFY(readBytes(m_path) == before);
    }

    void oneThatWasNotClosedIsLeftAsItIs()
    {
        samples::execute(m_path, "PRAGMA journal_mode = WAL");
        const std::vector<std::byte> before = readBytes(m_path);
        QVERIFY(!errorMessage([&] { Project::open(m_path, Access::ReadWrite); }).isEmpty());
        QVERIFY(readBytes(m_path) == before);
    }

    void withoutWhatThisVersionReadsItSaysWhatIsInTheWay_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("reason");
        QTest::newRow("table") << "DROP TABLE analyses"
                               << "its analyses have no run";
        QTest::newRow("column") << "DROP VIEW v_front; DROP VIEW v_layers; DROP VIEW v_epochs; DROP VIEW v_splits;"
                                   "ALTER TABLE runs DROP COLUMN message"
                                << "its runs have no message";
        QTest::newRow("mapping") << R"(UPDATE runs SET mapping = '{"schema": 7}')"
                                 << "run 1: mapping";
        QTest::newRow("network") << R"(UPDATE setup SET value = '{"schema": 7}' WHERE key = 'network')"
                                 << "x.odimo: network";
    }

    void withoutWhatThisVersionReadsItSaysWhatIsInTheWay()
    {
        QFETCH(QString, sql);
        QFETCH(QString, reason);
        samples::execute(m_path, sql.toStdString());
        const QString message = messageOfReading(m_path);
        QVERIFY2(message.contains("newer version of ODiMO") && message.contains(reason), qPrintable(message));
        QVERIFY2(!message.contains("damaged"), qPrintable(message));
    }

    void whatComputesIsRefusedAsEver()
    {
        samples::execute(m_path, "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM runs; END");
        QVERIFY(messageOfReading(m_path).contains("its trigger \"t\""));
    }

    void ofItsIntegrityOnlyTheStructureIsKnown() { QCOMPARE(damageOf(m_path), std::vector<std::string>()); }

    void isNotRescuedIntoAnOlderOne()
    {
        const QString message = errorMessage([&] { rescue(m_path, m_folder.path() / "y.odimo"); });
        QVERIFY2(message.contains("install the newer version to rescue it"), qPrintable(message));
        QVERIFY(!std::filesystem::exists(m_folder.path() / "y.odimo"));
    }
};

QTEST_APPLESS_MAIN(TestNewerSchema)
#include "tst_newer_schema.moc"
