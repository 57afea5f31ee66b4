// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/document_keys.h"
#include "core/workers/worker_pool.h"
#include "tests/core/host/samples.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::host;
using project::RunStatus;
using samples::ExplorationFixture;

/// How often a run is begun whose worker is lost, and one that fails.
class TestAttempts : public QObject {
    Q_OBJECT

private:
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

    static Settings searching()
    {
        Settings settings = samples::settings();
        settings.targets = {0.5}; // Rounds of corrections follow.
        return settings;
    }

    static Settings timed()
    {
        Settings settings = samples::settings();
        settings.preset = "quick";
        return settings;
    }

    static Settings settingsNamed(const QString &name)
    {
        return name == "proposing" ? proposing() : name == "timed" ? timed() : searching();
    }

private slots:
    void everyKindHasTheSameNumber_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QString>("task");
        QTest::newRow("timing") << "timed"
                                << "time the timing";
        QTest::newRow("warm-up") << "searching"
                                 << "warmup run 1";
        QTest::newRow("baseline") << "searching"
                                  << "finetune run 2";
        QTest::newRow("search") << "searching"
                                << "search run 8";
        QTest::newRow("fine-tuning of a search") << "searching"
                                                 << "finetune run 8";
        QTest::newRow("analysis") << "proposing"
                                  << "analyse";
        QTest::newRow("previews") << "proposing"
                                  << "preview";
        QTest::newRow("baseline beside proposals") << "proposing"
                                                   << "finetune run 2";
    }
    void everyKindHasTheSameNumber()
    {
        QFETCH(QString, settings);
        QFETCH(QString, task);
        for (const auto &[how, attempts] : {std::pair{"crash", workers::mostAttempts}, std::pair{"fail", 1}}) {
            ExplorationFixture fixture(FAKE_WORKER);
            ExplorationFixture::behave(how, task.toStdString());
            errorMessage([&] { QCOMPARE(fixture.explore(settingsNamed(settings)), Outcome::Failed); });
            QCOMPARE(fixture.journal().filter(task + " ").size(), attempts);
        }
    }

    void theFineTuningOfAProposalHasTheSameNumber()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.explore(proposing());
        const QStringList tuned = fixture.journal().filter("finetune");
        QVERIFY(!tuned.isEmpty());
        const QString task = tuned.last().section(' ', 0, 2);
        for (const auto &[how, attempts] : {std::pair{"crash", workers::mostAttempts}, std::pair{"fail", 1}}) {
            ExplorationFixture again(FAKE_WORKER);
            ExplorationFixture::behave(how, task.toStdString());
            QCOMPARE(again.explore(proposing()), Outcome::Failed);
            QCOMPARE(again.journal().filter(task + " ").size(), attempts);
        }
    }

    void theSecondGoesOnFromTheCheckpointAndTheLogSaysSo()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.behaveOnce("die", "search run 8");
        QStringList warnings;
        QCOMPARE(fixture.explore(samples::settings(),
                                 [&](const Notice &notice) {
                                     const auto *added = std::get_if<LogAdded>(&notice);
                                     if (added && added->line.level == "warning" && added->line.run == 8)
                                         warnings << QString::fromStdString(added->line.text);
                                 }),
                 Outcome::Done);
        QCOMPARE(fixture.journal().filter("search run 8 from"),
                 QStringList({"search run 8 from <warmup run 1> at <1>", "search run 8 from <warmup run 1> at <>"}));
        QCOMPARE(warnings.size(), 1);
        QVERIFY2(warnings.first().contains("signal 9") && warnings.first().contains("once more"),
                 qPrintable(warnings.first()));
        const project::Project project = fixture.open();
        QCOMPARE(project.run(8).status, RunStatus::Done);
        QCOMPARE(project.epochs(8).size(), std::size_t(4));
    }

    void previewsThatAreSentAgainAreStoredOnce()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        fixture.behaveOnce("die-late", "preview");
        QCOMPARE(fixture.explore(proposing()), Outcome::Done);
        for (const project::Run &run : fixture.open().runs()) {
            const auto previews =
                std::ranges::count(run.measurements, std::string("preview"), &project::Measurement::phase);
            QVERIFY2(previews == 0 || previews == 2, qPrintable(QString::number(previews)));
        }
    }

    void resumingGivesFurtherOnes()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("crash", "search run 8");
        QCOMPARE(fixture.explore(), Outcome::Failed);
        const QString message = QString::fromStdString(fixture.open().run(8).message);
        QVERIFY2(message.endsWith("(attempt 2 of 2)"), qPrintable(message));
        const std::vector<project::LogLine> log = fixture.open().log();
        const auto line = std::ranges::find(log, "error", &project::LogLine::level);
        QVERIFY(line != log.end());
        QCOMPARE(line->run, 8);
        QCOMPARE(QString::fromStdString(line->text), message);
        fixture.journal();
        QCOMPARE(fixture.resume(), Outcome::Failed);
        QCOMPARE(fixture.journal().filter("search run 8").size(), workers::mostAttempts);
    }

    void aStopEndsThemWithARunThatCanGoOn()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        ExplorationFixture::behave("die", "warmup");
        Exploration *running = nullptr;
        Exploration exploration(fixture.project(), samples::settings(), [&](const Notice &notice) {
            const auto *added = std::get_if<LogAdded>(&notice);
            if (added && added->line.text.find("once more") != std::string::npos)
                running->stop();
        });
        running = &exploration;
        QCOMPARE(exploration.run(), Outcome::Stopped);
        QCOMPARE(fixture.states().first(), "1 warmup stopped");
        QCOMPARE(fixture.journal().size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestAttempts)
#include "tst_attempts.moc"
