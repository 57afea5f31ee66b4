// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/session.h"

#include <QTest>

using namespace odimo;
using namespace odimo::flow;

/// The default engine, from nothing to a predicted and a measured front.
class TestInstant : public QObject {
    Q_OBJECT

private:
    Session m_session;
    static constexpr const char *pinned = "stage3.block0.conv2"; ///< Analog it is much cheaper.

    QStringList explore(const std::string &project, const QStringList &more = {}) const
    {
        return QStringList{"explore",
                           "--network",
                           "resnet8:stem=2",
                           "--data",
                           "synthetic:classes=4,size=28,noise=0.5",
                           "--epochs",
                           "4,1,1",
                           "--images",
                           "1000",
                           "--points",
                           "3",
                           "--seed",
                           "3",
                           "--project",
                           m_session.file(project)} +
               more;
    }

    Json predicted(const QStringList &more = {}) const
    {
        const Ended ended =
            cli::runOdimo(QStringList{"front", m_session.file("a.odimo"), "--instant", "--json"} + more);
        if (ended.exitCode != 0)
            qWarning("%s", ended.errors.constData());
        return documentOf(ended);
    }

private slots:
    void initTestCase()
    {
        const Ended ended = cli::runOdimo(explore("a.odimo"));
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QVERIFY2(ended.output.contains("engine instant") && ended.output.contains("untrained"),
                 ended.output.constData());
    }

    void theFrontHoldsTunedAndUntrainedMappings()
    {
        int trained = 0;
        int untrained = 0;
        const Json front = frontOf(m_session.file("a.odimo"));
        for (const Json &point : front.at("points"))
            ++(point.at("trained").get<bool>() ? trained : untrained);
        QVERIFY(trained >= 2 && trained <= 4);
        QVERIFY(untrained >= 3); // Of six that are measured.
    }

    /// Of real training: the threads of a task and the rounds of fine-tuning do not depend on the jobs.
    void theFrontIsTheSameWithAnyNumberOfJobs_data()
    {
        QTest::addColumn<QString>("jobs");
        for (const char *jobs : {"1", "2", "4"})
            QTest::newRow(jobs) << jobs;
    }
    void theFrontIsTheSameWithAnyNumberOfJobs()
    {
        QFETCH(QString, jobs);
        const Ended ended = cli::runOdimo(explore("jobs-" + jobs.toStdString() + ".odimo", {"--jobs", jobs}));
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QCOMPARE(QString::fromStdString(frontOf(m_session.file("jobs-" + jobs.toStdString() + ".odimo")).dump()),
                 QString::fromStdString(frontOf(m_session.file("a.odimo")).dump()));
    }

    void anUntrainedMappingIsEvaluatedAsItWasMeasured()
    {
        const Json front = frontOf(m_session.file("a.odimo"));
        for (const Json &point : front.at("points")) {
            if (point.at("trained").get<bool>())
                continue;
            const Ended ended =
                cli::runOdimo({"evaluate", m_session.file("a.odimo"), "--run",
                               QString::number(point.at("run").get<int>()), "--numerics", "fake", "--json"});
            QVERIFY2(ended.exitCode == 0, ended.errors.constData());
            QCOMPARE(documentOf(ended).at("accuracy").get<double>(), point.at("accuracy").get<double>());
            return;
        }
        QFAIL("no untrained mapping");
    }

    void repeatsDigitForDigit()
    {
        const Ended ended = cli::runOdimo(explore("b.odimo"));
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QCOMPARE(frontOf(m_session.file("b.odimo")).dump(), frontOf(m_session.file("a.odimo")).dump());
    }

    void predictsUnderPinsAndLimits()
    {
        const Json all = predicted();
        QVERIFY(all.at("points").size() > 10);
        const double dearest_ms = all.at("points").back().at("latency_ms");
        const Json limited = predicted({"--max-latency", QString::number(0.8 * dearest_ms)});
        QVERIFY(!limited.at("points").empty() && limited.at("points").size() < all.at("points").size());
        for (const Json &point : limited.at("points"))
            QVERIFY(point.at("latency_ms").get<double>() <= 0.8 * dearest_ms + 1e-9);
        const Json withPin = predicted({"--pin", QString(pinned) + "=analog"});
        QVERIFY(withPin.at("points").back().at("latency_ms").get<double>() < dearest_ms);

        const Json energy = predicted({"--objective", "energy"});
        QCOMPARE(energy.at("objective").get<std::string>(), std::string("energy"));
        QVERIFY(energy.at("points").dump() != all.at("points").dump());
    }

