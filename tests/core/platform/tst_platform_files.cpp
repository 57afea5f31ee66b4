// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::platform;

class TestPlatformFiles : public QObject {
    Q_OBJECT

private slots:
    void everyPlatformOfTheProgramCanBeRead()
    {
        const std::vector<std::string> names = platformNames();
        QVERIFY(std::ranges::find(names, "diana") != names.end());
        for (const std::string &name : names)
            QCOMPARE(loadPlatform(name).name, name);
    }

    void readsAFileOfTheUser()
    {
        const TemporaryFolder folder;
        const std::string path = (folder.path() / "mine.json").string();
        writeText(path, loadPlatform("diana").json);
        QCOMPARE(loadPlatform(path).name, "diana");
    }

    void listsTheNamesForAnUnknownPlatform()
    {
        const QString message = errorMessage([] { loadPlatform("dianna"); });
        QVERIFY2(message.contains("there is no platform \"dianna\"; known: "), qPrintable(message));
        QVERIFY2(message.contains("diana"), qPrintable(message));
    }

    void namesAMissingFile()
    {
        const QString message = errorMessage([] { loadPlatform("/nowhere/mine.json"); });
        QVERIFY2(message.contains("/nowhere/mine.json"), qPrintable(message));
    }

    void namesTheFileOfABrokenPlatform()
    {
        const TemporaryFolder folder;
        const std::string path = (folder.path() / "mine.json").string();
        writeText(path, "{");
        const QString message = errorMessage([&] { loadPlatform(path); });
        QVERIFY2(message.contains(QString::fromStdString(path) + " is no valid JSON"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestPlatformFiles)
#include "tst_platform_files.moc"
