// SPDX-License-Identifier: Apache-2.0
#include "core/workers/worker_pool.h"
#include "tests/core/workers/deadline.h"
#include "tests/core/workers/timing_task.h"

#include <QTest>

#include <csignal>
#include <fstream>
#include <map>

#include <sys/stat.h>

using namespace odimo;
using namespace odimo::workers;
using namespace std::chrono_literals;
using samples::FakeWorkers;

/// How processes of workers end, and what that is to the tasks beside and after them.
class TestWorkerEnds : public QObject {
    Q_OBJECT

private:
    Control m_control;

    struct Endings {
        std::map<std::int64_t, Ending> byRun;
        std::map<std::int64_t, std::string> processes; ///< The last of each run.
    };

    /// Runs numbered from 0.
    Endings run(const std::vector<protocol::Task> &tasks, int capacity, const LaunchOptions &launch,
                const std::function<void(const Job &, const Ending &)> &ended = {})
    {
        Endings endings;
        std::vector<Job> jobs;
        for (std::size_t run = 0; run < tasks.size(); ++run)
            jobs.push_back({.run = static_cast<std::int64_t>(run), .kind = tasks[run].kind});
        const JobHandler handler{.begin = [&](const Job &job) { return tasks[static_cast<std::size_t>(job.run)]; },
                                 .event =
                                     [&](const Job &job, const protocol::Event &event) {
                                         if (const auto *hello = std::get_if<protocol::Hello>(&event))
                                             endings.processes[job.run] = hello->torch;
                                     },
                                 .end =
                                     [&](const Job &job, const Ending &ending) {
                                         endings.byRun[job.run] = ending;
                                         if (ended)
                                             ended(job, ending);
                                         return std::vector<Job>();
                                     },
                                 .tick =
                                     [] {
                                     }};
        runJobs(jobs, capacity, launch, m_control, handler);
        return endings;
    }

private slots:
    void aWorkerThatDoesNotLeaveHoldsUpNoOther()
    {
        FakeWorkers fakes(FAKE_WORKER);
        const std::string gate = (fakes.folder() / "gate").string();
        QCOMPARE(mkfifo(gate.c_str(), 0600), 0);
        FakeWorkers::set("ODIMO_FAKE_GATE", gate);
        FakeWorkers::behave("linger", "first");
        const LaunchOptions launch{.timeouts = {.exit = 10min}};
        run({samples::timing("the first"), samples::timing("the second")}, 1, launch,
            [&](const Job &job, const Ending &) {
                if (job.run == 1)
                    std::ofstream(gate) << "open";
            });
        QVERIFY(fakes.journal().contains("left"));
    }

