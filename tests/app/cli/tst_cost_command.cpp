// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "tests/app/cli/program.h"
#include "tests/core/platform/golden_layers.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::cli;

namespace {

Json layerToJson(const samples::GoldenLayer &layer)
{
    return {{"name", layer.geometry.name},
            {"ch_in", layer.geometry.inChannels},
            {"ch_out_digital", layer.digitalChannels},
            {"ch_out_analog", layer.analogChannels},
            {"k_x", layer.geometry.kernelX},
            {"k_y", layer.geometry.kernelY},
            {"groups", layer.geometry.groups},
            {"out_x", layer.geometry.outX},
            {"out_y", layer.geometry.outY}};
}

Json smallLayer()
{
    return {{"name", "conv"}, {"ch_in", 16}, {"ch_out_digital", 8}, {"ch_out_analog", 8}, {"k_x", 3},
            {"k_y", 3},       {"groups", 1}, {"out_x", 8},          {"out_y", 8}};
}

/// Equal to 1e-12, the tolerance of the golden values: both sides are computed in double precision.
bool agree(double found, double expected)
{
    return std::abs(found - expected) <= 1e-12 * std::max(1.0, std::abs(expected));
}

/// A layers file in a folder of its own.
struct LayersFile {
    explicit LayersFile(const Json &layers) { writeText(path(), layers.dump()); }
    std::filesystem::path path() const { return folder.path() / "layers.json"; }
    QString name() const { return QString::fromStdString(path().string()); }

    TemporaryFolder folder;
};

} // namespace

class TestCostCommand : public QObject {
    Q_OBJECT

private slots:
    void reproducesTheGoldenCosts()
    {
        const std::vector<samples::GoldenLayer> golden = samples::goldenLayers();
        Json layers = Json::array();
        for (const samples::GoldenLayer &layer : golden)
            layers.push_back(layerToJson(layer));
        const LayersFile file(layers);
        const std::filesystem::path output = file.folder.path() / "costs.json";

        const Ended ended = runOdimo(
            {"cost", "--platform", "diana", "--layers", file.name(), "-o", QString::fromStdString(output.string())});
        QCOMPARE(ended.errors, "");
        QCOMPARE(ended.output, "");
        QCOMPARE(ended.exitCode, 0);
        const Json costs = parseJson(readText(output), "costs.json");
        QCOMPARE(costs.size(), golden.size());
        for (std::size_t i = 0; i < golden.size(); ++i) {
            const Json &cost = costs[i];
            const char *name = golden[i].geometry.name.c_str();
            QCOMPARE(cost.at("name").get<std::string>(), golden[i].geometry.name);
            QVERIFY2(agree(cost["cycles"]["digital"], golden[i].digital_cycles), name);
            QCOMPARE(cost["cycles"]["analog"].is_null(), !golden[i].analog_cycles.has_value());
            if (golden[i].analog_cycles)
                QVERIFY2(agree(cost["cycles"]["analog"], *golden[i].analog_cycles), name);
            QVERIFY2(agree(cost["latency_cycles"], golden[i].latency_cycles), name);
            QVERIFY2(agree(cost["energy_uJ"], golden[i].energy_uJ), name);
        }
    }

    void ignoresFurtherFieldsAndPrintsToStdout()
    {
        Json layer = smallLayer();
        layer["ch_out"] = 16;
        layer["note"] = "measured";
        const Ended ended = runOdimo({"cost", "--layers", LayersFile(Json::array({layer})).name()});
        QCOMPARE(ended.exitCode, 0);
        QCOMPARE(parseJson(ended.output.toStdString(), "stdout").size(), std::size_t(1));
    }

