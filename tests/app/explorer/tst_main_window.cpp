// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "app/explorer/project/project_presenter.h"
#include "app/explorer/project/sample.h"
#include "core/base/error.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"
#include "widgets/base/phase_strip.h"
#include "widgets/base/table_view.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/runs/runs_view.h"
#include "widgets/setup/setup_panel.h"

#include <QAction>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include <future>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using End = ScriptedExploration::End;

class MainWindowTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { writeSampleProject(project().toStdString()); }
    void init();
    void cleanup();
    void startsOnTheStartPageWithTheSetup();
    void showsTheRunsOfAProject();
    void anotherProjectIsSeenAsAWhole();
    void tableAndFrontSelectTheSameRun();
    void droppedFilesGoWhereTheyBelong();
    void anUnreadableFileIsReportedInTheWindow();
    void aMissingSampleIsReportedInTheWindow();
    void recentProjectsAreRemembered();
    void startIsBlockedWithAReasonUntilTheSetupIsSound();
    void aNewProjectIsShownFromItsStart();
    void noticesBecomeRows();
    void theResultIsSelectedWhenAnExplorationEnds();
    void whatAnExplorationDoesBeforeItsProjectIsReadyIsNoNewsOfAnother();
    void failedRunsSayWhyAndCanBeTriedAgain();
    void closingWhileRunningAsks_data();
    void closingWhileRunningAsks();
    void aFailureInTheBackgroundBringsTheWindowBack();
    void destructionWhileReadingAndRunningIsClean();

private:
    QString project() const { return m_folder.filePath("sample.odimo"); }
    std::unique_ptr<MainWindow> window(MakeExploration make = scripted({}, End::ByItself));
    /// A running exploration that ends only when it is stopped.
    std::unique_ptr<MainWindow> runningWindow();

    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
    WarningCollector m_warnings;
};

void MainWindowTest::init()
{
    QFile::remove(m_folder.filePath("settings.ini"));
    m_settings = std::make_unique<UserSettings>(m_folder.filePath("settings.ini"));
}

void MainWindowTest::cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }

std::unique_ptr<MainWindow> MainWindowTest::window(MakeExploration make)
{
    auto made = std::make_unique<MainWindow>(*m_settings, std::move(make));
    made->show();
    return made;
}

std::unique_ptr<MainWindow> MainWindowTest::runningWindow()
{
    auto made = window(scripted({}, End::WhenStopped));
    made->exploration().start(project().toStdString(), {});
    return made;
}

void MainWindowTest::startsOnTheStartPageWithTheSetup()
{
    const auto shown = window();
    QVERIFY(shown->setup().isVisible());
    QVERIFY(!shown->front().isVisible());
    QVERIFY(!shown->runsView().isVisible());
}

void MainWindowTest::showsTheRunsOfAProject()
{
    const auto shown = window();
    shown->openProject(project());
    QTRY_VERIFY(shown->front().isVisible());
    QVERIFY(shown->runsView().isVisible());
    QCOMPARE(shown->presenter().runs().rowCount(), 12);
    QCOMPARE(shown->presenter().log().rowCount(), 4);
    QVERIFY(shown->windowTitle().startsWith("sample.odimo"));
    QVERIFY(shown->selection().run() > 0);
    QVERIFY(shown->actions().action(ActionId::FinishRuns).isEnabled());
    shown->actions().action(ActionId::CloseProject).trigger();
    QVERIFY(!shown->front().isVisible());
    QCOMPARE(shown->presenter().runs().rowCount(), 0);
}

void MainWindowTest::anotherProjectIsSeenAsAWhole()
{
    const auto shown = window();
    shown->openProject(project());
    QTRY_VERIFY(shown->front().isVisible());
    auto &canvas = *shown->front().plot().findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    const QPointF corner(canvas.rect().topLeft() + QPoint(150, 150));
    QWheelEvent wheel(corner, canvas.mapToGlobal(corner), {}, QPoint(0, 1200), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&canvas, &wheel);
    QVERIFY(!shown->front().plot().followsData());
    const QString other = m_folder.filePath("other.odimo");
    QVERIFY(QFile::copy(project(), other));
    shown->openProject(other);
    QTRY_VERIFY(shown->windowTitle().startsWith("other.odimo"));
    QVERIFY(shown->front().plot().followsData());
}

void MainWindowTest::tableAndFrontSelectTheSameRun()
{
    const auto shown = window();
    shown->openProject(project());
    QTRY_VERIFY(shown->front().isVisible());
    shown->selection().setRun(3);
    QCOMPARE(shown->front().plot().selectedRun(), 3);
    widgets::TableView &table = shown->runsView().table();
    QCOMPARE(table.currentIndex().data(widgets::RunsModel::RunRole).toLongLong(), 3);
    table.selectRow(5);
    QCOMPARE(shown->selection().run(), 6);
    QCOMPARE(shown->front().plot().selectedRun(), 6);
}

