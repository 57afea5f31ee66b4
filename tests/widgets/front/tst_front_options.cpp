// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/samples.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/plot_style.h"
#include "widgets/base/theme.h"
#include "widgets/front/front_plot.h"
#include "widgets/front/front_text.h"

#include <qcustomplot.h>

#include <QMenu>
#include <QSignalSpy>
#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;
using namespace odimo::tests;

namespace {

GhostMarker ghost(std::int64_t run, const QString &name, double cycles, std::optional<double> accuracy)
{
    GhostMarker point;
    point.run = run;
    point.name = name;
    point.isBaseline = run == 0;
    point.accuracy = accuracy;
    static_cast<PointCost &>(point) = marker(run, name, 0, cycles);
    return point;
}

FrontValues fullFront()
{
    FrontValues front = sampleFront();
    static_cast<PointCost &>(front.relativeTo) = front.points.back();
    front.relativeTo.name = "all-digital";
    front.relativeTo.accuracy = 0.888;
    front.knee = 2;
    front.ghosts = {ghost(9, "Search 0.2", 100e3, 0.85), ghost(0, "min-energy", 55e3, {})};
    front.points[1].soft = TailPoint{.accuracy = 0.86, .latencyFactor = 1.1};
    front.points[1].hard = TailPoint{.accuracy = 0.855};
    return front;
}

} // namespace

class FrontOptionsTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void relativeAxesStartFromTheReference();
    void relativeAccuracyWaitsForTheReference();
    void logarithmicAxesKeepThePointsInView();
    void limitsFollowTheScale();
    void ghostsStandAtTheirCost();
    void aPoorGhostDoesNotFlattenTheFront();
    void ghostsAreDescribedByTheMouse();
    void tailsLeadToTheirPoint();
    void tailsCanBeLeftOut();
    void theKneeAndTheBaselinesHaveNames();
    void overlaysAreInTheLegendInTheirOwnShape();
    void aRectangleWithControlZooms();
    void backAndForwardGoThroughTheViews();
    void turningTheWheelIsOneView();
    void aRectangleWithShiftSelects();
    void unselectedPointsAreFaint();
    void thousandsOfPointsAreDrawnFromPictures();
    void theMenuIsAboutThePointUnderTheMouse();
    void theMenuKeyIsAboutTheSelectedRun();

private:
    QWidget *canvas() { return m_chart; }
    void drag(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers modifiers);
    QStringList legend() const;
    QColor colorAt(std::int64_t run) { return colorAt(*m_plot->positionOf(run)); }
    QColor colorAt(const QPointF &position);

    WarningCollector m_warnings;
    std::unique_ptr<FrontPlot> m_plot;
    QCustomPlot *m_chart = nullptr;
};

void FrontOptionsTest::init()
{
    m_warnings.takeAll();
    m_plot = std::make_unique<FrontPlot>();
    m_plot->resize(800, 600);
    m_plot->show();
    m_plot->setFront(fullFront(), {});
    QVERIFY(QTest::qWaitForWindowExposed(m_plot.get()));
    m_plot->grab();
    m_chart = m_plot->findChild<QCustomPlot *>();
}

void FrontOptionsTest::cleanup()
{
    m_plot.reset();
    QCOMPARE(m_warnings.takeAll(), QStringList());
}

void FrontOptionsTest::drag(const QPoint &from, const QPoint &to, Qt::KeyboardModifiers modifiers)
{
    QTest::mousePress(canvas(), Qt::LeftButton, modifiers, from);
    QMouseEvent move(QEvent::MouseMove, QPointF(to), canvas()->mapToGlobal(QPointF(to)), Qt::NoButton, Qt::LeftButton,
                     modifiers);
    QCoreApplication::sendEvent(canvas(), &move);
    QTest::mouseRelease(canvas(), Qt::LeftButton, modifiers, to);
}

QStringList FrontOptionsTest::legend() const
{
    QStringList names;
    for (int item = 0; item < m_chart->legend->itemCount(); ++item)
        names << qobject_cast<QCPPlottableLegendItem *>(m_chart->legend->item(item))->plottable()->name();
    return names;
}

QColor FrontOptionsTest::colorAt(const QPointF &position)
{
    const QImage image = m_plot->grab().toImage();
    return image.pixelColor((position * image.devicePixelRatio()).toPoint());
}

