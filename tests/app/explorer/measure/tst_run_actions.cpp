// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/editor/edit_controller.h"
#include "app/explorer/steering/steering_controller.h"
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/queue/queue_view.h"
#include "widgets/setup/steering_panel.h"

#include <QAction>
#include <QMenu>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using End = ScriptedExploration::End;

/// To measure, fine-tune and pin the chosen mapping, and to cancel and retry the selected run.
class RunActionsTest : public QObject {
    Q_OBJECT

private:
    QString project() const { return m_folder.filePath("instant.odimo"); }

    std::unique_ptr<MainWindow> window(End end = End::ByItself, std::vector<host::Notice> notices = {})
    {
        return openedWindow(*m_settings, project(), scripted(std::move(notices), end));
    }

    static QAction &action(MainWindow &window, ActionId id) { return window.actions().action(id); }

    /// The first run whose accuracy was measured after `phase`.
    static std::int64_t runAfter(MainWindow &window, const char *phase)
    {
        for (const project::Run &run : window.projects().project()->runs)
            if (run.engine == "instant" && run.mapping && run.test() && run.test()->phase == phase)
                return run.id;
        return 0;
    }

    static QToolButton *messageButton(MainWindow &window)
    {
        return window.message().findChild<QToolButton *>(QStringLiteral("remedy"));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
    WarningCollector m_warnings;

private slots:
    void initTestCase() { writeInstantProject(project().toStdString()); }
    void init() { m_settings = freshSettings(m_folder); }
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }

    void onlyWhatIsNotMeasuredYetCanBe()
    {
        const auto shown = window();
        shown->selection().setRun(runAfter(*shown, "preview"));
        QVERIFY(!action(*shown, ActionId::Measure).isEnabled());
        QVERIFY(action(*shown, ActionId::Measure).toolTip().contains("measured already"));
        QVERIFY(action(*shown, ActionId::FineTune).isEnabled());
        shown->selection().setRun(runAfter(*shown, "finetune"));
        QVERIFY(!action(*shown, ActionId::FineTune).isEnabled());
        shown->selection().setRun(1); // The warm-up.
        QVERIFY(!action(*shown, ActionId::FineTune).isEnabled());
        QVERIFY(!action(*shown, ActionId::PinThis).isEnabled());
    }

    void aPointOfThePredictionIsMeasuredAndFound()
    {
        const auto shown = window();
        emit shown->front().plot().predictionChosen(3);
        QVERIFY(action(*shown, ActionId::Measure).isEnabled());
        QVERIFY(action(*shown, ActionId::FineTune).isEnabled());
        const mapping::Mapping chosen = *shown->steeringController().chosenMapping();
        action(*shown, ActionId::Measure).trigger();
        QVERIFY(shown->exploration().isMeasurement());
        QTRY_VERIFY(shown->message().text().contains("is measured: 85.00 %"));
        QVERIFY(shown->projects().project()->find(90)->mapping == chosen);
        QVERIFY(messageButton(*shown)->isVisible());
        QCOMPARE(messageButton(*shown)->text(), QString("Show Run 90"));
        QTest::mouseClick(messageButton(*shown), Qt::LeftButton);
        QCOMPARE(shown->selection().run(), 90);
        QTRY_VERIFY(!shown->exploration().isActive());
    }

    void theMenuOfAPredictedPointOffersIt()
    {
        const auto shown = window();
        QMenu menu;
        emit shown->front().plot().menuRequested(menu, {.prediction = 3});
        for (const ActionId id : {ActionId::Measure, ActionId::FineTune, ActionId::PinThis})
            QVERIFY(menu.actions().contains(&action(*shown, id)));
    }

    void anEditedMappingIsMeasured()
    {
        const auto shown = window();
        const std::int64_t run = runAfter(*shown, "preview");
        shown->selection().setRun(run);
        mapping::Mapping edited = *shown->projects().project()->find(run)->mapping;
        edited.layers.front().unitOfChannel.front() ^= 1;
        emit shown->editor().evaluateRequested({run, edited});
        QTRY_VERIFY(shown->message().text().contains("is measured: 85.00 %"));
        QVERIFY(shown->projects().project()->find(90)->mapping == edited);
        QCOMPARE(shown->projects().project()->nameOf(90), "Edit of run " + std::to_string(run));
        QTRY_VERIFY(!shown->exploration().isActive());
    }

