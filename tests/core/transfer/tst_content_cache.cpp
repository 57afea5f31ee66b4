// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/data/containers/base64.h"
#include "core/transfer/content_cache.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <chrono>

#include <sys/stat.h>

using namespace odimo;
using namespace odimo::transfer;
namespace fs = std::filesystem;

class TestContentCache : public QObject {
    Q_OBJECT

private:
    fs::path folder() const { return m_folder.path() / "odimo" / "worker"; }

    static std::string digestOf(const std::string &text)
    {
        data::Sha256 digest;
        digest.add(text);
        return digest.hexadecimal();
    }

    static std::string put(const ContentCache &cache, const std::string &text)
    {
        IncomingFile file = cache.begin(digestOf(text), static_cast<std::int64_t>(text.size()));
        file.add(0, data::base64(text));
        cache.keep(std::move(file));
        return digestOf(text);
    }

    static void age(const fs::path &path, std::chrono::hours age)
    {
        fs::last_write_time(path, fs::file_time_type::clock::now() - age);
    }

    TemporaryFolder m_folder;

private slots:
    void init() { fs::remove_all(m_folder.path() / "odimo"); }

    void whatIsKeptIsFound()
    {
        const ContentCache cache(folder());
        QVERIFY(!cache.find(digestOf("one")));
        const std::string digest = put(cache, "one");
        QCOMPARE(readText(cache.find(digest)->path()), "one");
        QCOMPARE(readText(ContentCache(folder()).find(digest)->path()), "one");
    }

    void theFolderIsOfThisUserAlone()
    {
        fs::create_directories(folder());
        fs::permissions(folder(), fs::perms::all);
        const ContentCache cache(folder());
        struct stat status {};
        QCOMPARE(stat(folder().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0700u);
        QCOMPARE(stat(cache.find(put(cache, "one"))->path().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777, 0600u);
    }

    void aLinkIsNoFolder()
    {
        fs::create_directories(folder().parent_path());
        fs::create_directory_symlink(m_folder.path(), folder());
        const QString message = errorMessage([&] { ContentCache cache(folder()); });
        QVERIFY2(message.contains("it is no folder; set XDG_CACHE_HOME"), qPrintable(message));
    }

    void beyondTheLimitTheLeastUsedGoes()
    {
        const ContentCache cache(folder(), 8);
        const std::string first = put(cache, "1st");
        const std::string second = put(cache, "2nd");
        age(folder() / first, std::chrono::hours(2));
        age(folder() / second, std::chrono::hours(3));
        cache.find(second); // Used just now.
        const std::string third = put(cache, "3rd");
        QVERIFY(!cache.find(first));
        QVERIFY(cache.find(second));
        QVERIFY(cache.find(third));
    }

    void whatAWorkerHoldsStays()
    {
        const ContentCache cache(folder(), 5);
        const std::string first = put(cache, "1st");
        {
            const std::optional<HeldFile> held = cache.find(first);
            age(folder() / first, std::chrono::hours(2));
            put(cache, "2nd");
            QVERIFY(fs::exists(held->path()));
        }
        age(folder() / first, std::chrono::hours(2));
        put(cache, "3rd");
        QVERIFY(!fs::exists(folder() / first));
    }

    void oneThatIsLargerThanTheLimitIsKept()
    {
        const ContentCache cache(folder(), 2);
        QVERIFY(cache.find(put(cache, "one")));
    }

    void aFolderGoesWithItsTask()
    {
        const ContentCache cache(folder());
        fs::path path;
        {
            const TaskFolder task(cache);
            path = task.path();
            writeText(path / "search.checkpoint", "1");
        }
        QVERIFY(!fs::exists(path));
    }

    void whatKilledWorkersLeftGoesADayLater()
    {
        const ContentCache cache(folder());
        const TaskFolder running(cache);
        age(running.path(), std::chrono::hours(25));
        fs::create_directory(folder() / "task-killed");
        fs::create_directory(folder() / "task-today");
        writeText(folder() / "half.part", "half");
        for (const char *old : {"task-killed", "half.part"})
            age(folder() / old, std::chrono::hours(25));
        put(cache, "one");
        QVERIFY(fs::exists(running.path()));
        QVERIFY(fs::exists(folder() / "task-today"));
        QVERIFY(!fs::exists(folder() / "task-killed"));
        QVERIFY(!fs::exists(folder() / "half.part"));
    }

    void liesWhereTheUserKeepsCaches()
    {
        qputenv("XDG_CACHE_HOME", "/cache");
        QCOMPARE(ContentCache::usualFolder(), fs::path("/cache/odimo/worker"));
        qunsetenv("XDG_CACHE_HOME");
        qputenv("HOME", "/home/me");
        QCOMPARE(ContentCache::usualFolder(), fs::path("/home/me/.cache/odimo/worker"));
        qunsetenv("HOME");
        QVERIFY(ContentCache::usualFolder().filename().string().starts_with("odimo-worker-"));
    }
};

QTEST_APPLESS_MAIN(TestContentCache)
#include "tst_content_cache.moc"