void MainWindowTest::droppedFilesGoWhereTheyBelong()
{
    const auto shown = window();
    const auto drag = [&](const QString &file) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(shown.get(), &enter);
        QDragMoveEvent move(QPoint(60, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        move.ignore();
        QCoreApplication::sendEvent(shown.get(), &move);
        if (!move.isAccepted())
            return false;
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(shown.get(), &drop);
        return true;
    };
    QVERIFY(!drag("notes.txt"));
    QVERIFY(drag("net.onnx"));
    QCOMPARE(shown->setup().fields().network, "net.onnx");
    QVERIFY(shown->setup().fields().project.endsWith("-net-diana.odimo")); // Not named after the network before.
    QVERIFY(drag(m_folder.path()));
    QCOMPARE(shown->setup().fields().data, m_folder.path());
    QVERIFY(drag("photos.tar.gz"));
    QCOMPARE(shown->setup().fields().data, "photos.tar.gz");
    QVERIFY(drag(project()));
    QTRY_VERIFY(shown->front().isVisible());
}

void MainWindowTest::anUnreadableFileIsReportedInTheWindow()
{
    const auto shown = window();
    shown->openProject(m_folder.filePath("missing.odimo"));
    QTRY_VERIFY(shown->message().isVisible());
    QVERIFY(shown->message().text().contains("missing.odimo"));
    QVERIFY(shown->setup().isVisible());
}

void MainWindowTest::aMissingSampleIsReportedInTheWindow()
{
    if (findSample(QCoreApplication::applicationDirPath().toStdString()))
        QSKIP("The sample is beside this test");
    const auto shown = window();
    shown->openSample();
    QVERIFY(shown->message().isVisible());
    QVERIFY(shown->message().text().contains("not installed"));
}

void MainWindowTest::recentProjectsAreRemembered()
{
    const auto shown = window();
    shown->openProject(project());
    QTRY_COMPARE(m_settings->recentProjects(), QStringList{project()});
    QVERIFY(!m_settings->front(project()).empty());
}

void MainWindowTest::startIsBlockedWithAReasonUntilTheSetupIsSound()
{
    const auto shown = window();
    widgets::SetupFields fields = shown->setup().fields();
    fields.data = "synthetic";
    fields.network = "alexnet";
    fields.project = m_folder.filePath("new.odimo");
    shown->setup().setFields(fields);
    QAction &start = shown->actions().action(ActionId::Start);
    QVERIFY(!start.isEnabled());
    QTRY_VERIFY(shown->setup().findingText(widgets::SetupField::Network).contains("alexnet"));
    QVERIFY(!start.isEnabled());
    QVERIFY(start.toolTip().contains("error"));
    fields.network = "resnet8";
    shown->setup().setFields(fields);
    QTRY_VERIFY_WITH_TIMEOUT(start.isEnabled(), 20000);
}

void MainWindowTest::aNewProjectIsShownFromItsStart()
{
    const auto shown = window(scripted({}, End::WhenStopped));
    shown->openProject(project());
    QTRY_COMPARE(shown->presenter().runs().rowCount(), 12);
    widgets::SetupFields fields = shown->setup().fields();
    fields.data = "synthetic";
    fields.network = "resnet8";
    fields.project = m_folder.filePath("new.odimo");
    shown->setup().setFields(fields);
    QAction &start = shown->actions().action(ActionId::Start);
    QTRY_VERIFY_WITH_TIMEOUT(start.isEnabled(), 20000);
    start.trigger();
    QVERIFY2(shown->windowTitle().startsWith("new.odimo"), qPrintable(shown->windowTitle()));
    QCOMPARE(shown->presenter().runs().rowCount(), 0);
    QVERIFY(shown->front().isVisible());
    const auto &strip = *shown->findChild<widgets::PhaseStrip *>();
    QVERIFY(strip.isVisible());
    QCOMPARE(strip.phases().size(), 1);
    shown->exploration().stop();
    QTRY_VERIFY(!strip.isVisible());
    QTRY_VERIFY(!shown->front().isVisible()); // Nothing was made.
}

void MainWindowTest::noticesBecomeRows()
{
    project::Run run;
    run.id = 13;
    run.strength = 0.5;
    run.status = project::RunStatus::Running;
    protocol::Progress progress;
    progress.phase = "search";
    progress.epoch = 1;
    progress.epochs = 4;
    const auto shown =
        window(scripted({host::ProjectReady{readProject(project().toStdString()).setup}, host::RunChanged{run},
                         host::RunProgress{13, progress}, host::OverallProgress{0.25, 30, 90},
                         host::LogAdded{{13, "2026-01-15T10:05:00Z", "info", "Searching"}},
                         host::LogAdded{{13, "2026-01-15T10:06:00Z", "finding", "2 biases saturate"}}},
                        End::WhenStopped));
    shown->exploration().start(project().toStdString(), {});
    QTRY_COMPARE(shown->presenter().runs().rowCount(), 13);
    QTRY_COMPARE(shown->presenter().log().rowCount(), 6);
    QCOMPARE(shown->presenter().runs().rows().back().findings, QStringList("2 biases saturate"));
    QTRY_COMPARE(shown->presenter().runs().index(12, widgets::RunsModel::State).data().toString(),
                 QStringLiteral("Search 1/4"));
    QVERIFY(!shown->actions().action(ActionId::Start).isEnabled());
    shown->actions().action(ActionId::Stop).trigger();
    QTRY_VERIFY(!shown->exploration().isActive());
    QVERIFY(shown->message().text().startsWith("Stopped"));
}

void MainWindowTest::theResultIsSelectedWhenAnExplorationEnds()
{
    const auto shown = window(scripted({}, End::WhenStopped));
    shown->openProject(project());
    QTRY_VERIFY(shown->selection().run() > 0);
    const qint64 best = shown->selection().run();
    const auto explore = [&](qint64 selected) {
        shown->exploration().start(project().toStdString(), {});
        shown->selection().setRun(selected);
        shown->exploration().stop();
        [&] {
            QTRY_VERIFY(!shown->exploration().isActive());
        }();
        return shown->selection().run();
    };
    QCOMPARE(explore(1), best); // From the warm-up, which has no mapping.
    QCOMPARE(explore(4), 4);
}

void MainWindowTest::whatAnExplorationDoesBeforeItsProjectIsReadyIsNoNewsOfAnother()
{
    const auto shown =
        window(scripted({host::LogAdded{{0, "2026-01-15T10:05:00Z", "info", "Timing"}}}, End::WhenStopped));
    shown->openProject(project());
    QTRY_COMPARE(shown->presenter().log().rowCount(), 4);
    shown->exploration().start("another.odimo", {});
    const auto isActivity = [](const QLabel *label) {
        return label->text() == "Timing";
    };
    QTRY_VERIFY(std::ranges::any_of(shown->findChildren<QLabel *>(), isActivity));
    QCOMPARE(shown->presenter().log().rowCount(), 4);
}

void MainWindowTest::failedRunsSayWhyAndCanBeTriedAgain()
{
    std::vector<host::Settings> begun;
    const MakeExploration failing = scripted({}, End::WithFailures);
    const auto shown = window([&](const auto &path, const host::Settings &settings, host::Listener listener) {
        begun.push_back(settings);
        return failing(path, settings, std::move(listener));
    });
    shown->openProject(project());
    QTRY_VERIFY(shown->front().isVisible());
    shown->exploration().start(project().toStdString(), {});
    QTRY_VERIFY(shown->message().isVisible());
    const project::Project stored = project::Project::open(project().toStdString(), project::Access::ReadOnly);
    const std::vector<project::Run> runs = stored.runs();
    const std::string failed = std::ranges::find(runs, project::RunStatus::Failed, &project::Run::status)->message;
    QVERIFY2(shown->message().text().contains(QString::fromStdString(failed)), qPrintable(shown->message().text()));
    auto &retry = *shown->message().findChild<QToolButton *>(QStringLiteral("remedy"));
    QVERIFY(retry.isVisible());
    retry.click();
    QTRY_COMPARE(begun.size(), 2U);
    QVERIFY(begun.back().resume);
    QVERIFY(!shown->message().isVisible() || shown->message().text().contains(QString::fromStdString(failed)));
}

void MainWindowTest::closingWhileRunningAsks_data()
{
    QTest::addColumn<int>("choice");
    QTest::addColumn<bool>("isVisible");
    QTest::addColumn<bool>("goesOn");
    QTest::newRow("stay open") << int(CloseChoice::StayOpen) << true << true;
    QTest::newRow("stop and close") << int(CloseChoice::StopAndClose) << false << false;
    QTest::newRow("keep training") << int(CloseChoice::KeepTraining) << false << true;
}

void MainWindowTest::closingWhileRunningAsks()
{
    QFETCH(const int, choice);
    QFETCH(const bool, isVisible);
    QFETCH(const bool, goesOn);
    const auto shown = runningWindow();
    shown->askHowToClose = [=] {
        return CloseChoice(choice);
    };
    shown->close();
    QTRY_COMPARE(shown->isVisible(), isVisible);
    if (goesOn)
        QCOMPARE(shown->exploration().state(), ExplorationController::State::Running);
    else
        QTRY_VERIFY(!shown->exploration().isActive());
}

void MainWindowTest::aFailureInTheBackgroundBringsTheWindowBack()
{
    std::promise<void> fail;
    const auto shown = window([&](auto &&...) -> std::unique_ptr<AbstractExploration> {
        fail.get_future().wait();
        throw Error("the disk is full");
    });
    shown->exploration().start(project().toStdString(), {});
    shown->askHowToClose = [] {
        return CloseChoice::KeepTraining;
    };
    shown->close();
    QVERIFY(!shown->isVisible());
    fail.set_value();
    QTRY_VERIFY(shown->isVisible());
    QCOMPARE(shown->message().text(), QStringLiteral("The disk is full."));
}

void MainWindowTest::destructionWhileReadingAndRunningIsClean()
{
    auto shown = runningWindow();
    shown->openProject(project());
    QCoreApplication::processEvents();
    shown.reset();
}

QTEST_MAIN(MainWindowTest)
#include "tst_main_window.moc"