    void refusesBadLayers_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("value");
        QTest::addColumn<QString>("words");
        QTest::newRow("no input channels") << "ch_in" << 0 << "ch_in";
        QTest::newRow("negative channels") << "ch_out_analog" << -1 << "ch_out_analog";
        QTest::newRow("grouped on the analog unit") << "groups" << 16 << "conv";
        QTest::newRow("groups that do not divide") << "groups" << 5 << "5 groups";
        QTest::newRow("no output") << "out_x" << 0 << "out_x";
    }

    void refusesBadLayers()
    {
        QFETCH(QString, field);
        QFETCH(int, value);
        QFETCH(QString, words);
        Json layer = smallLayer();
        layer[field.toStdString()] = value;
        const LayersFile file(Json::array({layer}));
        const QString output = QString::fromStdString((file.folder.path() / "costs.json").string());
        const Ended ended = runOdimo({"cost", "--layers", file.name(), "-o", output});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains(words.toUtf8()), ended.errors.constData());
        QVERIFY(!std::filesystem::exists(output.toStdString()));
    }

    void namesTheMissingField()
    {
        Json layer = smallLayer();
        layer.erase("k_y");
        const Ended ended = runOdimo({"cost", "--layers", LayersFile(Json::array({smallLayer(), layer})).name()});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("[1]") && ended.errors.contains("k_y"), ended.errors.constData());
    }

    void refusesWhatIsNoArrayOfLayers()
    {
        const Ended ended = runOdimo({"cost", "--layers", LayersFile(smallLayer()).name()});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("array"), ended.errors.constData());
    }

    void reproducesTheTotalsOfResnet20()
    {
        const Ended ended = runOdimo({"cost", "--network", "resnet20", "--json"});
        QCOMPARE(ended.exitCode, 0);
        const Json document = parseJson(ended.output.toStdString(), "stdout");
        std::map<std::string, double> latency;
        for (const Json &mapping : document.at("mappings"))
            latency[mapping.at("name")] = mapping.at("latency_cycles");
        QVERIFY(agree(latency["all-digital"], 257673.25));
        QVERIFY(agree(latency["all-analog"], 88120.675));
        QVERIFY(agree(latency["first-and-last-digital"], 86964.45));
        QVERIFY(agree(latency["min-latency"], 86964.45));
    }

    /// docs/platforms.md: the layers that are split, and the others.
    void reproducesTheTotalsOfDarkside_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<double>("cluster_cycles");
        QTest::addColumn<double>("dwe_cycles");
        const auto row = [](const char *options, double fixed, double onCluster, double onDwe) {
            QTest::newRow(options) << QString("mobilenet_v1_darkside:") + options << fixed + onCluster << fixed + onDwe;
        };
        row("width=0.25", 57069, 1283040, 3182);
        row("width=0.5", 198068, 5082048, 6364);
        row("width=1", 739291, 20227968, 12728);
        row("stride=1,classes=100", 1248613, 33230592, 35000);
    }
    void reproducesTheTotalsOfDarkside()
    {
        QFETCH(QString, network);
        QFETCH(double, cluster_cycles);
        QFETCH(double, dwe_cycles);
        const Ended ended = runOdimo({"cost", "--platform", "darkside", "--network", network, "--json"});
        QCOMPARE(ended.errors, "");
        std::map<std::string, double> latency;
        const Json document = parseJson(ended.output.toStdString(), "stdout");
        for (const Json &mapping : document.at("mappings"))
            latency[mapping.at("name")] = mapping.at("latency_cycles");
        QCOMPARE(latency["all-cluster"], cluster_cycles);
        QCOMPARE(latency["all-dwe"], dwe_cycles);
        QCOMPARE(latency["min-latency"], dwe_cycles);
    }

    /// A split that is given as a list of layers.
    void costsALayerThatIsSplitByOperator()
    {
        Json layer = smallLayer();
        layer.erase("ch_out_digital");
        layer.erase("ch_out_analog");
        layer["ch_in"] = 32;
        layer["ch_out_cluster"] = 4;
        layer["ch_out_dwe"] = 28;
        const LayersFile file(Json::array({layer}));
        const Ended ended = runOdimo({"cost", "--platform", "darkside", "--layers", file.name()});
        QCOMPARE(ended.errors, "");
        QVERIFY2(ended.output.contains("6396") && ended.output.contains("674"), ended.output.constData());
        layer["dilated"] = true;
        const LayersFile dilated(Json::array({layer}));
        const Ended refused = runOdimo({"cost", "--platform", "darkside", "--layers", dilated.name()});
        QVERIFY2(refused.errors.contains("this one is dilated"), refused.errors.constData());
    }

    void countsConversionsBetweenLayoutsWhereAsked()
    {
        const Ended ended = runOdimo({"cost", "--network", "resnet20", "--layout", "host_conversion", "--json"});
        QCOMPARE(ended.exitCode, 0);
        const Json document = parseJson(ended.output.toStdString(), "stdout");
        for (const Json &mapping : document.at("mappings")) {
            QCOMPARE(mapping.at("layout").get<std::string>(), "host_conversion");
            const double conversions = mapping.at("layers")[0].at("conversion_cycles");
            QCOMPARE(conversions > 0, mapping.at("name") == "all-analog");
        }
        QVERIFY(agree(document.at("mappings")[0].at("latency_cycles"), 257673.25)); // all-digital, as on paper
        const Ended text = runOdimo({"cost", "--network", "resnet20", "--layout", "host_conversion"});
        QVERIFY(text.output.startsWith("resnet20 on DIANA, layouts converted by the host, per image"));
        QVERIFY(text.output.contains("conversion kcycles"));
    }

    /// The slow point where there is time for it.
    void findsTheOperatingPointOfLeastEnergy()
    {
        Json json = parseJson(readText(ODIMO_TEST_DATA "/../resources/platforms/diana.json"), "diana.json");
        json["schema"] = 2;
        json["operating_points"] = {{{"name", "slow"}, {"V", 0.6}, {"clock_Hz", 130e6}, {"power_scale", 0.3}},
                                    {{"name", "fast"}, {"clock_Hz", 260e6}, {"power_scale", 1}}};
        const TemporaryFolder folder;
        const QString file = QString::fromStdString((folder.path() / "p.json").string());
        writeText(file.toStdString(), json.dump());
        const auto bestOf = [&](const QStringList &options) {
            std::map<std::string, std::string> best;
            const Ended ended =
                runOdimo(QStringList{"cost", "--platform", file, "--network", "resnet20", "--json"} + options);
            const Json document = parseJson(ended.output.toStdString(), "stdout");
            for (const Json &mapping : document.at("mappings"))
                best[mapping.at("name")] = mapping.at("best_operating_point").dump();
            return best;
        };
        QCOMPARE(bestOf({})["all-digital"], "\"slow\"");
        std::map<std::string, std::string> best =
            bestOf({"--max-latency", "1"}); // all-digital takes 0.99 ms at 260 MHz.
        QCOMPARE(best["all-digital"], "\"fast\"");
        QCOMPARE(best["all-analog"], "\"slow\"");
        QCOMPARE(bestOf({"--max-latency", "0.9"})["all-digital"], "null");
        const Ended text = runOdimo({"cost", "--platform", file, "--network", "resnet20", "--max-latency", "0.9"});
        QVERIFY2(text.output.contains("At each operating point; * takes the least energy within 900.0 µs") &&
                     text.output.contains("too slow"),
                 text.output.constData());
        const Ended none = runOdimo({"cost", "--network", "resnet20", "--max-latency", "1"});
        QCOMPARE(none.exitCode, 2);
        QVERIFY2(none.errors.contains("diana states no operating points"), none.errors.constData());
    }

    void refusesALayoutModeThatThereIsNot()
    {
        const Ended ended = runOdimo({"cost", "--network", "resnet20", "--layout", "free"});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("there is no layout mode \"free\""), ended.errors.constData());
    }

    void refusesAMappingOfAnotherNetwork()
    {
        const TemporaryFolder folder;
        const std::filesystem::path file = folder.path() / "mapping.json";
        writeText(file, R"({"schema": 1, "layers": [{"name": "conv", "channels": [["digital", 4]]}]})");
        const Ended ended =
            runOdimo({"cost", "--network", "resnet8", "--mapping", QString::fromStdString(file.string())});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY(!ended.errors.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCostCommand)
#include "tst_cost_command.moc"
