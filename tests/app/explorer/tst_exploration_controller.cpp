// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "tests/app/explorer/scripted_exploration.h"

#include <QSignalSpy>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using End = ScriptedExploration::End;

class ExplorationControllerTest : public QObject {
    Q_OBJECT

private slots:
    void noticesArriveInOrderOnTheGuiThread();
    void ofProgressOnlyTheLatestIsKept();
    void pauseResumeAndStopAreHandedOn();
    void strengthsAreHandedOnWhileOneRuns();
    void anErrorBecomesAMessage();
    void onlyOneExplorationRunsAtATime();
    void destructionStopsWhatRuns();
    void aStopThatComesBeforeTheExplorationIsMadeCounts();

private:
    static host::LogAdded line(const std::string &text) { return {{0, "2026-01-15T10:00:00Z", "info", text}}; }
};

void ExplorationControllerTest::noticesArriveInOrderOnTheGuiThread()
{
    ExplorationController controller(scripted({line("one"), line("two"), line("three")}, End::ByItself));
    QStringList told;
    connect(&controller, &ExplorationController::noticed, this, [&](const host::Notice &notice) {
        QCOMPARE(QThread::currentThread(), thread());
        told << QString::fromStdString(std::get<host::LogAdded>(notice).line.text);
    });
    bool done = false;
    connect(&controller, &ExplorationController::finished, this,
            [&](host::Outcome outcome) { done = outcome == host::Outcome::Done; });
    controller.start("x.odimo", {});
    QVERIFY(controller.isActive());
    QTRY_VERIFY(done);
    QCOMPARE(told, (QStringList{"one", "two", "three"}));
    QVERIFY(!controller.isActive());
}

void ExplorationControllerTest::ofProgressOnlyTheLatestIsKept()
{
    NoticeQueue queue;
    for (int batch = 1; batch <= 1000; ++batch) {
        protocol::Progress progress;
        progress.batch = batch;
        queue.add(host::RunProgress{batch % 2, progress});
        queue.add(host::OverallProgress{batch / 1000.0, 1, 2});
    }
    queue.add(line("end"));
    const NoticeQueue::Batch batch = queue.takeAll();
    QCOMPARE(batch.notices.size(), std::size_t(1));
    QCOMPARE(batch.progress.size(), std::size_t(2));
    QCOMPARE(batch.progress.at(0).batch, 1000);
    QCOMPARE(batch.overall->fraction, 1.0);
    QVERIFY(queue.takeAll().notices.empty());
}

void ExplorationControllerTest::pauseResumeAndStopAreHandedOn()
{
    ExplorationController controller(scripted({line("begun")}, End::WhenStopped));
    QStringList told;
    connect(&controller, &ExplorationController::noticed, this, [&](const host::Notice &notice) {
        told << QString::fromStdString(std::get<host::LogAdded>(notice).line.text);
    });
    std::optional<host::Outcome> outcome;
    connect(&controller, &ExplorationController::finished, this, [&](host::Outcome ended) { outcome = ended; });
    controller.start("x.odimo", {});
    QTRY_COMPARE(told, QStringList{"begun"});
    controller.pause();
    QCOMPARE(controller.state(), ExplorationController::State::Paused);
    controller.resume();
    QCOMPARE(controller.state(), ExplorationController::State::Running);
    controller.stop();
    QCOMPARE(controller.state(), ExplorationController::State::Stopping);
    QTRY_VERIFY(outcome);
    QCOMPARE(*outcome, host::Outcome::Stopped);
    QCOMPARE(told, (QStringList{"begun", "paused", "resumed"}));
}

void ExplorationControllerTest::strengthsAreHandedOnWhileOneRuns()
{
    ExplorationController controller(scripted({line("begun")}, End::WhenStopped));
    QStringList told;
    connect(&controller, &ExplorationController::noticed, this, [&](const host::Notice &notice) {
        told << QString::fromStdString(std::get<host::LogAdded>(notice).line.text);
    });
    controller.setStrength(3, 0.5);
    controller.start("x.odimo", {});
    QTRY_COMPARE(told, QStringList{"begun"});
    controller.setStrength(3, 0.5);
    QTRY_COMPARE(told.size(), 2);
    QVERIFY(told.last().startsWith("strength 0.5"));
    controller.stop();
    QTRY_VERIFY(!controller.isActive());
    controller.setStrength(3, 0.5);
    QCOMPARE(told.size(), 2);
}

void ExplorationControllerTest::anErrorBecomesAMessage()
{
    ExplorationController controller(
        [](auto &&...) -> std::unique_ptr<AbstractExploration> { throw Error("There is no network \"alexnet\"."); });
    QString message;
    connect(&controller, &ExplorationController::failed, this, [&](const QString &text) { message = text; });
    controller.start("x.odimo", {});
    QTRY_COMPARE(message, QStringLiteral("There is no network \"alexnet\"."));
    QVERIFY(!controller.isActive());
}

void ExplorationControllerTest::onlyOneExplorationRunsAtATime()
{
    int made = 0;
    ExplorationController controller(
        [&](const std::filesystem::path &, const host::Settings &, host::Listener listener) {
            ++made;
            return std::make_unique<ScriptedExploration>(std::move(listener), std::vector<host::Notice>{},
                                                         End::WhenStopped);
        });
    QSignalSpy changes(&controller, &ExplorationController::stateChanged);
    controller.start("x.odimo", {});
    controller.start("y.odimo", {});
    QCOMPARE(changes.count(), 1);
    controller.stop();
    QTRY_VERIFY(!controller.isActive());
    QCOMPARE(made, 1);
}

void ExplorationControllerTest::destructionStopsWhatRuns()
{
    auto controller = std::make_unique<ExplorationController>(scripted({line("begun")}, End::WhenStopped));
    QSignalSpy told(controller.get(), &ExplorationController::noticed);
    controller->start("x.odimo", {});
    QTRY_COMPARE(told.count(), 1);
    controller.reset();
}

void ExplorationControllerTest::aStopThatComesBeforeTheExplorationIsMadeCounts()
{
    ExplorationController controller(scripted({}, End::WhenStopped));
    bool stopped = false;
    connect(&controller, &ExplorationController::finished, this,
            [&](host::Outcome outcome) { stopped = outcome == host::Outcome::Stopped; });
    controller.start("x.odimo", {});
    controller.stop();
    QTRY_VERIFY(stopped);
}

QTEST_MAIN(ExplorationControllerTest)
#include "tst_exploration_controller.moc"
