// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/chosen_runs.h"
#include "core/host/flow/preview_results.h"
#include "core/host/plan/document_keys.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/project/run_names.h"
#include "tests/core/host/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;
using project::Run;
using project::RunStatus;
using protocol::TaskKind;
using samples::ExplorationFixture;
using samples::FakeWorkers;

/// Mappings that the user chooses, in a project that has its warm-up.
class TestChosenMappings : public QObject {
    Q_OBJECT

private:
    /// Trained by searches, so that no analysis is there yet.
    static Settings searching()
    {
        Settings settings = samples::settings();
        settings.strengths = {0.5};
        settings.baselines = Baselines::None;
        settings.jobs = 1;
        return settings;
    }

    static Settings proposing()
    {
        Settings settings = samples::settings();
        settings.network = "resnet8";
        settings.data = "synthetic:train=40,test=20,classes=2,size=16";
        settings.strengths.clear();
        settings.engine = "instant";
        settings.preset = "quick";
        settings.images = 40;
        settings.points = 4;
        settings.jobs = 1;
        return settings;
    }

    static mapping::CostTable tableOf(const ExplorationFixture &fixture) { return fixture.open().costTable(); }

    /// The first channel of each layer analog, all others digital: nothing that an engine finds.
    static mapping::Mapping someMapping(const mapping::CostTable &table, std::size_t layers = 3)
    {
        mapping::Mapping mapping = mapping::uniformMapping(table, 0);
        for (std::size_t layer = 0; layer < layers; ++layer)
            mapping.layers[layer].unitOfChannel.front() = 1;
        return mapping;
    }

    static Settings measuring(const mapping::Mapping &mapping, bool fineTune = false)
    {
        Settings settings;
        settings.chosen = {{mapping, fineTune}};
        return settings;
    }

    static Run lastRun(const ExplorationFixture &fixture) { return fixture.open().runs().back(); }

    /// Explores; the first epoch that is stored of `run` calls `act`.
    static Outcome exploreAnd(const ExplorationFixture &fixture, const Settings &settings, std::int64_t run,
                              const std::function<void(Exploration &)> &act)
    {
        Exploration *running = nullptr;
        bool acted = false;
        Exploration exploration(fixture.project(), settings, [&](const Notice &notice) {
            const auto *stored = std::get_if<EpochStored>(&notice);
            if (stored && stored->epoch.run == run && !std::exchange(acted, true))
                act(*running);
        });
        running = &exploration;
        return exploration.run();
    }

