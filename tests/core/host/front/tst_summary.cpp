// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/summary.h"

#include <QTest>

#include <cmath>

using namespace odimo;
using namespace odimo::host;

class TestSummary : public QObject {
    Q_OBJECT

private:
    static constexpr mapping::Cost reference{.latency_cycles = 1000, .latency_ms = 1, .energy_uJ = 10};

    static FrontEntry entry(std::int64_t run, double share, double accuracy, bool dominated = false)
    {
        FrontEntry entry;
        entry.run = run;
        entry.accuracy = accuracy;
        entry.interval = mapping::accuracyInterval(std::llround(10'000 * accuracy), 10'000);
        entry.cost = {.latency_cycles = share * reference.latency_cycles,
                      .latency_ms = share * reference.latency_ms,
                      .energy_uJ = share * reference.energy_uJ};
        entry.dominated = dominated;
        return entry;
    }

    static FrontSummary summary(std::vector<FrontEntry> points,
                                mapping::Objective objective = mapping::Objective::Latency)
    {
        Front front;
        front.objective = objective;
        front.points = std::move(points);
        return summaryOf(front, reference);
    }

    static QString sentenceOf(std::vector<FrontEntry> points,
                              mapping::Objective objective = mapping::Objective::Latency)
    {
        return QString::fromStdString(summary(std::move(points), objective).sentence);
    }

private slots:
    void namesTheCheapestThatLosesLittle()
    {
        const std::vector<FrontEntry> points = {entry(4, 0.3, 0.7), entry(12, 0.69, 0.896), entry(7, 0.8, 0.898),
                                                entry(2, 1, 0.9)};
        QCOMPARE(sentenceOf(points), QString("4 mappings on the front; 31 % less latency for 0.4 % accuracy: run 12"));
        QCOMPARE(summary(points).run, std::optional<std::int64_t>(12));
        QCOMPARE(sentenceOf(points, mapping::Objective::Energy),
                 QString("4 mappings on the front; 31 % less energy for 0.4 % accuracy: run 12"));
    }

    void elseTheOneThatLosesLeast()
    {
        QCOMPARE(sentenceOf({entry(4, 0.3, 0.7), entry(5, 0.5, 0.85), entry(2, 1, 0.9)}),
                 QString("3 mappings on the front; 50 % less latency for 5.0 % accuracy: run 5"));
    }

    void aGainIsAGain()
    {
        QCOMPARE(sentenceOf({entry(4, 0.6, 0.913), entry(2, 1, 0.9, true)}),
                 QString("1 mapping on the front; 40 % less latency and 1.3 % more accuracy: run 4"));
        // May be chance.
        QCOMPARE(sentenceOf({entry(4, 0.6, 0.903), entry(2, 1, 0.9, true)}),
                 QString("1 mapping on the front; 40 % less latency without loss of accuracy: run 4"));
        QCOMPARE(sentenceOf({entry(4, 0.6, 0.9), entry(2, 1, 0.9, true)}),
                 QString("1 mapping on the front; 40 % less latency without loss of accuracy: run 4"));
    }

    void comparesWithNothingThatWasNotMeasured()
    {
        QCOMPARE(sentenceOf({entry(4, 0.6, 0.9), entry(5, 0.7, 0.95)}), QString("2 mappings on the front"));
        QCOMPARE(sentenceOf({entry(2, 1, 0.9)}), QString("1 mapping on the front"));
        QCOMPARE(sentenceOf({}), QString("0 mappings on the front"));
        QVERIFY(!summary({}).run);
    }
};

QTEST_APPLESS_MAIN(TestSummary)
#include "tst_summary.moc"
