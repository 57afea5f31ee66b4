// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/recorder.h"

#include "tests/core/project/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;

namespace {

protocol::Measured measured(const std::string &split, std::int64_t correct)
{
    return {.split = split, .numerics = "float", .correct = correct, .total = 100, .loss = 0.5};
}

} // namespace

class TestRecorder : public QObject {
    Q_OBJECT

private slots:
    /// Its checkpoint is older than what it has measured: flow/kills has the whole of it.
    void whatAResumedWorkerMeasuresAgainTakesThePlaceOfTheFirst()
    {
        samples::NewProject made;
        const workers::Job warmup{.run = made.project.save(project::Run{}), .kind = protocol::TaskKind::Warmup};
        const Listener nobody = [](const Notice &) {
        };
        Recorder recorder(made.project, nobody);
        for (const protocol::Measured &each :
             {measured("validation", 50), measured("test", 60), measured("validation", 50), measured("test", 61)})
            recorder.record(warmup, each);
        const std::vector<project::Measurement> kept = made.project.run(warmup.run).measurements;
        QCOMPARE(kept.size(), 2U);
        QVERIFY(kept[0] == (project::Measurement{measured("validation", 50), "warmup"}));
        QVERIFY(kept[1] == (project::Measurement{measured("test", 61), "warmup"}));
    }

    void otherPhasesKeepTheirs()
    {
        samples::NewProject made;
        const std::int64_t run = made.project.save(project::Run{});
        const Listener nobody = [](const Notice &) {
        };
        Recorder recorder(made.project, nobody);
        recorder.record({.run = run, .kind = protocol::TaskKind::Warmup}, measured("test", 60));
        recorder.record({.run = run, .kind = protocol::TaskKind::Finetune}, measured("test", 70));
        QCOMPARE(made.project.run(run).measurements.size(), 2U);
    }
};

QTEST_GUILESS_MAIN(TestRecorder)
#include "tst_recorder.moc"
