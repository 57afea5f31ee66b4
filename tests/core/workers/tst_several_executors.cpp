// SPDX-License-Identifier: Apache-2.0
#include "core/workers/worker_pool.h"
#include "tests/core/workers/timing_task.h"

#include <QTest>

#include <map>

using namespace odimo;
using namespace odimo::workers;
using samples::FakeWorkers;

/// An executor that fails costs its tasks another attempt elsewhere, and nothing else.
class TestSeveralExecutors : public QObject {
    Q_OBJECT

private:
    struct Report {
        std::map<std::int64_t, Ending> byRun;
        std::map<std::int64_t, QStringList> logs;
        QStringList all;

        bool isAllFinished() const
        {
            for (const auto &[run, ending] : byRun)
                if (ending.how != Ending::How::Finished)
                    return false;
            return true;
        }
    };

    /// Warm-ups of two epochs, numbered from 0, each with a folder and the checkpoint that it has left there.
    static Report run(const FakeWorkers &fakes, int tasks, const std::vector<Executor> &executors)
    {
        const LaunchOptions launch{.executors = executors};
        Report report;
        std::vector<Job> jobs;
        for (int run = 0; run < tasks; ++run)
            jobs.push_back({.run = run, .kind = protocol::TaskKind::Warmup});
        const JobHandler handler{.begin =
                                     [&](const Job &job) {
                                         const std::filesystem::path folder = fakes.folder() / std::to_string(job.run);
                                         std::filesystem::create_directories(folder);
                                         protocol::Task task = samples::warmup(folder);
                                         task.name = "run " + std::to_string(job.run);
                                         if (std::filesystem::exists(folder / "warmup.checkpoint"))
                                             task.checkpoint = folder / "warmup.checkpoint";
                                         return task;
                                     },
                                 .event =
                                     [&](const Job &job, const protocol::Event &event) {
                                         if (const auto *line = std::get_if<protocol::Log>(&event)) {
                                             report.logs[job.run]
                                                 << QString::fromStdString(line->level + ": " + line->text);
                                             report.all << report.logs[job.run].last();
                                         }
                                     },
                                 .end =
                                     [&](const Job &job, const Ending &ending) {
                                         report.byRun[job.run] = ending;
                                         return std::vector<Job>();
                                     },
                                 .tick =
                                     [] {
                                     }};
        Control control;
        runJobs(jobs, tasks, launch, control, handler);
        return report;
    }

    static Executor with(const std::string &behaviour, const std::string &where = "")
    {
        return {.words = "env ODIMO_FAKE=" + behaviour + " 'ODIMO_FAKE_WHERE=" + where + "'", .jobs = 1};
    }

    static QString aside(const Executor &executor)
    {
        return "warning: The executor " + QString::fromStdString(nameOf(executor)) +
               " is set aside: it has lost 2 workers in a row. The others go on";
    }

private slots:
    void workIsSharedOut()
    {
        FakeWorkers fakes(FAKE_WORKER);
        const Executor other{.words = "env OTHER=1", .jobs = 1};
        const Report report = run(fakes, 2, {{.jobs = 1}, other});
        QVERIFY(report.isAllFinished());
        QCOMPARE(report.logs.at(0), QStringList("info: run 0 is done by the executor local"));
        QCOMPARE(report.logs.at(1), QStringList("info: run 1 is done by the executor env OTHER=1"));
    }

    void oneThatVanishesIsSetAsideAndItsTasksGoOnElsewhere()
    {
        FakeWorkers fakes(FAKE_WORKER);
        const Executor dying = with("die");
        const Report report = run(fakes, 6, {dying, {.jobs = 1}});
        QCOMPARE(report.byRun.size(), std::size_t(6));
        QVERIFY(report.isAllFinished());
        QCOMPARE(report.all.count(aside(dying)), 1);
        QCOMPARE(report.all.filter("is done by the executor " + QString::fromStdString(nameOf(dying))).size(), 2);
        // Both had an epoch behind them, which the host had received.
        QCOMPARE(fakes.journal().filter("at <1>").size(), 2);
    }

    void oneThatStartsNoWorkerCostsNoAttempt()
    {
        FakeWorkers fakes(FAKE_WORKER);
        const Executor broken{.words = "sh -c 'echo no route to host >&2; exit 255'", .jobs = 2};
        const Executor crashing = with("crash", "run 0");
        const Report report = run(fakes, 4, {broken, {.jobs = 1}, crashing});
        QVERIFY(report.isAllFinished());
        QCOMPARE(report.all.count(aside(broken)), 1);
        QCOMPARE(report.all.filter("with the last words: no route to host").size(), 2);
        for (const auto &[run, log] : report.logs) // Nobody asks it again for a task that it did not begin.
            QVERIFY(log.filter("is done by the executor " + QString::fromStdString(nameOf(broken))).size() < 2);
    }

    void aTaskThatEndsEveryWorkerFailsAlone()
    {
        FakeWorkers fakes(FAKE_WORKER);
        const Report report = run(fakes, 5, {with("crash", "run 1"), with("crash", "run 1")});
        QCOMPARE(report.byRun.at(1).how, Ending::How::Failed);
        QVERIFY(QString::fromStdString(report.byRun.at(1).message).contains("(attempt 2 of 2)"));
        for (const int run : {0, 2, 3, 4})
            QCOMPARE(report.byRun.at(run).how, Ending::How::Finished);
        QVERIFY(report.all.filter("set aside").isEmpty());
    }

    void theLastOneStaysInUse()
    {
        FakeWorkers fakes(FAKE_WORKER);
        const Report report = run(fakes, 3, {{.words = "false"}, with("crash")});
        for (const int run : {0, 1, 2})
            QVERIFY(report.byRun.at(run).hasFailed());
        QCOMPARE(report.all.filter("set aside").size(), 1);
    }
};

QTEST_APPLESS_MAIN(TestSeveralExecutors)
#include "tst_several_executors.moc"