    /// Where no worker runs nothing else wakes its owner, who must know that the time stands still.
    void aPauseWithoutWorkersIsToldBeforeTheWait()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave("");
        Control control;
        control.pause();
        control.acknowledge(); // The workers of the jobs before have heard of it.
        const protocol::Task task = samples::timing("the only one");
        int told = 0;
        std::optional<Ending> ended;
        const JobHandler handler{.begin = [&](const Job &) { return task; },
                                 .event = [](const Job &, const protocol::Event &) {},
                                 .end =
                                     [&](const Job &, const Ending &ending) {
                                         ended = ending;
                                         return std::vector<Job>();
                                     },
                                 .tick =
                                     [&] {
                                         told += control.request() == Request::Pause ? 1 : 0;
                                         control.resume();
                                     }};
        const samples::Deadline deadline([&] { control.stop(); });
        runJobs({{.run = 0, .kind = task.kind}}, 1, {}, control, handler);
        QCOMPARE(told, 1);
        QVERIFY(ended && ended->how == Ending::How::Finished);
    }

    void oneThatNeverLeavesIsEnded()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave("");
        const LaunchOptions launch{
            .executors = {{.words = "sh -c '\"$@\"; trap \"\" TERM; while true; do sleep 1000; done' sh"}},
            .timeouts = {.exit = 1ms, .termination = 1ms}};
        QCOMPARE(run({samples::timing()}, 1, launch).byRun.at(0).how, Ending::How::Finished);
    }

    void aLauncherCleansUp()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        const std::string cleaned = (fakes.folder() / "cleaned").string();
        FakeWorkers::behave("babble");
        FakeWorkers::set("ODIMO_TEST_CLEANED", cleaned);
        const LaunchOptions launch{
            .executors = {{.words = "sh -c 'trap \"echo yes >> $ODIMO_TEST_CLEANED; exit 1\" TERM; "
                                    "exec 3<&0; \"$@\" <&3 & wait' sh"}},
            .timeouts = {.termination = 10min}};
        const Ending ending = run({samples::timing()}, 1, launch).byRun.at(0);
        QVERIFY2(ending.message.find("broke the protocol") != std::string::npos, ending.message.c_str());
        QVERIFY(std::filesystem::exists(cleaned));
        QCOMPARE(readText(cleaned), std::string("yes\nyes\n")); // Of both attempts.
    }

    void aTaskAfterABrokenProtocolHasAFreshProcess()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave("babble", "first");
        const Endings endings =
            run({samples::timing("the first"), samples::timing("the second")}, 1, {.isShared = true});
        QCOMPARE(endings.byRun.at(0).how, Ending::How::Failed);
        QVERIFY(endings.byRun.at(1).how == Ending::How::Finished);
        QVERIFY(endings.processes.at(0) != endings.processes.at(1));
    }

    void aTaskBesideOneThatEndsTheirProcessIsDone_data()
    {
        QTest::addColumn<QString>("behaviour");
        QTest::newRow("crashes") << "crash";
        QTest::newRow("breaks the protocol") << "babble";
    }
    void aTaskBesideOneThatEndsTheirProcessIsDone()
    {
        QFETCH(QString, behaviour);
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave(behaviour.toStdString(), "poison");
        const std::vector<protocol::Task> tasks{samples::timing("the poison"), samples::timing("the second"),
                                                samples::timing("the third")};
        const Endings endings = run(tasks, 3, {.isShared = true});
        QCOMPARE(endings.byRun.at(0).how, Ending::How::Failed);
        QVERIFY2(endings.byRun.at(1).how == Ending::How::Finished, endings.byRun.at(1).message.c_str());
        QVERIFY2(endings.byRun.at(2).how == Ending::How::Finished, endings.byRun.at(2).message.c_str());
    }

    void aHandlerThatThrowsEndsAllWorkers()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave("wait");
        const std::vector<protocol::Task> tasks(2, samples::warmup(fakes.folder()));
        std::vector<int> processes;
        int epochs = 0;
        const QString message = errorMessage([&] {
            runTasks(tasks, {}, m_control, [&](std::size_t, const protocol::Event &event) {
                if (const auto *hello = std::get_if<protocol::Hello>(&event))
                    processes.push_back(std::stoi(hello->torch.substr(hello->torch.find(' '))));
                if (std::holds_alternative<protocol::EpochFinished>(event) && ++epochs == 2)
                    throw Error("the disk is full");
            });
        });
        QCOMPARE(message, "the disk is full");
        QCOMPARE(processes.size(), std::size_t(2));
        for (const int process : processes)
            QVERIFY(kill(process, 0) != 0);
    }

    void aLauncherThatEndsBeforeItsChildrenHasEnded()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave("");
        const LaunchOptions launch{.executors = {{.words = "sh -c 'sleep 1000 & exit 7'"}},
                                   .timeouts = {.exit = 1ms, .termination = 1ms}};
        const Ending ending = run({samples::timing()}, 1, launch).byRun.at(0);
        QCOMPARE(ending.how, Ending::How::NeverStarted);
        QVERIFY2(ending.message.find("exit code 7") != std::string::npos, ending.message.c_str());
    }

    void aLineWithoutEndIsCutOff()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave("endless");
        const Ending ending = run({samples::timing()}, 1, {}).byRun.at(0);
        QVERIFY2(ending.message.find("a line of more than 16 MiB") != std::string::npos, ending.message.c_str());
    }

    void wordsBeforeTheHelloAreLoggedAndSkipped()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave("");
        const LaunchOptions launch{
            .executors = {
                {.words = "sh -c 'echo Welcome to; printf \"\\033[1mthe cluster.\\r\\nmotd: \"; exec \"$@\"' sh"}}};
        const samples::Report report = samples::report(samples::timing(), launch, m_control);
        QCOMPARE(report.error, QString());
        QCOMPARE(report.log,
                 QStringList({"info: Not from a worker: Welcome to", "info: Not from a worker:  [1mthe cluster. ",
                              "info: Not from a worker: motd: "}));
    }

    void endlessWordsBeforeTheHelloAreNoWorker()
    {
        const FakeWorkers fakes(FAKE_WORKER);
        FakeWorkers::behave("");
        const QString error = samples::report(samples::timing(), {.executors = {{.words = "yes"}}}, m_control).error;
        QVERIFY2(error.contains("more than 64 KiB"), qPrintable(error));
    }
};

QTEST_APPLESS_MAIN(TestWorkerEnds)
#include "tst_worker_ends.moc"
