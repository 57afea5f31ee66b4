// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/project/project.h"
#include "tests/app/cli/program.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::cli;

/// `odimo compare` on the sample and on copies of it, of which one has lost a run and one is about other data.
class TestCompareCommand : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static QString sample() { return ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo"; }
    QString file(const QString &name) const { return m_folder.filePath(name); }

    static Json documentOf(const QStringList &arguments)
    {
        return Json::parse(runOdimo(QStringList{"compare"} + arguments + QStringList{"--json"}).output.toStdString());
    }

private slots:
    void initTestCase()
    {
        for (const char *name : {"b.odimo", "c.odimo"})
            QVERIFY(QFile::copy(sample(), file(name)));
        project::Project worse = project::Project::open(file("b.odimo").toStdString(), project::Access::ReadWrite);
        for (project::Run run : worse.runs()) {
            if (!run.test())
                continue;
            project::Measurement lower = *run.test();
            lower.correct -= lower.total / 10;
            run.measurements.push_back(lower);
            worse.save(run);
        }
    }

    void threeProjectsHaveOneFrontAndTheirDifferences()
    {
        const Json document = documentOf({sample(), file("b.odimo"), file("c.odimo")});
        QCOMPARE(document.at("projects").size(), std::size_t{3});
        const Json &latency = document.at("latency");
        QCOMPARE(latency.at("fronts").size(), std::size_t{3});
        QCOMPARE(latency.at("differences").size(), std::size_t{3});
        for (const Json &each : latency.at("differences")) {
            const bool isOfTheWorse = each.at("of") == 1 || each.at("minus") == 1;
            QCOMPARE(each.at("clear").get<bool>(), isOfTheWorse);
        }
        for (const Json &point : latency.at("points"))
            QVERIFY(!point.at("on_merged_front").get<bool>() || point.at("project") != 1);
    }

    void theKneesAreToldLayerByLayerOrTheRunsThatAreNamed()
    {
        const Json front = Json::parse(runOdimo({"front", sample(), "--json"}).output.toStdString());
        const Json knees = documentOf({sample(), file("c.odimo")});
        for (const Json &project : knees.at("projects"))
            QVERIFY(project.at("chosen").at("run") == front.at("knee") &&
                    project.at("chosen").at("reason") == "the knee");
        QVERIFY(knees.at("layers").empty() && knees.at("settings").empty()); // Both have the same.
        const QByteArray equal = runOdimo({"compare", sample(), file("c.odimo")}).output;
        QVERIFY2(equal.contains("\nAll settings are the same."), equal.constData());

        const QStringList named{sample(), file("c.odimo"), "--run", "2", "--run", "7"};
        const Json layers = documentOf(named).at("layers");
        QVERIFY(!layers.empty());
        for (const Json &layer : layers) {
            QCOMPARE(layer.at("projects").at(0).at("channels").at("analog").get<int>(), 0);
            QVERIFY(layer.at("projects").at(1).at("channels").at("analog").get<int>() > 0);
        }
        const QByteArray text = runOdimo(QStringList{"compare"} + named).output;
        QVERIFY2(text.contains("A: run 2, all-digital") && text.contains("B: run 7, instant"), text.constData());
        QVERIFY(text.contains("more layers are the same in all"));
        const QByteArray all = runOdimo(QStringList{"compare"} + named + QStringList{"--all"}).output;
        QVERIFY(all.contains("\nconv1 ") && !text.contains("\nconv1 ") && !all.contains("more layers"));
    }

    void everyKindOfFileIsWritten_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        QTest::newRow("web page") << "a.html"
                                  << "<h2>Merged front</h2>";
        QTest::newRow("Markdown") << "a.md"
                                  << "## Merged front";
        QTest::newRow("PDF") << "a.pdf"
                             << "%PDF-";
        QTest::newRow("JSON") << "a.json"
                              << "\"merged_hypervolume\"";
    }

    void everyKindOfFileIsWritten()
    {
        QFETCH(QString, name);
        QFETCH(QString, words);
        const Ended ended = runOdimo({"compare", sample(), file("b.odimo"), file("c.odimo"), "-o", file(name)});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QCOMPARE(ended.output, "The comparison is in " + file(name).toUtf8() + "\n");
        QVERIFY(readText(file(name).toStdString()).find(words.toStdString()) != std::string::npos);
    }

    void refusesWithAReason_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("words");
        const QString other = file("c.odimo");
        QTest::newRow("one project") << QStringList{sample()} << 1 << "further projects";
        QTest::newRow("runs of some") << QStringList{sample(), other, "--run", "2"} << 1 << "2 projects and 1 run;";
        QTest::newRow("no mapping") << QStringList{sample(), other, "--run", "1", "--run", "2"} << 2 << "no mapping";
        QTest::newRow("ending") << QStringList{sample(), other, "-o", "x.doc"} << 2 << ".html, .pdf, .md, .json";
        QTest::newRow("three and a run") << QStringList{sample(), other, other, "--run", "2", "--with", "3"} << 1
                                         << "one project or two";
        QTest::newRow("file of runs") << QStringList{sample(), "--run", "2", "--with", "3", "-o", "x.md"} << 1
                                      << "for projects";
    }

    void refusesWithAReason()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, words);
        const Ended ended = runOdimo(QStringList{"compare"} + arguments);
        QTEST(ended.exitCode, "exitCode");
        QVERIFY2(ended.errors.contains(words.toUtf8()), ended.errors.constData());
        QCOMPARE(ended.output, "");
    }
};

QTEST_GUILESS_MAIN(TestCompareCommand)
#include "tst_compare_command.moc"
