// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/front_data.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;
using mapping::Objective;

class TestFrontData : public QObject {
    Q_OBJECT

private slots:
    void everyPointIsARow()
    {
        const DataTable table = frontTable(sample());
        QCOMPARE(table.rows.size(), std::size_t(3));
        for (const std::vector<TableCell> &row : table.rows)
            QCOMPARE(row.size(), table.columns.size());
        QVERIFY(table.rows[0][0] == TableCell(std::int64_t(4)));
        QVERIFY(table.rows[0].back() == TableCell(std::string("front, knee")));
        QVERIFY2(table.rows[1][1] == TableCell(std::string("my own")), "the name that the user gave comes first");
        QVERIFY2(table.rows[1][2] == TableCell(), "it has no strength");
        QVERIFY(table.rows[2].back() == TableCell(std::string("dominated")));
    }

    void onPaperItHasTheUnitsOfPeople()
    {
        const std::string text = latexText(frontTable(sample()), {});
        QVERIFY2(text.find("4 & strength 0.1 & 80.00 & 1.00 & 50.00 & 3.00 & 0.0 & front, knee \\\\\n") !=
                     std::string::npos,
                 text.c_str());
        QVERIFY2(text.find("Energy\\\\($\\mu$J)") != std::string::npos, text.c_str());
    }

    void theAxisHasTheUnitsOfTheQuantity()
    {
        const PgfAxis cycles = frontAxis(sample(), FrontQuantity::Kilocycles);
        QCOMPARE(cycles.xLabel, std::string("Latency (kcycles)"));
        QCOMPARE(cycles.series[0].points.size(), std::size_t(2));
        QCOMPARE(cycles.series[0].points[0].x, 50.0);
        QCOMPARE(cycles.series[0].points[0].y, 80.0);
        QVERIFY(cycles.series[0].style.find("const plot") != std::string::npos);
        QCOMPARE(cycles.series[1].points.size(), std::size_t(1));
        QCOMPARE(cycles.series[2].points.size(), std::size_t(1));
        // A line through points that are best in something else would claim too much.
        const PgfAxis energy = frontAxis(sample(), FrontQuantity::Microjoules);
        QVERIFY(energy.series[0].style.find("const plot") == std::string::npos);
        QCOMPARE(energy.series[0].points[0].x, 3.0);
    }

    void itsRunsAreThoseThatNothingDominates() { QCOMPARE(runsOn(sample()), std::vector<std::int64_t>({4, 2})); }

private:
    static Front sample()
    {
        Front front;
        front.knee = 4;
        FrontEntry found;
        found.run = 4;
        found.strength = 0.1;
        found.accuracy = 0.8;
        found.interval = {.low = 0.79, .high = 0.81};
        found.cost = {.latency_cycles = 50e3, .latency_ms = 0.2, .energy_uJ = 3};
        found.engine = "search";
        FrontEntry baseline = found;
        baseline.run = 2;
        baseline.strength.reset();
        baseline.baseline = "all-digital";
        baseline.name = "my own";
        FrontEntry dominated = found;
        dominated.run = 3;
        dominated.dominated = true;
        front.points = {found, baseline, dominated};
        return front;
    }
};

QTEST_MAIN(TestFrontData)
#include "tst_front_data.moc"
