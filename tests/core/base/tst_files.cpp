// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/core/base/error_message.h"

#include <QTest>

using namespace odimo;

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

    void findsItsOwnFolder() { QVERIFY(std::filesystem::exists(executableFolder() / "tst_core_base_files")); }
};

QTEST_APPLESS_MAIN(TestFiles)
#include "tst_files.moc"
