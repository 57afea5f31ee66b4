// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/baselines.h"
#include "core/network/zoo.h"
#include "tests/app/explorer/editor/edited_window.h"
#include "widgets/base/format.h"
#include "widgets/editor/accuracy_badge.h"

#include <QElapsedTimer>
#include <QSpinBox>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

/// Splits of a run in the real window: moved by mouse and keys, taken back, filled, measured.
class EditControllerTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m.reset(); // One at a time collects warnings.
        m = std::make_unique<EditedWindow>();
    }
    void cleanup() { QVERIFY(m->endsQuietly()); }
    void aDragIsOneStepThatCanBeTakenBack();
    void keysAreSteps();
    void numbersCanBeWritten();
    void costAndPredictionAreThoseOfTheCore();
    void blocksAreFilledAndStragglersDropped();
    void editsStayWithTheirRun();
    void discardingIsAStepToo();
    void askedForWithTheEditedMapping();
    void aMeasuredMappingIsNoLongerStale();
    void anEditOfResNet18TakesLessThanAFrame();

private:
    std::unique_ptr<EditedWindow> m;
};

void EditControllerTest::aDragIsOneStepThatCanBeTakenBack()
{
    const mapping::Mapping original = *m->run().mapping;
    const int before = m->digital();
    m->drag({0, 16, 32, 48});
    QCOMPARE(m->digital(), 48);
    QCOMPARE(m->stack().count(), 1);
    QCOMPARE(m->stack().undoText(), QString("Move %1 channels of stage3.block0.conv2 to digital").arg(48 - before));
    QVERIFY(m->view().bar().text().startsWith(QString("Edited from run %1: ").arg(m->run().id)));
    QVERIFY(m->view().bar().accuracy().isStale());
    const mapping::Mapping after = m->edited();
    m->trigger(ActionId::Undo);
    QCOMPARE(m->edited(), original);
    QVERIFY(!m->editor().isEdited() && !m->view().bar().accuracy().isStale());
    QCOMPARE(m->stairs().channels(), before);
    m->trigger(ActionId::Redo);
    QCOMPARE(m->edited(), after);
    m->drag({48, 16});
    QCOMPARE(m->stack().count(), 2); // Another drag is another step.
    QCOMPARE(m->stack().undoText(), QString("Move 32 channels of stage3.block0.conv2 to analog"));
    m->trigger(ActionId::Undo);
    m->trigger(ActionId::Undo);
    QCOMPARE(m->edited(), original);
}

void EditControllerTest::keysAreSteps()
{
    const int before = m->digital();
    m->stairs().setFocus();
    QTest::keyClick(&m->stairs(), Qt::Key_Right);
    QTest::keyClick(&m->stairs(), Qt::Key_Right);
    QCOMPARE(m->digital(), before + 2);
    QCOMPARE(m->stack().count(), 2);
    QTest::keyClick(&m->stairs(), Qt::Key_End);
    QCOMPARE(m->digital(), 64);
    QTest::keyClick(&m->stairs(), Qt::Key_PageDown);
    QCOMPARE(m->digital(), 48);
    while (m->stack().canUndo())
        m->trigger(ActionId::Undo);
    QCOMPARE(m->edited(), *m->run().mapping);
}

void EditControllerTest::numbersCanBeWritten()
{
    QSpinBox &analog = *m->view().editor().field(1);
    analog.setFocus();
    analog.selectAll();
    QTest::keyClicks(&analog, "7");
    QTest::keyClick(&analog, Qt::Key_Return);
    QCOMPARE(m->digital(), 57);
    QCOMPARE(m->view().editor().field(0)->value(), 57);
    QCOMPARE(m->stairs().channels(), 57);
}

void EditControllerTest::costAndPredictionAreThoseOfTheCore()
{
    const ProjectValues &project = m->project();
    for (const auto &[layer, n] :
         {std::pair("stage1.block0.conv1", 3), {"stage2.block0.conv1", 17}, {"stage3.block0.conv2", 60}}) {
        m->selection().setLayer(layer);
        const int unit = m->view().editor().field(0) ? 0 : 1;
        m->view().editor().field(unit)->setValue(n);
        QVERIFY(m->editor().isEdited());
        QCOMPARE(m->shownCost(), mapping::Cost(costOf(project.costs, m->edited())));
        const double predicted = project.fronts.prediction->accuracyOf(m->edited());
        QVERIFY2(m->view().bar().accuracy().text().startsWith(widgets::accuracyText(predicted)),
                 qPrintable(m->view().bar().accuracy().text()));
    }
    QCOMPARE(m->stack().count(), 3);
}

