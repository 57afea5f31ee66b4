// SPDX-License-Identifier: Apache-2.0
#include "core/project/schema.h"
#include "tests/core/project/samples.h"

#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace odimo;
using namespace odimo::project;

/// Every file that is no project of this version is refused in words that say what it is.
class TestDamage : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "x.odimo";

    void makeProject() { Project::create(m_path, samples::setup()); }

    void execute(const std::string &sql) { SQLite::Database(m_path.string(), SQLite::OPEN_READWRITE).exec(sql); }

    void verifyRefused(const QString &words)
    {
        for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
            try {
                Project::open(m_path, access);
                QFAIL("was opened");
            } catch (const Error &error) {
                QVERIFY2(QString(error.what()).contains(words), error.what());
                QVERIFY2(QString(error.what()).contains("x.odimo"), error.what());
                QCOMPARE(error.kind(), ErrorKind::BadInput);
            }
        }
    }

private slots:
    void cleanup() { std::filesystem::remove(m_path); }

    void refusesAMissingFile() { verifyRefused("there is no project"); }

    void refusesAFolder()
    {
        std::filesystem::create_directory(m_path);
        verifyRefused("there is no project");
    }

    void refusesAnEmptyFile()
    {
        writeText(m_path, "");
        verifyRefused("is empty");
    }

    void refusesAText()
    {
        writeText(m_path, std::string(5000, 'x'));
        verifyRefused("is no ODiMO project");
    }

    void refusesTheDatabaseOfAnotherProgram()
    {
        SQLite::Database(m_path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE t (x)");
        verifyRefused("a database of another program");
    }

    void refusesANewerProjectAndNamesItsVersion()
    {
        makeProject();
        execute("PRAGMA user_version = " + std::to_string(schemaVersion + 1));
        verifyRefused(QString("newer version of ODiMO (project schema %1").arg(schemaVersion + 1));
    }

    void refusesATruncatedFile()
    {
        makeProject();
        std::filesystem::resize_file(m_path, std::filesystem::file_size(m_path) / 2);
        verifyRefused("is damaged");
    }

    void refusesAProjectWithoutItsNetwork()
    {
        makeProject();
        execute("DELETE FROM setup WHERE key = 'network'");
        verifyRefused("is damaged: its setup has no network");
    }

    void refusesANetworkThatIsNoJson()
    {
        makeProject();
        execute("UPDATE setup SET value = 'nonsense' WHERE key = 'network'");
        verifyRefused("is damaged: x.odimo: network is no valid JSON");
    }
};

QTEST_APPLESS_MAIN(TestDamage)
#include "tst_damage.moc"
