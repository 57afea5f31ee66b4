// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/samples.h"
#include "tests/widgets/warnings.h"
#include "widgets/empty_state.h"
#include "widgets/front_panel.h"
#include "widgets/front_plot.h"
#include "widgets/theme.h"

#include <qcustomplot.h>

#include <QLabel>
#include <QSignalSpy>
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
    void dominatedMarkersAreHollow();
    void clickOnAMarkerChoosesItsRun();
    void clickBesideAllMarkersChoosesNothing();
    void arrowKeysWalkAlongTheCost();
    void newPointsDoNotMoveAZoomedView();
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

    WarningCollector m_warnings;
};

void FrontPlotTest::show(FrontPlot &plot)
{
    plot.resize(700, 500);
    plot.show();
    plot.setFront(sampleFront(), CostAxis::Kilocycles);
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

void FrontPlotTest::dominatedMarkersAreHollow()
{
    FrontPlot plot;
    show(plot);
    const QImage image = plot.grab().toImage();
    for (const std::int64_t run : {5, 6})
        QCOMPARE(image.pixelColor(plot.positionOf(run)->toPoint()), plotColors(plot.palette()).background);
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

void FrontPlotTest::newPointsDoNotMoveAZoomedView()
{
    FrontPlot plot;
    show(plot);
    const QPointF center(canvas(plot)->rect().center());
    QWheelEvent wheel(center, canvas(plot)->mapToGlobal(center), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas(plot), &wheel);
    QVERIFY(!plot.followsData());
    const QPointF before = *plot.positionOf(2);
    FrontValues more = sampleFront();
    more.points.push_back(marker(7, "Search 0", 0.95, 400e3));
    plot.setFront(more, CostAxis::Kilocycles);
    QCOMPARE(*plot.positionOf(2), before);
    plot.fit();
    QVERIFY(plot.followsData());
    QVERIFY(*plot.positionOf(2) != before);
}

void FrontPlotTest::otherAxesKeepTheOrderOfTheirCost()
{
    FrontPlot plot;
    show(plot);
    for (const CostAxis axis : {CostAxis::Milliseconds, CostAxis::Microjoules}) {
        plot.setFront(sampleFront(), axis);
        QVERIFY(plot.positionOf(4)->x() < plot.positionOf(2)->x());
        QVERIFY(plot.positionOf(3)->x() < plot.positionOf(6)->x());
    }
}

void FrontPlotTest::panelWithoutPointsSaysSo()
{
    FrontPanel panel;
    QVERIFY(panel.emptyState().isEmpty());
    panel.setFronts(sampleFront(), {});
    QVERIFY(!panel.emptyState().isEmpty());
    panel.setAxis(CostAxis::Microjoules);
    QVERIFY(panel.emptyState().isEmpty());
}

void FrontPlotTest::aNarrowPanelKeepsTheHypervolumeAlone()
{
    FrontPanel panel;
    panel.setFronts(sampleFront(), {});
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
