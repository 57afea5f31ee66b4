// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/front.h"
#include "core/project/project.h"
#include "tests/flow/window/working_window.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"

#include <QToolButton>

#include <cstdio>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::flow;

namespace {

/// What the user has been shown of an exploration in another process, told line by line until it is killed.
int exploreAndTell(int argumentCount, char **arguments)
{
    QApplication application(argumentCount, arguments);
    const Session session;
    WorkingWindow window(session);
    if (!window.start(QString::fromLocal8Bit(arguments[2]), "12,1,1"))
        return 1;
    std::size_t told = 0;
    QTimer tell;
    QObject::connect(&tell, &QTimer::timeout, &application, [&] {
        window->selection().setRun(1);
        const std::size_t shown = window.curves().points().size();
        if (shown == std::exchange(told, shown))
            return;
        std::printf("shown %zu\n", shown);
        std::fflush(stdout);
    });
    tell.start(5);
    return QApplication::exec();
}

QStringList logOf(const QString &project)
{
    QStringList lines;
    for (const project::LogLine &line : project::Project::open(project.toStdString(), project::Access::ReadOnly).log())
        lines << QString::fromStdString(line.text);
    return lines;
}

} // namespace

/// Explorations with real workers that are paused, lose their worker, or lose the window.
class WindowInterruptionTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }
    void timeStandsStillInAPause();
    void aRunThatLostItsWorkersIsRetriedByItsButton();
    void aWindowThatIsKilledLosesNothingThatItShowed();

private:
    tests::WarningCollector m_warnings;
};

void WindowInterruptionTest::timeStandsStillInAPause()
{
    const Session session;
    WorkingWindow window(session);
    QVERIFY(window.start(session.file("a.odimo"), "40,1,1"));
    std::optional<double> elapsed_s;
    connect(&window->exploration(), &ExplorationController::advanced, this,
            [&](const host::OverallProgress &overall) { elapsed_s = overall.elapsed_s; });
    QVERIFY(window.waitForEpochs(2));
    QTRY_VERIFY(elapsed_s);
    QElapsedTimer sinceKnown;
    sinceKnown.start();
    const double before_s = *elapsed_s;

    window.action(ActionId::Pause).trigger();
    QCOMPARE(window.action(ActionId::Pause).text(), QStringLiteral("&Resume"));
    QTRY_COMPARE_WITH_TIMEOUT(window.statusOf(1), QStringLiteral("Paused"), longestWait_ms);
    const std::size_t kept = window.curves().points().size();
    QElapsedTimer paused;
    paused.start();
    QTest::qWait(100); // What was told of the time when it was paused is on its way.
    const double atPause_s = *elapsed_s;
    QTest::qWait(1400); // The time that must not count.
    QCOMPARE(window.curves().points().size(), kept);
    QCOMPARE(*elapsed_s, atPause_s);
    const double pause_s = static_cast<double>(paused.elapsed()) / 1000;

    window.action(ActionId::Pause).trigger();
    QCOMPARE(window.action(ActionId::Pause).text(), QStringLiteral("&Pause"));
    QVERIFY(window.waitForEpochs(kept + 2));
    QTRY_VERIFY(*elapsed_s > atPause_s);
    const double wall_s = static_cast<double>(sinceKnown.elapsed()) / 1000;
    QVERIFY2(
        *elapsed_s - before_s < wall_s - pause_s + 0.3,
        qPrintable(QString("%1 s of %2 s with a pause of %3 s").arg(*elapsed_s - before_s).arg(wall_s).arg(pause_s)));
    window.action(ActionId::Stop).trigger();
    QVERIFY(window.waitForEnd());
    QVERIFY2(window->message().text().startsWith("Stopped"), qPrintable(window->message().text()));
}

