// SPDX-License-Identifier: Apache-2.0
#include "tests/core/project/samples.h"

#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace odimo;
using namespace odimo::project;
using samples::NewProject;

class TestWeights : public QObject {
    Q_OBJECT

private:
    static int count(const std::filesystem::path &path, const std::string &table)
    {
        return SQLite::Database(path.string()).execAndGet("SELECT count(*) FROM " + table).getInt();
    }

    static std::filesystem::path file(const NewProject &made, const std::string &text)
    {
        const std::filesystem::path path = made.folder.path() / "weights";
        writeText(path, text);
        return path;
    }

private slots:
    void comeBackByteForByte_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("text") << QByteArray("weights");
        QTest::newRow("zeros") << QByteArray(1'000'000, '\0');
        QTest::newRow("all bytes") << QByteArray::fromHex("00ff80017f0a0d1a");
    }
    void comeBackByteForByte()
    {
        QFETCH(QByteArray, content);
        NewProject made;
        const std::int64_t run = made.project.save(Run{});
        made.project.storeWeights(run, "warm", file(made, content.toStdString()));
        const std::filesystem::path copy = made.folder.path() / "copy";
        Project::open(made.path, Access::ReadOnly).extractWeights(run, "warm", copy);
        QCOMPARE(QByteArray::fromStdString(readText(copy)), content);
    }

    void areKnownByRunAndRole()
    {
        NewProject made;
        const std::int64_t run = made.project.save(Run{});
        made.project.storeWeights(run, "warm", file(made, "a"));
        QVERIFY(made.project.hasWeights(run, "warm"));
        QVERIFY(!made.project.hasWeights(run, "tuned"));
        const QString message =
            errorMessage([&] { made.project.extractWeights(run, "tuned", made.folder.path() / "copy"); });
        QVERIFY(message.contains("has no tuned weights of run 1"));
    }

    void equalContentsAreStoredOnce()
    {
        NewProject made;
        const std::int64_t run = made.project.save(Run{});
        made.project.storeWeights(run, "searched", file(made, "same"));
        made.project.storeWeights(run, "tuned", file(made, "same"));
        QCOMPARE(count(made.path, "weights"), 2);
        QCOMPARE(count(made.path, "contents"), 1);
    }

    void replacedContentsAreForgotten()
    {
        NewProject made;
        const std::int64_t run = made.project.save(Run{});
        made.project.storeWeights(run, "tuned", file(made, "first"));
        made.project.storeWeights(run, "tuned", file(made, "second"));
        QCOMPARE(count(made.path, "contents"), 1);
        made.project.extractWeights(run, "tuned", made.folder.path() / "copy");
        QCOMPARE(readText(made.folder.path() / "copy"), "second");
    }

    void damageIsDetected_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("another content") << "UPDATE contents SET sha256 = 'feed'; UPDATE weights SET sha256 = 'feed'";
        QTest::newRow("no zlib") << "UPDATE contents SET compressed = x'0102'";
        QTest::newRow("a size that cannot be") << "UPDATE contents SET bytes = 1000000000000000";
        QTest::newRow("a negative size") << "UPDATE contents SET bytes = -1";
    }
    void damageIsDetected()
    {
        QFETCH(QString, sql);
        NewProject made;
        const std::int64_t run = made.project.save(Run{});
        made.project.storeWeights(run, "tuned", file(made, "weights"));
        SQLite::Database(made.path.string(), SQLite::OPEN_READWRITE).exec(sql.toStdString());
        const std::filesystem::path copy = made.folder.path() / "copy";
        const QString message = errorMessage([&] { made.project.extractWeights(run, "tuned", copy); });
        QVERIFY2(message.contains("is damaged") && message.contains("run 1"), qPrintable(message));
        QVERIFY(!std::filesystem::exists(copy));
    }

    /// Each is sound by itself.
    void thoseOfAnotherAreDetected()
    {
        NewProject made;
        const std::int64_t run = made.project.save(Run{});
        made.project.storeWeights(run, "searched", file(made, "searched"));
        made.project.storeWeights(run, "tuned", file(made, "tuned"));
        SQLite::Database(made.path.string(), SQLite::OPEN_READWRITE)
            .exec(
                "UPDATE contents SET (bytes, compressed) = (SELECT c.bytes, c.compressed FROM contents c JOIN weights "
                "w ON c.sha256 = w.sha256 WHERE w.role = 'searched') WHERE sha256 = (SELECT sha256 FROM weights WHERE "
                "role = 'tuned')");
        const QString message =
            errorMessage([&] { made.project.extractWeights(run, "tuned", made.folder.path() / "copy"); });
        QVERIFY2(message.contains("is damaged: the tuned weights of run 1"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestWeights)
#include "tst_weights.moc"
