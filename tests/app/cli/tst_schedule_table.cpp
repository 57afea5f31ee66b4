// SPDX-License-Identifier: Apache-2.0
#include "app/cli/schedule_table.h"

#include <QTest>

using namespace odimo;
using namespace odimo::cli;

namespace {

/// One split layer whose units work together for half of the time.
deploy::ChipProgram smallProgram()
{
    deploy::LayerStep layer{.digital = deploy::DigitalPart{}, .analog = deploy::AnalogPart{}};
    layer.digital->channels = {0, 2};
    layer.digital->tiles.resize(3);
    layer.analog->channels = {1};
    layer.analog->passes.resize(1);
    deploy::ChipProgram made;
    made.steps.push_back({.name = "conv", .operation = layer, .start_cycles = 0, .end_cycles = 4000});
    made.steps.push_back({.name = "pool", .operation = deploy::PoolStep{}, .start_cycles = 4000, .end_cycles = 5000});
    made.schedule = {{deploy::Engine::Analog, 1000, 3000, 0, "compute"},
                     {deploy::Engine::Digital, 2000, 4000, 0, "compute"},
                     {deploy::Engine::Host, 4000, 5000, 1, "pool"}};
    made.memory = {.arena = 4096, .weights = 100000, .l1 = 2048, .l1Step = 0};
    made.clock_Hz = 260e6;
    made.cycles = 5000;
    return made;
}

} // namespace

class TestScheduleTable : public QObject {
    Q_OBJECT

private slots:
    void saysWhenEachUnitIsBusyAndWhenBothAre()
    {
        const QString text = QString::fromStdString(scheduleTable(smallProgram()).text());
        const QStringList lines = text.split('\n');
        QCOMPARE(lines[2].simplified(),
                 "conv 0.0 4.0 2.0 2.0 1.0 2 digital channels in 3 tiles, 1 analog channel in 1 pass");
        QCOMPARE(lines[3].simplified(), "pool 4.0 5.0 1.0 pool");
        QCOMPARE(lines[5].simplified(), "all 0.0 5.0 1.0 2.0 2.0 1.0");
    }

    void saysWhatTheProgramTakes()
    {
        QCOMPARE(QString::fromStdString(memoryText(smallProgram())),
                 "predicted 5.000 kcycles, 19.23 µs, with moves and the host's part\n"
                 "L1 2,048 bytes at conv\n"
                 "L2 100,000 bytes of weights, 4,096 bytes of activations, most of them at conv\n");
    }
};

QTEST_APPLESS_MAIN(TestScheduleTable)
#include "tst_schedule_table.moc"
