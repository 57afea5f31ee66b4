// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "tests/app/cli/program.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace odimo;
using namespace odimo::cli;

/// Chips that differ in constants, from the analysis of the sample project.
class TestVaryCommand : public QObject {
    Q_OBJECT

private:
    static QString sample() { return ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo"; }
    static Ended vary(const QStringList &options) { return runOdimo(QStringList{"vary", sample()} + options); }
    static Json documentOf(const Ended &ended) { return parseJson(ended.output.toStdString(), "stdout"); }

private slots:
    void withoutValuesItListsWhatCanBeVaried()
    {
        const Ended ended = vary({});
        QCOMPARE(ended.exitCode, 0);
        QVERIFY2(ended.output.contains("analog.columns") && ended.output.contains("clock_Hz"),
                 ended.output.constData());
        const Json constants = documentOf(vary({"--json"})).at("constants");
        QVERIFY(std::ranges::any_of(constants, [](const Json &each) {
            return each.at("name") == "digital.channels_at_once" && each.at("value") == 16;
        }));
    }

    void theVariantThatTheFileStatesHasTheFrontOfTheProject()
    {
        const Json varied =
            documentOf(vary({"--vary", "digital.channels_at_once=8,16", "--vary", "analog.columns=256,512", "--json"}));
        QCOMPARE(varied.at("variants").size(), std::size_t(4));
        const Json instant = documentOf(runOdimo({"front", sample(), "--instant", "--json"}));
        for (const Json &variant : varied.at("variants"))
            QCOMPARE(variant.at("points") == instant.at("points"), variant.at("as_stated").get<bool>());
        QVERIFY(varied.at("variants")[3].at("as_stated").get<bool>());
    }

    void showsTheVariantsAndWhereEachIsTheBest()
    {
        const Ended ended = vary({"--vary", "analog.columns=128,256,512", "--area", "1 + analog.columns / 256"});
        QCOMPARE(ended.exitCode, 0);
        const QString text = QString::fromUtf8(ended.output);
        for (const char *words : {"3 variants of the platform", "analog.columns", "area", "µs within 1 %", "as stated",
                                  "The best variant for each accuracy, whatever its area"})
            QVERIFY2(text.contains(words), ended.output.constData());
    }

    void longTablesAreCut()
    {
        const QStringList many = {"--vary", "digital.bytes_per_cycle=1,2,3,4,5,6,7,8", "--rows", "3"};
        const Ended ended = vary(many);
        QVERIFY2(ended.output.contains("dominated variants are left out; --rows 0 shows all"),
                 ended.output.constData());
        const Ended all = vary(QStringList(many.begin(), many.end() - 1) + QStringList{"0"});
        QVERIFY2(!all.output.contains("left out") && all.output.contains("8 variants"), all.output.constData());
    }

    void writesAllPointsAsCsv()
    {
        const TemporaryFolder folder;
        const std::filesystem::path file = folder.path() / "variants.csv";
        const Json varied = documentOf(vary({"--vary", "analog.columns=256,512", "--area", "analog.columns", "--json",
                                             "--csv", QString::fromStdString(file.string())}));
        const QString text = QString::fromStdString(readText(file));
        QVERIFY2(text.contains("\nanalog.columns,area,undominated,on_common_front,latency_cycles"), qPrintable(text));
        qsizetype points = 0;
        for (const Json &variant : varied.at("variants"))
            points += static_cast<qsizetype>(variant.at("points").size());
        QCOMPARE(text.count("\n256,256,") + text.count("\n512,512,"), points);
    }

    void whatCannotBeIsAnError_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("words");
        QTest::newRow("constant") << QStringList{"--vary", "analog.colums=1"} << 2 << "it has digital.channels_at_once";
        QTest::newRow("value") << QStringList{"--vary", "analog.columns=0"} << 2 << "units[1].cost.columns is 0";
        QTest::newRow("no value") << QStringList{"--vary", "analog.columns"} << 2 << "--vary: ";
        QTest::newRow("formula") << QStringList{"--vary", "analog.columns=1", "--area", "2 * colums"} << 2
                                 << "no constant or function \"colums\"";
        QTest::newRow("area of nothing") << QStringList{"--area", "2"} << 1 << "--vary";
        QTest::newRow("most area alone") << QStringList{"--vary", "analog.columns=1", "--max-area", "2"} << 1
                                         << "--area";
        QTest::newRow("many") << QStringList{"--vary", "analog.columns=1,2,3", "--most-variants", "2"} << 2
                              << "these values give 3 variants";
        QTest::newRow("points") << QStringList{"--operating-points"} << 2 << "states no operating points";
        QTest::newRow("pin") << QStringList{"--vary", "analog.columns=1", "--pin", "conv9=analog"} << 2 << "conv1";
    }
    void whatCannotBeIsAnError()
    {
        QFETCH(QStringList, options);
        QFETCH(int, exitCode);
        QFETCH(QString, words);
        const Ended ended = vary(options);
        QVERIFY2(QString::fromUtf8(ended.errors).contains(words), ended.errors.constData());
        QCOMPARE(ended.exitCode, exitCode);
        QVERIFY(ended.output.isEmpty());
    }

    void limitsThatNoVariantKeepsAreNoError()
    {
        const Ended ended = vary({"--vary", "analog.columns=256,512", "--max-latency", "0.00001"});
        QCOMPARE(ended.exitCode, 0);
        QVERIFY2(ended.output.contains("beyond the limits") &&
                     ended.output.contains("No mapping keeps to the limits on any variant."),
                 ended.output.constData());
    }
};

QTEST_GUILESS_MAIN(TestVaryCommand)
#include "tst_vary_command.moc"
