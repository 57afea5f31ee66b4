// SPDX-License-Identifier: Apache-2.0
#include "core/base/new_folder.h"

#include "core/base/files.h"
#include "tests/core/base/error_message.h"

#include <QTest>

using namespace odimo;

namespace fs = std::filesystem;

class TestNewFolder : public QObject {
    Q_OBJECT

private:
    static std::ptrdiff_t entriesOf(const fs::path &folder)
    {
        return std::distance(fs::directory_iterator(folder), {});
    }

    static void fill(const fs::path &goal, Existing existing, const std::string &text)
    {
        NewFolder folder(goal, existing);
        writeText(folder.path() / "manifest.json", text);
        folder.complete();
    }

private slots:
    void appearsAsAWhole()
    {
        const TemporaryFolder parent;
        const fs::path goal = parent.path() / "a" / "run6";
        {
            NewFolder folder(goal, Existing::Refuse);
            writeText(folder.path() / "file", "text");
            QVERIFY(!fs::exists(goal));
            folder.complete();
        }
        QCOMPARE(readText(goal / "file"), std::string("text"));
        QCOMPARE(entriesOf(goal.parent_path()), 1);
    }

    void nothingRemainsOfOneThatBreaksOff()
    {
        const TemporaryFolder parent;
        {
            const NewFolder folder(parent.path() / "run6", Existing::Refuse);
            writeText(folder.path() / "file", "text");
        }
        QCOMPARE(entriesOf(parent.path()), 0);
    }

    void takesThePlaceOfAnEmptyFolder()
    {
        const TemporaryFolder parent;
        fs::create_directory(parent.path() / "run6");
        fill(parent.path() / "run6/", Existing::Refuse, "new");
        QCOMPARE(readText(parent.path() / "run6" / "manifest.json"), std::string("new"));
        QCOMPARE(entriesOf(parent.path()), 1);
    }

    void refusesAFolderWithFiles()
    {
        const TemporaryFolder parent;
        const fs::path goal = parent.path() / "run6";
        fill(goal, Existing::Refuse, "old");
        const QString message = errorMessage([&] { NewFolder(goal, Existing::Refuse); });
        QVERIFY2(message.contains("run6 is not empty"), qPrintable(message));
        QCOMPARE(readText(goal / "manifest.json"), std::string("old"));
    }

    void replacesAnExportAsAWhole()
    {
        const TemporaryFolder parent;
        const fs::path goal = parent.path() / "run6";
        fill(goal, Existing::Refuse, "old");
        writeText(goal / "left over", "of the old one");
        {
            const NewFolder brokenOff(goal, Existing::ReplaceExport);
            writeText(brokenOff.path() / "manifest.json", "half");
        }
        QCOMPARE(readText(goal / "manifest.json"), std::string("old"));
        fill(goal, Existing::ReplaceExport, "new");
        QCOMPARE(readText(goal / "manifest.json"), std::string("new"));
        QCOMPARE(entriesOf(goal), 1);
        QCOMPARE(entriesOf(parent.path()), 1);
    }

    void replacesNothingThatIsNoExport()
    {
        const TemporaryFolder parent;
        writeText(parent.path() / "thesis.tex", "years of work");
        const QString message = errorMessage([&] { NewFolder(parent.path(), Existing::ReplaceExport); });
        QVERIFY2(message.contains("no export"), qPrintable(message));
        QCOMPARE(readText(parent.path() / "thesis.tex"), std::string("years of work"));
    }

    void goesWhereALinkLeads()
    {
        const TemporaryFolder parent;
        fs::create_directory(parent.path() / "folder");
        fs::create_directory_symlink("folder", parent.path() / "link");
        fill(parent.path() / "link", Existing::Refuse, "new");
        QVERIFY(fs::is_symlink(parent.path() / "link"));
        QCOMPARE(readText(parent.path() / "folder" / "manifest.json"), std::string("new"));
    }

    void namesAPlaceWhereNoneCanBe_data()
    {
        QTest::addColumn<QString>("goal");
        QTest::newRow("below a file") << "/proc/version/run6";
        QTest::newRow("where nobody may write") << "/proc/run6";
        QTest::newRow("a file") << "/proc/version";
        QTest::newRow("no name") << "";
    }

    void namesAPlaceWhereNoneCanBe()
    {
        QFETCH(QString, goal);
        const QString message = errorMessage([&] { NewFolder(goal.toStdString(), Existing::ReplaceExport); });
        QVERIFY2(!message.isEmpty() && message.contains(goal), qPrintable(message));
    }
};

QTEST_GUILESS_MAIN(TestNewFolder)
#include "tst_new_folder.moc"
