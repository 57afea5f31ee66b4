// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "app/explorer/project/project_presenter.h"
#include "core/base/error.h"
#include "core/project/run_names.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"
#include "widgets/base/table_view.h"
#include "widgets/front/front_panel.h"
#include "widgets/runs/run_inspector.h"
#include "widgets/runs/runs_view.h"

#include <QAction>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

class RenameControllerTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }
    void aNameIsWrittenInTheTableAndKept();
    void itCanBeTakenBackAndMadeAgain();
    void anEmptyNameGivesTheOldOneBack();
    void aNameThatCannotBeKeptIsReported();

private:
    /// As the user would: F2, the name, Return.
    void write(const QString &name);
    QString file() const { return m_folder.filePath(QStringLiteral("%1.odimo").arg(m_number)); }
    /// What the file has when all is written.
    project::RunNames kept() const
    {
        [&] {
            QTRY_VERIFY(!m_window->isBusy());
        }();
        return runNames(project::Project::open(file().toStdString(), project::Access::ReadOnly));
    }
    QString shown() const { return m_window->presenter().runs().rows()[2].name; }

    QTemporaryDir m_folder;
    WarningCollector m_warnings;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    QString m_first;
    int m_number = 0; ///< A project for each test.
};

void RenameControllerTest::init()
{
    m_window.reset();
    ++m_number;
    writeSampleProject(file().toStdString());
    m_settings = std::make_unique<UserSettings>(m_folder.filePath("settings.ini"));
    m_window = std::make_unique<MainWindow>(*m_settings, scripted({}, ScriptedExploration::End::ByItself));
    m_window->show();
    m_window->openProject(file());
    QTRY_VERIFY(m_window->front().isVisible());
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_window->selection().setRun(3);
    m_first = shown();
}

void RenameControllerTest::write(const QString &name)
{
    m_window->actions().action(ActionId::RenameRun).trigger();
    auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(editor && m_window->runsView().isAncestorOf(editor));
    editor->selectAll();
    name.isEmpty() ? editor->clear() : QTest::keyClicks(editor, name);
    const QPointer<QLineEdit> closed = editor;
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(!closed); // The table takes the name from the event loop.
}

void RenameControllerTest::aNameIsWrittenInTheTableAndKept()
{
    write("fast enough");
    QCOMPARE(shown(), QStringLiteral("fast enough"));
    QCOMPARE(m_window->inspector().title(), QStringLiteral("Run 3: fast enough"));
    QVERIFY(kept() == project::RunNames({{3, "fast enough"}}));
    const project::Project project = project::Project::open(file().toStdString(), project::Access::ReadOnly);
    const host::Front front = host::frontOf(project, mapping::Objective::Latency);
    QCOMPARE(std::ranges::count(front.points, std::string("fast enough"), &host::FrontEntry::name), 1);
}

void RenameControllerTest::itCanBeTakenBackAndMadeAgain()
{
    write("one");
    write("two");
    QAction &undo = m_window->actions().action(ActionId::Undo);
    QCOMPARE(undo.iconText(), QStringLiteral("Undo Name Run 3 two"));
    undo.trigger();
    QCOMPARE(shown(), QStringLiteral("one"));
    undo.trigger();
    QCOMPARE(shown(), m_first);
    QVERIFY(kept() == project::RunNames());
    m_window->actions().action(ActionId::Redo).trigger();
    QCOMPARE(shown(), QStringLiteral("one"));
    QVERIFY(kept() == project::RunNames({{3, "one"}}));
}

void RenameControllerTest::anEmptyNameGivesTheOldOneBack()
{
    write("one");
    write({});
    QCOMPARE(shown(), m_first);
    QVERIFY(kept() == project::RunNames());
}

void RenameControllerTest::aNameThatCannotBeKeptIsReported()
{
    write(QString(201, 'x'));
    QTRY_VERIFY(m_window->message().isVisible());
    QVERIFY2(m_window->message().text().contains("201 bytes"), qPrintable(m_window->message().text()));
    QTRY_COMPARE(shown(), m_first);
}

QTEST_MAIN(RenameControllerTest)
#include "tst_rename_controller.moc"
