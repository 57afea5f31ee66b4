// SPDX-License-Identifier: Apache-2.0
#include "tests/core/project/samples.h"

#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace odimo;
using namespace odimo::project;
using samples::NewProject;

class TestExecutions : public QObject {
    Q_OBJECT

private:
    static protocol::Hello worker()
    {
        return {.protocol = protocol::protocolVersion,
                .version = "0.1.0",
                .torch = "1.13.1",
                .device = "cuda",
                .threads = 2,
                .commit = "af7242361d0b",
                .host = "lab-3",
                .processor = "AMD EPYC 7763",
                .accelerator = "NVIDIA H100"};
    }

    static Execution execution(std::int64_t run, const std::string &phase)
    {
        return {.run = run,
                .phase = phase,
                .worker = worker(),
                .odimo = "0.1.0 (af7242361d0b)",
                .data = "0123",
                .startedAt = "2026-01-01T00:00:00Z",
                .finishedAt = "2026-01-01T00:01:00Z"};
    }

    static Repetition repetition(std::int64_t run, Verdict verdict)
    {
        return {.run = run,
                .verdict = verdict,
                .explanation = "87.65 % both times",
                .worker = worker(),
                .at = "2026-01-02T00:00:00Z"};
    }

private slots:
    void areKeptInOrderWithAllTheySay()
    {
        NewProject made;
        const std::int64_t run = made.project.save(samples::tunedRun(made.project, "digital", 9000));
        Execution search = execution(run, "search");
        search.finishedAt.clear();
        search.id = made.project.saveExecution(search);
        Execution finetune = execution(run, "finetune");
        finetune.id = made.project.saveExecution(finetune);
        search.finishedAt = "2026-01-01T00:02:00Z";
        QCOMPARE(made.project.saveExecution(search), search.id);
        QVERIFY(made.project.executions(run) == std::vector({search, finetune}));
        QVERIFY(made.project.executions(run + 1).empty());
    }

    void theLastRepetitionCounts()
    {
        NewProject made;
        const std::int64_t run = made.project.save(samples::tunedRun(made.project, "digital", 9000));
        QVERIFY(!made.project.repetition(run));
        for (const Verdict verdict : {Verdict::Different, Verdict::Equal, Verdict::Identical}) {
            made.project.storeRepetition(repetition(run, verdict));
            QVERIFY(made.project.repetition(run) == repetition(run, verdict));
        }
    }

    void anotherVerdictThanWasStoredIsDamage()
    {
        NewProject made;
        const std::int64_t run = made.project.save(samples::tunedRun(made.project, "digital", 9000));
        made.project.saveExecution(execution(run, "finetune"));
        made.project.storeRepetition(repetition(run, Verdict::Different));
        SQLite::Database(made.path.string(), SQLite::OPEN_READWRITE)
            .exec("UPDATE repetitions SET verdict = 'identical'");
        QVERIFY(errorMessage([&] { made.project.repetition(run); }).contains("not what was stored"));
        QVERIFY(errorMessage([&] { made.project.executions(run); }).contains("not what was stored"));
    }
};

QTEST_APPLESS_MAIN(TestExecutions)
#include "tst_executions.moc"
