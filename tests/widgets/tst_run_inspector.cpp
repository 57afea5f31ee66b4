// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/samples.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/strength_field.h"
#include "widgets/layers/split_view.h"
#include "widgets/runs/curves_view.h"
#include "widgets/runs/run_inspector.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace odimo::widgets;
using namespace odimo::tests;

class RunInspectorTest : public QObject {
    Q_OBJECT

private slots:
    void withoutARunItSaysWhatToDo();
    void figuresAreShownWithTheirUnits();
    void findingsAreShown();
    void aRunWithoutMappingHasNoSplit();
    void aPredictionIsNoRun();
    void aRunThatIsSearchedCanBeSteered();
    void whatIsBeingWrittenSurvivesProgress();
    void curvesAreDrawnWithoutWarnings();
    void withoutEpochsTheCurvesSayWhy();
    void buttonOfAnEmptyViewFollowsItsAction();
};

void RunInspectorTest::withoutARunItSaysWhatToDo()
{
    RunInspector inspector;
    QVERIFY(inspector.emptyState().isEmpty());
    inspector.showRun(sampleRuns()[1], sampleSplit());
    QVERIFY(!inspector.emptyState().isEmpty());
    inspector.showNothing();
    QVERIFY(inspector.emptyState().isEmpty());
}

void RunInspectorTest::figuresAreShownWithTheirUnits()
{
    RunInspector inspector;
    inspector.showRun(sampleRuns()[1], sampleSplit());
    QCOMPARE(inspector.title(), QStringLiteral("Run 2: Search 1"));
    QStringList texts;
    for (const QLabel *label : inspector.findChildren<QLabel *>())
        texts << label->text();
    for (const char *expected : {"88.73 %", "9.500 kcycles", "0.037 ms", "1.250 µJ"})
        QVERIFY2(texts.contains(QString::fromUtf8(expected)), expected);
}

void RunInspectorTest::findingsAreShown()
{
    RunInspector inspector;
    RunRow run = sampleRuns()[1];
    run.findings = {QStringLiteral("2 biases saturate"), QStringLiteral("1 bias saturates")};
    inspector.showRun(run, sampleSplit());
    QStringList texts;
    for (const QLabel *label : inspector.findChildren<QLabel *>())
        texts << label->text();
    QVERIFY2(texts.join('|').contains(QStringLiteral("2 biases saturate\n1 bias saturates")),
             qPrintable(texts.join('|')));
}

void RunInspectorTest::aRunWithoutMappingHasNoSplit()
{
    RunInspector inspector;
    inspector.showRun(sampleRuns()[0], std::nullopt);
    QVERIFY(inspector.splitState().isEmpty());
    inspector.showRun(sampleRuns()[1], sampleSplit());
    QVERIFY(!inspector.splitState().isEmpty());
}

void RunInspectorTest::aPredictionIsNoRun()
{
    RunInspector inspector;
    inspector.showPrediction({.accuracy = 0.885, .latency_cycles = 9500, .latency_ms = 0.037, .energy_uJ = 1.25},
                             sampleSplit());
    QVERIFY(!inspector.emptyState().isEmpty());
    QCOMPARE(inspector.title(), QStringLiteral("Predicted mapping"));
    QStringList texts;
    for (const QLabel *label : inspector.findChildren<QLabel *>())
        texts << label->text();
    for (const char *expected : {"88.50 %", "predicted", "9.500 kcycles", "0.037 ms", "1.250 µJ"})
        QVERIFY2(texts.contains(QString::fromUtf8(expected)), expected);
    QCOMPARE(inspector.split().model().split().layers.size(), sampleSplit().layers.size());
}

void RunInspectorTest::aRunThatIsSearchedCanBeSteered()
{
    RunInspector inspector;
    auto *field = inspector.findChild<StrengthField *>();
    RunRow run = sampleRuns()[2];
    inspector.showRun(run, std::nullopt);
    QVERIFY(field->isHidden());
    run.isSteerable = true;
    inspector.showRun(run, std::nullopt);
    QVERIFY(!field->isHidden());
    auto *number = field->findChild<QDoubleSpinBox *>();
    QCOMPARE(number->value(), 0.1);
    QSignalSpy chosen(&inspector, &RunInspector::strengthChosen);
    number->setValue(0.25);
    QCOMPARE(chosen.count(), 0);
    field->findChild<QPushButton *>()->click();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first(), (QVariantList{qint64(3), 0.25}));
}

void RunInspectorTest::whatIsBeingWrittenSurvivesProgress()
{
    RunInspector inspector;
    RunRow run = sampleRuns()[2];
    run.isSteerable = true;
    inspector.showRun(run, std::nullopt);
    auto *number = inspector.findChild<QDoubleSpinBox *>();
    number->setValue(0.25);
    run.activity = "Search 3/5";
    inspector.showRun(run, std::nullopt);
    QCOMPARE(number->value(), 0.25);
    run.strength = 0.5;
    inspector.showRun(run, std::nullopt);
    QCOMPARE(number->value(), 0.5);
}

void RunInspectorTest::curvesAreDrawnWithoutWarnings()
{
    WarningCollector warnings;
    CurvesPlot curves;
    curves.resize(400, 400);
    curves.show();
    QVERIFY(QTest::qWaitForWindowExposed(&curves));
    const QImage empty = curves.grab().toImage();
    curves.setPoints({{"Search", 1.2, 0.6, 0.62}, {"Search", 0.8, 0.7, 0.73}, {"Fine-tuning", 0.5, 0.8, 0.79}});
    QTRY_VERIFY(curves.grab().toImage() != empty);
    const QImage three = curves.grab().toImage();
    curves.setPoints({});
    QTRY_VERIFY(curves.grab().toImage() != three);
    curves.setPoints({{"Warm-up", 0.5, 0.9, 0.9}});
    curves.grab();
    QCOMPARE(warnings.takeAll(), QStringList());
}

void RunInspectorTest::withoutEpochsTheCurvesSayWhy()
{
    CurvesView curves;
    QVERIFY(curves.emptyState().isEmpty());
    curves.showCurves(QStringLiteral("Run 2: Search 1"), {});
    QVERIFY(curves.emptyState().isEmpty());
    curves.showCurves(QStringLiteral("Run 2: Search 1"), {{"Search", 1.2, 0.6, 0.62}});
    QVERIFY(!curves.emptyState().isEmpty());
    QCOMPARE(curves.title(), QStringLiteral("Run 2: Search 1"));
    curves.showUntrained(QStringLiteral("Run 3: instant"));
    QVERIFY(curves.emptyState().isEmpty());
    const QList<QLabel *> labels = curves.emptyState().findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) { return label->text() == "Not trained"; }));
    curves.showNothing();
    QVERIFY(curves.emptyState().isEmpty());
}

void RunInspectorTest::buttonOfAnEmptyViewFollowsItsAction()
{
    QWidget *content = new QWidget;
    EmptyState state(*content, "runs");
    QAction start("Start");
    state.offer(start);
    QSignalSpy triggered(&start, &QAction::triggered);
    auto *button = state.findChild<QPushButton *>();
    button->click();
    QCOMPARE(triggered.count(), 1);
    start.setEnabled(false);
    QVERIFY(!button->isEnabled());
}

QTEST_MAIN(RunInspectorTest)
#include "tst_run_inspector.moc"
