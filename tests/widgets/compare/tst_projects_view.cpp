// SPDX-License-Identifier: Apache-2.0
#include "widgets/compare/projects_view.h"

#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/table_view.h"
#include "widgets/compare/merged_front_plot.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

#include <qcustomplot.h>

using namespace odimo;
using namespace odimo::widgets;

namespace {

MergedPoint point(const CompareRun &run, double cycles, double accuracy)
{
    return {.run = run,
            .name = QString("mapping %1").arg(run.run),
            .accuracy = accuracy,
            .interval = {accuracy - 0.01, accuracy + 0.01},
            .cost = {.latency_cycles = cycles, .latency_ms = cycles / 260e3, .energy_uJ = cycles / 9000}};
}

/// Run 1 of A and run 2 of B are on the front of both; run 2 of A is beaten, and run 3 of A is dominated at home too.
ProjectsValues sample()
{
    MergedFront front{
        .projects = {{.project = 0, .hypervolume = 0.71, .onFront = 2, .onMerged = 1, .beatenBy = {0, 1}},
                     {.project = 1, .hypervolume = 0.69, .onFront = 1, .onMerged = 1, .beatenBy = {0, 0}}},
        .mergedHypervolume = 0.72,
        .gains = {{.first = 0, .second = 1, .gain = -0.02, .interval = {-0.031, -0.011}}},
        .points = {point({0, 1}, 10000, 0.88), point({1, 2}, 15000, 0.91), point({0, 2}, 20000, 0.90),
                   point({0, 3}, 24000, 0.85)}};
    front.points[0].isOnMergedFront = front.points[1].isOnMergedFront = true;
    front.points[0].isOnOwnFront = front.points[1].isOnOwnFront = front.points[2].isOnOwnFront = true;
    front.points[2].beatenBy = front.points[3].beatenBy = {{1, 2}};
    return {.names = {"shirts.odimo", "trousers.odimo"},
            .notComparable = {},
            .latency = front,
            .energy = front,
            .settings = {{"seed", {"1", "2"}}, {"network", {"resnet8", "resnet8"}}}};
}

/// A third one, of which run 1 beats run 2 of A too; and D, of another network, left out.
ProjectsValues threeAndAnother()
{
    ProjectsValues values = sample();
    values.names << "socks.odimo"
                 << "other.odimo";
    values.notComparable = {"D is about the network resnet20, A about resnet8: neither can be compared."};
    MergedFront &front = values.latency;
    front.projects[0].beatenBy = {0, 1, 1};
    front.projects[1].beatenBy = {0, 0, 0};
    front.projects.push_back({.project = 2, .hypervolume = 0.7, .onFront = 1, .onMerged = 0, .beatenBy = {0, 1, 0}});
    front.gains.push_back({.first = 0, .second = 2, .gain = -0.01, .interval = {-0.02, 0.003}});
    front.gains.push_back({.first = 1, .second = 2, .gain = 0.01, .interval = {0.002, 0.02}});
    front.points[2].beatenBy = {{1, 2}, {2, 1}};
    front.points.push_back(point({2, 1}, 18000, 0.905));
    front.points.push_back(point({3, 1}, 5000, 0.99));
    front.points.back().isComparable = false;
    values.settings = {{"seed", {"1", "1", "2", "1"}}, {"threads", {"2", "2", "2", "2"}}};
    return values;
}

struct Shown {
    ProjectsView view;

    explicit Shown(const ProjectsValues &values = sample())
    {
        view.resize(1200, 640);
        view.showProjects(values);
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
    }
    QString cell(int row, int column) { return view.points().model()->index(row, column).data().toString(); }
};

} // namespace

class ProjectsViewTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_warnings.emplace(); }
    void cleanup() { QCOMPARE(m_warnings->takeAll(), QStringList()); }

    void itSaysWhoseFrontIsBetter()
    {
        Shown shown;
        QVERIFY2(shown.view.sentence().contains("71.00 % in A, 69.00 % in B, 72.00 % of both"),
                 qPrintable(shown.view.sentence()));
        QVERIFY(shown.view.sentence().contains("B differs from A by -2.00 % (95 % interval -3.10 to -1.10 %). "));
        ProjectsValues open = sample();
        open.latency.gains[0].interval.high = 0.001;
        QVERIFY(frontSentence(open.latency).contains("-3.10 to +0.10 %): the test images do not tell them apart."));
        QVERIFY(shown.view.sentence().contains("B beats 1 of the 2 on the front of A."));
        QVERIFY(shown.view.sentence().contains("A beats none of the 1 on the front of B."));
        QCOMPARE(shown.view.refusal(), QString());
    }

    void theFrontOfBothIsALineAndLeadsTheTable()
    {
        Shown shown;
        QCOMPARE(shown.view.plot().line(), (std::vector<QPointF>{{10, 88}, {15, 91}}));
        QCOMPARE(shown.cell(0, MergedModel::Project) + shown.cell(0, MergedModel::Run), QString("A1"));
        QCOMPARE(shown.cell(1, MergedModel::Project) + shown.cell(1, MergedModel::Run), QString("B2"));
        QCOMPARE(shown.cell(2, MergedModel::Beaten), QString("by run 2 of B"));
        shown.view.findChild<QComboBox *>()->setCurrentIndex(1);
        QCOMPARE(shown.view.plot().line()[0].x(), 10000.0 / 9000);
        QCOMPARE(shown.view.settings().model()->rowCount(), 1); // What both share is left out.
    }

    void whatCannotBeComparedIsSaidAndTheRestIsShown()
    {
        ProjectsValues values = sample();
        values.notComparable = {"B is about other data.", "B is about another platform."};
        for (MergedFront *front : {&values.latency, &values.energy}) {
            front->projects.clear();
            front->gains.clear();
        }
        Shown shown(values);
        QCOMPARE(shown.view.refusal(), values.notComparable.join('\n'));
        QVERIFY(!shown.view.plot().isVisible());
        QVERIFY(shown.view.points().isVisible() && shown.view.points().isColumnHidden(MergedModel::Beaten));
        QCOMPARE(shown.view.points().model()->rowCount(), 4);
        shown.view.showProjects(sample());
        QVERIFY(shown.view.plot().isVisible() && !shown.view.points().isColumnHidden(MergedModel::Beaten));
        QCOMPARE(shown.view.refusal(), QString());
    }

    void ofMoreThanTwoEveryPairHasARow()
    {
        Shown shown(threeAndAnother());
        QVERIFY2(
            shown.view.sentence().startsWith("Hypervolume 71.00 % in A, 69.00 % in B, 70.00 % in C, 72.00 % of all "
                                             "together, up to the same reference point. On the front of all are "
                                             "1 of A, 1 of B, 0 of C.\nD is about"),
            qPrintable(shown.view.sentence()));
        QVERIFY2(shown.view.sentence().endsWith("A: shirts.odimo, B: trousers.odimo, C: socks.odimo, D: other.odimo"),
                 qPrintable(shown.view.sentence()));
        const QAbstractItemModel &pairs = *shown.view.pairs().model();
        QVERIFY(shown.view.pairs().isVisible());
        QCOMPARE(pairs.rowCount(), 3);
        QStringList rows;
        for (int row = 0; row < pairs.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < pairs.columnCount(); ++column)
                cells << pairs.index(row, column).data().toString();
            rows << cells.join("; ");
        }
        QCOMPARE(rows[0], "A and B; -2.00 %; -3.10 to -1.10 %; 1 of 2; 0 of 1");
        QCOMPARE(rows[1], "A and C; -1.00 %; -2.00 to +0.30 %; 1 of 2; 0 of 1");
        QCOMPARE(rows[2], "B and C; +1.00 %; +0.20 to +2.00 %; 0 of 1; 1 of 1");
        QVERIFY(pairs.index(0, PairsModel::Difference).data(Qt::FontRole).isValid());
        QVERIFY(!pairs.index(1, PairsModel::Difference).data(Qt::FontRole).isValid());
        QCOMPARE(shown.cell(2, MergedModel::Beaten), "by run 2 of B, run 1 of C");
        QCOMPARE(shown.cell(5, MergedModel::Project), "D");
        QAbstractItemModel &settings = *shown.view.settings().model();
        QCOMPARE(settings.columnCount(), 5);
        QCOMPARE(settings.rowCount(), 1);
        QCOMPARE(settings.headerData(4, Qt::Horizontal).toString(), "D");
        QCOMPARE(settings.index(0, 3).data().toString(), "2");
    }

    void whatIsLeftOutIsNoPointOfThePlot()
    {
        Shown shown(threeAndAnother());
        QCustomPlot *drawing = shown.view.plot().findChild<QCustomPlot *>();
        QTRY_VERIFY(drawing->xAxis->axisRect()->width() > 100);
        QVERIFY2(drawing->xAxis->range().lower > 5, "D has made room for itself");
        QSignalSpy chosen(&shown.view, &ProjectsView::runChosen);
        QTest::mouseClick(drawing, Qt::LeftButton, {}, shown.view.plot().positionOf({2, 1})->toPoint());
        QCOMPARE(chosen.takeFirst().first().value<CompareRun>(), (CompareRun{2, 1}));
        shown.view.showProjects(sample()); // Fewer again.
        QVERIFY(!shown.view.pairs().isVisible());
        QCOMPARE(drawing->legend->itemCount(), 3);
    }

    void pointsAndRowsChooseRuns()
    {
        Shown shown;
        QSignalSpy chosen(&shown.view, &ProjectsView::runChosen);
        QCustomPlot *drawing = shown.view.plot().findChild<QCustomPlot *>();
        QTRY_VERIFY(drawing->xAxis->axisRect()->width() > 100);
        QTest::mouseClick(drawing, Qt::LeftButton, {}, shown.view.plot().positionOf({1, 2})->toPoint());
        QCOMPARE(chosen.takeFirst().first().value<CompareRun>(), (CompareRun{1, 2}));
        shown.view.points().selectRow(3);
        QCOMPARE(chosen.takeFirst().first().value<CompareRun>(), (CompareRun{0, 3}));
        shown.view.setMarked({{0, 1}});
        QTest::keyClick(&shown.view.plot(), Qt::Key_Right);
        QCOMPARE(chosen.takeFirst().first().value<CompareRun>(), (CompareRun{1, 2}));
    }

    void bothMarkedRunsCanBeLookedInto()
    {
        Shown shown;
        QSignalSpy wanted(&shown.view, &ProjectsView::runsWanted);
        QPushButton *details = shown.view.findChild<QPushButton *>();
        QVERIFY(!details->isEnabled());
        shown.view.setMarked({{0, 1}, {1, 2}});
        details->click();
        QCOMPARE(wanted.count(), 1);
        shown.view.showText("No other project", "Choose one.");
        QVERIFY(shown.view.emptyState().isEmpty() && !details->isVisible());
    }

private:
    std::optional<tests::WarningCollector> m_warnings;
};

QTEST_MAIN(ProjectsViewTest)
#include "tst_projects_view.moc"
