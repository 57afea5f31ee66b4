// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/base/origin.h"
#include "tests/app/cli/program.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::cli;

class TestProgram : public QObject {
    Q_OBJECT

    static QString sample() { return ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo"; }

private slots:
    void printsItsVersion()
    {
        const Ended ended = runOdimo({"--version"});
        QCOMPARE(ended.exitCode, 0);
        QVERIFY2(ended.output.startsWith("odimo 0."), ended.output.constData());
    }

    void explainsEveryCommandWithExamples()
    {
        for (const char *command :
             {"explore", "front", "vary", "show", "compare", "edit", "measure", "rename", "evaluate", "report",
              "export", "verify", "cost", "network", "data", "platforms", "bench"}) {
            const Ended ended = runOdimo({command, "--help"});
            QCOMPARE(ended.exitCode, 0);
            QVERIFY2(ended.output.contains(QByteArray("odimo ") + command), command);
            QVERIFY2(runOdimo({"--help"}).output.contains(command), command);
        }
    }

    void wrongUsageExitsWithOne_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no command") << QStringList{};
        QTest::newRow("unknown command") << QStringList{"explode"};
        QTest::newRow("unknown option") << QStringList{"platforms", "--colour"};
        QTest::newRow("missing argument") << QStringList{"front"};
        QTest::newRow("no number") << QStringList{"show", "x.odimo", "--run", "third"};
        QTest::newRow("no mapping") << QStringList{"measure", "x.odimo"};
        QTest::newRow("two mappings") << QStringList{"measure", "x.odimo", "--run", "1", "--predicted", "0.1"};
        QTest::newRow("two ways at once") << QStringList{"cost", "--network", "resnet8", "--layers", "x.json"};
    }

    void wrongUsageExitsWithOne()
    {
        QFETCH(QStringList, arguments);
        const Ended ended = runOdimo(arguments);
        QCOMPARE(ended.exitCode, 1);
        QCOMPARE(ended.output, "");
        QVERIFY(!ended.errors.isEmpty());
    }