    /// The same, and the worker of `task` waits for what `act` makes of it.
    static Outcome exploreWaiting(const ExplorationFixture &fixture, const Settings &settings, std::int64_t run,
                                  const char *task, const std::function<void(Exploration &)> &act)
    {
        FakeWorkers::behave("wait", QString("%1 run %2").arg(task).arg(run).toStdString());
        const Outcome outcome = exploreAnd(fixture, settings, run, act);
        FakeWorkers::behave("");
        return outcome;
    }

private slots:
    void itsRunKeepsTheNameThatItWasGivenFirst()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(searching());
        Settings settings = measuring(someMapping(tableOf(fixture)));
        settings.chosen.front().name = "One analog channel each";
        fixture.explore(settings);
        const std::int64_t run = lastRun(fixture).id;
        QCOMPARE(project::runNames(fixture.open())[run], std::string("One analog channel each"));
        settings.chosen.front().fineTune = true;
        settings.chosen.front().name = "Another name";
        fixture.explore(settings);
        QCOMPARE(lastRun(fixture).id, run);
        QCOMPARE(project::runNames(fixture.open())[run], std::string("One analog channel each"));
        settings.chosen = {{someMapping(tableOf(fixture), 1), false}};
        fixture.explore(settings);
        QCOMPARE(project::runNames(fixture.open()).size(), std::size_t(1)); // It was given none.
    }

    void isMeasuredWithoutTraining()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(searching());
        fixture.journal();
        const std::size_t before = fixture.open().runs().size();
        const mapping::Mapping mapping = someMapping(tableOf(fixture));
        Exploration exploration(fixture.project(), measuring(mapping), [](const Notice &) {});
        QCOMPARE(exploration.run(), Outcome::Done);
        QCOMPARE(fixture.open().runs().size(), before + 1);
        const Run run = lastRun(fixture);
        QCOMPARE(exploration.chosenRuns(), std::vector{run.id});
        QCOMPARE(fixture.journal(),
                 QStringList({"analyse the analysis from <warmup run 1> at <>",
                              QString("preview run %1 from <analyse the analysis> at <>").arg(run.id)}));
        QCOMPARE(run.engine, std::string("chosen"));
        QCOMPARE(run.status, RunStatus::Done);
        QVERIFY(run.mapping == mapping);
        QCOMPARE(run.test()->phase, std::string("preview"));
        QVERIFY(run.cost == mapping::costOf(tableOf(fixture), mapping));
        QVERIFY(fixture.open().hasWeights(run.id, "previewed"));
        const Front front = frontOf(fixture.open(), mapping::Objective::Latency);
        QVERIFY(std::ranges::find(front.points, run.id, &FrontEntry::run) != front.points.end());
    }

    void isFineTunedFromItsPreview()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(searching());
        fixture.journal();
        QCOMPARE(fixture.explore(measuring(someMapping(tableOf(fixture)), true)), Outcome::Done);
        const Run run = lastRun(fixture);
        QVERIFY(fixture.journal().contains(QString("finetune run %1 from <preview 0> at <>").arg(run.id)));
        QCOMPARE(run.test()->phase, std::string("finetune"));
        QVERIFY(measurementOf(run, "test", TaskKind::Preview));
        QVERIFY(fixture.open().hasWeights(run.id, "tuned"));
        QVERIFY(!fixture.open().hasWeights(run.id, "previewed"));
    }

    /// Its preview has left one, which is not that of the fine-tuning.
    void aFineTuningWithoutAMeasurementHasFailed()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(searching());
        ExplorationFixture::behave("incomplete", "finetune");
        QCOMPARE(fixture.explore(measuring(someMapping(tableOf(fixture)), true)), Outcome::Failed);
        const Run run = lastRun(fixture);
        QCOMPARE(run.test()->phase, std::string("preview"));
        QCOMPARE(run.status, RunStatus::Failed);
        QVERIFY2(run.message.find("without the result") != std::string::npos, run.message.c_str());
    }

    void anEqualMappingIsAnEqualRun()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(searching());
        const mapping::Mapping mapping = someMapping(tableOf(fixture));
        fixture.explore(measuring(mapping));
        const std::int64_t run = lastRun(fixture).id;
        fixture.journal();
        QCOMPARE(fixture.explore(measuring(mapping)), Outcome::Done);
        QCOMPARE(fixture.journal(), QStringList());
        fixture.explore(measuring(mapping, true));
        QCOMPARE(fixture.journal().size(), 1); // The fine-tuning alone.
        fixture.explore(measuring(mapping, true));
        fixture.explore(measuring(mapping));
        QCOMPARE(fixture.journal(), QStringList());
        QCOMPARE(lastRun(fixture).id, run);
    }

    /// Whoever found it.
    void whatAnEngineHasMeasuredIsNotMeasuredAgain()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(proposing());
        fixture.journal();
        const std::size_t before = fixture.open().runs().size();
        int trained = 0;
        for (const Run &found : fixture.open().runs()) {
            if (!found.mapping)
                continue;
            const bool isTuned = found.test()->phase == "finetune";
            trained += isTuned ? 1 : 0;
            Exploration exploration(fixture.project(), measuring(*found.mapping, isTuned), [](const Notice &) {});
            QCOMPARE(exploration.run(), Outcome::Done);
            QCOMPARE(exploration.chosenRuns(), std::vector{found.id});
        }
        QCOMPARE(trained, 4);
        QCOMPARE(fixture.journal(), QStringList());
        QCOMPARE(fixture.open().runs().size(), before);
    }

    void doesNotChangeWhatAnExplorationFinds()
    {
        const auto front = [](const ExplorationFixture &fixture) {
            QString text;
            for (const FrontEntry &entry : frontOf(fixture.open(), mapping::Objective::Latency).points)
                if (entry.engine != chosenEngine)
                    text += QString("%1 %2 %3; ").arg(entry.run).arg(entry.accuracy).arg(entry.phase.c_str());
            return text;
        };
        QString undisturbed;
        {
            ExplorationFixture fixture(FAKE_WORKER);
            FakeWorkers::set("ODIMO_FAKE_EXACT", "1");
            fixture.explore(proposing());
            undisturbed = front(fixture);
        }
        ExplorationFixture fixture(FAKE_WORKER);
        FakeWorkers::set("ODIMO_FAKE_EXACT", "1");
        QCOMPARE(exploreWaiting(fixture, proposing(), 3, "finetune", [](Exploration &running) { running.stop(); }),
                 Outcome::Stopped);
        fixture.explore(measuring(someMapping(tableOf(fixture)), true));
        QVERIFY(front(fixture) != undisturbed);
        QCOMPARE(fixture.resume(), Outcome::Done);
        FakeWorkers::set("ODIMO_FAKE_EXACT", "");
        QVERIFY(lastRun(fixture).engine == chosenEngine);
        QCOMPARE(front(fixture), undisturbed);
    }

    void theNextOneFinishesAnInterruptedOne_data()
    {
        QTest::addColumn<bool>("resumes");
        QTest::newRow("another measurement") << false;
        QTest::newRow("the exploration") << true;
    }
    void theNextOneFinishesAnInterruptedOne()
    {
        QFETCH(bool, resumes);
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(searching());
        const mapping::CostTable table = tableOf(fixture);
        const auto id = static_cast<std::int64_t>(fixture.open().runs().size() + 1);
        QCOMPARE(exploreWaiting(fixture, measuring(someMapping(table), true), id, "finetune",
                                [](Exploration &running) { running.stop(); }),
                 Outcome::Stopped);
        fixture.journal();
        QCOMPARE(resumes ? fixture.resume() : fixture.explore(measuring(someMapping(table, 2))), Outcome::Done);
        QVERIFY(fixture.journal().contains(QString("finetune run %1 from <preview 0> at <1>").arg(id)));
        QCOMPARE(fixture.open().run(id).test()->phase, std::string("finetune"));
        QCOMPARE(QString::fromStdString(fixture.open().document(chosenDocument)), QString("[]"));
    }

    void theEndOfAKilledHostIsMadeUpFor()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(searching());
        const mapping::Mapping mapping = someMapping(tableOf(fixture));
        FakeWorkers::behave("crash", "preview");
        QCOMPARE(fixture.explore(measuring(mapping)), Outcome::Failed);
        FakeWorkers::behave("");
        { // As it stands when the host is killed at work.
            project::Project project = project::Project::open(fixture.project(), project::Access::ReadWrite);
            Run run = project.runs().back();
            run.status = RunStatus::Running;
            project.save(run);
            project.storeDocument(chosenDocument,
                                  "[{\"fine_tune\":false,\"lost\":false,\"run\":" + std::to_string(run.id) + "}]");
        }
        QCOMPARE(fixture.resume(), Outcome::Done);
        QCOMPARE(lastRun(fixture).status, RunStatus::Done);
        QVERIFY(lastRun(fixture).test());
    }

    void oneThatFailsIsTriedAgainOnResuming()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(searching());
        FakeWorkers::behave("fail", "preview");
        QCOMPARE(fixture.explore(measuring(someMapping(tableOf(fixture)), true)), Outcome::Failed);
        QVERIFY(lastRun(fixture).message.find("out of luck") != std::string::npos);
        FakeWorkers::behave("");
        QCOMPARE(fixture.resume(), Outcome::Done);
        QCOMPARE(lastRun(fixture).test()->phase, std::string("finetune"));
    }

    void isBegunWhileAnExplorationRuns()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Settings settings = proposing();
        std::optional<mapping::Mapping> mapping;
        std::int64_t tuned = 0;
        QStringList begun;
        Exploration *running = nullptr;
        Exploration exploration(fixture.project(), settings, [&](const Notice &notice) {
            if (const auto *ready = std::get_if<ProjectReady>(&notice))
                mapping =
                    someMapping(mapping::makeCostTable(network::simplify(ready->setup.network), ready->setup.platform));
            const auto *changed = std::get_if<RunChanged>(&notice);
            if (changed && changed->run.status == RunStatus::Running) {
                const QString work = QString("%1 %2").arg(changed->run.phase.c_str()).arg(changed->run.id);
                if (begun.isEmpty() || begun.last() != work)
                    begun << work;
            }
            const auto *stored = std::get_if<EpochStored>(&notice);
            if (stored && stored->epoch.result.phase == "finetune" && tuned == 0) {
                tuned = stored->epoch.run;
                QVERIFY(running->request(ChosenMapping{*mapping, true}));
            }
        });
        running = &exploration;
        QCOMPARE(exploration.run(), Outcome::Done);
        const std::int64_t chosen = lastRun(fixture).id;
        const qsizetype first = begun.indexOf(QString("finetune %1").arg(tuned));
        QCOMPARE(begun.indexOf(QString("preview %1").arg(chosen)), first + 1); // The next to begin.
        QVERIFY(begun.size() > first + 3);
        const Front front = frontOf(fixture.open(), mapping::Objective::Latency);
        const auto entry = std::ranges::find(front.points, std::string(chosenEngine), &FrontEntry::engine);
        QVERIFY(entry != front.points.end());
        QCOMPARE(entry->phase, std::string("finetune"));
        QVERIFY(!exploration.request(ChosenMapping{*mapping, false})); // Too late.
    }

    /// It has no analysis before its end.
    void isMeasuredAtTheEndOfASearch()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        QCOMPARE(exploreAnd(fixture, searching(), 1,
                            [&](Exploration &running) {
                                running.request(ChosenMapping{someMapping(tableOf(fixture)), false});
                            }),
                 Outcome::Done);
        QCOMPARE(lastRun(fixture).engine, std::string("chosen"));
        QVERIFY(lastRun(fixture).test());
    }

    void isRefusedWhereThereIsNoWarmUp()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        QCOMPARE(exploreWaiting(fixture, searching(), 1, "warmup", [](Exploration &running) { running.stop(); }),
                 Outcome::Stopped);
        const mapping::Mapping mapping = someMapping(tableOf(fixture));
        const std::size_t before = fixture.open().runs().size();
        const QString message = errorMessage([&] { fixture.explore(measuring(mapping)); });
        QVERIFY2(message.contains("no trained weights") && message.contains("resum"), qPrintable(message));
        QCOMPARE(fixture.open().runs().size(), before);
    }

    void isRefusedInAnotherNetwork()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(searching());
        mapping::Mapping mapping = someMapping(tableOf(fixture));
        mapping.layers.pop_back();
        const QString message = errorMessage([&] { fixture.explore(measuring(mapping)); });
        QVERIFY2(message.contains("layer"), qPrintable(message));
        QCOMPARE(exploreAnd(fixture, searching(), 1, [](Exploration &) {}), Outcome::Done);
        Exploration exploration(fixture.project(), searching(), [](const Notice &) {});
        QVERIFY(!errorMessage([&] { exploration.request(ChosenMapping{mapping, false}); }).isEmpty());
    }

    void isRefusedWhileAnotherProgramExplores()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(searching());
        const mapping::Mapping mapping = someMapping(tableOf(fixture));
        const WorkFolder folder(fixture.project());
        const QString message = errorMessage([&] { fixture.explore(measuring(mapping)); });
        QVERIFY2(message.contains("another program"), qPrintable(message));
    }
};

QTEST_APPLESS_MAIN(TestChosenMappings)
#include "tst_chosen_mappings.moc"
