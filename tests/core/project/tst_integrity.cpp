// SPDX-License-Identifier: Apache-2.0
#include "core/project/integrity.h"
#include "core/project/left_open.h"
#include "tests/core/project/forged.h"
#include "tests/core/project/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::project;

/// A project is checked as a whole when it was not closed, and when somebody asks.
class TestIntegrity : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "x.odimo";
    std::filesystem::path m_left = m_folder.path() / "left.odimo";

    static void fill(Project &project, const std::filesystem::path &weights)
    {
        writeText(weights, std::string(3000, 'w'));
        for (const char *unit : {"digital", "analog"}) {
            const std::int64_t id = project.save(samples::tunedRun(project, unit, 8000));
            project.storeWeights(id, "tuned", weights);
            project.addEpoch(samples::epoch(id, "finetune", 1));
        }
        project.storeAnalysis(1, mapping::weightCountSensitivity(project.costTable()));
        project.storeDocument("plan", "{}");
    }

    /// What is left of a project whose writer is killed now: its files, with what it has acknowledged.
    void leave() const
    {
        for (const char *ending : {"", "-wal"})
            std::filesystem::copy_file(m_path.string() + ending, m_left.string() + ending,
                                       std::filesystem::copy_options::overwrite_existing);
    }

private slots:
    void init()
    {
        for (const std::filesystem::path &path : {m_path, m_left})
            for (const char *ending : {"", "-wal", "-shm"})
                std::filesystem::remove(path.string() + ending);
        Project project = Project::create(m_path, samples::setup());
        fill(project, m_folder.path() / "weights");
        leave();
    }

    void aWholeProjectHasNoDamage()
    {
        QCOMPARE(damageOf(m_path), std::vector<std::string>());
        QVERIFY(errorMessage([&] { requireIntegrity(m_path); }).isEmpty());
    }

    void everyDamageIsFound_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("what");
        QTest::newRow("run") << "UPDATE runs SET seed = 7 WHERE id = 2"
                             << "run 2";
        QTest::newRow("epochs") << "UPDATE epochs SET loss = 0 WHERE run = 1"
                                << "epochs of run 1";
        QTest::newRow("analysis") << "DELETE FROM analyses"
                                  << "analysis of run 1";
        QTest::newRow("notes") << "UPDATE notes SET value = 'x'"
                               << "notes";
        QTest::newRow("weights") << "UPDATE contents SET compressed = zeroblob(100)"
                                 << "the tuned weights of run 1";
        QTest::newRow("reference") << "PRAGMA foreign_keys = OFF; DELETE FROM contents"
                                   << "refers to one of contents";
        QTest::newRow("a run less") << "PRAGMA foreign_keys = OFF; DELETE FROM runs WHERE id = 2"
                                    << "has 1 runs";
    }

    void everyDamageIsFound()
    {
        QFETCH(QString, sql);
        QFETCH(QString, what);
        samples::execute(m_path, sql.toStdString());
        QString words;
        for (const std::string &each : damageOf(m_path))
            words += QString::fromStdString(each) + "\n";
        QVERIFY2(words.contains(what), qPrintable(words));
        const QString message = errorMessage([&] { requireIntegrity(m_path); });
        QVERIFY2(message.contains("is damaged") && message.contains("rescue"), qPrintable(message));
    }

    void oneThatWasClosedIsOpenedWithoutACheck()
    {
        QVERIFY(!isMarkedOpen(m_path));
        samples::execute(m_path, "UPDATE contents SET compressed = zeroblob(100)"); // A check would find it.
        const Project project = Project::open(m_path, Access::ReadWrite);
        QVERIFY(!project.wasLeftOpen());
        QVERIFY(project.log().empty());
    }

    void oneThatWasLeftOpenIsCheckedAndItsLogSaysSo()
    {
        QVERIFY(isMarkedOpen(m_left));
        {
            const Project project = Project::open(m_left, Access::ReadWrite);
            QVERIFY(project.wasLeftOpen());
            QVERIFY(project.log().back().text.find("All of it was checked: it is whole") != std::string::npos);
            QCOMPARE(project.runs().size(), std::size_t{2});
        }
        QVERIFY(!isMarkedOpen(m_left)); // Closed now.
        QVERIFY(!Project::open(m_left, Access::ReadWrite).wasLeftOpen());
    }

    void oneThatIsDamagedAsWellIsNotWrittenUntilItIsRescued()
    {
        samples::execute(m_left, "UPDATE contents SET compressed = zeroblob(100)");
        for (int again = 0; again < 2; ++again) { // The mark stays.
            QVERIFY(isMarkedOpen(m_left));
            const QString message = errorMessage([&] { Project::open(m_left, Access::ReadWrite); });
            QVERIFY2(message.contains("the tuned weights of run 1") && message.contains("rescue"), qPrintable(message));
        }
        QCOMPARE(Project::open(m_left, Access::ReadOnly).runs().size(), std::size_t{2});
    }

    void oneThatSomebodyHasOpenWasNotLeft()
    {
        const Project writer = Project::open(m_path, Access::ReadWrite);
        QVERIFY(isMarkedOpen(m_path));
        QVERIFY(!isLeftOpen(m_path));
        QVERIFY(!Project::open(m_path, Access::ReadWrite).wasLeftOpen());
    }

    void whatIsNoProjectIsNotMarked()
    {
        QVERIFY(!isMarkedOpen(m_folder.path() / "none.odimo"));
        QVERIFY(!isMarkedOpen(m_folder.path()));
        writeText(m_folder.path() / "short", "x");
        QVERIFY(!isMarkedOpen(m_folder.path() / "short"));
    }
};

QTEST_APPLESS_MAIN(TestIntegrity)
#include "tst_integrity.moc"
