// SPDX-License-Identifier: Apache-2.0
#include "tests/core/host/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;
using project::RunStatus;
using samples::ExplorationFixture;

/// Workers and executors that do not do what they should.
class TestBadWorkers : public QObject {
    Q_OBJECT

private:
    /// The Error of an exploration that cannot go on at all.
    static QString refusal(const ExplorationFixture &fixture, const Settings &settings = samples::settings())
    {
        try {
            fixture.explore(settings);
        } catch (const Error &error) {
            return QString::number(exitCode(error.kind())) + ": " + error.what();
        }
        return {};
    }

private slots:
    void aCrashIsAFailedRunWithItsLastWordsAndTheOthersGoOn()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("crash", "search run 8");
        QCOMPARE(fixture.explore(), Outcome::Failed);
        const project::Run failed = fixture.open().run(8);
        QCOMPARE(failed.status, RunStatus::Failed);
        const QString message = QString::fromStdString(failed.message);
        QVERIFY2(message.contains("signal 11 (segmentation fault)"), qPrintable(message));
        QVERIFY2(message.contains("last words"), qPrintable(message));
        for (const QString &state : fixture.states())
            QVERIFY2(state.startsWith("8 ") || state.endsWith("done"), qPrintable(state));
    }

    void aFailedRunGetsAnotherChance()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("crash", "search run 8");
        fixture.explore();
        ExplorationFixture::behave("");
        fixture.journal();
        QCOMPARE(fixture.resume(), Outcome::Done);
        const project::Run run = fixture.open().run(8);
        QCOMPARE(run.status, RunStatus::Done);
        QCOMPARE(run.message, "");
        QVERIFY(fixture.journal().filter("run 8 from").size() == 2);
    }

    void runsThatShareAFailedTuningFailWithIt()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("fail", "finetune run 2");
        QCOMPARE(fixture.explore(), Outcome::Failed);
        const project::Project project = fixture.open();
        QCOMPARE(project.run(2).message, "out of luck; try another seed or more epochs");
        QCOMPARE(project.run(7).status, RunStatus::Failed);
        QVERIFY(QString::fromStdString(project.run(7).message).contains("fine-tuning of run 2"));
    }

    void withoutAWarmUpNothingElseIsTried()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("fail", "warmup");
        QCOMPARE(fixture.explore(), Outcome::Failed);
        QCOMPARE(fixture.journal().size(), 1);
        QCOMPARE(fixture.states().mid(0, 2), QStringList({"1 warmup failed", "2 baseline queued"}));
    }

    void aWorkerThatFinishesWithoutAResultHasFailed()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("incomplete", "search run 8");
        QCOMPARE(fixture.explore(), Outcome::Failed);
        QVERIFY(QString::fromStdString(fixture.open().run(8).message).contains("without the result"));
    }

    void aResultThatDoesNotFitIsAFailedRunAndTheOthersGoOn_data()
    {
        QTest::addColumn<QString>("behaviour");
        QTest::addColumn<QString>("words");
        QTest::newRow("mapping") << "misfit"
                                 << "mapping";
        QTest::newRow("splits") << "missplit"
                                << "the split has";
        QTest::newRow("weights") << "lost"
                                 << "searched.safetensors";
    }
    void aResultThatDoesNotFitIsAFailedRunAndTheOthersGoOn()
    {
        QFETCH(QString, behaviour);
        QFETCH(QString, words);
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave(behaviour.toStdString(), "search run 8");
        QCOMPARE(fixture.explore(), Outcome::Failed);
        const QString message = QString::fromStdString(fixture.open().run(8).message);
        QVERIFY2(message.contains("broke the protocol") && message.contains(words), qPrintable(message));
        for (const QString &state : fixture.states())
            QVERIFY2(state == "8 search failed" || state.endsWith("done"), qPrintable(state));
    }

    void aWorkerThatBabblesHasFailed()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("babble", "search run 8");
        QCOMPARE(fixture.explore(), Outcome::Failed);
        const QString message = QString::fromStdString(fixture.open().run(8).message);
        QVERIFY2(message.contains("broke the protocol: worker line 2 is no valid JSON"), qPrintable(message));
    }

    void anotherProtocolVersionNamesBothAndTheRemedy()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("protocol");
        const QString message = refusal(fixture);
        QVERIFY2(message.startsWith("2: "), qPrintable(message));
        QVERIFY(message.contains("protocol version 999"));
        QVERIFY(message.contains(QString("version %1;").arg(protocol::protocolVersion)));
        QVERIFY(message.contains("install odimo and odimo-worker of the same version"));
        QCOMPARE(fixture.states().first(), "1 warmup stopped");
    }

    void aCommandThatEndsAtOnceIsNamedWithItsStatusAndWords()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("silent");
        const QString message = refusal(fixture);
        QVERIFY2(message.startsWith("2: "), qPrintable(message));
        QVERIFY(message.contains(FAKE_WORKER));
        QVERIFY(message.contains("exit code 3"));
        QVERIFY(message.contains("no device is free"));
        QVERIFY(message.contains("check the executor"));
    }

    void anExecutorThatFailsIsNamed_data()
    {
        QTest::addColumn<QString>("executor");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("not there") << "no-such-launcher --fast"
                                   << QStringList{"2: no-such-launcher cannot be started: No such file",
                                                  "check the executor"};
        QTest::newRow("fails") << "sh -c 'echo no partition >&2; exit 7'" << QStringList{"exit code 7", "no partition"};
    }
    void anExecutorThatFailsIsNamed()
    {
        QFETCH(QString, executor);
        QFETCH(QStringList, words);
        const ExplorationFixture fixture(FAKE_WORKER);
        Settings settings = samples::settings();
        settings.executors = {workers::executorFromText(executor.toStdString())};
        const QString message = refusal(fixture, settings);
        for (const QString &word : words)
            QVERIFY2(message.contains(word), qPrintable(message));
    }

    void anExecutorStartsTheWorker()
    {
        const ExplorationFixture fixture(FAKE_WORKER);
        Settings settings = samples::settings();
        settings.executors = {{.words = "env FROM='an executor'"}};
        QCOMPARE(fixture.explore(settings), Outcome::Done);
    }

    void aMissingWorkerIsNamedBeforeAnythingIsWritten()
    {
        const ExplorationFixture fixture("/nowhere/odimo-worker");
        const QString message = refusal(fixture);
        QVERIFY2(message.startsWith("2: there is no program /nowhere/odimo-worker"), qPrintable(message));
        QVERIFY(message.contains("ODIMO_WORKER"));
        QVERIFY(!std::filesystem::exists(fixture.project()));
    }

    void withoutAPlanNoNewProjectStays_data()
    {
        QTest::addColumn<QString>("behaviour");
        QTest::addColumn<QString>("executor");
        QTest::addColumn<QString>("message");
        QTest::newRow("timing fails") << "fail"
                                      << ""
                                      << "3: out of luck";
        QTest::newRow("executor fails") << ""
                                        << "false"
                                        << "2: The command \"false ";
    }
    void withoutAPlanNoNewProjectStays()
    {
        QFETCH(QString, behaviour);
        QFETCH(QString, executor);
        QFETCH(QString, message);
        const ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave(behaviour.toStdString(), "time");
        Settings settings = samples::settings();
        settings.preset = "quick";
        settings.executors = {workers::executorFromText(executor.toStdString())};
        const QString found = refusal(fixture, settings);
        QVERIFY2(found.startsWith(message), qPrintable(found));
        QVERIFY(!std::filesystem::exists(fixture.project()));
        QVERIFY(!std::filesystem::exists(fixture.runsFolder()));
    }

    void withoutAPlanAProjectStaysAsItWas()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        QCOMPARE(fixture.explore(), Outcome::Done);
        const std::string settings = fixture.open().document("settings");
        ExplorationFixture::behave("fail", "time");
        Settings other = samples::settings();
        other.preset = "quick";
        QCOMPARE(refusal(fixture, other), "3: out of luck; try another seed or more epochs");
        QCOMPARE(fixture.open().document("settings"), settings);
    }
};

QTEST_APPLESS_MAIN(TestBadWorkers)
#include "tst_bad_workers.moc"
