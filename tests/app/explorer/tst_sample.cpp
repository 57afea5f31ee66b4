// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/project/sample.h"
#include "core/base/error.h"
#include "core/base/files.h"

#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;

class SampleTest : public QObject {
    Q_OBJECT

private slots:
    void isFoundBesideTheProgram_data();
    void isFoundBesideTheProgram();
    void aCopyIsOpenedNotTheSampleItself();
    void aMissingSampleIsAnErrorInWords();
};

void SampleTest::isFoundBesideTheProgram_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("folder");
    QTest::newRow("built") << "build/release/bin"
                           << "build/release/share/odimo/projects";
    QTest::newRow("installed") << "usr/bin"
                               << "usr/share/odimo/projects";
}

void SampleTest::isFoundBesideTheProgram()
{
    QFETCH(const QString, program);
    QFETCH(const QString, folder);
    const TemporaryFolder root;
    std::filesystem::create_directories(root.path() / program.toStdString());
    std::filesystem::create_directories(root.path() / folder.toStdString());
    QVERIFY(!findSample(root.path() / program.toStdString()));
    const std::filesystem::path sample = root.path() / folder.toStdString() / "fashion-resnet8.odimo";
    writeText(sample, "sample");
    QCOMPARE(findSample(root.path() / program.toStdString()), std::optional(sample));
}

void SampleTest::aCopyIsOpenedNotTheSampleItself()
{
    const TemporaryFolder root;
    std::filesystem::create_directories(root.path() / "bin");
    std::filesystem::create_directories(root.path() / "share/odimo/projects");
    const std::filesystem::path sample = root.path() / "share/odimo/projects/fashion-resnet8.odimo";
    writeText(sample, "sample");
    SampleCopies copies;
    const std::filesystem::path copy = copies.make(root.path() / "bin");
    QVERIFY(copy != sample);
    QVERIFY(copies.contains(copy));
    QVERIFY(!copies.contains(sample));
    writeText(copy, "changed");
    QCOMPARE(readText(sample), std::string("sample"));
    QCOMPARE(readText(copies.make(root.path() / "bin")), std::string("sample"));
}

void SampleTest::aMissingSampleIsAnErrorInWords()
{
    const TemporaryFolder root;
    SampleCopies copies;
    try {
        copies.make(root.path());
        QFAIL("There is no sample to copy");
    } catch (const Error &error) {
        QVERIFY2(std::string(error.what()).find("not installed") != std::string::npos, error.what());
    }
}

QTEST_GUILESS_MAIN(SampleTest)
#include "tst_sample.moc"
