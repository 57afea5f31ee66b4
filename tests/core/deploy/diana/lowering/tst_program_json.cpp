// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/program_json.h"

#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/deploy/diana/lowering/chip_samples.h"

#include <QTest>

namespace odimo::deploy {

namespace {

ChipProgram programOf(const char *network, samples::DrawnSplit split)
{
    const platform::Platform platform = samples::chipPlatform();
    const network::Network simple = network::simplify(network::zooNetwork(network));
    return lowered(samples::chipIntegers(simple, split, platform), platform);
}

} // namespace

class TestProgramJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhereEachChannelIsComputed()
    {
        const Json json = toJson(programOf("resnet8", samples::DrawnSplit::Interleaved));
        const Json &details = json["steps"][2]["details"];
        QCOMPARE(details["digital"]["channels"].size() + details["analog"]["channels"].size(), std::size_t{16});
        QCOMPARE(json["tensors"][0]["channel_at"].dump(), std::string("[0,1,2]"));
        QVERIFY(json["memory"]["arena"].get<int>() > 0);
    }

    /// Steps follow each other, entries lie within their step, and no engine does two things at a time.
    void theScheduleIsPossible()
    {
        for (const auto split : {samples::DrawnSplit::Interleaved, samples::DrawnSplit::SeventeenDigital}) {
            const ChipProgram program = programOf("resnet20", split);
            double end = 0;
            for (const ChipStep &step : program.steps) {
                QCOMPARE(step.start_cycles, end);
                end = step.end_cycles;
            }
            QCOMPARE(program.cycles, end);
            std::map<Engine, double> busyUntil;
            double together = 0;
            for (const ScheduleEntry &entry : program.schedule) {
                const ChipStep &step = program.steps[static_cast<std::size_t>(entry.step)];
                QVERIFY(entry.start_cycles >= step.start_cycles && entry.end_cycles <= step.end_cycles + 1e-6);
                QVERIFY(entry.start_cycles >= busyUntil[entry.engine] - 1e-6);
                busyUntil[entry.engine] = entry.end_cycles;
                if (entry.engine == Engine::Digital)
                    together +=
                        std::max(0.0, std::min(entry.end_cycles, busyUntil[Engine::Analog]) - entry.start_cycles);
            }
            QVERIFY(together > 0);
        }
    }

    void theSameProgramGivesTheSameText()
    {
        QCOMPARE(toJson(programOf("resnet8", samples::DrawnSplit::Random)).dump(),
                 toJson(programOf("resnet8", samples::DrawnSplit::Random)).dump());
    }
};

} // namespace odimo::deploy

QTEST_APPLESS_MAIN(odimo::deploy::TestProgramJson)
#include "tst_program_json.moc"