    /// The analysis does not depend on the constants, so that it need not be made for each chip.
    void aVariantHasTheFrontOfAPlatformFileEditedByHand()
    {
        Json edited = parseJson(readText(ODIMO_TEST_DATA "/../resources/platforms/diana.json"), "diana.json");
        edited["units"][0]["cost"]["channels_at_once"] = 8;
        edited["units"][1]["cost"]["columns"] = 128;
        writeText(m_session.path("edited.json"), edited.dump());
        const Ended explored = cli::runOdimo(
            explore("edited.odimo", {"--platform", m_session.file("edited.json"), "--baselines", "none", "--vary",
                                     "digital.channels_at_once=16", "--vary", "analog.columns=512", "--json"}));
        QVERIFY2(explored.exitCode == 0, explored.errors.constData());
        const auto figuresOf = [](const Json &points) { // Accuracies are calibrated by what each project measured.
            Json figures = Json::array();
            for (const Json &point : points)
                figures.push_back({point.at("latency_cycles"), point.at("energy_uJ"), point.at("penalty")});
            return figures.dump();
        };
        const Ended varied =
            cli::runOdimo({"vary", m_session.file("a.odimo"), "--vary", "digital.channels_at_once=8,16", "--vary",
                           "analog.columns=128,512", "--json"});
        QVERIFY2(varied.exitCode == 0, varied.errors.constData());
        const Json variants = documentOf(varied).at("variants");
        const Ended byHand = cli::runOdimo({"front", m_session.file("edited.odimo"), "--instant", "--json"});
        QCOMPARE(figuresOf(variants[0].at("points")), figuresOf(documentOf(byHand).at("points")));
        QVERIFY(figuresOf(variants[0].at("points")) != figuresOf(variants[3].at("points")));
        // And back: `explore` shows the variants at its end.
        QCOMPARE(figuresOf(documentOf(explored).at("varied").at("variants")[0].at("points")),
                 figuresOf(predicted().at("points")));
    }

    void whatCannotBeIsSaidAtOnce_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("words");
        QTest::newRow("latency") << QStringList{"--max-latency", "0.0001"} << "the fastest takes";
        QTest::newRow("energy") << QStringList{"--max-energy", "0.0001"} << "takes";
        QTest::newRow("accuracy") << QStringList{"--min-accuracy", "100"} << "the best reaches";
        QTest::newRow("percentage") << QStringList{"--min-accuracy", "200"} << "no percentage";
        QTest::newRow("layer") << QStringList{"--pin", "conv9=analog"} << "conv1";
        QTest::newRow("unit") << QStringList{"--pin", "conv1=quantum"} << "digital";
        QTest::newRow("two units") << QStringList{"--pin", "conv1=digital", "--pin", "conv1[3]=analog"} << "two units";
        QTest::newRow("channel") << QStringList{"--pin", "conv1[99]=analog"} << "conv1";
    }
    void whatCannotBeIsSaidAtOnce()
    {
        QFETCH(QStringList, options);
        QFETCH(QString, words);
        const Ended ended = cli::runOdimo(QStringList{"front", m_session.file("a.odimo"), "--instant"} + options);
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(QString::fromUtf8(ended.errors).contains(words), ended.errors.constData());
    }

    void aPinTheUnitCannotRunIsRefusedWithItsReason()
    {
        const Ended ended = cli::runOdimo({"explore", "--network", "mobilenet_v1_025:input=1x16x16,classes=4", "--data",
                                           "synthetic:classes=4,size=16", "--pin", "block1.depthwise=analog",
                                           "--project", m_session.file("m.odimo")});
        QCOMPARE(ended.exitCode, 2);
        QVERIFY2(ended.errors.contains("depthwise") && ended.errors.contains("analog"), ended.errors.constData());
        QVERIFY(!std::filesystem::exists(m_session.path("m.odimo")));
    }

    void anEarlierProjectGetsItsAnalysisWhenAsked()
    {
        const Ended searched = cli::runOdimo(explore("s.odimo", {"--engine", "odimo"}));
        QVERIFY2(searched.exitCode == 0, searched.errors.constData());
        const Ended ended = cli::runOdimo({"front", m_session.file("s.odimo"), "--instant"});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QVERIFY(ended.output.contains("predicted to be Pareto-optimal"));
    }

    void pinsAndLimitsHoldInATrainedSearch()
    {
        const double all_ms = predicted().at("points").back().at("latency_ms");
        const double limit_ms = 0.8 * all_ms;
        const Ended ended = cli::runOdimo(explore("p.odimo", {"--engine", "odimo", "--pin", QString(pinned) + "=analog",
                                                              "--max-latency", QString::number(limit_ms)}));
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        int searched = 0;
        const Json front = frontOf(m_session.file("p.odimo"));
        for (const Json &point : front.at("points")) {
            if (!point.at("baseline").is_null())
                continue;
            ++searched;
            QVERIFY(point.at("latency_ms").get<double>() <= limit_ms + 1e-9);
            const Json run = runOf(m_session.file("p.odimo"), point.at("run"));
            for (const Json &layer : run.at("cost").at("layers"))
                if (layer.at("name") == pinned)
                    QCOMPARE(layer.at("channels").at("digital").get<int>(), 0);
        }
        QVERIFY(searched > 0);
    }

    void aLiveStrengthIsTakenOrRefused()
    {
        QProcess process;
        QStringList arguments = m_session.explore("l.odimo", "1,40,1");
        arguments[arguments.indexOf("0.2,2")] = "0.2";
        process.start(cli::programPath("odimo"), arguments << "--commands"
                                                           << "--jobs"
                                                           << "1");
        bool asked = false;
        QByteArray output;
        while (process.state() != QProcess::NotRunning && process.waitForReadyRead(120'000)) {
            output += process.readAll();
            if (!asked && output.contains("search epoch 1/40")) {
                process.write("strength 1 3\nstrength 4 0.7\njump\n");
                asked = true;
            }
        }
        const Ended ended = cli::collect(process);
        output += ended.output;
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QVERIFY2(output.contains("The strength of run 1 was not changed"), output.constData());
        QVERIFY2(output.contains("Strength 0.7 from now on"), output.constData());
        QVERIFY(ended.errors.contains("\"jump\" is no command"));
        QCOMPARE(runOf(m_session.file("l.odimo"), 4).at("strength").get<double>(), 0.7);
    }
};

QTEST_GUILESS_MAIN(TestInstant)
#include "tst_instant.moc"
