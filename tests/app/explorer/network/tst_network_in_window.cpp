// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "app/explorer/shell/view_area.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/warnings.h"
#include "widgets/network/network_canvas.h"
#include "widgets/network/network_panel.h"
#include "widgets/network/network_search.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;

/// The network view among the others, with the shortcuts of the window.
class NetworkInWindowTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { tests::writeSampleProject(m_folder.filePath("sample.odimo").toStdString()); }
    void init();
    void cleanup();
    void findShowsTheNetworkAndItsField();
    void keysOfTheViewGoBeforeShortcuts();

private:
    QTemporaryDir m_folder;
    std::optional<tests::WarningCollector> m_warnings;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void NetworkInWindowTest::init()
{
    m_warnings.emplace();
    m_settings = std::make_unique<UserSettings>(m_folder.filePath("settings.ini"));
    m_window =
        std::make_unique<MainWindow>(*m_settings, tests::scripted({}, tests::ScriptedExploration::End::ByItself));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->openProject(m_folder.filePath("sample.odimo"));
    QTRY_VERIFY(m_window->projects().project() && !m_window->isBusy());
}

void NetworkInWindowTest::cleanup()
{
    m_window.reset();
    QCOMPARE(m_warnings->takeAll(), QStringList());
}

void NetworkInWindowTest::findShowsTheNetworkAndItsField()
{
    m_window->views().show(ViewId::Front);
    QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(m_window->views().current(), ViewId::Network);
    QLineEdit &field = m_window->network().search().field();
    QTRY_VERIFY(field.hasFocus());
    QTest::keyClicks(&field, "conv2");
    QTest::keyClick(m_window.get(), Qt::Key_F3);
    QVERIFY(m_window->selection().layer().contains("conv2"));
    QCOMPARE(m_window->network().selected(), m_window->selection().layer());
}

/// F shows all of what is looked at: here the network, elsewhere the front.
void NetworkInWindowTest::keysOfTheViewGoBeforeShortcuts()
{
    m_window->views().show(ViewId::Network);
    widgets::NetworkCanvas &canvas = m_window->network().canvas();
    canvas.setFocus();
    canvas.setZoom(3);
    QTest::keyClick(&canvas, Qt::Key_F);
    QCOMPARE(m_window->views().current(), ViewId::Network);
    QVERIFY(canvas.zoom() <= 1);
}

QTEST_MAIN(NetworkInWindowTest)
#include "tst_network_in_window.moc"
