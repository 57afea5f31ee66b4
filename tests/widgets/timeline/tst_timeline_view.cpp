// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "core/platform/layout_mode.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/table_view.h"
#include "widgets/base/theme.h"
#include "widgets/layers/bar_rows.h"
#include "widgets/timeline/timeline_canvas.h"
#include "widgets/timeline/timeline_drawing.h"
#include "widgets/timeline/timeline_view.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QScrollBar>
#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;

namespace {

/// ResNet8 on DIANA with every layer split in halves, but for those of the digital unit alone.
mapping::Timeline sample(platform::LayoutMode mode = platform::LayoutMode::Paper)
{
    const mapping::CostTable table = mapping::makeCostTable(
        network::simplify(network::zooNetwork("resnet8")), platform::withLayout(platform::loadPlatform("diana"), mode));
    mapping::Mapping mapping = mapping::uniformMapping(table, 1);
    for (mapping::LayerMapping &layer : mapping.layers)
        for (std::size_t channel = 0; channel < layer.unitOfChannel.size(); channel += 2)
            layer.unitOfChannel[channel] = 0;
    return mapping::timelineOf(table, mapping);
}

/// A view of the sample, shown.
struct Shown {
    TimelineView view;
    mapping::Timeline timeline;

    explicit Shown(mapping::Timeline made = sample()) : timeline(std::move(made))
    {
        view.resize(1000, 640);
        view.showTimeline("Search 0.1", timeline);
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
    }
    TimelineCanvas &canvas() { return view.canvas(); }
    QPoint middleOf(std::size_t step) { return canvas().stepRect(step).center(); }
    QString name(std::size_t step) const { return QString::fromStdString(timeline.steps[step].name); }
    const mapping::TimeSpan &longest(std::size_t lane, mapping::Activity activity) const
    {
        return *std::ranges::max_element(timeline.lanes[lane].spans, {}, [&](const mapping::TimeSpan &span) {
            return span.activity == activity ? span.cycles() : 0;
        });
    }
};

void wheel(QWidget &at, const QPoint &position, int notches, Qt::KeyboardModifiers modifiers)
{
    QWheelEvent event(position, at.mapToGlobal(position), {}, {0, 120 * notches}, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&at, &event);
}

void moveTo(QWidget &at, const QPoint &position, Qt::MouseButtons buttons = Qt::NoButton)
{
    QMouseEvent event(QEvent::MouseMove, position, at.mapToGlobal(position), Qt::NoButton, buttons, Qt::NoModifier);
    QApplication::sendEvent(&at, &event);
}

QSet<QRgb> shades(const QImage &image, const QRect &rect)
{
    QSet<QRgb> found;
    for (int x = rect.left(); x <= rect.right(); ++x)
        found << image.pixel(x, rect.center().y());
    return found;
}

} // namespace

class TimelineViewTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_warnings.emplace(); }
    void cleanup()
    {
        QCOMPARE(m_warnings->takeAll(), QStringList());
        m_warnings.reset();
    }

    void unitsAndIdleTimeAreToldApart()
    {
        Shown shown;
        const QImage image = shown.canvas().viewport()->grab().toImage();
        const QColor digital = unitColors(0, shown.view.palette()).fill;
        const QRect work = shown.canvas().spanRect(0, shown.longest(0, mapping::Activity::Compute));
        QCOMPARE(image.pixelColor(work.center()), digital);
        const mapping::TimeSpan &waits =
            *std::ranges::max_element(shown.timeline.lanes[1].spans, {}, [](const mapping::TimeSpan &span) {
                return span.activity == mapping::Activity::Idle ? span.cycles() : 0;
            });
        const QSet<QRgb> idle = shades(image, shown.canvas().spanRect(1, waits).adjusted(2, 2, -2, -2));
        QVERIFY2(idle.size() > 1, "idle time is hatched");
        QVERIFY(!idle.contains(unitColors(1, shown.view.palette()).fill.rgb()));
    }

    void spansLieWhereTheirTimeIs()
    {
        Shown shown;
        const mapping::Timeline &timeline = shown.timeline;
        const QRect first = shown.canvas().stepRect(0), last = shown.canvas().stepRect(timeline.steps.size() - 1);
        const double width = last.right() + 1 - first.left();
        for (std::size_t step = 0; step < timeline.steps.size(); ++step) {
            const double share = timeline.steps[step].cycles() / timeline.cycles;
            QVERIFY(std::abs(shown.canvas().stepRect(step).width() - share * width) <= 1.5);
        }
    }

    void aClickChoosesALayerEverywhere()
    {
        Shown shown;
        QSignalSpy chosen(&shown.view, &TimelineView::layerChosen);
        QTest::mouseClick(shown.canvas().viewport(), Qt::LeftButton, {}, shown.middleOf(3));
        QCOMPARE(chosen.takeFirst().first().toString(), shown.name(3));
        QCOMPARE(shown.view.table().currentIndex().siblingAtColumn(0).data().toString(), shown.name(3));
        QCOMPARE(shown.view.energy().currentLayer(), shown.name(3));
    }

    void aRowChoosesALayerToo()
    {
        Shown shown;
        QSignalSpy chosen(&shown.view, &TimelineView::layerChosen);
        TableView &table = shown.view.table();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(table.model()->index(2, 0)).center());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(shown.canvas().currentLayer(), shown.name(2));
    }

    void theArrowKeysWalkAlongTheLayers()
    {
        Shown shown;
        shown.canvas().setFocus();
        QTest::keyClick(&shown.canvas(), Qt::Key_Right);
        QTest::keyClick(&shown.canvas(), Qt::Key_Right);
        QCOMPARE(shown.canvas().currentLayer(), shown.name(1));
        QTest::keyClick(&shown.canvas(), Qt::Key_Left);
        QCOMPARE(shown.canvas().currentLayer(), shown.name(0));
    }

    void theWheelZoomsAtTheCursor()
    {
        Shown shown;
        const QRect before = shown.canvas().stepRect(4);
        const QPoint edge(before.left(), before.center().y());
        wheel(*shown.canvas().viewport(), edge, 4, Qt::ControlModifier);
        const QRect after = shown.canvas().stepRect(4);
        QVERIFY(after.width() > 2 * before.width());
        QVERIFY(std::abs(after.left() - before.left()) <= 2);
        QVERIFY(shown.canvas().horizontalScrollBar()->maximum() > 0);
    }

    void dragsMoveAndDoNotChoose()
    {
        Shown shown;
        wheel(*shown.canvas().viewport(), shown.middleOf(4), 5, Qt::ControlModifier);
        const double first = shown.canvas().window().first();
        QSignalSpy chosen(&shown.view, &TimelineView::layerChosen);
        const QPoint from = shown.canvas().viewport()->rect().center();
        QTest::mousePress(shown.canvas().viewport(), Qt::LeftButton, {}, from);
        moveTo(*shown.canvas().viewport(), from + QPoint(60, 0), Qt::LeftButton);
        QTest::mouseRelease(shown.canvas().viewport(), Qt::LeftButton, {}, from + QPoint(60, 0));
        QVERIFY(shown.canvas().window().first() < first);
        QVERIFY(chosen.isEmpty());
        QTest::keyClick(&shown.canvas(), Qt::Key_F);
        QVERIFY(shown.canvas().window().showsAll());
    }

    void theScrollBarMovesTheTime()
    {
        Shown shown;
        wheel(*shown.canvas().viewport(), shown.middleOf(0), 5, Qt::ControlModifier);
        shown.canvas().horizontalScrollBar()->setValue(shown.canvas().horizontalScrollBar()->maximum());
        QVERIFY(std::abs(shown.canvas().window().last() - shown.timeline.cycles) < 1);
    }

    void anotherMappingKeepsTheZoom()
    {
        Shown shown;
        wheel(*shown.canvas().viewport(), shown.middleOf(4), 5, Qt::ControlModifier);
        const double share = shown.canvas().window().first() / shown.timeline.cycles;
        mapping::Timeline other = sample(platform::LayoutMode::HostConversion);
        shown.view.showTimeline("other", other);
        QVERIFY(std::abs(shown.canvas().window().first() / other.cycles - share) < 1e-9);
        QVERIFY(!shown.canvas().window().showsAll());
    }

    void aDoubleClickOpensTheEditorOfTheLayer()
    {
        Shown shown;
        QAction edit;
        shown.view.offer(edit);
        QSignalSpy edited(&edit, &QAction::triggered);
        QSignalSpy chosen(&shown.view, &TimelineView::layerChosen);
        QTest::mouseDClick(shown.canvas().viewport(), Qt::LeftButton, {}, shown.middleOf(3));
        QCOMPARE(edited.size(), 1);
        QCOMPARE(chosen.takeLast().first().toString(), shown.name(3));
        QTest::keyClick(&shown.canvas(), Qt::Key_Return);
        QCOMPARE(edited.size(), 2);
    }

    void layersAreSortedByIdleTime()
    {
        Shown shown;
        TableView &table = shown.view.table();
        table.sortByColumn(StepsModel::FirstIdle + 1, Qt::DescendingOrder);
        std::size_t most = 0;
        for (std::size_t step = 0; step < shown.timeline.steps.size(); ++step)
            if (shown.timeline.steps[step].idle_cycles(1) > shown.timeline.steps[most].idle_cycles(1))
                most = step;
        QCOMPARE(table.model()->index(0, 0).data().toString(), shown.name(most));
        table.sortByColumn(StepsModel::Name, Qt::AscendingOrder);
        QCOMPARE(table.model()->index(0, 0).data().toString(), shown.name(0));
    }

    void saysWhatIsUnderTheCursor()
    {
        Shown shown;
        QSignalSpy described(&shown.view, &TimelineView::described);
        const mapping::TimeSpan &waits = shown.longest(1, mapping::Activity::Idle);
        moveTo(*shown.canvas().viewport(), shown.canvas().spanRect(1, waits).center());
        QCOMPARE(described.size(), 1);
        const QString text = described.last().first().toString();
        QVERIFY2(text.contains("paid idle time"), qPrintable(text));
        QVERIFY2(text.contains(shown.name(waits.step)), qPrintable(text));
    }

    void energyIsStackedByTheUnitsThatRun()
    {
        Shown shown(sample(platform::LayoutMode::HostConversion));
        auto *quantity = shown.view.findChildren<QComboBox *>().at(1);
        quantity->setCurrentIndex(1);
        QVERIFY(shown.view.energy().isVisible() && !shown.canvas().isVisible());
        const std::vector<BarRow> &rows = shown.view.energy().rows();
        QCOMPARE(rows.size(), shown.timeline.steps.size());
        for (std::size_t row = 0; row < rows.size(); ++row)
            QVERIFY(std::abs(rows[row].parts.back().to - shown.timeline.steps[row].energy_uJ()) < 1e-9);
        QVERIFY(rows[2].record.contains("digital and analog together"));
        QVERIFY(rows[2].record.contains("conversions"));
    }

    void aProgramHasNoEnergy()
    {
        mapping::Timeline program = sample();
        for (mapping::TimelineStep &step : program.steps)
            step.energy.clear();
        Shown shown(program);
        QVERIFY(!shown.view.findChildren<QComboBox *>().at(1)->isEnabled());
        QVERIFY(shown.canvas().isVisible());
    }

    void theSourceIsChosen()
    {
        Shown shown;
        QSignalSpy changed(&shown.view, &TimelineView::sourceChanged);
        shown.view.setSource(TimelineSource::Program);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(shown.view.source(), TimelineSource::Program);
    }

    void saysWhyThereIsNone()
    {
        TimelineView view;
        QVERIFY(view.emptyState().isEmpty());
        view.showTimeline({}, sample());
        QVERIFY(!view.emptyState().isEmpty());
        view.showText("Refused", "the chip cannot");
        QVERIFY(view.emptyState().isEmpty());
    }

private:
    std::optional<tests::WarningCollector> m_warnings;
};

QTEST_MAIN(TimelineViewTest)
#include "tst_timeline_view.moc"
