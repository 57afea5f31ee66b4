// SPDX-License-Identifier: Apache-2.0
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/table_view.h"
#include "widgets/front/front_drawing.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/queue/queue_view.h"

#include <QLabel>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using End = ScriptedExploration::End;
using project::RunStatus;
using widgets::QueueModel;
using widgets::QueueRow;
using widgets::QueueState;

class QueueControllerTest : public QObject {
    Q_OBJECT

private:
    static host::RunChanged run(std::int64_t id, RunStatus status, const char *phase = "search")
    {
        project::Run run;
        run.id = id;
        run.strength = 0.1 * static_cast<double>(id);
        run.status = status;
        run.phase = phase;
        return {run};
    }

    static protocol::Progress progress(int epoch)
    {
        protocol::Progress progress;
        progress.phase = "search";
        progress.epoch = epoch;
        progress.epochs = 5;
        progress.batch = 1;
        progress.batches = 2;
        return progress;
    }

    static host::EpochStored epoch(std::int64_t run)
    {
        protocol::EpochFinished result;
        result.phase = "search";
        result.epoch = 1;
        result.epochs = 5;
        result.seconds = 20;
        result.relaxedCost = 0.7; // Where the front shows it.
        return {{run, result}};
    }

    /// Two in work, three that wait.
    static std::vector<host::Notice> notices()
    {
        return {run(21, RunStatus::Running),       run(22, RunStatus::Running),    run(23, RunStatus::Queued, ""),
                run(24, RunStatus::Queued, ""),    run(25, RunStatus::Queued, ""), epoch(22),
                host::RunProgress{22, progress(2)}};
    }

    std::unique_ptr<MainWindow> exploring(std::vector<host::Notice> told)
    {
        const QString path = m_folder.filePath("sample.odimo");
        auto made = openedWindow(*m_settings, path, scripted(std::move(told), End::WhenStopped));
        host::Settings settings;
        settings.executors = {{.words = "srun"}};
        made->exploration().start(path.toStdString(), settings);
        return made;
    }

    static QStringList rows(MainWindow &window)
    {
        QStringList rows;
        for (const QueueRow &row : window.queue().model().rows())
            rows << QString("%1 %2").arg(row.run).arg(queueStateText(row.state));
        return rows;
    }

    static void end(MainWindow &window)
    {
        window.exploration().stop();
        QTRY_VERIFY(!window.exploration().isActive());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
    WarningCollector m_warnings;

private slots:
    void initTestCase() { writeSampleProject(m_folder.filePath("sample.odimo").toStdString()); }
    void init() { m_settings = freshSettings(m_folder); }
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }

    void showsWhatIsInWorkWhatWaitsAndWhatFailed()
    {
        const auto shown = exploring(notices());
        QTRY_COMPARE(rows(*shown), QStringList({"21 In work", "22 In work", "23 Waits", "24 Waits", "25 Waits",
                                                "11 Failed"})); // Of the sample.
        QTRY_VERIFY(shown->queue().model().find(22)->fraction.has_value());
        const QueueRow row = *shown->queue().model().find(22);
        QCOMPARE(*row.fraction, 0.3);
        QCOMPARE(row.work, QString("Search 2/5"));
        QCOMPARE(row.where, QString("srun"));
        QVERIFY2(row.left.contains("min") || row.left.contains(" s"), qPrintable(row.left)); // Of 70 s.
        QVERIFY(!shown->queue().model().find(21)->fraction);
        const auto work = [&shown] {
            const auto &ghosts = shown->front().plot().drawing().ghosts().ghosts();
            const auto ghost = std::ranges::find(ghosts, 22, &widgets::GhostMarker::run);
            return ghost == ghosts.end() ? QString() : ghost->work;
        };
        QTRY_COMPARE(work(), "Search 2/5, " + row.left + " left");
        end(*shown);
        QCOMPARE(rows(*shown), QStringList({"11 Failed"}));
    }

    void pausedNothingIsInWork()
    {
        const auto shown = exploring(notices());
        QTRY_COMPARE(rows(*shown).size(), 6);
        shown->exploration().pause();
        QCOMPARE(rows(*shown).first(), QString("21 Paused"));
        QVERIFY(shown->queue().model().find(22)->left.isEmpty());
        shown->exploration().resume();
        QCOMPARE(rows(*shown).first(), QString("21 In work"));
        end(*shown);
    }

    void anOrderIsHandedOnAndKept()
    {
        const auto shown = exploring(notices());
        QTRY_COMPARE(rows(*shown).size(), 6);
        QStringList told;
        connect(&shown->exploration(), &ExplorationController::noticed, this, [&](const host::Notice &notice) {
            if (const auto *added = std::get_if<host::LogAdded>(&notice))
                told << QString("%1 %2").arg(QString::fromStdString(added->line.text)).arg(added->line.run);
        });
        QVERIFY(shown->queue().model().move(25, -1));
        QTRY_COMPARE(told, QStringList({"order 23", "order 25", "order 24"}));
        shown->projects().receive(run(21, RunStatus::Done));
        QCOMPARE(rows(*shown).mid(0, 4), QStringList({"22 In work", "23 Waits", "25 Waits", "24 Waits"}));
        shown->queue().setCurrentRun(24);
        QTest::keyClick(&shown->queue().table(), Qt::Key_Delete);
        QTRY_COMPARE(told.last(), QString("cancel 24"));
        end(*shown);
    }

    /// There is nothing to go by then.
    void noTimeIsNamedBeforeAnythingIsDone()
    {
        host::OverallProgress overall{.fraction = 0, .elapsed_s = 60, .remaining_s = 0};
        overall.phases = {{.kind = protocol::TaskKind::Analyse, .fraction = 0, .remaining_s = 0}};
        const auto shown = exploring({run(23, RunStatus::Queued, ""), overall});
        QTRY_COMPARE(rows(*shown).value(0), QString("0 In work"));
        QCOMPARE(shown->queue().model().rows().front().left, QString());
        QStringList texts;
        for (const QLabel *label : shown->statusBar()->findChildren<QLabel *>())
            texts << label->text();
        QVERIFY2(texts.contains("0 %"), qPrintable(texts.join('|')));
        end(*shown);
    }

    void whatAllRunsShareStandsFirst()
    {
        host::OverallProgress overall;
        overall.phases = {{.kind = protocol::TaskKind::Preview, .fraction = 0.5, .remaining_s = 30}};
        const auto shown = exploring({run(23, RunStatus::Queued, ""), overall});
        QTRY_COMPARE(rows(*shown).value(0), QString("0 In work"));
        QCOMPARE(shown->queue().model().rows().front().fraction, std::optional(0.5));
        QVERIFY(!shown->queue().model().move(0, 1));
        end(*shown);
    }
};

QTEST_MAIN(QueueControllerTest)
#include "tst_queue_controller.moc"
