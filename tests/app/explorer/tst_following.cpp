// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "app/explorer/project/project_presenter.h"
#include "core/host/files/work_folder.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"
#include "widgets/front/front_panel.h"

#include <QAction>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

/// A window on a project that another program explores.
class FollowingTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }
    void aProjectInWorkIsShownLiveAndCannotBeChanged();
    void runsThatNobodyTrainsWereInterrupted();

private:
    std::string path() const { return m_folder->filePath("sample.odimo").toStdString(); }
    static QString statusOf(const MainWindow &window, std::int64_t run);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<UserSettings> m_settings;
    WarningCollector m_warnings;
};

void FollowingTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<UserSettings>(m_folder->filePath("settings.ini"));
    writeSampleProject(path());
}

QString FollowingTest::statusOf(const MainWindow &window, std::int64_t run)
{
    const widgets::RunsModel &runs = const_cast<MainWindow &>(window).presenter().runs();
    for (const widgets::RunRow &row : runs.rows())
        if (row.id == run)
            return widgets::statusText(row);
    return {};
}

void FollowingTest::aProjectInWorkIsShownLiveAndCannotBeChanged()
{
    auto work = std::make_unique<host::WorkFolder>(path());
    MainWindow window(*m_settings, scripted({}, ScriptedExploration::End::ByItself));
    window.show();
    window.openProject(QString::fromStdString(path()));
    QTRY_VERIFY(window.front().isVisible());
    QTRY_VERIFY2(window.message().text().contains("shown live"), qPrintable(window.message().text()));
    QVERIFY(!window.actions().action(ActionId::FinishRuns).isEnabled());
    QTRY_COMPARE(window.actions().action(ActionId::Start).toolTip(),
                 QStringLiteral("Another program explores this project"));
    const int before = window.presenter().runs().rowCount();

    std::int64_t added = 0;
    {
        project::Project project = project::Project::open(path(), project::Access::ReadWrite);
        project::Run run;
        run.strength = 0.7;
        run.status = project::RunStatus::Running;
        run.phase = "search";
        added = project.save(run);
        project.addLog({.run = added, .at = project::timestamp(), .level = "info", .text = "from elsewhere"});
    }
    QTRY_COMPARE_WITH_TIMEOUT(window.presenter().runs().rowCount(), before + 1, 10'000);
    QCOMPARE(statusOf(window, added), QStringLiteral("Search"));

    work.reset();
    QTRY_VERIFY_WITH_TIMEOUT(window.message().text().contains("has ended"), 10'000);
    QTRY_COMPARE(statusOf(window, added), QStringLiteral("Interrupted"));
    QVERIFY(window.actions().action(ActionId::FinishRuns).isEnabled());
}

void FollowingTest::runsThatNobodyTrainsWereInterrupted()
{
    std::int64_t left = 0;
    {
        project::Project project = project::Project::open(path(), project::Access::ReadWrite);
        project::Run run;
        run.strength = 0.7;
        run.status = project::RunStatus::Running;
        run.phase = "search";
        left = project.save(run);
    }
    MainWindow window(*m_settings, scripted({}, ScriptedExploration::End::ByItself));
    window.show();
    window.openProject(QString::fromStdString(path()));
    QTRY_VERIFY(window.front().isVisible());
    QCOMPARE(statusOf(window, left), QStringLiteral("Interrupted"));
    QVERIFY(!window.message().isVisible());
}

QTEST_MAIN(FollowingTest)
#include "tst_following.moc"
