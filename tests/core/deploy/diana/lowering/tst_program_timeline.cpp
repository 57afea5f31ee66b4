// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/program_timeline.h"

#include "core/mapping/cost/timeline_json.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/deploy/diana/lowering/chip_samples.h"

#include <QTest>

namespace odimo::deploy {

class TestProgramTimeline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdsEveryJobAndTheWaitingOfUnits()
    {
        const platform::Platform platform = samples::chipPlatform();
        const network::Network simple = network::simplify(network::zooNetwork("resnet8"));
        const ChipProgram program =
            lowered(samples::chipIntegers(simple, samples::DrawnSplit::Interleaved, platform), platform);
        const mapping::Timeline timeline = timelineOf(program, platform);

        QCOMPARE(timeline.lanes.size(), std::size_t{3});
        QCOMPARE(timeline.lanes[1].name, platform.units[1].name);
        QCOMPARE(timeline.lanes[2].name, std::string("host"));
        QCOMPARE(timeline.steps.size(), program.steps.size());
        QVERIFY(!timeline.steps[0].isLayer);
        double busy_cycles = 0, scheduled_cycles = 0;
        std::size_t jobs = 0;
        for (std::size_t lane = 0; lane < timeline.lanes.size(); ++lane) {
            busy_cycles += timeline.busy_cycles(lane);
            double now = 0;
            for (const mapping::TimeSpan &span : timeline.lanes[lane].spans) {
                jobs += span.activity == mapping::Activity::Idle ? 0 : 1;
                QVERIFY(span.begin_cycles >= now);
                QVERIFY(!timeline.lanes[lane].unit || span.begin_cycles == now);
                now = span.end_cycles;
            }
        }
        for (const ScheduleEntry &entry : program.schedule)
            scheduled_cycles += entry.end_cycles - entry.start_cycles;
        QCOMPARE(jobs, program.schedule.size());
        QVERIFY(std::abs(busy_cycles - scheduled_cycles) < 1e-6 * scheduled_cycles);
        QVERIFY2(summaryOf(timeline).ends_with(" steps"), summaryOf(timeline).c_str());
    }
};

} // namespace odimo::deploy

QTEST_APPLESS_MAIN(odimo::deploy::TestProgramTimeline)
#include "tst_program_timeline.moc"
