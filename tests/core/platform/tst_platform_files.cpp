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
        const std::string message = samples::messageOf([] { loadPlatform("dianna"); });
        QVERIFY2(samples::contains(message, "there is no platform \"dianna\"; known: "), message.c_str());
        QVERIFY2(samples::contains(message, "diana"), message.c_str());
    }

    void namesAMissingFile()
    {
        const std::string message = samples::messageOf([] { loadPlatform("/nowhere/mine.json"); });
        QVERIFY2(samples::contains(message, "/nowhere/mine.json"), message.c_str());
    }

    void namesTheFileOfABrokenPlatform()
    {
        const TemporaryFolder folder;
        const std::string path = (folder.path() / "mine.json").string();
        writeText(path, "{");
        const std::string message = samples::messageOf([&] { loadPlatform(path); });
        QVERIFY2(samples::contains(message, path + " is no valid JSON"), message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestPlatformFiles)
#include "tst_platform_files.moc"
