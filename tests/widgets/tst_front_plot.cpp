// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/samples.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/theme.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/front/front_text.h"

#include <qcustomplot.h>

#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>
#include <QtTest>

using namespace odimo::widgets;
using namespace odimo::tests;

class FrontPlotTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_warnings.takeAll(); }
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }
    void markersStandAtTheirCoordinates();
    void untrainedMarkersAreHollowAndDominatedOnesGrey();
    void theLegendSaysWhatIsThere();
    void thePredictionIsALineThatIsNotMeasured();
    void aSmallerPredictionDoesNotMoveTheView();
    void aPredictionOfAnotherAxisGoes();
    void limitsAreLinesThatCanBeDragged();
    void clickOnAMarkerChoosesItsRun();
    void clickBesideAllMarkersChoosesNothing();
    void arrowKeysWalkAlongTheCost();
    void newPointsDoNotMoveAZoomedView();
    void pointsBesideTheViewAreHintedAt();
    void otherAxesKeepTheOrderOfTheirCost();
    void panelWithoutPointsSaysSo();
    void aNarrowPanelKeepsTheHypervolumeAlone();
    void theLegendGoesWhereItWouldHideTheFront();
    void hypervolumeIsAShareOfTheReferenceRectangle();

private:
    /// The plot, shown and drawn.
    static void show(FrontPlot &plot);
    /// The widget that takes the mouse.
    static QWidget *canvas(FrontPlot &plot) { return plot.findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly); }
    static void click(FrontPlot &plot, const QPointF &position);
    static void zoomIn(FrontPlot &plot);

    WarningCollector m_warnings;
};

void FrontPlotTest::show(FrontPlot &plot)
{
    plot.resize(700, 500);
    plot.show();
    plot.setFront(sampleFront(), {});
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    plot.grab();
}

void FrontPlotTest::click(FrontPlot &plot, const QPointF &position)
{
    QTest::mouseClick(canvas(plot), Qt::LeftButton, Qt::NoModifier, position.toPoint());
}

void FrontPlotTest::markersStandAtTheirCoordinates()
{
    FrontPlot plot;
    show(plot);
    const QImage image = plot.grab().toImage();
    for (const std::int64_t run : {2, 3}) {
        const QPointF at = plot.positionOf(run).value();
        QCOMPARE(image.pixelColor(at.toPoint()), plotColors(plot.palette()).front);
    }
    QCOMPARE(image.pixelColor(plot.positionOf(4)->toPoint()), plotColors(plot.palette()).baseline);
    QVERIFY(plot.positionOf(2)->x() < plot.positionOf(3)->x());
    QVERIFY(plot.positionOf(2)->y() > plot.positionOf(3)->y());
    QVERIFY(!plot.positionOf(99));
}

void FrontPlotTest::untrainedMarkersAreHollowAndDominatedOnesGrey()
{
    FrontPlot plot;
    show(plot);
    FrontValues front = sampleFront();
    front.points[2].isUntrained = true;
    plot.setFront(front, {});
    QCoreApplication::processEvents(); // It is drawn once for all changes.
    const QImage image = plot.grab().toImage();
    const PlotColors colors = plotColors(plot.palette());
    const auto centre = [&](std::int64_t run) {
        return image.pixelColor(plot.positionOf(run)->toPoint());
    };
    QCOMPARE(centre(2), colors.front);
    QCOMPARE(centre(3), colors.background);
    QCOMPARE(centre(5), colors.dominated);
    QCOMPARE(centre(6), colors.dominated);
    QVERIFY(describe(front.points[2]).contains("measured without training"));
    // Tool tips show all text as it is written (PlainText).
    QVERIFY2(!describe(front.points[2]).contains('<'), qPrintable(describe(front.points[2])));
    QVERIFY(describe(front.points[2]).split('\n').size() >= 5);
    QVERIFY(describeInLine(front.points[1]).endsWith("fine-tuned, on the front"));
}

void FrontPlotTest::theLegendSaysWhatIsThere()
{
    FrontPlot plot;
    show(plot);
    const auto *chart = plot.findChild<QCustomPlot *>();
    const auto entries = [chart] {
        QStringList names;
        for (int item = 0; item < chart->legend->itemCount(); ++item)
            names << qobject_cast<QCPPlottableLegendItem *>(chart->legend->item(item))->plottable()->name();
        return names;
    };
    QCOMPARE(entries(), (QStringList{"Front", "Fine-tuned", "Baseline", "Dominated"}));
    FrontValues front = sampleFront();
    front.points[2].isUntrained = true;
    plot.setFront(front, {});
    plot.setPrediction(samplePrediction());
    QCOMPARE(entries(), (QStringList{"Front", "Fine-tuned", "Measured without training", "Baseline", "Dominated",
                                     "Predicted (validation)"}));
    plot.setPrediction({});
    plot.setFront({}, {});
    QCOMPARE(entries(), QStringList());
}