void FrontOptionsTest::relativeAxesStartFromTheReference()
{
    m_plot->setFront(fullFront(), {.isRelative = true});
    m_plot->grab();
    QCOMPARE(m_chart->xAxis->label(), QStringLiteral("Latency (% of all-digital)"));
    const QPointF at = *m_plot->positionOf(6); // All-digital itself.
    QVERIFY(qAbs(m_chart->xAxis->pixelToCoord(at.x()) - 100) < 1e-6);
    QVERIFY(qAbs(m_chart->yAxis->pixelToCoord(at.y())) < 1e-6);
    QVERIFY(qAbs(m_chart->xAxis->pixelToCoord(m_plot->positionOf(2)->x()) - 35) < 1e-6);
}

void FrontOptionsTest::relativeAccuracyWaitsForTheReference()
{
    FrontValues front = fullFront();
    front.relativeTo.accuracy.reset();
    m_plot->setFront(front, {.isRelative = true});
    QCOMPARE(m_chart->yAxis->label(), QStringLiteral("Test accuracy (%)"));
    QVERIFY(qAbs(m_chart->yAxis->pixelToCoord(m_plot->positionOf(6)->y()) - 88.8) < 1e-6);
}

void FrontOptionsTest::logarithmicAxesKeepThePointsInView()
{
    FrontValues front = fullFront();
    front.points.front().latency_cycles = 1e3; // More than a decade below the others.
    m_plot->setFront(front, {.isCostLogarithmic = true, .isAccuracyLogarithmic = true});
    m_plot->grab();
    QCOMPARE(m_chart->xAxis->scaleType(), QCPAxis::stLogarithmic);
    QCOMPARE(m_chart->yAxis->scaleType(), QCPAxis::stLogarithmic);
    QVERIFY(!m_chart->xAxis->ticker().dynamicCast<QCPAxisTickerLog>().isNull());
    QVERIFY(m_chart->yAxis->ticker().dynamicCast<QCPAxisTickerLog>().isNull()); // 84 to 89 % is no decade.
    for (const FrontMarker &point : front.points)
        QVERIFY(m_chart->axisRect()->rect().contains(m_plot->positionOf(point.run)->toPoint()));
    m_plot->setFront(front, {});
    QCOMPARE(m_chart->xAxis->scaleType(), QCPAxis::stLinear);
}

void FrontOptionsTest::limitsFollowTheScale()
{
    m_plot->setFront(fullFront(), {.isRelative = true});
    m_plot->setLimits({.latency_cycles = 100e3, .latency_ms = 100e3 / 260e3, .accuracy = 0.865});
    m_plot->grab();
    QList<double> dragged;
    connect(m_plot.get(), &FrontPlot::limitDragged, this, [&](LimitKind, double value) { dragged << value; });
    const auto x = [&](double percent) {
        return static_cast<int>(m_chart->xAxis->coordToPixel(percent));
    };
    drag({x(50), 300}, {x(60), 300}, Qt::NoModifier);
    QCOMPARE(dragged.size(), 1);
    QVERIFY2(qAbs(dragged.first() - 120) < 1, qPrintable(QString::number(dragged.first()))); // kcycles
}

void FrontOptionsTest::ghostsStandAtTheirCost()
{
    QVERIFY(qAbs(m_chart->xAxis->pixelToCoord(m_plot->positionOf(9)->x()) - 100) < 1e-6);
    QVERIFY(qAbs(m_chart->yAxis->pixelToCoord(m_plot->positionOf(9)->y()) - 85) < 1e-6);
    const QPointF unknown = *m_plot->positionOf(0); // Its accuracy is: an arrow from the axis.
    QVERIFY(qAbs(m_chart->xAxis->pixelToCoord(unknown.x()) - 55) < 1e-6);
    QVERIFY(unknown.y() > m_chart->axisRect()->bottom() - 40);
    QVERIFY(legend().contains("Not measured yet") && legend().contains("Computed, not trained"));
    QVERIFY(m_plot->shownNames().contains("min-energy (not trained)"));
}

void FrontOptionsTest::aPoorGhostDoesNotFlattenTheFront()
{
    FrontValues front = fullFront();
    front.ghosts[0].accuracy = 0.2;
    m_plot->setFront(front, {});
    QVERIFY(m_plot->view().height() < 15);
    QVERIFY(m_plot->view().top() > 70);
}

