// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/samples.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/table_view.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/front/front_table.h"
#include "widgets/front/hypervolume_plot.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace odimo::widgets;
using namespace odimo::tests;

namespace {

FrontSet sampleSet()
{
    FrontValues front = sampleFront();
    front.knee = 2;
    front.growth = {{.run = 4, .seconds = 60, .share = 0.3},
                    {.run = 2, .seconds = 120, .share = 0.4},
                    {.run = 3, .seconds = 300, .share = 0.45}};
    static_cast<PointCost &>(front.relativeTo) = front.points.back();
    front.relativeTo.name = "all-digital";
    GhostMarker ghost;
    ghost.name = "min-energy";
    ghost.isBaseline = true;
    ghost.latency_cycles = 55e3;
    front.ghosts = {ghost};
    return {.latency = front, .energy = front, .size = front};
}

} // namespace

class FrontPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_warnings.takeAll();
        m_panel = std::make_unique<FrontPanel>();
        m_panel->resize(900, 600);
        m_panel->setFronts(sampleSet());
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    }
    void cleanup()
    {
        m_panel.reset();
        QCOMPARE(m_warnings.takeAll(), QStringList());
    }

    void theBestUnderALimitIsNamedAndCanBeClicked()
    {
        QVERIFY(button("best").isHidden());
        m_panel->setLimits({.latency_cycles = 100e3, .latency_ms = 100e3 / 260e3});
        QCOMPARE(button("best").text(), QStringLiteral("Best under 0.385 ms: run 2, 87.00 %"));
        QSignalSpy chosen(m_panel.get(), &FrontPanel::runChosen);
        QTest::mouseClick(&button("best"), Qt::LeftButton);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toLongLong(), 2);
    }

    void limitsThatNothingMeetsAreSaid()
    {
        m_panel->setLimits({.energy_uJ = 1, .accuracy = 0.99});
        QCOMPARE(button("best").text(), QStringLiteral("No measured mapping under 1.000 µJ and from 99.00 % on"));
        QVERIFY(!button("best").isEnabled());
        m_panel->setLimits({});
        QVERIFY(button("best").isHidden());
    }

    void theBestIsTheMostAccurateWithinAllLimits_data()
    {
        QTest::addColumn<double>("ms");
        QTest::addColumn<double>("uJ");
        QTest::addColumn<int>("run");
        QTest::newRow("latency") << 0.4 << 1e9 << 2;
        QTest::newRow("energy") << 1e9 << 13.0 << 3;
        QTest::newRow("both") << 0.4 << 5.0 << 4;
        QTest::newRow("nothing is that cheap") << 0.01 << 1e9 << 0;
    }
    void theBestIsTheMostAccurateWithinAllLimits()
    {
        QFETCH(const double, ms);
        QFETCH(const double, uJ);
        QFETCH(const int, run);
        const std::vector<FrontMarker> points = sampleFront().points;
        const FrontMarker *best = bestWithin({.latency_ms = ms, .energy_uJ = uJ}, points);
        QCOMPARE(best ? best->run : 0, std::int64_t(run));
        QVERIFY(!bestWithin({}, points));
    }

    void theKneeCanBeClicked()
    {
        QCOMPARE(button("knee").text(), QStringLiteral("Knee: run 2"));
        QVERIFY(button("knee").toolTip().contains("chord"));
        QSignalSpy chosen(m_panel.get(), &FrontPanel::runChosen);
        QTest::mouseClick(&button("knee"), Qt::LeftButton);
        QCOMPARE(chosen.first().first().toLongLong(), 2);
    }

    void theBrushCanBeTakenBack()
    {
        QVERIFY(button("brush").isHidden());
        m_panel->setBrushed({2, 3});
        QVERIFY(button("brush").isVisible());
        QSignalSpy brushed(&m_panel->plot(), &FrontPlot::brushed);
        QTest::mouseClick(&button("brush"), Qt::LeftButton);
        QCOMPARE(brushed.count(), 1);
        QVERIFY(brushed.first().first().value<RunSet>().empty());
    }

    void theTableHasTheSamePoints()
    {
        m_panel->setAsTable(true);
        TableView &table = m_panel->table().table();
        QVERIFY(table.isVisible());
        QCOMPARE(table.model()->rowCount(), 6);
        const auto cell = [&](int row, int column) {
            return table.model()->index(row, column).data().toString();
        };
        QCOMPARE(cell(0, FrontTableModel::Name), QStringLiteral("all-analog"));
        QCOMPARE(cell(1, FrontTableModel::Accuracy), QStringLiteral("87.00 %"));
        QCOMPARE(cell(1, FrontTableModel::Relative), QStringLiteral("35.0 %"));
        QVERIFY(cell(1, FrontTableModel::Role).endsWith("on the front, knee"));
        QCOMPARE(cell(5, FrontTableModel::Name), QStringLiteral("min-energy"));
        QCOMPARE(cell(5, FrontTableModel::Accuracy), QStringLiteral("unknown"));
        table.sortByColumn(FrontTableModel::Accuracy, Qt::DescendingOrder);
        QCOMPARE(cell(0, FrontTableModel::Run), QStringLiteral("3"));
        m_panel->setAsTable(false);
        QVERIFY(!table.isVisible());
    }

    void theTableAndThePlotShareTheSelection()
    {
        m_panel->setAsTable(true);
        QSignalSpy chosen(m_panel.get(), &FrontPanel::runChosen);
        m_panel->setSelectedRun(3);
        QCOMPARE(chosen.count(), 0);
        TableView &table = m_panel->table().table();
        QCOMPARE(table.currentIndex().data(FrontTableModel::RunRole).toLongLong(), 3);
        table.setCurrentIndex(table.model()->index(1, 0));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toLongLong(), 2);
        m_panel->setFronts(sampleSet()); // New values keep it.
        QCOMPARE(table.currentIndex().data(FrontTableModel::RunRole).toLongLong(), 3);
    }

    void theTableKeepsTheRulesOfModels()
    {
        FrontTableModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setFront(sampleSet().latency, CostAxis::Kilocycles);
        model.setBrushed({2});
        model.setFront({}, CostAxis::Kilocycles);
        QCOMPARE(model.rowOf(2), -1);
    }

    void theGrowthCanBeShownAndWalkedAlong()
    {
        QVERIFY(!m_panel->growth().isVisible());
        m_panel->setGrowthVisible(true);
        QVERIFY(m_panel->growth().isVisible());
        QSignalSpy chosen(m_panel.get(), &FrontPanel::runChosen);
        QTest::keyClick(&m_panel->growth(), Qt::Key_Right);
        QTest::keyClick(&m_panel->growth(), Qt::Key_Right);
        QCOMPARE(chosen.count(), 2);
        QCOMPARE(chosen.last().first().toLongLong(), 2);
        QTest::mouseClick(m_panel->growth().findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly), Qt::LeftButton,
                          Qt::NoModifier, QPoint(m_panel->growth().width() - 15, 40));
        QCOMPARE(chosen.last().first().toLongLong(), 3);
    }

    void theSizeIsAnAxisOfItsOwn()
    {
        m_panel->setAxis(CostAxis::Kilobytes);
        QVERIFY(m_panel->plot().positionOf(4)->x() < m_panel->plot().positionOf(3)->x());
        QVERIFY(!m_panel->emptyState().isEmpty());
    }

private:
    QToolButton &button(const char *name) { return *m_panel->findChild<QToolButton *>(QString::fromLatin1(name)); }

    WarningCollector m_warnings;
    std::unique_ptr<FrontPanel> m_panel;
};

QTEST_MAIN(FrontPanelTest)
#include "tst_front_panel.moc"
