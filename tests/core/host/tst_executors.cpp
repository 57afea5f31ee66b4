// SPDX-License-Identifier: Apache-2.0
#include "tests/core/base/error_message.h"
#include "tests/core/host/samples.h"
#include "tests/core/workers/hidden_folder.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::host;
using samples::ExplorationFixture;

/// Explorations on several executors that share no disk with the host.
class TestExecutors : public QObject {
    Q_OBJECT

private:
    /// A fixture of workers whose results hang on all that those of a training hang on.
    class ExactExploration : public ExplorationFixture {
    public:
        ExactExploration() : ExplorationFixture(FAKE_WORKER) { set("ODIMO_FAKE_EXACT", "1"); }
        /// The words of one that sees nothing of this exploration.
        std::string elsewhere(const std::string &name) const
        {
            return samples::elsewhere(m_homes.path() / name, folder());
        }
        std::filesystem::path cache(const std::string &name) const
        {
            return m_homes.path() / name / ".cache" / "odimo" / "worker";
        }

    private:
        TemporaryFolder m_homes;
    };

    static QStringList front(const project::Project &project)
    {
        QStringList lines;
        for (const FrontEntry &entry : frontOf(project, mapping::Objective::Latency).points)
            lines
                << QString("%1 cycles, %2").arg(entry.cost.latency_cycles, 0, 'g', 12).arg(entry.accuracy, 0, 'g', 12);
        return lines;
    }

    static QStringList localFront(const QString &engine)
    {
        const ExactExploration fixture;
        return fixture.explore(samples::settingsFor(engine)) == Outcome::Done ? front(fixture.open())
                                                                              : QStringList("not done");
    }

    static void addEngines()
    {
        QTest::addColumn<QString>("engine");
        QTest::newRow("instant") << "instant";
        QTest::newRow("odimo") << "odimo";
    }

private slots:
    void threeFindTheFrontOfOne_data() { addEngines(); }
    void threeFindTheFrontOfOne()
    {
        QFETCH(QString, engine);
        const ExactExploration fixture;
        Settings settings = samples::settingsFor(engine);
        settings.executors = {{.words = fixture.elsewhere("a")}, {.jobs = 1}, {.words = fixture.elsewhere("b")}};
        QCOMPARE(fixture.explore(settings), Outcome::Done);
        const QStringList found = front(fixture.open());
        QVERIFY(found.size() > 2);
        QCOMPARE(found, localFront(engine));
        for (const char *host : {"a", "b"})
            QVERIFY(!std::filesystem::is_empty(fixture.cache(host)));
        QVERIFY(!std::filesystem::exists(fixture.runsFolder()));
    }

    void oneThatVanishesChangesNothing_data() { addEngines(); }
    void oneThatVanishesChangesNothing()
    {
        QFETCH(QString, engine);
        const ExactExploration fixture;
        Settings settings = samples::settingsFor(engine);
        settings.executors = {{.words = fixture.elsewhere("a") + " env ODIMO_FAKE=die"},
                              {.words = fixture.elsewhere("b")},
                              {.words = fixture.elsewhere("c")}};
        QStringList log;
        QCOMPARE(fixture.explore(settings,
                                 [&](const Notice &notice) {
                                     if (const auto *added = std::get_if<LogAdded>(&notice))
                                         log << QString::fromStdString(added->line.text);
                                 }),
                 Outcome::Done);
        QCOMPARE(front(fixture.open()), localFront(engine));
        QVERIFY(!log.filter("was ended").isEmpty() || !log.filter("ended by signal 9").isEmpty());
        for (const project::Run &run : fixture.open().runs())
            QCOMPARE(run.status, project::RunStatus::Done);
    }

    void whatStartsTheWorkersIsToldBeforeAnythingRuns()
    {
        const ExactExploration fixture;
        Settings settings = samples::settings();
        settings.executors = {{.words = "env A=1", .jobs = 3}, {}};
        QStringList log;
        bool hasBegun = false;
        fixture.explore(settings, [&](const Notice &notice) {
            if (const auto *added = std::get_if<LogAdded>(&notice); added && !hasBegun)
                log << QString::fromStdString(added->line.text);
            hasBegun = hasBegun || std::holds_alternative<RunChanged>(notice);
        });
        QVERIFY2(log.contains(QString("Executor env A=1: up to 3 at a time of the worker: env A=1 ") + FAKE_WORKER),
                 qPrintable(log.join('\n')));
        QVERIFY(log.contains(QString("Executor local: up to 2 at a time of the worker: ") + FAKE_WORKER));
    }

    /// What a project could bring along would be run by whoever resumes it.
    void aProjectKeepsNoExecutor()
    {
        const ExactExploration fixture;
        Settings settings = samples::settings();
        settings.executors = {{.words = "env SECRET=1"}, {}};
        QCOMPARE(fixture.explore(settings), Outcome::Done);
        const std::string kept = fixture.open().document("settings");
        QVERIFY(kept.find("SECRET") == std::string::npos);
        QVERIFY(fixture.open().document("plan").find("SECRET") == std::string::npos);
        for (const char *field : {"executors", "executor", "worker"}) {
            Json forged = Json::parse(kept);
            forged[field] = "touch /tmp/harm";
            QVERIFY(errorMessage([&] { settingsFromJson(forged, "settings"); }).contains("is an unknown field"));
        }
    }

    /// Of four places on two executors a resumed exploration without them has as many as this machine.
    void whatFollowsWithoutThemHasTheWorkersOfThisMachine()
    {
        const ExactExploration fixture;
        Settings settings = samples::settings();
        settings.executors = {{.words = "env A=1", .jobs = 20}, {.jobs = 20}};
        QCOMPARE(fixture.explore(settings), Outcome::Done);
        int jobs = 0;
        Settings resumed;
        resumed.resume = true;
        fixture.explore(resumed, [&](const Notice &notice) {
            if (const auto *made = std::get_if<PlanMade>(&notice))
                jobs = made->plan.jobs;
        });
        QVERIFY2(jobs > 0 && jobs < 40, qPrintable(QString::number(jobs)));
    }
};

QTEST_APPLESS_MAIN(TestExecutors)
#include "tst_executors.moc"