void FrontOptionsTest::ghostsAreDescribedByTheMouse()
{
    QSignalSpy described(m_plot.get(), &FrontPlot::described);
    const QPointF at = *m_plot->positionOf(0);
    QMouseEvent move(QEvent::MouseMove, at, canvas()->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(canvas(), &move);
    QCOMPARE(described.count(), 1);
    QVERIFY(described.first().first().toString().startsWith("min-energy, baseline, computed"));
    QVERIFY(describe(fullFront().ghosts[0]).contains("about 85.00 %"));
}

void FrontOptionsTest::tailsLeadToTheirPoint()
{
    QVERIFY(legend().contains("In the search (soft)") && legend().contains("Before fine-tuning (hard)"));
    const auto *tail = m_chart->findChild<QCPCurve *>();
    QVERIFY(tail);
    const auto data = tail->data();
    QCOMPARE(data->size(), 4); // Soft, hard, tuned and the gap behind it.
    QCOMPARE(data->at(0)->key, 77.0);
    QCOMPARE(data->at(0)->value, 86.0);
    QCOMPARE(data->at(1)->value, 85.5);
    QCOMPARE(data->at(2)->key, 70.0);
    QCOMPARE(data->at(2)->value, 87.0);
    QVERIFY(describe(fullFront().points[1]).contains("Before fine-tuning: 85.50 %"));
}

void FrontOptionsTest::tailsCanBeLeftOut()
{
    m_plot->setTailsVisible(false);
    QVERIFY(!legend().contains("In the search (soft)"));
    m_plot->setTailsVisible(true);
    QVERIFY(legend().contains("In the search (soft)"));
}

void FrontOptionsTest::theKneeAndTheBaselinesHaveNames()
{
    QVERIFY(m_plot->shownNames().contains("knee"));
    QVERIFY(m_plot->shownNames().contains("all-digital"));
}

void FrontOptionsTest::overlaysAreInTheLegendInTheirOwnShape()
{
    OverlayFront other{.name = "other", .fronts = {.latency = sampleFront(), .energy = {}, .size = {}}};
    other.fronts.latency.points[0].latency_cycles = 300e3; // Beside all others: the view follows.
    m_plot->setOverlays({other, {.name = "third", .fronts = other.fronts}});
    m_plot->grab();
    QVERIFY(legend().contains("other") && legend().contains("third"));
    QVERIFY(m_chart->xAxis->range().contains(300));
    const auto shapeOf = [&](const QString &name) {
        for (int graph = 0; graph < m_chart->graphCount(); ++graph)
            if (m_chart->graph(graph)->name() == name)
                return m_chart->graph(graph)->scatterStyle().shape();
        return QCPScatterStyle::ssNone;
    };
    QVERIFY(shapeOf("other") != shapeOf("third"));
    QVERIFY(shapeOf("other") != QCPScatterStyle::ssCircle && shapeOf("other") != QCPScatterStyle::ssNone);
    m_plot->setOverlays({});
    QVERIFY(!legend().contains("other"));
}

void FrontOptionsTest::aRectangleWithControlZooms()
{
    const QPoint at = m_plot->positionOf(2)->toPoint();
    QSignalSpy brushed(m_plot.get(), &FrontPlot::brushed);
    drag(at - QPoint(30, 30), at + QPoint(30, 30), Qt::ControlModifier);
    QCOMPARE(brushed.count(), 0);
    QVERIFY(!m_plot->followsData());
    QVERIFY(m_chart->axisRect()->rect().contains(m_plot->positionOf(2)->toPoint()));
    QVERIFY(!m_chart->axisRect()->rect().contains(m_plot->positionOf(6)->toPoint()));
}

void FrontOptionsTest::backAndForwardGoThroughTheViews()
{
    const QCPRange all = m_chart->xAxis->range();
    const QPoint at = m_plot->positionOf(2)->toPoint();
    drag(at - QPoint(80, 80), at + QPoint(80, 80), Qt::ControlModifier);
    const QCPRange zoomed = m_chart->xAxis->range();
    drag({400, 300}, {350, 280}, Qt::NoModifier);
    QVERIFY(m_chart->xAxis->range() != zoomed);
    m_plot->goBack();
    QCOMPARE(m_chart->xAxis->range().lower, zoomed.lower);
    m_plot->goBack();
    QVERIFY(qAbs(m_chart->xAxis->range().upper - all.upper) < 1e-9);
    QVERIFY(m_plot->followsData()); // As before the first zoom.
    QVERIFY(!m_plot->canGoBack());
    m_plot->goForward();
    QVERIFY(qAbs(m_chart->xAxis->range().upper - zoomed.upper) < 1e-9);
    m_plot->fit();
    m_plot->goBack();
    QVERIFY(qAbs(m_chart->xAxis->range().upper - zoomed.upper) < 1e-9);
}

void FrontOptionsTest::turningTheWheelIsOneView()
{
    const QCPRange all = m_chart->xAxis->range();
    for (int turn = 0; turn < 3; ++turn) {
        const QPointF centre(m_chart->rect().center());
        QWheelEvent wheel(centre, m_chart->mapToGlobal(centre), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_chart, &wheel);
    }
    QCoreApplication::processEvents();
    const QCPRange zoomed = m_chart->xAxis->range();
    QVERIFY(zoomed.size() < all.size());
    m_plot->goBack();
    QVERIFY(qAbs(m_chart->xAxis->range().upper - all.upper) < 1e-9);
    m_plot->goForward();
    QVERIFY(qAbs(m_chart->xAxis->range().upper - zoomed.upper) < 1e-9);
}

void FrontOptionsTest::aRectangleWithShiftSelects()
{
    QList<RunSet> sets;
    connect(m_plot.get(), &FrontPlot::brushed, this, [&](const RunSet &runs) { sets << runs; });
    const QCPRange before = m_chart->xAxis->range();
    const QPoint two = m_plot->positionOf(2)->toPoint(), three = m_plot->positionOf(3)->toPoint();
    drag(QPoint(two.x() - 5, three.y() - 5), QPoint(three.x() + 5, two.y() + 5), Qt::ShiftModifier);
    QCOMPARE(sets, (QList<RunSet>{{2, 3}}));
    QVERIFY(m_chart->xAxis->range() == before);
    QTest::mouseClick(canvas(), Qt::LeftButton, Qt::ShiftModifier, QPoint(300, 300));
    QCOMPARE(sets.last(), RunSet());
    m_plot->setFocus();
    QTest::keyClick(m_plot.get(), Qt::Key_Escape);
    QCOMPARE(sets.size(), 3);
}

void FrontOptionsTest::unselectedPointsAreFaint()
{
    const QColor vivid = colorAt(3);
    m_plot->setBrushed({2});
    QCoreApplication::processEvents();
    QCOMPARE(colorAt(2), vivid);
    QVERIFY(contrastRatio(colorAt(3), vivid) > 2);
    m_plot->setBrushed({});
    QCoreApplication::processEvents();
    QCOMPARE(colorAt(3), vivid);
}

void FrontOptionsTest::thousandsOfPointsAreDrawnFromPictures()
{
    FrontValues front = fullFront();
    for (int run = 100; run < 2200; ++run) {
        front.points.push_back(marker(run, "Search", 0.80 + run * 1e-5, 60e3 + 50 * run));
        front.points.back().isDominated = true;
    }
    m_plot->setFront(front, {});
    QCoreApplication::processEvents();
    QCOMPARE(colorAt(3), plotColors(m_plot->palette()).front);
    QCOMPARE(colorAt(1000), plotColors(m_plot->palette()).dominated);
    // In the middle of their point, whatever the resolution: the one at the end has nobody beside it.
    const double beside = markerSize(m_plot->fontMetrics()) * 0.1;
    for (const QPointF &by : {QPointF(-beside, 0), QPointF(0, -beside), QPointF(0, beside)})
        QVERIFY(contrastRatio(colorAt(*m_plot->positionOf(6) + by), plotColors(m_plot->palette()).dominated) < 1.5);
}

void FrontOptionsTest::theMenuIsAboutThePointUnderTheMouse()
{
    QList<FrontTarget> targets;
    connect(m_plot.get(), &FrontPlot::menuRequested, this, [&](QMenu &menu, const FrontTarget &target) {
        menu.addAction(QStringLiteral("something"));
        targets << target;
    });
    QSignalSpy chosen(m_plot.get(), &FrontPlot::runChosen);
    const auto open = [this](const QPoint &at) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, m_plot->mapToGlobal(at));
        QCoreApplication::sendEvent(m_plot.get(), &event);
        if (QWidget *menu = QApplication::activePopupWidget())
            menu->close();
    };
    open(m_plot->positionOf(3)->toPoint());
    open(m_plot->positionOf(0)->toPoint());
    m_plot->setPrediction(samplePrediction());
    m_plot->grab();
    open({static_cast<int>(m_chart->xAxis->coordToPixel(180)), static_cast<int>(m_chart->yAxis->coordToPixel(90.5))});
    QCOMPARE(targets.size(), 3);
    QCOMPARE(targets[0].run, 3);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(targets[1].baseline, QStringLiteral("min-energy"));
    QCOMPARE(targets[2].prediction, std::optional<qsizetype>(12));
}

void FrontOptionsTest::theMenuKeyIsAboutTheSelectedRun()
{
    m_plot->setSelectedRun(2);
    std::optional<FrontTarget> asked;
    connect(m_plot.get(), &FrontPlot::menuRequested, this, [&](QMenu &, const FrontTarget &target) { asked = target; });
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QCoreApplication::sendEvent(m_plot.get(), &event);
    QVERIFY(asked);
    QCOMPARE(asked->run, 2);
}

QTEST_MAIN(FrontOptionsTest)
#include "tst_front_options.moc"
