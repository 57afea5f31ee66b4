// SPDX-License-Identifier: Apache-2.0
#include "app/cli/cost_figures.h"
#include "app/cli/front_table.h"
#include "tests/app/cli/front_samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::cli;

class TestFrontTable : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        const mapping::MappingCost reference = referenceCost(m_costs);
        m_front = samples::front(reference);
    }

    void showsTheFrontAndBelowALineTheDominatedPoints()
    {
        const QStringList lines = text().split('\n');
        QCOMPARE(lines[0], "resnet8, synthetic, DIANA, 6-bit converters");
        QCOMPARE(lines[1], "2 of 3 mappings on the front of accuracy against latency");
        QVERIFY2(lines[5].contains("strength 0.2") && lines[5].contains("90.00  1.00"), qPrintable(text()));
        QVERIFY2(lines[5].endsWith("50.0"), qPrintable(text()));
        QVERIFY2(lines[6].contains("all-digital") && lines[6].endsWith("100.0"), qPrintable(text()));
        QVERIFY2(lines[7].startsWith("───"), qPrintable(text()));
        QVERIFY2(lines[8].endsWith("75.0"), qPrintable(text()));
    }

    void statesTheHypervolumeAsAShareAndItsReference()
    {
        QVERIFY2(text().contains("Hypervolume 25.0 %") && text().contains("10.0 % accuracy"), qPrintable(text()));
    }

    void tellsTheSizeOfTheWeightsAndTheKnee()
    {
        QVERIFY(!text().contains("Knee"));
        for (host::FrontEntry &entry : m_front.points)
            entry.weight_bytes = 1000.0 * static_cast<double>(entry.run);
        m_front.knee = 3;
        QVERIFY2(text().contains("weights kB") && text().contains("3.000"), qPrintable(text()));
        QVERIFY2(text().endsWith("ends of the front: run 3\n"), qPrintable(text()));
    }

    void relatesEnergiesForTheObjectiveEnergy()
    {
        m_front.objective = mapping::Objective::Energy;
        for (host::FrontEntry &entry : m_front.points)
            entry.cost.energy_uJ /= 2;
        QVERIFY2(text().contains("against energy") && text().contains("25.0\n"), qPrintable(text()));
    }

    void saysWhenThereIsNothingYet()
    {
        m_front.points.clear();
        QVERIFY(text().contains("No mapping has a measured accuracy yet."));
    }

    void shortTableStopsAtItsRowsAndLeavesDominatedPointsOut()
    {
        QCOMPARE(shortFrontTable(m_front, m_costs, 5).lines().size(), std::size_t(2 + 2));
        QCOMPARE(shortFrontTable(m_front, m_costs, 1).lines().size(), std::size_t(2 + 1));
    }

private:
    QString text() const { return QString::fromStdString(frontText(m_front, m_setup, m_costs, {})); }

    project::Setup m_setup = samples::setup();
    mapping::CostTable m_costs = samples::costs(m_setup);
    host::Front m_front;
};

QTEST_APPLESS_MAIN(TestFrontTable)
#include "tst_front_table.moc"
