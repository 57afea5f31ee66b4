// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/runs/run_inspector.h"
#include "widgets/runs/runs_view.h"
#include "widgets/setup/setup_panel.h"

#include <QAction>
#include <QDockWidget>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using End = ScriptedExploration::End;

class WindowLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { writeSampleProject(project().toStdString()); }
    void init();
    void layoutSurvivesARestart();
    void presetsArrangeThePanels();
    void aPanelBehindAnotherIsBroughtForwardBeforeItIsHidden();
    void thePresetSurvivesARestart();
    void aProjectIsLoadedWhileAMaximisedWindowComesBack();

private:
    QString project() const { return m_folder.filePath("sample.odimo"); }
    std::unique_ptr<MainWindow> window();

    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
};

void WindowLayoutTest::init()
{
    QFile::remove(m_folder.filePath("settings.ini"));
    m_settings = std::make_unique<UserSettings>(m_folder.filePath("settings.ini"));
}

std::unique_ptr<MainWindow> WindowLayoutTest::window()
{
    auto made = std::make_unique<MainWindow>(*m_settings, scripted({}, End::ByItself));
    made->show();
    return made;
}

void WindowLayoutTest::layoutSurvivesARestart()
{
    {
        const auto shown = window();
        shown->openProject(project());
        QTRY_VERIFY(shown->runsView().isVisible());
        shown->actions().action(ActionId::ShowRuns).trigger();
        QTRY_VERIFY(!shown->runsView().isVisible());
        shown->close();
    }
    const auto again = window();
    again->openProject(project());
    QTRY_VERIFY(again->front().isVisible());
    QVERIFY(!again->runsView().isVisible());
    again->actions().action(ActionId::ResetLayout).trigger();
    QTRY_VERIFY(again->runsView().isVisible());
}

void WindowLayoutTest::presetsArrangeThePanels()
{
    const auto shown = window();
    QVERIFY(!shown->actions().action(ActionId::LayoutPresent).isEnabled());
    shown->openProject(project());
    QTRY_VERIFY(shown->runsView().isVisible());
    QVERIFY(shown->actions().action(ActionId::LayoutExplore).isChecked());
    const double letters = shown->front().font().pointSizeF();
    shown->actions().action(ActionId::LayoutInspect).trigger();
    QVERIFY(shown->runsView().isVisible() && shown->inspector().isVisible() && !shown->setup().isVisible());
    shown->actions().action(ActionId::LayoutPresent).trigger();
    QVERIFY(shown->front().isVisible() && !shown->runsView().isVisible() && !shown->inspector().isVisible());
    QVERIFY(shown->front().plot().font().pointSizeF() > 1.4 * letters);
    shown->actions().action(ActionId::ShowRuns).trigger();
    shown->actions().action(ActionId::ResetLayout).trigger();
    QVERIFY(!shown->runsView().isVisible());
    shown->actions().action(ActionId::LayoutExplore).trigger();
    QVERIFY(shown->runsView().isVisible() && shown->setup().isVisible());
    QCOMPARE(shown->front().plot().font().pointSizeF(), letters);
}

void WindowLayoutTest::aPanelBehindAnotherIsBroughtForwardBeforeItIsHidden()
{
    const auto shown = window();
    shown->openProject(project());
    QTRY_VERIFY(shown->runsView().isVisible());
    const auto *dock = shown->findChild<QDockWidget *>("findings");
    QAction &action = shown->actions().action(ActionId::ShowFindings);
    QTRY_VERIFY(action.isChecked() && dock->visibleRegion().isEmpty()); // It is a tab behind that of the runs.
    action.trigger();
    QTRY_VERIFY(action.isChecked() && !dock->visibleRegion().isEmpty());
    action.trigger();
    QTRY_VERIFY(!action.isChecked() && dock->isHidden());
    action.trigger();
    QTRY_VERIFY(action.isChecked() && !dock->visibleRegion().isEmpty());
}

void WindowLayoutTest::thePresetSurvivesARestart()
{
    {
        const auto shown = window();
        shown->openProject(project());
        QTRY_VERIFY(shown->runsView().isVisible());
        shown->actions().action(ActionId::LayoutPresent).trigger();
        shown->close();
    }
    const auto again = window();
    again->openProject(project());
    QTRY_VERIFY(again->front().isVisible());
    QVERIFY(!again->runsView().isVisible());
    QVERIFY(again->actions().action(ActionId::LayoutPresent).isChecked());
    QVERIFY(again->front().plot().font().pointSizeF() > 1.4 * again->font().pointSizeF());
}

/// The layout is restored when the window gets its maximised size, and the project arrives in between.
void WindowLayoutTest::aProjectIsLoadedWhileAMaximisedWindowComesBack()
{
    {
        const auto first = window();
        first->showMaximized();
        QTRY_VERIFY(first->isMaximized());
        QVERIFY(first->close());
    }
    for (int start = 0; start < 10; ++start) {
        MainWindow second(*m_settings, scripted({}, End::ByItself));
        second.openProject(project());
        while (start % 2 == 1 && second.isBusy())
            QCoreApplication::processEvents();
        second.show();
        QTRY_VERIFY(second.front().isVisible());
        QTRY_VERIFY(second.isMaximized());
        QTRY_VERIFY(second.runsView().isVisible() && second.setup().isVisible());
        QVERIFY(second.close());
    }
}

QTEST_MAIN(WindowLayoutTest)
#include "tst_window_layout.moc"
