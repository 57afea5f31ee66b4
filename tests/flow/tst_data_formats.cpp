// SPDX-License-Identifier: Apache-2.0
#include "tests/core/data/sample_data.h"
#include "tests/flow/session.h"

#include <QTest>

using namespace odimo;
using namespace odimo::flow;
namespace samples = odimo::data::samples;

namespace {

QStringList explore(const QString &data, const QString &project)
{
    return {"explore",
            "--network",
            "resnet8:width=4",
            "--data",
            data + ":image=3x16x16",
            "--preset",
            "standard",
            "--images",
            "0",
            "--epochs",
            "1,1,1",
            "--strengths",
            "1",
            "--baselines",
            "none",
            "--one-process",
            "--project",
            project};
}

} // namespace

/// Data of every format, made here, through the command line.
class TestDataFormats : public QObject {
    Q_OBJECT

private slots:
    void valuesThatAreNoPixelsAreExploredAndMeasured_data()
    {
        QTest::addColumn<QString>("data");
        QTest::newRow("features") << "synthetic:values=features,height=24,width=10,classes=3,train=90,test=30";
        QTest::newRow("normalised") << "synthetic:classes=3,train=90,test=30,normalise=0.5,0.25";
    }
    void valuesThatAreNoPixelsAreExploredAndMeasured()
    {
        QFETCH(QString, data);
        const Session session;
        QVERIFY(documentOf(cli::runOdimo({"data", data, "--json"})).at("least").get<double>() < -1);
        const Ended explored =
            cli::runOdimo({"explore", "--network", "ds_cnn:width=8", "--data", data, "--preset", "standard", "--images",
                           "0", "--epochs", "1,1,1", "--strengths", "1", "--baselines", "none", "--one-process",
                           "--project", session.file("a.odimo")});
        QVERIFY2(explored.exitCode == 0, explored.errors.constData());
        const Json points = frontOf(session.file("a.odimo")).at("points");
        QVERIFY(!points.empty());
        const QString run = QString::number(points.front().at("run").get<int>());
        const Ended same = cli::runOdimo({"evaluate", session.file("a.odimo"), "--run", run, "--json"});
        QVERIFY2(same.exitCode == 0, same.errors.constData());
        QCOMPARE(documentOf(same).at("accuracy").get<double>(), points.front().at("accuracy").get<double>());
        const Ended other =
            cli::runOdimo({"evaluate", session.file("a.odimo"), "--run", run, "--data", data + ",seed=2"});
        QVERIFY2(other.exitCode == 0, other.errors.constData());
        const Ended pixels = cli::runOdimo({"evaluate", session.file("a.odimo"), "--run", run, "--data",
                                            QString(data).remove(",normalise=0.5,0.25").remove("values=features,")});
        QVERIFY2(pixels.errors.contains("reads features or normalised images, but synthetic:"),
                 pixels.errors.constData());
    }

    void normalisedImagesAreNotMeasuredOnANetworkOfPixels()
    {
        const Session session;
        const QString data = "synthetic:classes=2,train=40,test=20";
        const Ended explored =
            cli::runOdimo({"explore", "--network", "resnet8:width=4", "--data", data, "--preset", "standard",
                           "--images", "0", "--epochs", "1,1,1", "--strengths", "1", "--baselines", "none",
                           "--one-process", "--project", session.file("a.odimo")});
        QVERIFY2(explored.exitCode == 0, explored.errors.constData());
        const Ended refused =
            cli::runOdimo({"evaluate", session.file("a.odimo"), "--run", "1", "--data", data + ",normalise=0.5,0.25"});
        QVERIFY2(refused.errors.contains("reads plain pixels, but synthetic:"), refused.errors.constData());
    }

    void dataIsToldAndExplored_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("archive");
        for (const auto &[format, write] : samples::sampleWriters()) {
            QTest::addRow("%s, folder", format.c_str()) << QString::fromStdString(format) << "";
            QTest::addRow("%s, .tar.gz", format.c_str()) << QString::fromStdString(format) << "data.tar.gz";
        }
        QTest::newRow("image folders, .zip") << "image folders"
                                             << "data.zip";
    }
    void dataIsToldAndExplored()
    {
        QFETCH(QString, format);
        QFETCH(QString, archive);
        const Session session;
        std::filesystem::create_directories(session.path("data"));
        samples::sampleWriters().find(format.toStdString())->second(session.path("data"));
        if (!archive.isEmpty())
            samples::packFolder(session.path("data"), session.path(archive.toStdString()), "top/");
        const QString data = session.file(archive.isEmpty() ? "data" : archive.toStdString());

        const Ended told = cli::runOdimo({"data", data, "--json"});
        QVERIFY2(told.exitCode == 0, told.errors.constData());
        const Json json = documentOf(told);
        QCOMPARE(json.at("train_per_class").dump(), std::string("[2,2]"));
        QCOMPARE(json.at("test_per_class").dump(), std::string("[1,1]"));
        QVERIFY(json.at("problems").empty());

        const Ended explored = cli::runOdimo(explore(data, session.file("a.odimo")));
        QVERIFY2(explored.exitCode == 0, explored.errors.constData());
        QVERIFY(!frontOf(session.file("a.odimo")).at("points").empty());
    }

    void problemsAreToldAndSkippedOnlyWhenAsked()
    {
        const Session session;
        samples::sampleWriters().find("image folders")->second(session.path("data"));
        writeText(session.path("data/train/cat/3.png"), "a letter");
        const QString data = session.file("data");

        const Ended told = cli::runOdimo({"data", data});
        QCOMPARE(told.exitCode, 2);
        QVERIFY2(told.output.contains("train/cat/3.png"), told.output.constData());
        QVERIFY2(told.errors.contains("--skip-bad"), told.errors.constData());
        QVERIFY2(told.errors.contains("1 problem; correct it"), told.errors.constData());
        QCOMPARE(cli::runOdimo({"data", data, "--skip-bad"}).exitCode, 0);
        const Ended asked = cli::runOdimo({"data", data + ":skip_bad=yes"}); // what was advised
        QVERIFY2(asked.exitCode == 0, asked.errors.constData());
        QVERIFY2(asked.errors.isEmpty(), asked.errors.constData());

        const Ended refused = cli::runOdimo(explore(data, session.file("a.odimo")));
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.errors.contains("train/cat/3.png"), refused.errors.constData());
        QVERIFY(!std::filesystem::exists(session.path("a.odimo")));
        const Ended skipped = cli::runOdimo(explore(data, session.file("a.odimo")) << "--skip-bad");
        QVERIFY2(skipped.exitCode == 0, skipped.errors.constData());
    }
};

QTEST_APPLESS_MAIN(TestDataFormats)
#include "tst_data_formats.moc"
