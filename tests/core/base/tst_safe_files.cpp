// SPDX-License-Identifier: Apache-2.0
#include "core/base/safe_files.h"

#include "core/base/files.h"
#include "tests/core/base/error_message.h"
#include "tests/preload/watched_disk.h"

#include <QTest>

#include <functional>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

using namespace odimo;

namespace {

/// Where a link leads that another process makes as soon as a name is free; once.
std::filesystem::path trap;

} // namespace

/// In place of the one of the C library.
extern "C" int unlink(const char *name) noexcept
{
    const int result = unlinkat(AT_FDCWD, name, 0);
    if (!trap.empty() && symlink(std::exchange(trap, {}).c_str(), name) != 0)
        trap = name; // Seen by the test.
    return result;
}

class TestSafeFiles : public QObject {
    Q_OBJECT

private:
    static std::span<const std::byte> bytesOf(const std::string &text) { return std::as_bytes(std::span(text)); }

    static std::ptrdiff_t filesIn(const std::filesystem::path &folder)
    {
        return std::distance(std::filesystem::directory_iterator(folder), {});
    }

private slots:
    void aDurableFileTakesThePlaceOfAnother()
    {
        const TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "x";
        for (const std::string text : {"first", "", "second"}) {
            writeDurably(path, bytesOf(text));
            QCOMPARE(readText(path), text);
        }
        QCOMPARE(filesIn(folder.path()), 1);
    }

    void aNewFileTakesThePlaceOfNothing()
    {
        const TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "x";
        QVERIFY(writeNew(path, bytesOf("first")));
        QVERIFY(!writeNew(path, bytesOf("second")));
        QCOMPARE(readText(path), "first");
        std::filesystem::create_symlink("nowhere", folder.path() / "link");
        QVERIFY(!writeNew(folder.path() / "link", bytesOf("third")));
        QCOMPARE(filesIn(folder.path()), 2);
    }

    void linksAreReplacedAndNotFollowed()
    {
        const TemporaryFolder folder;
        writeText(folder.path() / "victim", "untouched");
        std::filesystem::create_symlink(folder.path() / "victim", folder.path() / "x");
        writeDurably(folder.path() / "x", bytesOf("new"));
        QCOMPARE(readText(folder.path() / "victim"), "untouched");
        QCOMPARE(readText(folder.path() / "x"), "new");
    }

    void aLinkThatIsMadeMeanwhileIsNotWrittenThrough()
    {
        const TemporaryFolder folder;
        const std::filesystem::path victim = folder.path() / "victim";
        writeText(victim, "untouched");
        const std::filesystem::path path = folder.path() / "x";
        for (const auto &write : {std::function([&] { writeDurably(path, bytesOf("new")); }),
                                  std::function([&] { writeNew(path, bytesOf("new")); })}) {
            trap = victim;
            const QString message = errorMessage(write);
            QVERIFY(trap.empty());
            QVERIFY2(message.contains("x cannot be written: File exists"), qPrintable(message));
            QCOMPARE(readText(victim), std::string("untouched"));
        }
    }

    void aLossOfPowerLosesNoAcknowledgedFile()
    {
        const TemporaryFolder folder;
        const TemporaryFolder synced;
        QProcess writer;
        watchDisk(writer, folder.path(), "SYNCED", QString::fromStdString(synced.path().string()));
        writer.start(FILE_WRITER, {QString::fromStdString((folder.path() / "x").string())});
        int acknowledged = 0;
        while (acknowledged < 20) {
            QVERIFY(writer.canReadLine() || writer.waitForReadyRead(60'000));
            while (writer.canReadLine())
                acknowledged = writer.readLine().trimmed().toInt();
        }
        writer.kill();
        QVERIFY(writer.waitForFinished());
        QVERIFY(QString::fromStdString(readText(synced.path() / "x")).toInt() >= acknowledged);
    }

    void saysWhereItCannotWrite()
    {
        for (const auto write : {+[](const std::filesystem::path &path) { writeDurably(path, {}); },
                                 +[](const std::filesystem::path &path) {
                                     writeNew(path, {});
                                 }})
            QVERIFY(errorMessage([&] { write("/no/such/x"); }).contains("/no/such/x cannot be written"));
    }
};

QTEST_GUILESS_MAIN(TestSafeFiles)
#include "tst_safe_files.moc"
