// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/project/project.h"
#include "tests/app/cli/program.h"
#include "tests/core/project/forged.h"

#include <QTest>

using namespace odimo;
using namespace odimo::cli;

/// A project of a newer version: every command that only reads it shows it and says what it is, every other refuses it.
class TestNewerProject : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "newer.odimo";
    std::vector<std::byte> m_before;

    QString project() const { return QString::fromStdString(m_path.string()); }
    QString file(const char *name) const { return QString::fromStdString((m_folder.path() / name).string()); }

private slots:
    void initTestCase()
    {
        std::filesystem::copy_file(ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo", m_path);
        {
            const project::Project upToDate = project::Project::open(m_path, project::Access::ReadWrite);
        }
        samples::makeNewer(m_path);
        m_before = readBytes(m_path);
    }

    void isShown_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("front") << QStringList{"front", project()};
        QTest::newRow("front --json") << QStringList{"front", project(), "--json"};
        QTest::newRow("front --instant") << QStringList{"front", project(), "--instant"};
        QTest::newRow("front --growth") << QStringList{"front", project(), "--growth"};
        QTest::newRow("show") << QStringList{"show", project(), "--run", "2"};
        QTest::newRow("compare") << QStringList{"compare", project(), "--run", "2", "--with", "3"};
        QTest::newRow("compare projects")
            << QStringList{"compare", project(), ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo"};
        QTest::newRow("edit") << QStringList{"edit", project(), "--run", "3", "--fill-blocks"};
        QTest::newRow("report") << QStringList{"report", project(), "-o", file("report.md")};
        QTest::newRow("info") << QStringList{"project", "info", project()};
        QTest::newRow("check") << QStringList{"project", "check", project()};
        QTest::newRow("export") << QStringList{"export", project(), "--run", "3", "-o", file("exported")};
    }

    void isShown()
    {
        QFETCH(QStringList, arguments);
        const Ended ended = runOdimo(arguments);
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QVERIFY2(!ended.output.isEmpty(), ended.errors.constData());
        QVERIFY2(ended.errors.contains("was made by a newer version of ODiMO") &&
                     ended.errors.contains("what that version added is not shown"),
                 ended.errors.constData());
        QVERIFY(readBytes(m_path) == m_before);
    }

    void isNotWritten_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("explore") << QStringList{"explore", "--project", project(),    "--network", "resnet8:stem=2",
                                                "--data",  "synthetic", "--platform", "diana"};
        QTest::newRow("dry run") << QStringList{"explore",        "--project", project(),   "--network",
                                                "resnet8:stem=2", "--data",    "synthetic", "--dry-run"};
        QTest::newRow("resume") << QStringList{"explore", "--project", project(), "--resume"};
        QTest::newRow("measure") << QStringList{"measure", project(), "--run", "3"};
        QTest::newRow("rename") << QStringList{"rename", project(), "--run", "3", "--name", "best"};
        QTest::newRow("prune") << QStringList{"project", "prune", project()};
        QTest::newRow("rescue") << QStringList{"project", "rescue", project(), "-o", file("rescued.odimo")};
        QTest::newRow("verify-run") << QStringList{"verify-run", project(), "--run", "3"};
    }

    void isNotWritten()
    {
        QFETCH(QStringList, arguments);
        const Ended ended = runOdimo(arguments);
        QVERIFY2(ended.exitCode == 2, ended.errors.constData());
        QVERIFY2(ended.errors.contains("was made by a newer version of ODiMO"), ended.errors.constData());
        QVERIFY2(ended.output.isEmpty(), ended.output.constData());
        QVERIFY(readBytes(m_path) == m_before);
        QVERIFY(!std::filesystem::exists(m_path.string() + ".runs"));
    }
};

QTEST_GUILESS_MAIN(TestNewerProject)
#include "tst_newer_project.moc"