    void badInputExitsWithTwoAndNamesIt_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("words");
        QTest::newRow("network") << QStringList{"network", "resnet9"} << "resnet20";
        QTest::newRow("network option") << QStringList{"network", "resnet8:depth=3"} << "depth";
        QTest::newRow("shape") << QStringList{"network", "resnet8", "--input", "3x32"} << "3x32";
        QTest::newRow("data") << QStringList{"data", "imagenet"} << "fashion-mnist";
        QTest::newRow("platform") << QStringList{"cost", "--platform", "dyana", "--network", "resnet8"} << "diana";
        QTest::newRow("project") << QStringList{"front", "missing.odimo"} << "missing.odimo";
        QTest::newRow("batch") << QStringList{"bench", "--batch", "0"} << "--batch";
    }

    void badInputExitsWithTwoAndNamesIt()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, words);
        const Ended ended = runOdimo(arguments);
        QVERIFY2(ended.errors.contains(words.toUtf8()), ended.errors.constData());
        QCOMPARE(ended.output, "");
        QCOMPARE(ended.exitCode, 2);
    }

    void anEditTellsCostAndPredictionBeforeAndAfter()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath("mapping.json");
        const QString project = ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo";
        const Ended edited = runOdimo(
            {"edit", project, "--run", "3", "--split", "stage1.block0.conv2:digital=5", "--fill-blocks", "-o", file});
        QVERIFY2(edited.exitCode == 0, edited.errors.constData());
        for (const char *word : {"stage1.block0.conv2", "before", "after", "8-bit channels in", "predicted accuracy"})
            QVERIFY2(edited.output.contains(word), word);
        const Ended json = runOdimo(
            {"edit", project, "--run", "3", "--split", "stage1.block0.conv2:digital=5", "--fill-blocks", "--json"});
        const Json document = Json::parse(json.output.toStdString());
        const Ended cost = runOdimo({"cost", "--platform", "diana_ideal", "--network", "resnet8:stem=2", "--input",
                                     "1x28x28", "--mapping", file, "--json"});
        QVERIFY2(cost.exitCode == 0, cost.errors.constData());
        QCOMPARE(document.at("after").at("latency_cycles").get<double>(),
                 Json::parse(cost.output.toStdString()).at("latency_cycles").get<double>());
        QVERIFY(document.at("before").at("latency_cycles") != document.at("after").at("latency_cycles"));
    }

    void anEditThatCannotBeIsRefused()
    {
        const QString project = ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo";
        const auto refused = [&](const QString &split, const char *words) {
            const Ended ended = runOdimo({"edit", project, "--run", "3", "--split", split});
            return ended.exitCode == 2 && ended.output.isEmpty() && ended.errors.contains(words);
        };
        QVERIFY(refused("none:digital=5", "has no layer \"none\""));
        QVERIFY(refused("stage1.block0.conv2:digital=900", "let 0 to"));
        QVERIFY(refused("stage1.block0.conv2", "is no split"));
        const Ended warmup = runOdimo({"edit", project, "--run", "1"});
        QVERIFY2(warmup.errors.contains("Run 1 has no mapping"), warmup.errors.constData());
    }

    void showsTheScheduleOfARun()
    {
        const Ended ended = runOdimo({"show", sample(), "--run", "3", "--schedule"});
        QCOMPARE(ended.exitCode, 0);
        QVERIFY2(ended.output.contains("16 digital channels in 1 tile, 48 analog channels in 1 pass"), ended.output);
        QVERIFY2(ended.output.contains("with moves and the host's part"), ended.output);
        const Ended without = runOdimo({"show", sample(), "--run", "1", "--schedule"});
        QCOMPARE(without.exitCode, 2);
        QVERIFY2(without.errors.contains("Run 1 has no mapping"), without.errors);
        QVERIFY(without.output.isEmpty());
    }

    void aTraceOfARunCanBeReadBack()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath("trace.json");
        const Ended ended = runOdimo({"show", sample(), "--run", "7", "--trace", file});
        QVERIFY2(ended.output.contains("digital is the bottleneck in 7 of 10 layers"), ended.output);
        QVERIFY(ended.output.contains("ui.perfetto.dev"));
        const Json trace = parseJson(readText(file.toStdString()), "trace");
        QStringList lanes;
        int spans = 0;
        for (const Json &event : trace["traceEvents"]) {
            if (event["name"] == "thread_name")
                lanes << QString::fromStdString(event["args"]["name"]);
            spans += event["ph"] == "X" ? 1 : 0;
        }
        QCOMPARE(lanes, (QStringList{"steps", "digital", "analog"}));
        QVERIFY(spans >= 20);
    }

    void aRunWithoutMappingHasNoTrace()
    {
        const Ended ended = runOdimo({"show", sample(), "--run", "1", "--trace", "/nowhere"});
        QVERIFY2(ended.errors.contains("Run 1 has no mapping"), ended.errors);
        QCOMPARE(ended.exitCode, 2);
    }

    void comparesTwoRuns()
    {
        const Ended text = runOdimo({"compare", sample(), "--run", "2", "--with", "7"});
        QVERIFY2(text.output.contains("latency   28.44 kcycles -> 17.89 kcycles, −37.1 %"), text.output);
        QVERIFY2(text.output.contains("10000 images do not tell them apart"), text.output);
        QVERIFY2(text.output.contains("4 more layers are the same"), text.output);
        const Ended json = runOdimo({"compare", sample(), sample(), "--run", "2", "--with", "7", "--json"});
        const Json document = parseJson(json.output.toStdString(), "stdout");
        QCOMPARE(document["layers"].size(), std::size_t{6});
        QCOMPARE(document["settings"][0]["second"].get<std::string>(), std::string("search"));
        QCOMPARE(runOdimo({"compare", sample(), "--run", "2", "--with", "700"}).exitCode, 2);
    }

    void comparesTwoProjects()
    {
        const Ended text = runOdimo({"compare", sample(), sample()});
        QVERIFY2(text.output.contains("hypervolumes reach up to the same reference point"), text.output);
        QVERIFY2(text.output.contains("All settings are the same."), text.output);
        const Ended json = runOdimo({"compare", sample(), sample(), "--json"});
        const Json document = parseJson(json.output.toStdString(), "stdout");
        const Json &energy = document.at("energy");
        QCOMPARE(energy.at("fronts").at(1).at("hypervolume").at("value").get<double>(),
                 energy.at("merged_hypervolume").at("value").get<double>());
        QCOMPARE(runOdimo({"compare", sample()}).exitCode, 1);
        QCOMPARE(runOdimo({"compare", sample(), sample(), "--run", "2"}).exitCode, 1);
    }

    void namesDoNotSteerTheTerminal()
    {
        const Ended ended = runOdimo({"front", "\x1b[2Jmissing.odimo"});
        QVERIFY2(ended.errors.contains("\\u001b[2Jmissing.odimo"), ended.errors.constData());
        QVERIFY(!ended.errors.contains('\x1b'));
    }

    void printsOneDocument_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("network") << QStringList{"network", "resnet8", "--json"};
        QTest::newRow("platforms") << QStringList{"platforms", "--json"};
        QTest::newRow("platforms check") << QStringList{"platforms", "check", "mpic", "--json"};
        QTest::newRow("data") << QStringList{"data", "synthetic:classes=4,train=64,test=32", "--json"};
        QTest::newRow("cost") << QStringList{"cost", "--network", "resnet8", "--json"};
    }

    void printsOneDocument()
    {
        QFETCH(QStringList, arguments);
        const Ended ended = runOdimo(arguments);
        QCOMPARE(ended.exitCode, 0);
        QCOMPARE(ended.errors, "");
        QVERIFY(!parseJson(ended.output.toStdString(), "stdout").empty());
    }

    void printsTablesForPeople_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("words");
        QTest::newRow("network") << QStringList{"network", "resnet8"} << "MACs";
        QTest::newRow("platforms") << QStringList{"platforms"} << "convolution as depthwise";
        QTest::newRow("platforms check") << QStringList{"platforms", "check", "gap8"}
                                         << "note: There is one unit, so that every network has one mapping.";
        QTest::newRow("data") << QStringList{"data", "synthetic:classes=4,train=64,test=32"} << "64 training";
        QTest::newRow("cost") << QStringList{"cost", "--network", "resnet8"} << "min-latency";
    }

    void printsTablesForPeople()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, words);
        const Ended ended = runOdimo(arguments);
        QCOMPARE(ended.exitCode, 0);
        QVERIFY2(ended.output.contains(words.toUtf8()), ended.output.constData());
        QVERIFY2(!ended.output.contains('\x1b'), "escape sequences outside a terminal");
    }

    void theFrontIsWrittenForOtherProgramsWithWhereItComesFrom()
    {
        const QTemporaryDir folder;
        const auto at = [&](const char *name) {
            return folder.filePath(name);
        };
        const Ended ended =
            runOdimo({"front", sample(), "--csv", at("f.csv"), "--tex", at("f.tex"), "--table", at("t.tex")});
        QCOMPARE(ended.exitCode, 0);
        const Ended json = runOdimo({"front", sample(), "--json"});
        const qsizetype points = json.output.count("\"run\":");
        for (const char *name : {"f.csv", "f.tex", "t.tex"}) {
            const auto source = originIn(readText(at(name).toStdString()));
            QVERIFY2(source && source->project == projectPath(sample().toStdString()) && !source->runs.empty(), name);
            QCOMPARE(source->view, std::string("front"));
        }
        const auto linesOf = [&](const char *name) {
            return QString::fromStdString(readText(at(name).toStdString())).split('\n', Qt::SkipEmptyParts);
        };
        QCOMPARE(linesOf("f.csv").size(), points + 3); // Two comments and the names of the columns.
        QCOMPARE(linesOf("t.tex").filter(QRegularExpression(" \\\\\\\\$")).size(), points + 1);
        QVERIFY(linesOf("f.tex").contains("  xlabel={Latency (kcycles)},"));

        const Ended instant = runOdimo({"front", sample(), "--instant", "--table", at("i.tex")});
        QCOMPARE(instant.exitCode, 1);
        QVERIFY(!QFile::exists(at("i.tex")));
    }

    void aRunIsShownByTheNameThatItWasGiven()
    {
        QTemporaryDir folder;
        const QString project = folder.filePath("sample.odimo");
        QVERIFY(QFile::copy(ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo", project));
        QVERIFY(QFile::setPermissions(project, QFile::ReadOwner | QFile::WriteOwner));
        const Ended renamed = runOdimo({"rename", project, "--run", "15", "--name", "fast enough"});
        QCOMPARE(renamed.output, "Run 15: fast enough (instant)\n");
        QVERIFY(runOdimo({"front", project}).output.contains("fast enough (instant, untrained)"));
        QVERIFY(runOdimo({"show", project, "--run", "15"}).output.startsWith("Run 15: fast enough (instant), done\n"));
        QCOMPARE(runOdimo({"rename", project, "--run", "15", "--name", ""}).output, "Run 15: instant\n");
        QCOMPARE(runOdimo({"rename", project, "--run", "99", "--name", "x"}).exitCode, 2);
    }
};

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
