// SPDX-License-Identifier: Apache-2.0
#include "core/base/version.h"
#include "tests/app/explorer/sample_project.h"

#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
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
    void figuresStandBesideTheirBars();
    void screenshotsShowTheProject_data();
    void screenshotsShowTheProject();
    void aRunAndALayerCanBeChosen();

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
    QTest::newRow("run") << QStringList{"--run", "first"};
    QTest::newRow("unknown") << QStringList{"--colour"};
}

void ProgramTest::wrongOptionsAreUsageErrors()
{
    QFETCH(const QStringList, arguments);
    QProcess process;
    QCOMPARE(run(process, arguments), 1);
    QVERIFY(!process.readAllStandardError().isEmpty());
}

/// The form only: what the figures are depends on the machine.
void ProgramTest::figuresStandBesideTheirBars()
{
    QProcess process;
    QCOMPARE(run(process, {"--self-benchmark"}), 0);
    QJsonParseError problem;
    const QJsonObject document = QJsonDocument::fromJson(process.readAllStandardOutput(), &problem).object();
    QCOMPARE(problem.error, QJsonParseError::NoError);
    const QMap<QString, double> mostOf{{"first_window_ms", 600},    {"sample_ms", 1500},
                                       {"thousand_runs_ms", 2000},  {"longest_block_ms", 50},
                                       {"event_to_screen_ms", 100}, {"memory_mb", 250}};
    for (auto most = mostOf.begin(); most != mostOf.end(); ++most) {
        const QJsonObject figure = document[most.key()].toObject();
        QCOMPARE(figure["at_most"].toDouble(), most.value());
        QVERIFY2(figure["value"].toDouble() > 0, qPrintable(most.key()));
    }
    const QJsonObject frames = document["front_10k_fps"].toObject();
    QCOMPARE(frames["at_least"].toDouble(), 30);
    QVERIFY(frames["value"].toDouble() > 0);
    QVERIFY(document["events_seen"].toInt() > 100);
    QVERIFY(document["machine"].toObject()["cores"].toInt() > 0);
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

void ProgramTest::aRunAndALayerCanBeChosen()
{
    const auto pictureOf = [this](const QStringList &choice) {
        const QString file = m_folder.filePath("chosen.png");
        QFile::remove(file);
        QProcess process;
        const QStringList arguments{project(), "--screenshot", file, "--size", "1400x900", "--view", "layers"};
        return run(process, arguments + choice) == 0 ? QImage(file) : QImage();
    };
    const QImage first = pictureOf({"--run", "2"});
    QCOMPARE(first.size(), QSize(1400, 900));
    QCOMPARE(pictureOf({"--run", "2"}), first);
    QVERIFY(pictureOf({"--run", "3"}) != first);
    QVERIFY(pictureOf({"--run", "2", "--layer", "fc"}) != first);
}

QTEST_MAIN(ProgramTest)
#include "tst_program.moc"