void EditControllerTest::blocksAreFilledAndStragglersDropped()
{
    const ProjectValues &project = m->project();
    const mapping::EditBasis basis{project.costs, &project.fronts.prediction->sensitivity()};
    const mapping::Staircases latency = mapping::staircasesOf(project.costs, mapping::Objective::Latency);
    m->view().editor().field(0)->setValue(17); // A straggler.
    const mapping::Mapping start = m->edited();
    const mapping::BlockEdit dropped = mapping::dropStragglers(start, basis, latency);
    QVERIFY(!dropped.layers.empty());
    QStringList texts;
    for (const QLabel *label : m->view().bar().findChildren<QLabel *>())
        texts << label->text();
    const QString minus(QChar(0x2212));
    QCOMPARE(texts.filter(QRegularExpression("^" + minus + "\\d+ 8-bit channels? in .* for " + minus + ".* % cycles$"))
                 .size(),
             qsizetype(1));
    m->trigger(ActionId::DropStragglers);
    QCOMPARE(m->edited(), dropped.mapping);
    QCOMPARE(m->digital(), 16);
    QCOMPARE(m->stack().undoText(), QString("Drop stragglers"));
    m->trigger(ActionId::Undo);
    QCOMPARE(m->edited(), start);
    QTest::keyClick(&m->window(), Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(m->edited(), mapping::fillBlocks(start, basis, latency).mapping);
    QCOMPARE(m->stack().undoText(), QString("Fill blocks"));
    const int steps = m->stack().count();
    m->trigger(ActionId::FillBlocks); // There is nothing more to move.
    QCOMPARE(m->stack().count(), steps);
}

void EditControllerTest::editsStayWithTheirRun()
{
    const qint64 first = m->selection().run();
    m->drag({48});
    const mapping::Mapping edited = m->edited();
    const ProjectValues &project = m->project();
    const auto other = std::ranges::find_if(project.runs, [&](const project::Run &each) {
        return each.mapping && each.id != first && *each.mapping != edited;
    });
    m->selection().setRun(other->id);
    QVERIFY(!m->editor().isEdited());
    QCOMPARE(m->shownCost(), mapping::Cost(costOf(project.costs, *other->mapping)));
    m->selection().setRun(first);
    QCOMPARE(m->edited(), edited);
    m->selection().setRun(other->id);
    m->trigger(ActionId::Undo); // Shows what it takes back.
    QCOMPARE(m->selection().run(), first);
    QVERIFY(!m->editor().isEdited());
}

void EditControllerTest::discardingIsAStepToo()
{
    QVERIFY(!m->action(ActionId::DiscardEdit).isEnabled());
    m->drag({48});
    const mapping::Mapping edited = m->edited();
    QVERIFY(m->action(ActionId::DiscardEdit).isEnabled());
    m->trigger(ActionId::DiscardEdit);
    QCOMPARE(m->edited(), *m->run().mapping);
    m->trigger(ActionId::Undo);
    QCOMPARE(m->edited(), edited);
}

void EditControllerTest::askedForWithTheEditedMapping()
{
    QList<EditedMapping> asked;
    connect(&m->editor(), &EditController::evaluateRequested, this,
            [&](const EditedMapping &mapping) { asked << mapping; });
    connect(&m->editor(), &EditController::fineTuneRequested, this,
            [&](const EditedMapping &mapping) { asked << mapping; });
    m->drag({48});
    QTest::keyClick(&m->window(), Qt::Key_E, Qt::ControlModifier);
    QTest::keyClick(&m->window(), Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(asked.size(), 2);
    for (const EditedMapping &mapping : asked)
        QCOMPARE(mapping, (EditedMapping{m->selection().run(), m->edited()}));
}

void EditControllerTest::aMeasuredMappingIsNoLongerStale()
{
    m->drag({48});
    project::Run measured = m->run();
    measured.id = 900;
    measured.mapping = m->edited();
    measured.measurements.clear();
    measured.status = project::RunStatus::Running;
    m->window().projects().receive(host::RunChanged{measured});
    QVERIFY(m->view().bar().accuracy().text().contains("Run 900"));
    measured.status = project::RunStatus::Done;
    measured.measurements = {{{.split = "test", .numerics = "fake", .correct = 8700, .total = 10000}, "preview"}};
    m->window().projects().receive(host::RunChanged{measured});
    QCOMPARE(m->view().bar().accuracy().text(), QString("87.00 % measured after the edit"));
    QVERIFY(!m->view().bar().accuracy().isStale());
    m->drag({64});
    QVERIFY(m->view().bar().accuracy().isStale());
}

/// From the handle to the table, the bar and the staircase; drawing comes later, in the event loop.
void EditControllerTest::anEditOfResNet18TakesLessThanAFrame()
{
    {
        project::Project made = project::Project::create(m->path("resnet18.odimo").toStdString(),
                                                         {.networkName = "resnet18",
                                                          .network = network::zooNetwork("resnet18"),
                                                          .data = "tiny-imagenet",
                                                          .classes = {},
                                                          .platform = platform::loadPlatform("diana"),
                                                          .provenance = {}});
        project::Run warmup;
        warmup.kind = project::RunKind::Warmup;
        warmup.status = project::RunStatus::Done;
        made.storeAnalysis(made.save(warmup), mapping::weightCountSensitivity(made.costTable()));
        project::Run run;
        run.status = project::RunStatus::Done;
        run.mapping = mapping::uniformMapping(made.costTable(), 1);
        made.save(run);
    }
    m->open(m->path("resnet18.odimo"));
    m->selection().setRun(2);
    const QString layer = QString::fromStdString(m->project().costs.layers[18].layer.geometry.name);
    m->selection().setLayer(layer);
    double least_ms = 1e9, sum_ms = 0;
    constexpr int edits = 20;
    for (int n = 1; n <= edits; ++n) {
        QElapsedTimer timer;
        timer.start();
        m->editor().setSplit(layer, 0, n);
        const double spent_ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        least_ms = std::min(least_ms, spent_ms);
        sum_ms += spent_ms;
        QCOMPARE(m->digital(layer), n);
    }
    qInfo("an edit of ResNet18: %.2f ms on average, %.2f ms at least", sum_ms / edits, least_ms);
    QVERIFY2(least_ms < 16, qPrintable(QString::number(least_ms)));
}

QTEST_MAIN(EditControllerTest)
#include "tst_edit_controller.moc"
