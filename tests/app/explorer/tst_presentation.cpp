// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/front/front_presentation.h"
#include "app/explorer/project/presentation.h"
#include "tests/app/explorer/sample_project.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;

class PresentationTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void runsAreNamedByWhatFoundThem_data();
    void runsAreNamedByWhatFoundThem();
    void foundMappingsAreToldApartByTheirCost();
    void untrainedRunsAreToldFromFineTunedOnes();
    void findingsStandWithTheirRun();
    void onlyASearchThatTrainsCanBeSteered_data();
    void onlyASearchThatTrainsCanBeSteered();
    void activitiesNameTheirRunIfThereIsOne();
    void settingsOfAnotherVersionDoNotKeepAProjectClosed();

private:
    std::filesystem::path path() const { return m_folder.filePath("instant.odimo").toStdString(); }
    QTemporaryDir m_folder;
    std::optional<ProjectValues> m_project;
};

void PresentationTest::initTestCase()
{
    tests::writeInstantProject(path());
    m_project = readProject(path());
}

void PresentationTest::runsAreNamedByWhatFoundThem_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("engine");
    QTest::addColumn<double>("strength");
    QTest::addColumn<QString>("name");
    QTest::newRow("warm-up") << int(project::RunKind::Warmup) << "odimo" << -1.0 << "Warm-up";
    QTest::newRow("gradient search") << int(project::RunKind::Search) << "odimo" << 0.1 << "Search 0.1";
    QTest::newRow("instant") << int(project::RunKind::Search) << "instant" << -1.0 << "instant";
}

void PresentationTest::runsAreNamedByWhatFoundThem()
{
    QFETCH(const int, kind);
    QFETCH(const QString, engine);
    QFETCH(const double, strength);
    project::Run run;
    run.kind = static_cast<project::RunKind>(kind);
    run.engine = engine.toStdString();
    if (strength >= 0)
        run.strength = strength;
    QTEST(runName(run, m_project->reference), "name");
}

void PresentationTest::foundMappingsAreToldApartByTheirCost()
{
    project::Run run = *std::ranges::find(m_project->runs, "instant", &project::Run::engine);
    run.cost.latency_cycles = 0.634 * m_project->reference.latency_cycles;
    run.objective = mapping::Objective::Latency;
    QCOMPARE(runName(run, m_project->reference), QStringLiteral("instant 63.4 %"));
}

void PresentationTest::untrainedRunsAreToldFromFineTunedOnes()
{
    int untrained = 0;
    int tuned = 0;
    for (const project::Run &run : m_project->runs) {
        const widgets::RunRow row = runRow(*m_project, run, nullptr);
        if (row.name.startsWith("instant "))
            ++(row.isUntrained ? untrained : tuned);
        else
            QVERIFY2(!row.isUntrained, qPrintable(row.name));
    }
    QCOMPARE(tuned, 6);
    QCOMPARE(untrained, 12);
    for (const widgets::FrontMarker &marker : frontSet(*m_project).latency.points)
        QCOMPARE(marker.isUntrained, runRow(*m_project, *m_project->find(marker.run), nullptr).isUntrained);
}

void PresentationTest::findingsStandWithTheirRun()
{
    ProjectValues project = *m_project;
    project.log = {{1, {}, "finding", "2 biases saturate"},
                   {1, {}, "warning", "slow"},
                   {2, {}, "finding", "3 biases saturate"},
                   {1, {}, "finding", "2 biases saturate"}};
    project::Run run = *project.find(1);
    QCOMPARE(runRow(project, run, nullptr).findings, QStringList("2 biases saturate"));
    run.sameMappingAs = 2;
    QCOMPARE(runRow(project, run, nullptr).findings, QStringList({"2 biases saturate", "3 biases saturate"}));
    QCOMPARE(logEntry(project.log.front()).level, widgets::LogLevel::Warning);
}

void PresentationTest::onlyASearchThatTrainsCanBeSteered_data()
{
    QTest::addColumn<QString>("phase");
    QTest::addColumn<bool>("isRunning");
    QTest::addColumn<bool>("hasStrength");
    QTest::addColumn<bool>("isSteerable");
    QTest::newRow("searched") << "search" << true << true << true;
    QTest::newRow("stopped") << "search" << false << true << false;
    QTest::newRow("fine-tuned") << "finetune" << true << true << false;
    QTest::newRow("without strength") << "finetune" << true << false << false;
}

void PresentationTest::onlyASearchThatTrainsCanBeSteered()
{
    QFETCH(const QString, phase);
    QFETCH(const bool, isRunning);
    QFETCH(const bool, hasStrength);
    project::Run run;
    run.phase = phase.toStdString();
    run.status = isRunning ? project::RunStatus::Running : project::RunStatus::Stopped;
    if (hasStrength)
        run.strength = 0.5;
    QTEST(runRow(*m_project, run, nullptr).isSteerable, "isSteerable");
}

void PresentationTest::activitiesNameTheirRunIfThereIsOne()
{
    protocol::Progress progress;
    progress.phase = "analyse";
    QCOMPARE(activityText(0, progress), QStringLiteral("Analysis"));
    progress.phase = "finetune";
    progress.epoch = 1;
    progress.epochs = 2;
    QCOMPARE(activityText(7, progress), QStringLiteral("Run 7: Fine-tuning, epoch 1 of 2"));
}

void PresentationTest::settingsOfAnotherVersionDoNotKeepAProjectClosed()
{
    QVERIFY(m_project->settings);
    const std::filesystem::path other = m_folder.filePath("other.odimo").toStdString();
    tests::writeInstantProject(other);
    project::Project::open(other, project::Access::ReadWrite).storeDocument("settings", R"({"network": "resnet8"})");
    QVERIFY(!readProject(other).settings);
}

QTEST_GUILESS_MAIN(PresentationTest)
#include "tst_presentation.moc"