void FrontPlotTest::thePredictionIsALineThatIsNotMeasured()
{
    FrontPlot plot;
    show(plot);
    plot.setPrediction(samplePrediction());
    plot.grab();
    QSignalSpy described(&plot, &FrontPlot::described);
    QSignalSpy chosen(&plot, &FrontPlot::runChosen);
    const auto *chart = plot.findChild<QCustomPlot *>();
    const QPointF at(chart->xAxis->coordToPixel(100), chart->yAxis->coordToPixel(88.5));
    QTest::mouseMove(canvas(plot), at.toPoint());
    QTRY_COMPARE(described.count(), 1);
    const QString text = described.first().first().toString();
    QVERIFY2(text.startsWith("Predicted, not measured: 88.50 %"), qPrintable(text));
    QSignalSpy prediction(&plot, &FrontPlot::predictionChosen);
    click(plot, at);
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(prediction.count(), 1);
    const auto index = prediction.first().first().value<qsizetype>();
    QCOMPARE(plot.prediction()[static_cast<std::size_t>(index)].accuracy, 0.885);
}

void FrontPlotTest::aSmallerPredictionDoesNotMoveTheView()
{
    FrontPlot plot;
    show(plot);
    std::vector<PredictedMarker> wide = samplePrediction();
    wide.front().accuracy = 0.5;
    plot.setPrediction(wide);
    const QPointF before = *plot.positionOf(2);
    plot.setPrediction(samplePrediction());
    QCOMPARE(*plot.positionOf(2), before);
    plot.fit();
    QVERIFY(*plot.positionOf(2) != before);
}

void FrontPlotTest::aPredictionOfAnotherAxisGoes()
{
    FrontPanel panel;
    panel.setFronts({});
    panel.setPrediction(samplePrediction());
    QVERIFY(!panel.emptyState().isEmpty());
    QSignalSpy changed(&panel, &FrontPanel::axisChanged);
    panel.setAxis(CostAxis::Microjoules);
    QCOMPARE(changed.count(), 1);
    QVERIFY(panel.emptyState().isEmpty());
}

void FrontPlotTest::limitsAreLinesThatCanBeDragged()
{
    FrontPlot plot;
    show(plot);
    plot.setLimits({.latency_cycles = 150e3, .latency_ms = 0.6, .accuracy = 0.865});
    plot.grab();
    const auto *chart = plot.findChild<QCustomPlot *>();
    const auto x = [&](double kilocycles) {
        return chart->xAxis->coordToPixel(kilocycles);
    };
    const auto y = [&](double percent) {
        return chart->yAxis->coordToPixel(percent);
    };
    QList<std::pair<LimitKind, double>> dragged;
    connect(&plot, &FrontPlot::limitDragged, this,
            [&](LimitKind limit, double value) { dragged.emplaceBack(limit, value); });
    const auto drag = [&](const QPointF &from, const QPointF &to) {
        QTest::mousePress(canvas(plot), Qt::LeftButton, Qt::NoModifier, from.toPoint());
        QMouseEvent move(QEvent::MouseMove, to, canvas(plot)->mapToGlobal(to), Qt::NoButton, Qt::LeftButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(canvas(plot), &move);
        QTest::mouseRelease(canvas(plot), Qt::LeftButton, Qt::NoModifier, to.toPoint());
    };
    drag({x(150), y(85)}, {x(180), y(85)});
    drag({x(100), y(86.5)}, {x(100), y(88)});
    QCOMPARE(dragged.size(), 2);
    QCOMPARE(dragged[0].first, LimitKind::Cost);
    QVERIFY(qAbs(dragged[0].second - 180) < 0.5);
    QCOMPARE(dragged[1].first, LimitKind::Accuracy);
    QVERIFY(qAbs(dragged[1].second - 0.88) < 1e-3);
    QVERIFY(plot.followsData());
    drag({x(170), y(85)}, {x(180), y(85)}); // Beside the lines the plot itself is moved.
    QCOMPARE(dragged.size(), 2);
    QVERIFY(!plot.followsData());
}

void FrontPlotTest::clickOnAMarkerChoosesItsRun()
{
    FrontPlot plot;
    show(plot);
    QSignalSpy chosen(&plot, &FrontPlot::runChosen);
    click(plot, *plot.positionOf(3));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toLongLong(), 3);
    QCOMPARE(plot.selectedRun(), 3);
    QVERIFY(plot.followsData());
}

void FrontPlotTest::clickBesideAllMarkersChoosesNothing()
{
    FrontPlot plot;
    show(plot);
    QSignalSpy chosen(&plot, &FrontPlot::runChosen);
    click(plot, *plot.positionOf(3) + QPointF(60, 60));
    QCOMPARE(chosen.count(), 0);
}

