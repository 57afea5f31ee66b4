// SPDX-License-Identifier: Apache-2.0
#include "core/base/version.h"
#include "tests/app/explorer/sample_project.h"

#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

class ProgramTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { odimo::tests::writeSampleProject(project().toStdString()); }
    void versionIsPrinted();
    void wrongOptionsAreUsageErrors_data();
    void wrongOptionsAreUsageErrors();
    void screenshotsShowTheProject_data();
    void screenshotsShowTheProject();

private:
    QString project() const { return m_folder.filePath("sample.odimo"); }
    static int run(QProcess &process, const QStringList &arguments)
    {
        process.start(qEnvironmentVariable("ODIMO_BIN") + "/odimo-explorer", arguments);
        return process.waitForFinished(60000) ? process.exitCode() : -1;
    }
    QTemporaryDir m_folder;
};

void ProgramTest::versionIsPrinted()
{
    QProcess process;
    QCOMPARE(run(process, {"--version"}), 0);
    QVERIFY(process.readAllStandardOutput().contains(odimo::version()));
}

void ProgramTest::wrongOptionsAreUsageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("theme") << QStringList{"--theme", "purple"};
    QTest::newRow("size") << QStringList{"--size", "wide"};
    QTest::newRow("view") << QStringList{"--view", "fronts"};
    QTest::newRow("unknown") << QStringList{"--colour"};
}

void ProgramTest::wrongOptionsAreUsageErrors()
{
    QFETCH(const QStringList, arguments);
    QProcess process;
    QCOMPARE(run(process, arguments), 1);
    QVERIFY(!process.readAllStandardError().isEmpty());
}

void ProgramTest::screenshotsShowTheProject_data()
{
    QTest::addColumn<QString>("theme");
    QTest::addColumn<int>("scale");
    QTest::newRow("light") << "light" << 1;
    QTest::newRow("dark") << "dark" << 1;
    QTest::newRow("light, twice as large") << "light" << 2;
}

void ProgramTest::screenshotsShowTheProject()
{
    QFETCH(const QString, theme);
    QFETCH(const int, scale);
    const QString file = m_folder.filePath("window.png");
    QFile::remove(file);
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_SCALE_FACTOR", QString::number(scale));
    process.setProcessEnvironment(environment);
    QCOMPARE(run(process, {project(), "--screenshot", file, "--theme", theme, "--size", "1400x900"}), 0);
    const QImage image(file);
    QCOMPARE(image.size(), QSize(1400, 900) * scale);
    QSet<QRgb> colors;
    for (int x = 0; x < image.width(); x += 3)
        for (int y = 0; y < image.height(); y += 3)
            colors << image.pixel(x, y);
    QVERIFY(colors.size() > 50);
    QVERIFY2(colors.contains(qRgb(0, 0x72, 0xb2)), "the digital parts of the split bars");
    const int brightness = qGray(image.pixel(image.width() / 2, image.height() - 4));
    QCOMPARE(brightness > 128, theme == "light");
}

QTEST_MAIN(ProgramTest)
#include "tst_program.moc"