    void anotherEditOfTheRunHasANameOfItsOwn()
    {
        const auto shown = window();
        const std::int64_t run = runAfter(*shown, "preview");
        const std::string name = "Edit of run " + std::to_string(run);
        shown->projects().nameRun(run, name);
        mapping::Mapping edited = *shown->projects().project()->find(run)->mapping;
        edited.layers.front().unitOfChannel.front() ^= 1;
        emit shown->editor().evaluateRequested({run, edited});
        QTRY_VERIFY(shown->message().text().contains("is measured: 85.00 %"));
        QCOMPARE(shown->projects().project()->nameOf(90), name + " (2)");
        QTRY_VERIFY(!shown->exploration().isActive());
    }

    void anExplorationThatRunsTakesItUp()
    {
        const auto shown = window(End::WhenStopped);
        shown->exploration().start(project().toStdString(), {});
        QTRY_VERIFY(shown->exploration().request(host::RetryRun{1}));
        shown->selection().setRun(runAfter(*shown, "preview"));
        action(*shown, ActionId::FineTune).trigger();
        QTRY_VERIFY(shown->message().text().contains("is fine-tuned: 85.00 %"));
        QVERIFY(shown->exploration().isActive() && !shown->exploration().isMeasurement());
        shown->exploration().stop();
        QTRY_VERIFY(!shown->exploration().isActive());
    }

    void pinsTheSelectedLayerAndUndoes()
    {
        const auto shown = window();
        const QStringList before = shown->steering().fields().pins;
        shown->selection().setRun(runAfter(*shown, "preview"));
        shown->selection().setLayer("fc");
        action(*shown, ActionId::PinThis).trigger();
        const QStringList pins = shown->steering().fields().pins;
        QVERIFY(pins.size() > before.size());
        for (const QString &pin : pins)
            QVERIFY2(before.contains(pin) || pin.startsWith("fc"), qPrintable(pin));
        action(*shown, ActionId::Undo).trigger();
        QCOMPARE(shown->steering().fields().pins, before);
        QTRY_VERIFY(!shown->isBusy());
    }

    void cancelsAndRetriesTheSelectedRun()
    {
        project::Run running;
        running.id = 70;
        running.status = project::RunStatus::Running;
        project::Run failed;
        failed.id = 71;
        failed.status = project::RunStatus::Failed;
        failed.message = "out of luck";
        const auto shown = window(End::WhenStopped, {host::RunChanged{running}, host::RunChanged{failed}});
        QVERIFY(!action(*shown, ActionId::CancelRun).isEnabled());
        QVERIFY(action(*shown, ActionId::RetryRun).text().contains("All")); // Nothing runs yet.
        shown->exploration().start(project().toStdString(), {});
        QTRY_VERIFY(shown->projects().project()->find(71));
        QStringList told;
        connect(&shown->exploration(), &ExplorationController::noticed, this, [&](const host::Notice &notice) {
            if (const auto *added = std::get_if<host::LogAdded>(&notice))
                told << QString("%1 %2").arg(QString::fromStdString(added->line.text)).arg(added->line.run);
        });
        shown->selection().setRun(70);
        QVERIFY(!action(*shown, ActionId::RetryRun).isEnabled());
        action(*shown, ActionId::CancelRun).trigger();
        shown->selection().setRun(71);
        QVERIFY(!action(*shown, ActionId::CancelRun).isEnabled());
        QVERIFY(!action(*shown, ActionId::RetryRun).text().contains("All"));
        action(*shown, ActionId::RetryRun).trigger();
        QTRY_COMPARE(told, QStringList({"cancel 70", "retry 71"}));
        shown->exploration().stop();
        QTRY_VERIFY(!shown->exploration().isActive());
        const auto all = shown->queue().findChildren<QToolButton *>();
        QVERIFY(std::ranges::any_of(all, [](const QToolButton *each) { return each->text() == "Retry all"; }));
    }

    void aFrontThatIsDoneIsSummedUp()
    {
        const auto shown = window();
        shown->exploration().start(project().toStdString(), {});
        QTRY_VERIFY(shown->message().text().contains(" on the front"));
        QVERIFY2(shown->message().text().contains("% less latency"), qPrintable(shown->message().text()));
        const QString named = messageButton(*shown)->text().section(' ', -1);
        shown->selection().setRun(0);
        QTest::mouseClick(messageButton(*shown), Qt::LeftButton);
        QCOMPARE(QString::number(shown->selection().run()), named);
    }
};

QTEST_MAIN(RunActionsTest)
#include "tst_run_actions.moc"
