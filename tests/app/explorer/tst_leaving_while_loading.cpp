// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/benchmark/large_project.h"
#include "app/explorer/main_window.h"
#include "app/explorer/project/project_presenter.h"
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/warnings.h"
#include "widgets/front/front_panel.h"
#include "widgets/network/network_panel.h"

#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

namespace {

/// What the user does while a project is loading.
enum class Leaving { ClosesWindow, ClosesProject, OpensAnother };

} // namespace

Q_DECLARE_METATYPE(Leaving)

/// A large project may be left at any moment of its loading: while it is read, and while its views are filled in the
/// background. What comes late is dropped.
class LeavingWhileLoadingTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void isPossibleAtEveryMoment_data();
    void isPossibleAtEveryMoment();

private:
    QString large() const { return m_folder.filePath("large.odimo"); }
    QString sample() const { return m_folder.filePath("sample.odimo"); }
    /// A window that has gone so many steps of the event loop since it was told to open the large project. Null if
    /// nothing is left to do by then.
    std::unique_ptr<MainWindow> windowAfter(int steps);
    void leave(std::unique_ptr<MainWindow> window, Leaving leaving);

    QTemporaryDir m_folder;
    WarningCollector m_warnings;
    std::unique_ptr<UserSettings> m_settings;
};

void LeavingWhileLoadingTest::initTestCase()
{
    writeLargeProject(large().toStdString(), 1000);
    writeSampleProject(sample().toStdString());
}

std::unique_ptr<MainWindow> LeavingWhileLoadingTest::windowAfter(int steps)
{
    m_settings = freshSettings(m_folder);
    auto window = std::make_unique<MainWindow>(*m_settings, scripted({}, ScriptedExploration::End::ByItself));
    window->show();
    window->openProject(large());
    for (int step = 0; step < steps; ++step) {
        if (!window->isBusy())
            return nullptr;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return window;
}

void LeavingWhileLoadingTest::leave(std::unique_ptr<MainWindow> window, Leaving leaving)
{
    switch (leaving) {
    case Leaving::ClosesWindow:
        QVERIFY(window->close());
        break;
    case Leaving::ClosesProject:
        window->projects().close();
        QTRY_VERIFY(!window->isBusy());
        QVERIFY(!window->projects().project() && !window->front().isVisible());
        QVERIFY(window->network().picture().values.nodes.empty());
        QCOMPARE(window->presenter().runs().rowCount(), 0);
        break;
    case Leaving::OpensAnother:
        window->openProject(sample());
        QTRY_VERIFY(window->projects().project() && !window->isBusy());
        QCOMPARE(QString::fromStdString(window->projects().project()->path.string()), sample());
        QCOMPARE(window->presenter().runs().rowCount(), 12);
        QVERIFY(window->front().isVisible());
        break;
    }
}

void LeavingWhileLoadingTest::isPossibleAtEveryMoment_data()
{
    QTest::addColumn<Leaving>("leaving");
    QTest::newRow("the window is closed") << Leaving::ClosesWindow;
    QTest::newRow("the project is closed") << Leaving::ClosesProject;
    QTest::newRow("another is opened") << Leaving::OpensAnother;
}

void LeavingWhileLoadingTest::isPossibleAtEveryMoment()
{
    QFETCH(const Leaving, leaving);
    int moments = 0;
    for (int steps = 0; std::unique_ptr<MainWindow> window = windowAfter(steps); steps += 1 + steps / 3) {
        leave(std::move(window), leaving);
        if (QTest::currentTestFailed())
            return;
        const QStringList warnings = m_warnings.takeAll();
        QVERIFY2(warnings.isEmpty(), qPrintable(QStringLiteral("after %1 steps: ").arg(steps) + warnings.join("; ")));
        ++moments;
    }
    qInfo("left at %d moments", moments);
    QVERIFY(moments >= 5);
}

QTEST_MAIN(LeavingWhileLoadingTest)
#include "tst_leaving_while_loading.moc"
