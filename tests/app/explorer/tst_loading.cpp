// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/base/background.h"
#include "app/explorer/base/user_settings.h"
#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/setup/loading_controller.h"
#include "app/explorer/setup/setup_choices.h"
#include "app/explorer/setup/setup_controller.h"
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"
#include "widgets/setup/setup_panel.h"

#include <QAction>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

namespace {

/// What reads files, and can be made to wait before it does.
struct Reading {
    QTemporaryDir folder;
    UserSettings userSettings{folder.filePath("settings.ini")};
    QSemaphore gate;
    Background background;
    ProjectController projects{background};
    widgets::SetupPanel panel{setupChoices()};
    SetupController setup{panel, background, userSettings,
                          host::KnownTimes(folder.filePath("times.json").toStdString())};
    ExplorationController exploration{scripted({}, ScriptedExploration::End::ByItself)};
    QAction cancel;
    widgets::MessageBar message;
    LoadingController loading{{projects, setup, exploration, cancel, message}};

    Reading()
    {
        cancel.setStatusTip("Cancel");
        loading.setDelay(std::chrono::milliseconds(0));
        setup.setDelay(std::chrono::milliseconds(0));
        panel.setField(&widgets::SetupFields::data, "synthetic:train=400,test=40,size=28,channels=1");
        writeSampleProject(sample().toStdString());
    }
    QString sample() const { return folder.filePath("sample.odimo"); }
    /// Both threads wait, and so does what is to be read next.
    void close()
    {
        for (int thread = 0; thread < 2; ++thread)
            background.run(
                projects,
                [this] {
                    gate.acquire();
                    return 0;
                },
                [](int) {}, [](const QString &) {});
    }
    void open() { gate.release(2); }
    ~Reading() { open(); } // Else the background waits forever for its threads.
};

} // namespace

/// Whatever takes a while to be read can be left, and then nothing has changed.
class LoadingTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }
    void aProjectThatIsCancelledIsNotOpened();
    void theProjectThatWasOpenStays();
    void aNetworkThatIsCancelledLeavesTheSetupAsItWas();
    void whatIsReadInNoTimeIsNotTold();
    void escapeCancelsInTheWindow();

private:
    WarningCollector m_warnings;
};

void LoadingTest::aProjectThatIsCancelledIsNotOpened()
{
    Reading reading;
    QVERIFY(!reading.cancel.isEnabled() && reading.cancel.toolTip() == "Nothing is being read");
    const QSignalSpy opened(&reading.projects, &ProjectController::opened);
    const QSignalSpy failed(&reading.projects, &ProjectController::openFailed);
    reading.close();
    reading.projects.open(reading.sample().toStdString());
    QTRY_VERIFY(reading.cancel.isEnabled());
    QCOMPARE(reading.message.text(), QString("sample.odimo is being read…"));
    QVERIFY(!reading.message.isHidden());
    reading.cancel.trigger();
    QVERIFY(!reading.projects.isLoading() && reading.projects.path().empty());
    QVERIFY(reading.message.isHidden() && !reading.cancel.isEnabled());
    reading.open();
    reading.projects.open(reading.sample().toStdString()); // What was cancelled comes before it.
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(failed.size(), 0);
}

void LoadingTest::theProjectThatWasOpenStays()
{
    Reading reading;
    reading.projects.open(reading.sample().toStdString());
    QTRY_VERIFY(reading.projects.project());
    reading.close();
    reading.projects.open(reading.folder.filePath("another.odimo").toStdString());
    QTRY_VERIFY(reading.cancel.isEnabled());
    reading.cancel.trigger();
    QVERIFY(reading.projects.project() && reading.projects.shows(reading.sample().toStdString()));
}

void LoadingTest::aNetworkThatIsCancelledLeavesTheSetupAsItWas()
{
    Reading reading;
    QTRY_VERIFY_WITH_TIMEOUT(!reading.setup.isChecking(), 20'000);
    reading.panel.setField(&widgets::SetupFields::network, "resnet20");
    QTRY_VERIFY(reading.setup.isChecking());
    QTRY_VERIFY_WITH_TIMEOUT(!reading.setup.isChecking(), 20'000);
    const widgets::SetupFields before = reading.panel.fields();
    const QString text = reading.setup.network().text;
    QVERIFY(!text.isEmpty());
    reading.close();
    reading.panel.setField(&widgets::SetupFields::network, "/nets/large.onnx");
    QTRY_VERIFY(reading.cancel.isEnabled());
    QCOMPARE(reading.message.text(), QString("large.onnx is being read…"));
    reading.cancel.trigger();
    QVERIFY(!reading.setup.isChecking() && !reading.cancel.isEnabled() && reading.message.isHidden());
    QCOMPARE(reading.panel.fields(), before);
    QCOMPARE(reading.setup.network().text, text);
}

void LoadingTest::whatIsReadInNoTimeIsNotTold()
{
    Reading reading;
    reading.loading.setDelay(std::chrono::hours(1));
    reading.projects.open(reading.sample().toStdString());
    QTRY_VERIFY(reading.projects.project());
    QVERIFY(reading.message.text().isEmpty() && !reading.cancel.isEnabled());
}

void LoadingTest::escapeCancelsInTheWindow()
{
    QTemporaryDir folder;
    const QString path = folder.filePath("sample.odimo");
    writeSampleProject(path.toStdString());
    const auto settings = freshSettings(folder);
    const auto window = openedWindow(*settings, path, scripted({}, ScriptedExploration::End::ByItself));
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window.get()));
    window->projects().open(folder.filePath("another.odimo").toStdString());
    QAction &cancel = window->actions().action(ActionId::CancelLoading);
    cancel.setEnabled(true); // As after the delay.
    QTest::keyClick(window->windowHandle(), Qt::Key_Escape);
    QVERIFY(!window->projects().isLoading());
    QVERIFY(window->projects().project() && window->projects().shows(path.toStdString()));
}

QTEST_MAIN(LoadingTest)
#include "tst_loading.moc"
