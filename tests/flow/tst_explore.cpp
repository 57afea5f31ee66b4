// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/session.h"

#include <QTest>

using namespace odimo;
using namespace odimo::flow;

namespace {

std::set<std::string> keysOf(const Json &object)
{
    std::set<std::string> keys;
    for (const auto &[key, value] : object.items())
        keys.insert(key);
    return keys;
}

} // namespace

class TestExplore : public QObject {
    Q_OBJECT

private slots:
    void givesAFrontWithTheKeysOfItsContract()
    {
        const Session session;
        const Ended ended = cli::runOdimo(session.explore("a.odimo") << "--json");
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QCOMPARE(ended.errors, "");
        const Json front = documentOf(ended);
        QCOMPARE(keysOf(front), (std::set<std::string>{"objective", "reference", "hypervolume", "points"}));
        QCOMPARE(front["objective"].get<std::string>(), "latency");
        QVERIFY(front["hypervolume"].get<double>() >= 0);
        QVERIFY(!front["points"].empty());
        for (const Json &point : front["points"])
            QCOMPARE(keysOf(point),
                     (std::set<std::string>{"run", "strength", "accuracy", "accuracy_interval", "latency_cycles",
                                            "latency_ms", "energy_uJ", "baseline", "dominated"}));
        QCOMPARE(frontOf(session.file("a.odimo")).dump(), front.dump());
    }

    void theFrontComesFirstInAscendingCost()
    {
        const Session session;
        const Json front = documentOf(cli::runOdimo(session.explore("a.odimo") << "--json"));
        double cost = 0;
        bool dominated = false;
        for (const Json &point : front.at("points")) {
            QVERIFY(!dominated || point.at("dominated").get<bool>());
            if (point.at("dominated").get<bool>() != dominated)
                cost = 0;
            dominated = point.at("dominated").get<bool>();
            QVERIFY(point.at("latency_cycles").get<double>() >= cost);
            cost = point.at("latency_cycles").get<double>();
            QVERIFY(point.at("accuracy_interval")[0].get<double>() <= point.at("accuracy").get<double>());
            QVERIFY(point.at("accuracy_interval")[1].get<double>() >= point.at("accuracy").get<double>());
            QVERIFY(point.at("strength").is_null() != point.at("baseline").is_null());
        }
    }

    void theSameSeedGivesTheSameFront()
    {
        const Session session;
        const Json first = documentOf(cli::runOdimo(session.explore("a.odimo") << "--json"));
        const Json second = documentOf(cli::runOdimo(session.explore("b.odimo") << "--json"));
        QCOMPARE(second.dump(), first.dump());
    }

    void doesNoWorkTwice()
    {
        const Session session;
        const Json first = documentOf(cli::runOdimo(session.explore("a.odimo") << "--json"));
        const std::string finished = runOf(session.file("a.odimo"), 1).at("finished_at");
        const Json second = documentOf(cli::runOdimo(session.explore("a.odimo") << "--json"));
        QCOMPARE(second.dump(), first.dump());
        QCOMPARE(runOf(session.file("a.odimo"), 1).at("finished_at").get<std::string>(), finished);
    }

    void printsLinesAndTheFrontWhereThereIsNoTerminal()
    {
        const Session session;
        const Ended ended = cli::runOdimo(session.explore("a.odimo"));
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        for (const char *words :
             {"run 1 (warm-up): warm-up epoch 2/2", "search epoch 1/1", "fine-tuning epoch 1/1", "(strength 2): done",
              "on the front of accuracy against latency", "Hypervolume", "odimo show ", "odimo-explorer "})
            QVERIFY2(ended.output.contains(words), ended.output.constData());
        QVERIFY2(!ended.output.contains('\x1b'), "escape sequences outside a terminal");
    }

    void redrawsABlockOnATerminal_data()
    {
        QTest::addColumn<QByteArray>("noColor");
        QTest::newRow("with colour") << QByteArray();
        QTest::newRow("without colour") << QByteArray("1");
    }

    void redrawsABlockOnATerminal()
    {
        QFETCH(QByteArray, noColor);
        const Session session;
        QStringList words = {cli::programPath("odimo")};
        for (const QString &argument : session.explore("a.odimo"))
            words << "'" + argument + "'";
        QProcess script; // Gives its command a terminal.
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("TERM", "xterm");
        environment.insert("NO_COLOR", noColor);
        script.setProcessEnvironment(environment);
        script.start("script", {"-qec", words.join(' '), "/dev/null"});
        const Ended ended = cli::collect(script);
        QCOMPARE(ended.exitCode, 0);
        QVERIFY2(ended.output.contains("\x1b[J") && ended.output.contains(" so far"), ended.output.constData());
        QVERIFY2(!ended.output.contains(": search epoch 1/1, loss"), "epochs move the bars only");
        QCOMPARE(ended.output.contains("\x1b[1m"), noColor.isEmpty());
    }

    void asksForTheNetworkAndTheData()
    {
        const Session session;
        const Ended ended = cli::runOdimo({"explore", "--project", session.file("a.odimo")});
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(ended.errors.contains("--network"), ended.errors.constData());
        QVERIFY(!std::filesystem::exists(session.path("a.odimo")));
    }
};

QTEST_GUILESS_MAIN(TestExplore)
#include "tst_explore.moc"
