// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/exploration/project_follower.h"
#include "app/explorer/main_window.h"
#include "core/host/files/work_folder.h"
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/core/project/forged.h"
#include "tests/widgets/warnings.h"
#include "widgets/front/front_panel.h"
#include "widgets/runs/runs_view.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QTimer>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

namespace {

/// What the window is about while actions are triggered.
enum class State { NoProject, Loading, Idle, Exploring, Following, Fixed };

/// Closes each dialog that an action opens, as Escape does, also those that wait for it.
class Escape : public QObject {
public:
    Escape()
    {
        connect(&m_timer, &QTimer::timeout, this, [] {
            if (QWidget *popup = QApplication::activePopupWidget())
                popup->close();
            for (QWidget *window : QApplication::topLevelWidgets()) // Some are not modal.
                if (auto *dialog = qobject_cast<QDialog *>(window); dialog && dialog->isVisible())
                    dialog->reject();
        });
        m_timer.start(0);
    }

private:
    QTimer m_timer;
};

bool isDialogOpen()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    return std::ranges::any_of(
        windows, [](const QWidget *window) { return window->isVisible() && qobject_cast<const QDialog *>(window); });
}

} // namespace

Q_DECLARE_METATYPE(State)

/// Whatever the window is about: an action that can be used can be used, and one that cannot says why.
class EveryActionTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void canBeTriggered_data();
    void canBeTriggered();

private:
    /// The one that the state is about.
    QString project() const { return m_folder.filePath(m_state == State::Fixed ? "newer.odimo" : "sample.odimo"); }
    /// A new window, unless the one there is has stayed in the state.
    void enter(State state);
    bool isIn(State state) const;
    void leave();

    State m_state = State::NoProject;
    QTemporaryDir m_folder;
    WarningCollector m_warnings;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<host::WorkFolder> m_work; ///< Of another program.
    std::unique_ptr<MainWindow> m_window;
};

void EveryActionTest::initTestCase()
{
    QApplication::setQuitOnLastWindowClosed(false);
    qputenv("ODIMO_WORKER", m_folder.filePath("no worker").toUtf8()); // Nothing is trained here.
    writeSampleProject(project().toStdString());
    const QString newer = m_folder.filePath("newer.odimo");
    QVERIFY(QFile::copy(project(), newer));
    samples::makeNewer(newer.toStdString());
}

void EveryActionTest::cleanup() { leave(); }

void EveryActionTest::leave()
{
    if (m_window && m_window->exploration().isActive()) {
        m_window->exploration().stop();
        QTRY_VERIFY(!m_window->exploration().isActive());
    }
    m_window.reset();
    m_work.reset();
}

bool EveryActionTest::isIn(State state) const
{
    if (!m_window || !m_window->isVisible())
        return false;
    const ProjectValues *open = m_window->projects().project();
    const bool isExploring = m_window->exploration().isActive();
    switch (state) {
    case State::NoProject:
        return !open && !isExploring;
    case State::Loading:
        return false;
    case State::Idle:
    case State::Following:
    case State::Fixed:
        return open && open->path == project().toStdString() && !isExploring && m_window->selection().run() > 0;
    case State::Exploring:
        return open && open->path == project().toStdString() && isExploring;
    }
    return false;
}

void EveryActionTest::enter(State state)
{
    if (isIn(state))
        return;
    const bool isReusable = m_window && m_window->isVisible() && !m_window->exploration().isActive();
    if (state == State::Loading && isReusable) { // That is over soon, but begins quickly.
        m_window->projects().close();
        m_window->openProject(project());
        return;
    }
    leave();
    m_settings = freshSettings(m_folder);
    if (state == State::Following)
        m_work = std::make_unique<host::WorkFolder>(project().toStdString());
    m_window = std::make_unique<MainWindow>(*m_settings, scripted({}, ScriptedExploration::End::WhenStopped));
    m_window->askHowToClose = [] {
        return CloseChoice::StayOpen;
    };
    m_window->show();
    QTRY_VERIFY(!m_window->isBusy());
    if (state == State::NoProject)
        return;
    m_window->openProject(project());
    if (state == State::Loading) {
        QVERIFY(m_window->projects().isLoading());
        return;
    }
    QTRY_VERIFY(m_window->projects().project() && !m_window->isBusy());
    QAction &start = m_window->actions().action(ActionId::Start);
    if (state == State::Following)
        QTRY_COMPARE(start.toolTip(), QStringLiteral("Another program explores this project"));
    if (state == State::Exploring)
        m_window->exploration().start(project().toStdString(), {});
    QVERIFY(isIn(state));
}

void EveryActionTest::canBeTriggered_data()
{
    QTest::addColumn<State>("state");
    QTest::newRow("no project") << State::NoProject;
    QTest::newRow("a project is loading") << State::Loading;
    QTest::newRow("a project is open") << State::Idle;
    QTest::newRow("an exploration is running") << State::Exploring;
    QTest::newRow("another program explores") << State::Following;
    QTest::newRow("a project of a newer version, which can be looked at only") << State::Fixed;
}

void EveryActionTest::canBeTriggered()
{
    QFETCH(const State, state);
    m_state = state;
    const Escape escape;
    int triggered = 0;
    for (const ActionSpec &spec : actionTable()) {
        enter(state);
        if (QTest::currentTestFailed())
            return;
        QAction &action = m_window->actions().action(spec.id);
        const QByteArray name = spec.plainText().toUtf8();
        QVERIFY2(!action.text().isEmpty() && !action.statusTip().isEmpty() && !action.icon().isNull(), name);
        if (!action.isEnabled()) {
            QVERIFY2(!action.toolTip().isEmpty() && action.toolTip() != action.statusTip(), name + " gives no reason");
            continue;
        }
        action.trigger();
        ++triggered;
        QTRY_VERIFY2(!isDialogOpen(), name + " leaves a dialog");
        QTRY_VERIFY2(!m_window->isBusy(), name + " does not end");
        const QStringList warnings = m_warnings.takeAll();
        QVERIFY2(warnings.isEmpty(), name + ": " + warnings.join(QStringLiteral("; ")).toUtf8());
    }
    QVERIFY(triggered > 20);
}

QTEST_MAIN(EveryActionTest)
#include "tst_every_action.moc"