void WindowInterruptionTest::aRunThatLostItsWorkersIsRetriedByItsButton()
{
    const Session session;
    const QString project = session.file("a.odimo");
    WorkingWindow window(session);
    QVERIFY(window.start(project, "40,1,1"));
    std::size_t kept = 0;
    for (int attempt = 0; attempt < 2; ++attempt) { // The host itself tries once more.
        QVERIFY(window.waitForEpochs(kept + 2));
        const QList<pid_t> workers = childrenOf(QCoreApplication::applicationPid());
        QCOMPARE(workers.size(), 1);
        ::kill(workers.first(), SIGKILL);
        QTRY_VERIFY_WITH_TIMEOUT(!runs(workers.first()), longestWait_ms);
        kept = window.curves().points().size();
    }
    QVERIFY(window.waitForEnd());
    QVERIFY2(window->message().text().contains("signal 9"), qPrintable(window->message().text()));
    QCOMPARE(window.statusOf(1), QStringLiteral("Failed"));
    window->selection().setRun(1);
    const std::size_t left = window.curves().points().size();
    QVERIFY2(left >= kept && left < 40, qPrintable(QString("%1 of %2 epochs").arg(left).arg(kept)));
    const qsizetype logged = logOf(project).size();
    QVERIFY(logOf(project).join('\n').contains("signal 9"));

    auto &retry = *window->message().findChild<QToolButton *>(QStringLiteral("remedy"));
    QVERIFY(retry.isVisible());
    QTest::mouseClick(&retry, Qt::LeftButton);
    QVERIFY(window.isExploring());
    QVERIFY(window.waitForEnd());
    for (const widgets::RunRow &row : window.rows())
        QVERIFY2(row.state == widgets::RunState::Done, qPrintable(widgets::runTitle(row.id, row.name)));
    window->selection().setRun(1);
    QCOMPARE(window.curves().points().size(), std::size_t(40));
    QVERIFY(logOf(project).size() >= logged); // What was is kept.
    QVERIFY2(window->message().text().startsWith("The front is done"), qPrintable(window->message().text()));
}

void WindowInterruptionTest::aWindowThatIsKilledLosesNothingThatItShowed()
{
    const Session session;
    const QString project = session.file("a.odimo");
    QProcess other;
    other.start(QCoreApplication::applicationFilePath(), {"--explore", project});
    QByteArray told;
    while (!told.contains("shown 4\n") && !told.contains("shown 5\n")) {
        QVERIFY2(other.waitForReadyRead(longestWait_ms), other.readAllStandardError().constData());
        told += other.readAllStandardOutput();
    }
    const QList<pid_t> workers = childrenOf(other.processId());
    QCOMPARE(workers.size(), 1);
    other.kill(); // SIGKILL
    QVERIFY(other.waitForFinished());
    QCOMPARE(other.exitStatus(), QProcess::CrashExit);
    QTRY_VERIFY_WITH_TIMEOUT(!runs(workers.first()), longestWait_ms);
    told += other.readAllStandardOutput();
    const std::size_t shown = told.simplified().split(' ').last().toULongLong();
    QVERIFY(shown >= 4 && shown < 12);

    WorkingWindow window(session);
    window->openProject(project);
    QTRY_VERIFY(window->front().isVisible() && !window->isBusy());
    window->selection().setRun(1);
    QCOMPARE(window.statusOf(1), QStringLiteral("Interrupted"));
    const std::size_t kept = window.curves().points().size();
    QVERIFY2(kept >= shown, qPrintable(QString("%1 of %2 epochs").arg(kept).arg(shown)));

    QList<int> trained;
    connect(&window->exploration(), &ExplorationController::noticed, this, [&](const host::Notice &notice) {
        if (const auto *stored = std::get_if<host::EpochStored>(&notice); stored && stored->epoch.run == 1)
            trained << stored->epoch.result.epoch;
    });
    QVERIFY(window.action(ActionId::FinishRuns).isEnabled());
    QTest::keyClick(&*window, Qt::Key_F6);
    QVERIFY(window.isExploring());
    QVERIFY(window.waitForEnd());
    QVERIFY(!trained.isEmpty() && trained.first() == static_cast<int>(kept) + 1 && trained.last() == 12);
    for (const widgets::RunRow &row : window.rows())
        QVERIFY2(row.state == widgets::RunState::Done, qPrintable(widgets::runTitle(row.id, row.name)));
    for (const Json &point : frontOf(project).at("points"))
        QVERIFY(window->front().plot().positionOf(point.at("run").get<std::int64_t>()));
}

int main(int argumentCount, char **arguments)
{
    if (argumentCount == 3 && qstrcmp(arguments[1], "--explore") == 0)
        return exploreAndTell(argumentCount, arguments);
    QApplication application(argumentCount, arguments);
    WindowInterruptionTest test;
    return QTest::qExec(&test, argumentCount, arguments);
}
#include "tst_interruption.moc"
