// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/containers/archive.h"
#include "tests/core/base/error_message.h"
#include "tests/core/data/sample_archives.h"

#include <QElapsedTimer>
#include <QTest>

#include <map>

using namespace odimo;
using namespace odimo::data;

namespace {

const std::array archiveNames = {"a.tar", "a.tar.gz", "a.zip"};

std::map<std::string, samples::Bytes> contentsOf(const std::filesystem::path &path, const ArchiveLimits &limits = {})
{
    std::map<std::string, samples::Bytes> contents;
    ArchiveReader reader(path, limits);
    while (reader.next())
        if (!reader.isFolder())
            contents[reader.path()] = reader.read();
    return contents;
}

} // namespace

class TestArchive : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;

    QString refusal(const char *name, const std::vector<samples::ArchiveFile> &files, const ArchiveLimits &limits = {})
    {
        const auto path = samples::writeArchive(m_folder.path() / name, files);
        return errorMessage([&] { contentsOf(path, limits); });
    }

private slots:
    void readsCompressedTarFilesOfSeveralMembers()
    {
        const samples::Bytes large(100'000, 7);
        const auto path = samples::writeArchive(m_folder.path() / "plain.tar",
                                                {{.path = "a", .bytes = large}, {.path = "b", .bytes = {1}}});
        std::ifstream stream(path, std::ios::binary);
        const samples::Bytes tar{std::istreambuf_iterator<char>(stream), {}};
        const auto middle = tar.begin() + static_cast<long>(tar.size() / 2);
        const auto packed =
            samples::write(m_folder.path() / "members.tar.gz",
                           samples::joined({samples::gzip({tar.begin(), middle}), samples::gzip({middle, tar.end()})}));
        const auto contents = contentsOf(packed);
        QCOMPARE(contents.at("a"), large);
        QCOMPARE(contents.at("b"), (samples::Bytes{1}));
    }

    void readsPathsAndContents()
    {
        const samples::Bytes large(100'000, 7);
        for (const char *name : archiveNames) {
            const auto path = samples::writeArchive(m_folder.path() / name, {{.path = "./b/2.txt", .bytes = {1, 2}},
                                                                             {.path = "a", .type = AE_IFDIR},
                                                                             {.path = "a//1.txt", .bytes = large},
                                                                             {.path = "empty.txt"}});
            QVERIFY(isArchive(path));
            const auto contents = contentsOf(path);
            QCOMPARE(contents.size(), std::size_t{3});
            QCOMPARE(contents.at("b/2.txt"), (samples::Bytes{1, 2}));
            QCOMPARE(contents.at("a/1.txt"), large);
            QVERIFY(contents.at("empty.txt").empty());
        }
    }

    void keepsNamesBeyondAscii()
    {
        for (const char *name : archiveNames) {
            const auto path =
                samples::writeArchive(m_folder.path() / name, {{.path = "caf\u00e9/1.txt", .bytes = {1}}});
            QCOMPARE(contentsOf(path).begin()->first, std::string("caf\u00e9/1.txt"));
        }
    }

    void refusesEntriesThatReachOutside_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("reason");
        QTest::newRow("parent") << "../x.txt"
                                << "'../x.txt' has a component '..'";
        QTest::newRow("parent inside") << "a/../../x.txt"
                                       << "has a component '..'";
        QTest::newRow("parent at the end") << "a/.."
                                           << "has a component '..'";
        QTest::newRow("absolute") << "/etc/x.txt"
                                  << "'/etc/x.txt' has an absolute path";
        QTest::newRow("drive") << "C:/x.txt"
                               << "has an absolute path or one of another system";
        QTest::newRow("backslashes") << "..\\x.txt"
                                     << "archives that reach outside themselves are not opened";
    }
    void refusesEntriesThatReachOutside()
    {
        QFETCH(QString, path);
        QFETCH(QString, reason);
        for (const char *name : archiveNames) {
            const QString message = refusal(name, {{.path = path.toStdString(), .bytes = {1}}});
            QVERIFY2(message.contains(reason), qPrintable(message));
        }
    }

    void refusesLinksAndSpecialFiles()
    {
        for (const char *name : archiveNames) {
            const QString link = refusal(name, {{.path = "x", .type = AE_IFLNK, .linkTarget = "/etc/passwd"}});
            QVERIFY2(link.contains("the entry 'x' is a link"), qPrintable(link));
        }
        for (const char *name : {"a.tar", "a.tar.gz"}) {
            const QString hard = refusal(name, {{.path = "a", .bytes = {1}}, {.path = "b", .linkTarget = "a"}});
            QVERIFY2(hard.contains("the entry 'b' is a link"), qPrintable(hard));
            const QString pipe = refusal(name, {{.path = "p", .type = AE_IFIFO}});
            QVERIFY2(pipe.contains("the entry 'p' is a special file"), qPrintable(pipe));
        }
    }

    void refusesWhatExceedsALimit_data()
    {
        QTest::addColumn<QString>("limit");
        QTest::addColumn<QString>("reason");
        QTest::newRow("entries") << "entries"
                                 << "holds more than the limit of 2 files";
        QTest::newRow("one file") << "file"
                                  << "the entry 'b' has 3000 bytes; the limit is 2000";
        QTest::newRow("all files") << "total"
                                   << "holds more than the limit";
        QTest::newRow("ratio") << "ratio"
                               << "unpacks to more than 2 times its size";
    }
    void refusesWhatExceedsALimit()
    {
        QFETCH(QString, limit);
        QFETCH(QString, reason);
        ArchiveLimits limits;
        if (limit == "entries")
            limits.entries = 2;
        else if (limit == "file")
            limits.fileBytes = 2000;
        else if (limit == "total")
            limits.totalBytes = 4000;
        else
            limits = {.ratio = 2, .unsuspiciousBytes = 4000};
        for (const char *name : {"a.tar.gz", "a.zip"}) {
            const QString message = refusal(name,
                                            {{.path = "a", .bytes = {1}},
                                             {.path = "b", .bytes = samples::Bytes(3000)},
                                             {.path = "c", .bytes = samples::Bytes(1500)}},
                                            limits);
            QVERIFY2(message.contains(reason), qPrintable(message));
        }
    }

    /// Three files of 32 MiB of zeros, packed a thousand times: refused by their claims, before any is unpacked.
    void refusesZipBombsAtOnce()
    {
        std::vector<samples::ArchiveFile> files;
        for (int file = 0; file < 3; ++file)
            files.push_back({.path = std::to_string(file), .bytes = samples::Bytes(std::size_t{32} << 20)});
        const auto path = samples::writeArchive(m_folder.path() / "bomb.zip", files);
        QElapsedTimer timer;
        timer.start();
        const QString message = errorMessage([&] {
            ArchiveReader reader(path);
            while (reader.next()) {
            }
        });
        QVERIFY2(message.contains("unpacks to more than 200 times its size"), qPrintable(message));
        QVERIFY2(timer.elapsed() < 60'000, "the file was read, not refused");
    }

    void refusesTruncatedArchives()
    {
        samples::Bytes noise;
        for (int index = 0; index < 50'000; ++index)
            noise.push_back(static_cast<std::uint8_t>(index % 251 * (index % 241) % 239));
        for (const char *name : archiveNames) {
            const auto path = samples::writeArchive(m_folder.path() / name, {{.path = "a", .bytes = noise}});
            std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
            const QString message = errorMessage([&] { contentsOf(path); });
            QVERIFY2(message.contains("is truncated, damaged or no"), qPrintable(message));
        }
    }

    void refusesWhatIsNoArchive()
    {
        const auto path = samples::write(m_folder.path() / "x.zip", samples::bytesOf("only words"));
        const QString message = errorMessage([&] { contentsOf(path); });
        QVERIFY2(message.contains("x.zip is truncated, damaged or no .tar, .tar.gz or .zip archive"),
                 qPrintable(message));
        QVERIFY(!isArchive(path));
        QVERIFY(errorMessage([&] { contentsOf(m_folder.path() / "absent.zip"); }).contains("No such file"));
    }
};

QTEST_APPLESS_MAIN(TestArchive)
#include "tst_archive.moc"
