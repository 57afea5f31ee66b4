// SPDX-License-Identifier: Apache-2.0
#include "app/cli/selected_front.h"

#include <QTest>

using namespace odimo;
using namespace odimo::cli;

namespace {

project::Run run(std::int64_t id, double latency, int validation, int test)
{
    project::Run run;
    run.id = id;
    run.cost.latency_cycles = latency;
    run.measurements = {{{.split = "validation", .numerics = "fake", .correct = 1, .total = 100}, "preview"},
                        {{.split = "validation", .numerics = "fake", .correct = validation, .total = 100}, "finetune"},
                        {{.split = "test", .numerics = "fake", .correct = test, .total = 100}, "finetune"}};
    return run;
}

host::Front frontOf(const std::vector<project::Run> &runs)
{
    host::Front front;
    front.reference = {.cost = 10, .accuracy = 0};
    for (const project::Run &each : runs) {
        host::FrontEntry entry;
        entry.run = each.id;
        entry.cost.latency_cycles = each.cost.latency_cycles;
        entry.accuracy = each.measurements.back().accuracy();
        entry.phase = "finetune";
        entry.baseline = each.baseline;
        front.points.push_back(entry);
    }
    return front;
}

} // namespace

class TestSelectedFront : public QObject {
    Q_OBJECT

private slots:
    /// Run 2 is the best on the test set, but nobody who sees validation accuracies alone would choose it.
    void validationSelectsAndTheTestMeasures()
    {
        const std::vector<project::Run> runs{run(1, 4, 90, 80), run(2, 5, 70, 95), run(3, 6, 92, 85)};
        const host::Front front = selectedFront(runs, frontOf(runs), Source::Engine);
        QCOMPARE(front.points.size(), std::size_t(3));
        QCOMPARE(front.points[0].run, 1);
        QCOMPARE(front.points[1].run, 3);
        QVERIFY(front.points[2].dominated);
        QVERIFY(std::abs(front.hypervolume - (2 * 0.80 + 4 * 0.85)) < 1e-12);
    }

    /// It counts with its test accuracy, even where that is below that of a cheaper mapping.
    void anUnluckyChoiceAddsNothing()
    {
        const std::vector<project::Run> runs{run(1, 4, 90, 80), run(3, 6, 92, 75)};
        const host::Front front = selectedFront(runs, frontOf(runs), Source::Engine);
        QVERIFY(!front.points[0].dominated && !front.points[1].dominated);
        QVERIFY(std::abs(front.hypervolume - 6 * 0.80) < 1e-12);
    }

    void keepsBaselinesApart()
    {
        std::vector<project::Run> runs{run(1, 4, 90, 80), run(2, 5, 95, 95)};
        runs[1].baseline = "all-digital";
        const host::Front engine = selectedFront(runs, frontOf(runs), Source::Engine);
        const host::Front baselines = selectedFront(runs, frontOf(runs), Source::Baselines);
        QCOMPARE(engine.points.size(), std::size_t(1));
        QCOMPARE(engine.points[0].run, 1);
        QCOMPARE(baselines.points[0].run, 2);
    }
};

QTEST_GUILESS_MAIN(TestSelectedFront)
#include "tst_selected_front.moc"
