// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/images/image_cache.h"
#include "tests/core/data/cache_folder.h"
#include "tests/core/data/sample_data.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::data;

namespace {

/// Three images of 1x2x2 pixels, one of them for the test.
DecodedImages keepSample(const std::string &key, std::uint64_t mostCacheBytes = 1 << 20)
{
    NewCacheEntry entry(key, 100); // more room than is needed in the end
    std::ranges::fill(entry.pixels(), std::uint8_t{7});
    entry.pixels()[11] = 8;
    const Images images{.channels = 1, .height = 2, .width = 2, .pixels = {}, .labels = {1, 0}};
    DecodedImages decoded{.train = images, .test = images, .problems = {{"a.png", "is empty"}}};
    decoded.test.labels = {1};
    return entry.keep(std::move(decoded), mostCacheBytes);
}

std::vector<std::filesystem::path> files()
{
    std::vector<std::filesystem::path> found;
    for (const auto &entry : std::filesystem::directory_iterator(imageCacheFolder()))
        found.push_back(entry.path());
    return found;
}

} // namespace

class TestImageCache : public QObject {
    Q_OBJECT

private slots:
    void findsWhatWasKept()
    {
        const samples::CacheFolder folder;
        QVERIFY(!readImageCache("a"));
        const DecodedImages kept = keepSample("a");
        const auto found = readImageCache("a");
        QVERIFY(found.has_value());
        for (const DecodedImages *decoded : {&kept, &*found}) {
            QCOMPARE(decoded->train.pixels, Pixels(std::vector<std::uint8_t>(8, 7)));
            QCOMPARE(decoded->test.pixels, (Pixels{7, 7, 7, 8}));
            QCOMPARE(decoded->train.labels, (std::vector<std::int32_t>{1, 0}));
            QCOMPARE(decoded->problems, (std::vector<Problem>{{"a.png", "is empty"}}));
        }
        QVERIFY(!readImageCache("b"));
        QCOMPARE(files().size(), std::size_t{1});
    }

    void leavesNothingBehindIfDecodingBreaksOff()
    {
        const samples::CacheFolder folder;
        {
            const NewCacheEntry entry("a", 100);
            QCOMPARE(files().size(), std::size_t{1});
        }
        QVERIFY(files().empty());
    }

    void ignoresDamagedEntries_data()
    {
        QTest::addColumn<int>("keptBytes");
        QTest::addColumn<int>("flippedByte");
        QTest::newRow("empty") << 0 << -1;
        QTest::newRow("short") << 20 << -1;
        QTest::newRow("one byte missing") << -1 << -1;
        QTest::newRow("pixel") << 0x7FFFFFFF << 3;
        QTest::newRow("text") << 0x7FFFFFFF << 14;
    }
    void ignoresDamagedEntries()
    {
        QFETCH(int, keptBytes);
        QFETCH(int, flippedByte);
        const samples::CacheFolder folder;
        keepSample("a");
        std::string bytes = readText(files().front());
        if (flippedByte >= 0)
            bytes[static_cast<std::size_t>(flippedByte)] ^= 1;
        const std::size_t size = keptBytes < 0 ? bytes.size() - 1 : static_cast<std::size_t>(keptBytes);
        writeText(files().front(), bytes.substr(0, size));
        QVERIFY(!readImageCache("a"));
        keepSample("a"); // made anew
        QVERIFY(readImageCache("a"));
    }

    void survivesTheRemovalOfItsFile()
    {
        const samples::CacheFolder folder;
        keepSample("a");
        const auto found = readImageCache("a");
        std::filesystem::remove(files().front());
        QCOMPARE(found->test.pixels, (Pixels{7, 7, 7, 8}));
    }

    void doesWithoutACacheThatCannotBeWritten()
    {
        const samples::CacheFolder folder;
        samples::write(folder.path() / "odimo", {1}); // a file where the folder should be
        QCOMPARE(keepSample("a").test.pixels, (Pixels{7, 7, 7, 8}));
        QVERIFY(!readImageCache("a"));
    }

    void removesTheEntriesThatWereNotUsedForLongest()
    {
        const samples::CacheFolder folder;
        const auto now = std::filesystem::file_time_type::clock::now();
        const auto age = [&](const std::string &key, int hours) {
            std::filesystem::last_write_time(imageCacheFolder() / (key + ".images"), now - std::chrono::hours(hours));
        };
        keepSample("a");
        keepSample("b");
        const std::uint64_t entryBytes = std::filesystem::file_size(files().front());
        age("a", 3);
        age("b", 2);
        QVERIFY(readImageCache("a")); // used, so that b is the oldest now
        keepSample("c", 2 * entryBytes);
        QVERIFY(readImageCache("a"));
        QVERIFY(!readImageCache("b"));
        QVERIFY(readImageCache("c"));
    }

    void decodesOnlyOnce()
    {
        const samples::CacheFolder folder;
        const TemporaryFolder data;
        samples::writeImageFolders(data.path() / "plain");
        const auto zip = samples::packFolder(data.path() / "plain", data.path() / "a.zip");
        const Dataset first = loadDataset(zip.string());
        const auto written = std::filesystem::last_write_time(files().front());
        const Dataset second = loadDataset(zip.string());
        QCOMPARE(second.train.pixels, first.train.pixels);
        QCOMPARE(files().size(), std::size_t{1});
        QVERIFY(std::filesystem::last_write_time(files().front()) >= written);
        // Another size is another entry; another image, too.
        loadDataset(zip.string() + ":image=3x8x8");
        QCOMPARE(files().size(), std::size_t{2});
        samples::write(data.path() / "plain/train/cat/1.png", samples::png(samples::filled({3, 4, 5}, 99)));
        samples::packFolder(data.path() / "plain", zip);
        QCOMPARE(loadDataset(zip.string()).train.image(0)[0], std::uint8_t{99});
    }
};

QTEST_APPLESS_MAIN(TestImageCache)
#include "tst_image_cache.moc"
