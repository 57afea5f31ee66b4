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
    void initTestCase()
    {
        const Ended ended = cli::runOdimo(m_session.explore("a.odimo") << "--json");
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QCOMPARE(ended.errors, "");
        m_front = documentOf(ended);
        const Ended lines = cli::runOdimo(m_session.explore("b.odimo"));
        QVERIFY2(lines.exitCode == 0, lines.errors.constData());
        m_lines = lines.output;
    }

    void theFrontHasTheKeysOfItsContract()
    {
        QCOMPARE(keysOf(m_front),
                 (std::set<std::string>{"objective", "layout", "reference", "hypervolume", "knee", "points"}));
        QCOMPARE(m_front["objective"].get<std::string>(), "latency");
        QVERIFY(m_front["hypervolume"].get<double>() >= 0);
        QVERIFY(!m_front["points"].empty());
        for (const Json &point : m_front["points"])
            QCOMPARE(keysOf(point), (std::set<std::string>{"run", "strength", "accuracy", "accuracy_interval",
                                                           "latency_cycles", "latency_ms", "energy_uJ", "weight_bytes",
                                                           "baseline", "engine", "name", "trained", "dominated"}));
        QCOMPARE(frontOf(m_session.file("a.odimo")).dump(), m_front.dump());
    }

    void theFrontComesFirstInAscendingCost()
    {
        double cost = 0;
        bool dominated = false;
        for (const Json &point : m_front.at("points")) {
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

    void theSameSeedGivesTheSameFront() { QCOMPARE(frontOf(m_session.file("b.odimo")).dump(), m_front.dump()); }

    void threadsOfOneProcessFindTheSameFront()
    {
        const Ended ended = cli::runOdimo(m_session.exploreInOne("one.odimo") << "--json");
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QCOMPARE(documentOf(ended).dump(), m_front.dump());
    }

    void aSearchShowsHowItMovedChannels()
    {
        int run = 0;
        for (const Json &point : m_front["points"])
            if (!point["strength"].is_null())
                run = point["run"].get<int>();
        QVERIFY(run > 0);
        const auto show = [&](const QStringList &options) {
            return cli::runOdimo(QStringList{"show", m_session.file("a.odimo"), "--run", QString::number(run)} +
                                 options);
        };
        const Json steps = documentOf(show({"--epochs", "--json"}));
        QCOMPARE(steps.size(), std::size_t{2}); // One epoch, and what was found.
        QVERIFY(!steps[0]["found"].get<bool>() && steps[1]["found"].get<bool>());
        QCOMPARE(steps[0]["splits"].dump(), runOf(m_session.file("a.odimo"), run)["epochs"][0]["splits"].dump());
        QCOMPARE(show({"--epochs", "--csv", m_session.file("epochs.csv")}).exitCode, 0);
        const QStringList csv = valuesOf("epochs.csv");
        QCOMPARE(csv.size(), static_cast<qsizetype>(1 + 2 * 2 * steps[0]["splits"].size()));
        QVERIFY(csv.front().startsWith("epoch,epochs,found,"));
        QVERIFY(show({"--epochs"}).output.contains("found"));
        QCOMPARE(show({"--csv", m_session.file("x.csv")}).exitCode, 1);
        const Ended warmUp = cli::runOdimo({"show", m_session.file("a.odimo"), "--run", "1", "--epochs"});
        QCOMPARE(warmUp.exitCode, 2);
        QVERIFY2(warmUp.errors.contains("only a search"), warmUp.errors.constData());
    }

    void theGrowthEndsWithTheFront()
    {
        const QString project = m_session.file("a.odimo");
        const Json steps = documentOf(cli::runOdimo({"front", project, "--growth", "--json"}));
        QCOMPARE(steps.size(), m_front["points"].size());
        QCOMPARE(steps.back()["hypervolume"].get<double>(), m_front["hypervolume"].get<double>());
        QCOMPARE(cli::runOdimo({"front", project, "--growth", "--csv", m_session.file("growth.csv")}).exitCode, 0);
        QCOMPARE(valuesOf("growth.csv").size(), static_cast<qsizetype>(1 + steps.size()));
        QVERIFY(cli::runOdimo({"front", project, "--growth"}).output.contains("hypervolume %"));
        QCOMPARE(cli::runOdimo({"front", project, "--growth", "--instant"}).exitCode, 1);
    }

    void doesNoWorkTwice()
    {
        const Json before = runOf(m_session.file("a.odimo"), 1);
        const Ended ended = cli::runOdimo(m_session.explore("a.odimo") << "--json");
        QCOMPARE(documentOf(ended).dump(), m_front.dump());
        QCOMPARE(runOf(m_session.file("a.odimo"), 1).dump(), before.dump());
    }

    void printsLinesAndTheFrontWhereThereIsNoTerminal()
    {
        for (const char *words :
             {"run 1 (warm-up): warm-up epoch 2/2", "search epoch 1/1", "fine-tuning epoch 1/1", "(strength 2): done",
              "on the front of accuracy against latency", "Hypervolume", "odimo show ", "odimo-explorer "})
            QVERIFY2(m_lines.contains(words), m_lines.constData());
        QVERIFY2(!m_lines.contains('\x1b'), "escape sequences outside a terminal");
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
        QStringList words = {cli::programPath("odimo")};
        for (const QString &argument : m_session.explore("a.odimo"))
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
        QCOMPARE(ended.output.contains("\x1b[1m"), noColor.isEmpty());
    }

    void asksForTheNetworkAndTheData()
    {
        const Ended ended = cli::runOdimo({"explore", "--project", m_session.file("new.odimo")});
        QCOMPARE(ended.exitCode, 1);
        QVERIFY2(ended.errors.contains("--network"), ended.errors.constData());
        QVERIFY(!std::filesystem::exists(m_session.path("new.odimo")));
    }

private:
    /// The lines of a file of comma-separated values without its comments.
    QStringList valuesOf(const char *name) const
    {
        QStringList lines = QString::fromStdString(readText(m_session.path(name))).split('\n', Qt::SkipEmptyParts);
        lines.removeIf([](const QString &line) { return line.startsWith('#'); });
        return lines;
    }

    Session m_session;
    Json m_front;
    QByteArray m_lines; ///< What a second exploration has printed where there is no terminal.
};

QTEST_GUILESS_MAIN(TestExplore)
#include "tst_explore.moc"
