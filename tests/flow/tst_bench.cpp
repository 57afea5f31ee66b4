// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/session.h"

#include <QTest>

using namespace odimo;
using namespace odimo::flow;

class TestBench : public QObject {
    Q_OBJECT

private slots:
    void timesTheThreeKindsOfSteps()
    {
        const Ended ended = cli::runOdimo({"bench", "--network", "resnet8:width=4,stem=2", "--input", "1x16x16",
                                           "--batch", "16", "--repetitions", "2", "--json"});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const Json document = documentOf(ended);
        const double step_ms = document.at("float_step_ms");
        QVERIFY(step_ms > 0);
        QCOMPARE(document.at("search_ratio").get<double>(), document.at("search_step_ms").get<double>() / step_ms);
        QCOMPARE(document.at("finetune_ratio").get<double>(), document.at("finetune_step_ms").get<double>() / step_ms);
        QVERIFY(document.at("peak_memory_mb").get<double>() > 0);
        QVERIFY(document.at("instant_front_s").get<double>() > 0);
        QVERIFY(document.at("threads").get<int>() > 0);
        QVERIFY(!document.at("torch").get<std::string>().empty() && !document.at("device").get<std::string>().empty());
    }

    void printsATableForPeople()
    {
        const Ended ended = cli::runOdimo({"bench", "--network", "resnet8:width=4,stem=2", "--input", "1x16x16",
                                           "--batch", "16", "--repetitions", "1", "--steps"});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QVERIFY2(ended.output.contains("float, BatchNorm") && ended.output.contains("Peak memory"),
                 ended.output.constData());
        QVERIFY(!ended.output.contains("Instant front"));
    }

    /// Before anything has trained.
    void refusesEnginesThatCannotReadTheData()
    {
        const Session session;
        const Ended ended = cli::runOdimo({"bench", "search", "--network", "ds_cnn:width=8", "--data",
                                           "synthetic:values=features,classes=2,train=40,test=20", "--points", "6",
                                           "--engines", "odimo,odimo-published", "--folder", session.file("projects"),
                                           "-o", session.file("results.md")});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("odimo-published: synthetic:values=features,classes=2,train=40,test=20 has "
                                       "values below 0"),
                 ended.errors.constData());
        QVERIFY(!std::filesystem::exists(session.path("projects")));
    }

    void comparesEnginesOnTheSameWarmUp()
    {
        const Session session;
        const QString report = session.file("results.md");
        const Ended ended = cli::runOdimo({"bench",     "search",
                                           "--network", "resnet8:width=16,stem=2",
                                           "--data",    "synthetic:classes=4,size=16",
                                           "--epochs",  "1,1,1",
                                           "--images",  "256",
                                           "--points",  "6",
                                           "--seeds",   "3",
                                           "--engines", "odimo,instant,baselines,odimo-published",
                                           "--folder",  session.file("projects"),
                                           "-o",        report});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const QString text = QString::fromStdString(readText(session.path("results.md")));
        for (const char *part : {"| 3 | odimo |", "| 3 | instant |", "| 3 | baselines |", "| 3 | odimo-published |",
                                 "all-analog", "hypervolume"})
            QVERIFY2(text.contains(part), qPrintable(text));
        for (const char *engine : {"odimo", "instant", "odimo-published"}) {
            const Json run = runOf(session.file(std::string("projects/") + engine + "-3.odimo"), 1);
            QCOMPARE(run.at("measurements").dump(),
                     runOf(session.file("projects/warm-3.odimo"), 1).at("measurements").dump());
        }
        for (const auto &[engine, style] : {std::pair("odimo", "corrected"), {"odimo-published", "published"}}) {
            const QString project = session.file(std::string("projects/") + engine + "-3.odimo");
            const Json front = documentOf(cli::runOdimo({"front", project, "--json"})).at("points");
            const Ended exported =
                cli::runOdimo({"export", project, "--run", QString::number(front.back().at("run").get<int>()),
                               "--target", "json", "-o", session.file(std::string("export of ") + engine)});
            QVERIFY2(exported.exitCode == 0, exported.errors.constData());
            const std::string weights =
                readText(session.path(std::string("export of ") + engine) / "weights.safetensors");
            QVERIFY2(weights.find(std::string("\\\"style\\\":\\\"") + style) != std::string::npos, engine);
        }
    }

    void namesWhatCanBeCompared()
    {
        const Ended ended = cli::runOdimo(
            {"bench", "search", "--network", "resnet8", "--data", "synthetic", "--engines", "odimo,annealing"});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("no engine annealing") && ended.errors.contains("odimo-published-cost"),
                 ended.errors.constData());
    }
};

QTEST_GUILESS_MAIN(TestBench)
#include "tst_bench.moc"
