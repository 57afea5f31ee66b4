// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/base/background.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "tests/app/explorer/sample_project.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;

class ProjectControllerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { tests::writeSampleProject(path()); }
    void aProjectIsReadInTheBackground();
    void badFilesGiveAMessage_data();
    void badFilesGiveAMessage();
    void noticesThatComeWhileReadingAreAppliedAfterwards();
    void aRunOfANoticeReplacesTheOneWithItsNumber();
    void aRepeatedEpochRestartsItsPhase();
    void aLateResultOfAClosedProjectIsDropped();
    void ownersThatAreGoneGetNoResult();

private:
    std::filesystem::path path() const { return m_folder.filePath("sample.odimo").toStdString(); }

    QTemporaryDir m_folder;
};

void ProjectControllerTest::aProjectIsReadInTheBackground()
{
    Background background;
    ProjectController controller(background);
    QSignalSpy opened(&controller, &ProjectController::opened);
    controller.open(path());
    QVERIFY(controller.isLoading());
    QVERIFY(!controller.project());
    QTRY_COMPARE(opened.count(), 1);
    const ProjectValues &project = *controller.project();
    QCOMPARE(project.runs.size(), std::size_t(12));
    QCOMPARE(project.log.size(), std::size_t(4));
    QCOMPARE(curvePoints(project, 6).size(), std::size_t(7));
    QCOMPARE(project.fronts.latency.points.size(), std::size_t(9));
    const auto split = splitValues(project, *project.find(6));
    QVERIFY(split);
    QCOMPARE(split->latency_cycles, project.find(6)->cost.latency_cycles);
    const widgets::RunRow warmup = runRow(project, project.runs.front(), nullptr);
    QCOMPARE(warmup.name, QStringLiteral("Warm-up"));
    QVERIFY(!warmup.latency_cycles && warmup.accuracy);
}

void ProjectControllerTest::badFilesGiveAMessage_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("missing") << "missing.odimo" << QByteArray();
    QTest::newRow("text") << "text.odimo" << QByteArray("this is no project");
}

void ProjectControllerTest::badFilesGiveAMessage()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    const QString file = m_folder.filePath(name);
    if (!content.isEmpty()) {
        QFile written(file);
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(content);
    }
    Background background;
    ProjectController controller(background);
    QSignalSpy failed(&controller, &ProjectController::openFailed);
    controller.open(file.toStdString());
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY2(failed.first().first().toString().contains(name), qPrintable(failed.first().first().toString()));
    QVERIFY(!controller.isLoading());
}

void ProjectControllerTest::noticesThatComeWhileReadingAreAppliedAfterwards()
{
    Background background;
    ProjectController controller(background);
    project::Run run;
    run.id = 40;
    run.strength = 2;
    QSignalSpy opened(&controller, &ProjectController::opened);
    QSignalSpy added(&controller, &ProjectController::logAdded);
    controller.open(path());
    controller.receive(host::RunChanged{run});
    const project::LogLine known{1, "2026-01-15T10:00:01Z", "info", "Training on cpu with 2 threads."};
    controller.receive(host::LogAdded{known});
    controller.receive(host::LogAdded{{40, "2026-01-15T10:09:00Z", "info", "new"}});
    QTRY_COMPARE(opened.count(), 1);
    QVERIFY(controller.project()->find(40));
    QCOMPARE(added.count(), 1);
}

void ProjectControllerTest::aRunOfANoticeReplacesTheOneWithItsNumber()
{
    ProjectValues values = readProject(path());
    const std::size_t before = values.runs.size();
    project::Run run = values.runs[3];
    run.status = project::RunStatus::Running;
    put(values, run);
    QCOMPARE(values.runs.size(), before);
    protocol::Progress progress;
    progress.phase = "finetune";
    progress.epoch = 2;
    progress.epochs = 5;
    QCOMPARE(runRow(values, run, &progress).activity, QStringLiteral("Fine-tuning 2/5"));
}

void ProjectControllerTest::aRepeatedEpochRestartsItsPhase()
{
    ProjectValues values = readProject(path());
    protocol::EpochFinished again = values.epochs[6][1];
    again.loss = 9;
    put(values, project::Epoch{6, again});
    QCOMPARE(values.epochs[6].size(), std::size_t(2));
    QCOMPARE(values.epochs[6].back().loss, 9.0);
}

void ProjectControllerTest::aLateResultOfAClosedProjectIsDropped()
{
    Background background;
    ProjectController controller(background);
    QSignalSpy opened(&controller, &ProjectController::opened);
    QSignalSpy closed(&controller, &ProjectController::closed);
    controller.open(path());
    controller.close();
    QCOMPARE(closed.count(), 1);
    bool later = false;
    background.run(
        controller, [] { return 1; }, [&](int) { later = true; }, [](const QString &) {});
    QTRY_VERIFY(later);
    QCOMPARE(opened.count(), 0);
}

void ProjectControllerTest::ownersThatAreGoneGetNoResult()
{
    bool told = false;
    Background background;
    auto owner = std::make_unique<QObject>();
    background.run(
        *owner, [] { return 1; }, [&](int) { told = true; }, [](const QString &) {});
    owner.reset();
    QObject other;
    bool second = false;
    background.run(
        other, [] { return 1; }, [&](int) { second = true; }, [](const QString &) {});
    QTRY_VERIFY(second);
    QVERIFY(!told);
}

QTEST_MAIN(ProjectControllerTest)
#include "tst_project_controller.moc"
