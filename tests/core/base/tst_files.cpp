// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace odimo;

namespace {

/// Where a link leads that another process makes as soon as a name is free; once.
std::filesystem::path trap;

} // namespace

/// In place of the one of the C library.
extern "C" int remove(const char *name) noexcept
{
    int result = unlinkat(AT_FDCWD, name, 0);
    if (result != 0 && errno == EISDIR)
        result = unlinkat(AT_FDCWD, name, AT_REMOVEDIR);
    if (!trap.empty() && symlink(std::exchange(trap, {}).c_str(), name) != 0)
        trap = name; // Seen by the test.
    return result;
}

class TestFiles : public QObject {
    Q_OBJECT

private slots:
    void readsWhatWasWritten_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("empty") << 0;
        QTest::newRow("one byte") << 1;
        QTest::newRow("a full buffer") << 65536;
        QTest::newRow("more than a buffer") << 65537;
        QTest::newRow("many buffers") << 1'000'003;
    }
    void readsWhatWasWritten()
    {
        QFETCH(int, size);
        std::string text;
        for (int i = 0; i < size; ++i)
            text += static_cast<char>(i * 7);
        const TemporaryFolder folder;
        const auto path = folder.path() / "file";

        writeText(path, text);

        QVERIFY(readText(path) == text);
        QCOMPARE(readBytes(path).size(), text.size());
    }

    void replacesAFileAndLeavesNothingBeside()
    {
        const TemporaryFolder folder;
        const auto path = folder.path() / "file";
        writeText(path, "old and longer");
        writeText(path, "new");
        QCOMPARE(readText(path), std::string("new"));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
    }

    void failedWriteKeepsTheOldAndLeavesNothingBeside()
    {
        const TemporaryFolder folder;
        const auto path = folder.path() / "taken";
        std::filesystem::create_directories(path / "inside");
        const QString message = errorMessage([&] { writeText(path, "new"); });
        QVERIFY2(message.contains("taken cannot be written: "), qPrintable(message));
        QVERIFY(std::filesystem::exists(path / "inside"));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
    }

    void aLinkThatIsMadeMeanwhileIsNotWrittenThrough()
    {
        const TemporaryFolder folder;
        const auto victim = folder.path() / "victim";
        writeText(victim, "untouched");
        trap = victim;
        const QString message = errorMessage([&] { writeText(folder.path() / "file", "new"); });
        QVERIFY(trap.empty());
        QVERIFY2(message.contains("file cannot be written: File exists"), qPrintable(message));
        QCOMPARE(readText(victim), std::string("untouched"));
    }

    void namesThePathAndTheReason()
    {
        const TemporaryFolder folder;
        const auto missing = folder.path() / "missing";
        QCOMPARE(errorMessage([&] { readText(missing); }),
                 QString::fromStdString(missing.string() + " cannot be read: No such file or directory"));
        QCOMPARE(errorMessage([&] { readText(folder.path()); }),
                 QString::fromStdString(folder.path().string() + " cannot be read: Is a directory"));
        QCOMPARE(errorMessage([&] { writeText(missing / "file", ""); }),
                 QString::fromStdString((missing / "file").string() + " cannot be written: No such file or directory"));
    }

    void refusesWhatIsNoRegularFileWithoutWaiting_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("part");
        QTest::newRow("pipe") << "pipe"
                              << "cannot be read: it is a pipe";
        QTest::newRow("link to a pipe") << "link"
                                        << "cannot be read: it is a pipe";
        QTest::newRow("socket") << "socket"
                                << "cannot be read: it is a socket";
        QTest::newRow("device") << "device"
                                << "cannot be read: it is a device";
    }
    void refusesWhatIsNoRegularFileWithoutWaiting()
    {
        QFETCH(QString, kind);
        QFETCH(QString, part);
        const TemporaryFolder folder;
        std::filesystem::path path = folder.path() / "thing";
        if (kind == "pipe" || kind == "link")
            QCOMPARE(mkfifo(path.c_str(), 0600), 0);
        if (kind == "link") {
            std::filesystem::create_symlink(path, folder.path() / "link");
            path = folder.path() / "link";
        }
        if (kind == "socket")
            QCOMPARE(mknod(path.c_str(), S_IFSOCK | 0600, 0), 0);
        if (kind == "device")
            path = "/dev/zero";
        for (const QString &message : {errorMessage([&] { readText(path); }), errorMessage([&] { readBytes(path); }),
                                       errorMessage([&] { requireRegularFile(path); })})
            QVERIFY2(message.contains(part), qPrintable(message));
    }

    void refusesTextWithoutEnd()
    {
        const TemporaryFolder folder;
        const auto path = folder.path() / "sparse";
        writeText(path, "{");
        std::filesystem::resize_file(path, std::uintmax_t(1) << 40);
        const QString message = errorMessage([&] { readText(path); });
        QVERIFY2(message.contains("it is larger than 64 MiB"), qPrintable(message));
    }

    void fullDiskIsAnError()
    {
        QCOMPARE(errorMessage([] { writeText("/dev/full", "x"); }),
                 "/dev/full cannot be written: No space left on device");
        QVERIFY(std::filesystem::is_character_file("/dev/full"));
    }

    void fileErrorsAreInputOutput()
    {
        try {
            readBytes("/nonexistent/file");
            QFAIL("no error");
        } catch (const Error &error) {
            QCOMPARE(error.kind(), ErrorKind::InputOutput);
        }
    }

    void temporaryFolderGoesWithItsScope()
    {
        std::filesystem::path path;
        {
            const TemporaryFolder folder;
            path = folder.path();
            writeText(path / "file", "x");
            QVERIFY(std::filesystem::exists(path));
        }
        QVERIFY(!std::filesystem::exists(path));
    }

    void chosenResourcesComeFirst()
    {
        const TemporaryFolder folder;
        writeText(folder.path() / "thing.json", "{}");
        qputenv("ODIMO_RESOURCES", folder.path().c_str());
        const auto found = resourcePath("thing.json");
        const QString message = errorMessage([] { resourcePath("no such thing"); });
        qunsetenv("ODIMO_RESOURCES");

        QCOMPARE(found.string(), (folder.path() / "thing.json").string());
        QVERIFY2(message.startsWith("the resource no such thing is in none of " +
                                    QString::fromStdString(folder.path().string())),
                 qPrintable(message));
    }

    /// An installed program knows nothing of the tree that it was built in.
    void resourcesLieBesideTheProgram()
    {
        const std::filesystem::path shared = executableFolder().parent_path() / "share" / "odimo";
        QCOMPARE(resourcePath("platforms").string(), (shared / "platforms").string());
        const QString message = errorMessage([] { resourcePath("no such thing"); });
        QVERIFY2(message.startsWith("the resource no such thing is in none of " +
                                    QString::fromStdString(shared.string()) + ";"),
                 qPrintable(message));
    }

    void findsItsOwnFolder() { QVERIFY(std::filesystem::exists(executableFolder() / "tst_core_base_files")); }
};

QTEST_APPLESS_MAIN(TestFiles)
#include "tst_files.moc"
