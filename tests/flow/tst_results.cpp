// SPDX-License-Identifier: Apache-2.0
#include "core/data/dataset.h"
#include "core/data/sampling.h"
#include "core/integer/executor.h"
#include "core/platform/platform.h"
#include "core/project/project.h"
#include "tests/core/integer/read_integers.h"
#include "tests/flow/session.h"

#include <QTest>

#include <optional>

using namespace odimo;
using namespace odimo::flow;

/// What the commands make of one finished exploration.
class TestResults : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const Ended ended = cli::runOdimo(m_session.explore("a.odimo") << "--json");
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        m_point = documentOf(ended).at("points").at(0);
        m_run = QString::number(m_point.at("run").get<int>());
    }

    void frontIsATableForPeople()
    {
        const Ended ended = cli::runOdimo({"front", m_project});
        QCOMPARE(ended.exitCode, 0);
        QVERIFY2(ended.output.contains("% of all-digital"), ended.output.constData());
    }

    void frontAgainstEnergyHasItsOwnReference()
    {
        const Json energy = documentOf(cli::runOdimo({"front", m_project, "--objective", "energy", "--json"}));
        QCOMPARE(energy.at("objective").get<std::string>(), "energy");
        QVERIFY(energy.at("reference") != frontOf(m_project).at("reference"));
    }

    void showTellsTheMappingAndItsCost()
    {
        const Json run = documentOf(cli::runOdimo({"show", m_project, "--run", m_run, "--json"}));
        QCOMPARE(run.at("status").get<std::string>(), "done");
        double latency_cycles = 0;
        for (const Json &layer : run.at("cost").at("layers"))
            latency_cycles += layer.at("latency_cycles").get<double>();
        // Sums of at most ten layers, added in another order.
        QVERIFY(std::abs(latency_cycles / m_point.at("latency_cycles").get<double>() - 1) < 1e-12);

        const Ended text = cli::runOdimo({"show", m_project, "--run", m_run});
        QCOMPARE(text.exitCode, 0);
        QVERIFY2(text.output.contains("█ digital ░ analog"), text.output.constData());
    }

    void showTellsTheFindingsOfItsRun()
    {
        {
            project::Project project = project::Project::open(m_project.toStdString(), project::Access::ReadWrite);
            for (const std::int64_t run : {m_run.toLongLong(), 0LL})
                project.addLog({.run = run,
                                .at = project::timestamp(),
                                .level = "finding",
                                .text = "2 biases of " + std::to_string(run) + " saturate"});
        }
        const QByteArray own = "2 biases of " + m_run.toLatin1() + " saturate";
        const Ended text = cli::runOdimo({"show", m_project, "--run", m_run});
        QVERIFY2(text.output.contains("finding: " + own), text.output.constData());
        QVERIFY(!text.output.contains("biases of 0"));
        QVERIFY(documentOf(cli::runOdimo({"show", m_project, "--run", m_run, "--json"})).at("findings") ==
                Json::array({own.toStdString()}));
    }

    void showNamesTheRunThatIsNotThere()
    {
        const Ended ended = cli::runOdimo({"show", m_project, "--run", "999"});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("999"), ended.errors.constData());
    }

    void evaluateFindsTheAccuracyOfTheFront()
    {
        const Ended ended = cli::runOdimo({"evaluate", m_project, "--run", m_run, "--json"});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QCOMPARE(documentOf(ended).at("accuracy").get<double>(), m_point.at("accuracy").get<double>());
        QCOMPARE(documentOf(ended).at("numerics").get<std::string>(), "fake");
    }

    void evaluateMeasuresTheWarmUpInFloat()
    {
        const Ended ended = cli::runOdimo({"evaluate", m_project, "--run", "1", "--json"});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QCOMPARE(documentOf(ended).at("numerics").get<std::string>(), "float");
        QCOMPARE(cli::runOdimo({"evaluate", m_project, "--run", "1", "--numerics", "fake"}).exitCode, 2);
    }

    void integersDecideWhatWasMeasuredImageByImage()
    {
        const Ended ended =
            cli::runOdimo({"evaluate", m_project, "--run", m_run, "--numerics", "float,fake,integer", "--json"});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const Json document = documentOf(ended);
        const Json &results = document.at("results");
        QCOMPARE(results.size(), 3U);
        QCOMPARE(results.at(1).at("accuracy").get<double>(), m_point.at("accuracy").get<double>());
        QCOMPARE(results.at(2).at("numerics").get<std::string>(), "integer");
        QCOMPARE(results.at(2).at("correct").get<int>(), results.at(1).at("correct").get<int>());
        QVERIFY(std::abs(results.at(2).at("loss").get<double>() - results.at(1).at("loss").get<double>()) < 1e-5);
        const Json &differences = document.at("differences");
        QCOMPARE(differences.size(), 3U);
        const Json &floatAndInteger = differences.at(1), &fakeAndInteger = differences.at(2);
        QCOMPARE(floatAndInteger.at("images").get<int>(), results.at(0).at("total").get<int>());
        QCOMPARE(floatAndInteger.at("other_logits").get<int>(), floatAndInteger.at("images").get<int>());
        QVERIFY(floatAndInteger.at("decided_differently").get<int>() >=
                std::abs(results.at(0).at("correct").get<int>() - results.at(2).at("correct").get<int>()));
        QCOMPARE(fakeAndInteger.at("other_logits").get<int>(), 0);
        QCOMPARE(fakeAndInteger.at("decided_differently").get<int>(), 0);
        QVERIFY(document.at("findings").empty());
    }

    /// On a platform with converters fake and integer agree with them and without, and converters change something.
    void whatConvertersCostIsShownImageByImage()
    {
        Json platform = parseJson(platform::loadPlatform("diana").json, "diana");
        Json &analog = platform["units"][1];
        analog["array"] = "adc";
        analog["converter_bits"] = 6;
        analog["converter_rows"] = 1152;
        writeText(m_session.path("converters.json"), platform.dump());
        const Ended explored = cli::runOdimo(m_session.explore("converters.odimo")
                                             << "--platform" << m_session.file("converters.json") << "--json");
        QVERIFY2(explored.exitCode == 0, explored.errors.constData());
        const Json cheapest = documentOf(explored).at("points").at(0);
        const Ended ended = cli::runOdimo({"evaluate", m_session.file("converters.odimo"), "--run",
                                           QString::number(cheapest.at("run").get<int>()), "--numerics", "fake,integer",
                                           "--array", "adc,ideal", "--json"});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const Json document = documentOf(ended);
        QCOMPARE(document.at("results").size(), 4U);
        QCOMPARE(document.at("results").at(0).at("accuracy").get<double>(), cheapest.at("accuracy").get<double>());
        int betweenNumerics = 0, betweenArrays = 0;
        for (const Json &each : document.at("differences")) {
            const bool isOneArray = each.at("between").at(0).at("array") == each.at("between").at(1).at("array");
            (isOneArray ? betweenNumerics : betweenArrays) += 1;
            QCOMPARE(each.at("other_logits").get<int>() == 0, isOneArray);
        }
        QCOMPARE(betweenNumerics, 2);
        QCOMPARE(betweenArrays, 2);
    }

    /// A worker that measures in float what it is asked to measure with quantised values.
    void fakeThatIsNotTheIntegersIsAnError()
    {
        const std::filesystem::path worker = m_session.path("float-worker");
        writeText(worker, "#!/bin/sh\nsed -u 's/\"numerics\":\"fake\"/\"numerics\":\"float\"/' | " +
                              cli::programPath("odimo-worker").toStdString() + "\n");
        std::filesystem::permissions(worker, std::filesystem::perms::owner_all);
        const Ended ended = cli::runOdimo({"evaluate", m_project, "--run", m_run, "--numerics", "fake,integer",
                                           "--json", "--worker", m_session.file("float-worker")});
        QCOMPARE(ended.exitCode, 3);
        QVERIFY2(ended.errors.contains("one of them is wrong"), ended.errors.constData());
        QCOMPARE(documentOf(ended).at("findings").size(), 1U);
        QCOMPARE(documentOf(ended).at("findings").at(0).at("severity").get<std::string>(), "error");
    }

    void integersAloneNeedNoWorker()
    {
        const Ended ended = cli::runOdimo({"evaluate", m_project, "--run", m_run, "--numerics", "integer", "--json",
                                           "--worker", m_session.file("no-worker")});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QCOMPARE(documentOf(ended).at("accuracy").get<double>(), m_point.at("accuracy").get<double>());
        const Ended other = cli::runOdimo(
            {"evaluate", m_project, "--run", m_run, "--numerics", "integer", "--data", "synthetic:classes=5"});
        QCOMPARE(other.exitCode, 2);
        QVERIFY2(other.errors.contains("5"), other.errors.constData());
        const Ended warmup = cli::runOdimo({"evaluate", m_project, "--run", "1", "--numerics", "integer"});
        QCOMPARE(warmup.exitCode, 2);
        QVERIFY2(warmup.errors.contains("no mapping"), warmup.errors.constData());
    }

    void evaluateNamesUnknownNumericsAndData()
    {
        const Ended numerics = cli::runOdimo({"evaluate", m_project, "--run", m_run, "--numerics", "integers"});
        QCOMPARE(numerics.exitCode, 2);
        QVERIFY2(numerics.errors.contains("integers"), numerics.errors.constData());
        const Ended data = cli::runOdimo({"evaluate", m_project, "--run", m_run, "--data", "imagenet"});
        QCOMPARE(data.exitCode, 2);
        QVERIFY2(data.errors.contains("imagenet"), data.errors.constData());
    }

    void exportWritesWhatCostReads()
    {
        const QString folder = m_session.file("exported");
        const QStringList arguments = {"export", m_project, "--run", m_run, "--target", "json", "-o", folder};
        const Ended ended = cli::runOdimo(arguments);
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const Json manifest = parseJson(readText(m_session.path("exported/manifest.json")), "manifest.json");
        QCOMPARE(manifest.at("accuracy").at("value").get<double>(), m_point.at("accuracy").get<double>());
        QCOMPARE(manifest.at("seed").get<int>(), 3);
        QVERIFY(manifest.at("findings") ==
                documentOf(cli::runOdimo({"show", m_project, "--run", m_run, "--json"})).at("findings"));
        for (const auto &[file, meaning] : manifest.at("files").items())
            QVERIFY2(std::filesystem::file_size(m_session.path("exported") / file) > 0, file.c_str());

        const Json costs =
            documentOf(cli::runOdimo({"cost", "--network", "resnet8:width=16,stem=2", "--input", "1x16x16", "--classes",
                                      "4", "--mapping", folder + "/mapping.json", "--json"}));
        QCOMPARE(costs.at("latency_cycles").get<double>(), m_point.at("latency_cycles").get<double>());

        const Ended again = cli::runOdimo(arguments);
        QCOMPARE(again.exitCode, 2);
        QVERIFY2(again.errors.contains("not empty"), again.errors.constData());
    }

    /// What a program that reads only the exported integers decides of the test set is what the run says.
    void exportedIntegersDecideWhatWasMeasured()
    {
        const QString folder = m_session.file("integers");
        QCOMPARE(cli::runOdimo({"export", m_project, "--run", m_run, "-o", folder}).exitCode, 0);
        const Json manifest = parseJson(readText(m_session.path("integers/manifest.json")), "manifest.json");
        const integer::QuantisedNetwork network =
            samples::readIntegers(parseJson(readText(m_session.path("integers/integers.json")), "integers.json"));
        const data::Images images = data::loadDataset(manifest.at("data").get<std::string>()).test;
        QCOMPARE(images.channels, 1); // So that the order of channels does not matter.
        int correct = 0;
        std::vector<float> image(images.imageValues());
        for (int index = 0; index < images.count(); ++index) {
            data::fillBatch(images, std::span(&index, 1), {}, 0, image);
            const std::vector<std::int16_t> logits =
                integer::execute(network, integer::inputCodes(network, image)).back().codes;
            const auto decided = std::ranges::max_element(logits) - logits.begin();
            correct += decided == images.labels[static_cast<std::size_t>(index)];
        }
        QCOMPARE(images.count(), manifest.at("accuracy").at("total").get<int>());
        QCOMPARE(correct, manifest.at("accuracy").at("correct").get<int>());
    }

    void exportNamesAnUnknownTarget()
    {
        const Ended ended =
            cli::runOdimo({"export", m_project, "--run", m_run, "--target", "verilog", "-o", m_session.file("v")});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("verilog"), ended.errors.constData());
        QVERIFY(!std::filesystem::exists(m_session.path("v")));
    }

private:
    Session m_session;
    QString m_project = m_session.file("a.odimo");
    Json m_point;
    QString m_run;
};

QTEST_GUILESS_MAIN(TestResults)
#include "tst_results.moc"