void FrontPlotTest::arrowKeysWalkAlongTheCost()
{
    FrontPlot plot;
    show(plot);
    QSignalSpy described(&plot, &FrontPlot::described);
    QList<std::int64_t> walked;
    for (int step = 0; step < 6; ++step) {
        QTest::keyClick(&plot, Qt::Key_Right);
        walked << plot.selectedRun();
    }
    QCOMPARE(walked, (QList<std::int64_t>{4, 2, 5, 3, 6, 6}));
    QVERIFY(described.first().first().toString().contains("all-analog"));
    QTest::keyClick(&plot, Qt::Key_Left);
    QCOMPARE(plot.selectedRun(), 3);
}

void FrontPlotTest::zoomIn(FrontPlot &plot)
{
    const QPointF center(canvas(plot)->rect().center());
    QWheelEvent wheel(center, canvas(plot)->mapToGlobal(center), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas(plot), &wheel);
}

void FrontPlotTest::newPointsDoNotMoveAZoomedView()
{
    FrontPlot plot;
    show(plot);
    zoomIn(plot);
    QVERIFY(!plot.followsData());
    const QPointF before = *plot.positionOf(2);
    FrontValues more = sampleFront();
    more.points.push_back(marker(7, "Search 0", 0.95, 400e3));
    plot.setFront(more, {});
    QCOMPARE(*plot.positionOf(2), before);
    plot.fit();
    QVERIFY(plot.followsData());
    QVERIFY(*plot.positionOf(2) != before);
}

void FrontPlotTest::pointsBesideTheViewAreHintedAt()
{
    FrontPanel panel;
    panel.resize(800, 500);
    panel.show();
    panel.setFronts({.latency = sampleFront(), .energy = sampleFront(), .size = sampleFront()});
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    panel.grab();
    const auto &fit = *panel.findChild<QToolButton *>(QStringLiteral("fit"));
    QCOMPARE(fit.toolButtonStyle(), Qt::ToolButtonIconOnly);
    for (int turn = 0; turn < 8; ++turn)
        zoomIn(panel.plot());
    panel.grab();
    QTRY_COMPARE(fit.toolButtonStyle(), Qt::ToolButtonTextBesideIcon);
    QVERIFY(fit.text().endsWith(QStringLiteral("out of view")));
    panel.plot().fit();
    QTRY_COMPARE(fit.toolButtonStyle(), Qt::ToolButtonIconOnly);
}

void FrontPlotTest::otherAxesKeepTheOrderOfTheirCost()
{
    FrontPlot plot;
    show(plot);
    for (const CostAxis axis : {CostAxis::Milliseconds, CostAxis::Microjoules, CostAxis::Kilobytes}) {
        plot.setFront(sampleFront(), {.cost = axis});
        QVERIFY(plot.positionOf(4)->x() < plot.positionOf(2)->x());
        QVERIFY(plot.positionOf(3)->x() < plot.positionOf(6)->x());
    }
}

void FrontPlotTest::panelWithoutPointsSaysSo()
{
    FrontPanel panel;
    QVERIFY(panel.emptyState().isEmpty());
    panel.setFronts({.latency = sampleFront(), .energy = {}, .size = {}});
    QVERIFY(!panel.emptyState().isEmpty());
    panel.setAxis(CostAxis::Microjoules);
    QVERIFY(panel.emptyState().isEmpty());
}

void FrontPlotTest::aNarrowPanelKeepsTheHypervolumeAlone()
{
    FrontPanel panel;
    panel.setFronts({.latency = sampleFront(), .energy = {}, .size = {}});
    panel.show();
    const auto figure = [&panel] {
        for (const QLabel *label : panel.findChildren<QLabel *>())
            if (label->text().startsWith("Hypervolume"))
                return label->text();
        return QString();
    };
    panel.resize(1000, 500);
    QVERIFY(figure().contains("reference"));
    panel.resize(panel.minimumSizeHint());
    QVERIFY(figure().startsWith("Hypervolume"));
    QVERIFY(!figure().contains("reference"));
}

void FrontPlotTest::theLegendGoesWhereItWouldHideTheFront()
{
    FrontPlot plot;
    show(plot);
    const auto *chart = plot.findChild<QCustomPlot *>();
    QVERIFY(chart->legend->visible());
    plot.resize(300, 220);
    plot.grab();
    QVERIFY(!chart->legend->visible());
    plot.resize(700, 500);
    plot.grab();
    QVERIFY(chart->legend->visible());
}

void FrontPlotTest::hypervolumeIsAShareOfTheReferenceRectangle()
{
    QCOMPARE(hypervolumeShare(sampleFront()), 130e3 / (220e3 * 0.9));
    QCOMPARE(hypervolumeShare({}), 0.0);
    QCOMPARE(referenceCostOn(CostAxis::Kilocycles, sampleFront()), 220.0);
}

QTEST_MAIN(FrontPlotTest)
#include "tst_front_plot.moc"
